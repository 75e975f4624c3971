import { BroadcastChannel as NodeChannel } from 'node:worker_threads';
import { type OutgoingMessage } from '@parlour/chat';
import { firstValueFrom } from 'rxjs';
import { IndexedOutboxStorage, outboxLock } from './outbox-storage';
import { browserKeepsAll } from './testing/fake-indexed-db';
import { anna, ben, chatId } from './testing/messages';

const written = (clientMessageId: string): OutgoingMessage => ({
  clientMessageId,
  chatId,
  text: `text of ${clientMessageId}`,
  replyTo: null,
  attachments: [],
  writtenAt: 1,
  state: 'waiting',
  failure: null,
});

describe('the storage of an outbox', () => {
  const opened: IndexedOutboxStorage[] = [];
  const openFor = (userId: string): IndexedOutboxStorage => {
    const storage = new IndexedOutboxStorage(userId);
    opened.push(storage);
    return storage;
  };

  beforeEach(() => {
    browserKeepsAll();
    Object.defineProperty(globalThis, 'BroadcastChannel', { configurable: true, value: NodeChannel });
  });

  afterEach(() => {
    for (const storage of opened.splice(0)) storage.close();
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
  });

  it('gives back what was put there and not removed, to the same person only', async () => {
    const storage = openFor(anna.id);
    await storage.put(written('a'));
    await storage.put(written('b'));
    await storage.put({ ...written('b'), state: 'failed', failure: 'chat_archived' });
    await storage.remove('a');
    const again = openFor(anna.id);
    expect(await again.load()).toEqual([{ ...written('b'), state: 'failed', failure: 'chat_archived' }]);
    expect(await openFor(ben.id).load()).toEqual([]);
  });

  it('tells the other tabs of the person that something has changed', async () => {
    const [tab, other] = [openFor(anna.id), openFor(anna.id)];
    const told = firstValueFrom(other.changed$);
    await tab.put(written('a'));
    await told;
    expect(await other.load()).toEqual([written('a')]);
  });

  it('forgets all of one person, and nothing of another', async () => {
    const [annas, bens] = [openFor(anna.id), openFor(ben.id)];
    await annas.put(written('a'));
    await bens.put(written('b'));
    await annas.forget();
    expect(await annas.load()).toEqual([]);
    expect(await bens.load()).toEqual([written('b')]);
  });
});

describe('the lock of an outbox', () => {
  it('is the one of the person, for as long as a task takes', async () => {
    const asked: string[] = [];
    const locks = {
      request: async (name: string, task: () => Promise<void>) => {
        asked.push(name);
        await task();
        asked.push('done');
      },
    };
    await outboxLock(anna.id, { locks } as unknown as Navigator).run(async () => void asked.push('task'));
    expect(asked).toEqual([`parlour.outbox.${anna.id}`, 'task', 'done']);
  });

  it('lets every tab send where the origin has no locks', async () => {
    let ran = false;
    await outboxLock(anna.id, {} as Navigator).run(async () => void (ran = true));
    expect(ran).toBe(true);
  });
});
