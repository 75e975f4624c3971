import { isDeepStrictEqual } from 'node:util';
import type { Fault, Findings } from './findings';
import { type Person } from './person';
import { type Line, lineOf } from './stored-chat';
import { type TrialTab } from './trial-tab';
import { type WireWatch } from './wire-watch';

/** Enough to see what it is. */
const detailsMax = 12;

export interface Evidence {
  readonly stored: readonly Line[];
  readonly people: readonly Person[];
  readonly tabs: readonly TrialTab[];
  readonly watch: WireWatch;
  /** Answers that nobody can be prepared for. */
  readonly surprises: readonly string[];
  readonly faults: Readonly<Record<string, number>>;
}

/** Compares what everybody wrote, what was told and what every tab shows with what is stored. */
export function judge(evidence: Evidence): Findings {
  const { people, stored, tabs, watch, surprises, faults } = evidence;
  const sheet = new Sheet();
  sheet.add('doubled', watch.doubled, 'told twice over one connection');
  sheet.add('reordered', watch.reordered, 'told in another order than that of the chat');
  for (const surprise of surprises) sheet.add('internal', 1, surprise);
  judgeNumbers(stored, sheet);
  for (const person of people) judgePerson(person, stored, sheet);
  for (const tab of tabs) judgeTab(tab, stored, sheet);
  return {
    sent: people.reduce((sum, { written }) => sum + written.length, 0),
    acknowledged: people.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0),
    changes: Math.max(0, ...stored.map(({ change }) => change)),
    ...sheet.counts,
    faults,
    details: sheet.details,
  };
}

class Sheet {
  readonly counts = { lost: 0, doubled: 0, reordered: 0, stale: 0, unsent: 0, internal: 0 };
  readonly details: string[] = [];

  add(what: Fault, count: number, detail: string): void {
    if (count === 0) return;
    this.counts[what] += count;
    if (this.details.length < detailsMax)
      this.details.push(`${what}: ${count === 1 ? '' : `${count} `}${detail}`);
  }
}

/** From 1 on, without gaps. */
function judgeNumbers(stored: readonly Line[], sheet: Sheet): void {
  stored.forEach(({ seq }, index) => {
    if (seq !== index + 1) sheet.add('reordered', 1, `seq ${seq} stands at place ${index + 1}`);
  });
}

function judgePerson({ written, acknowledged, user }: Person, stored: readonly Line[], sheet: Sheet): void {
  const own = stored.filter(({ authorId }) => authorId === user.id);
  const places = new Map<string, number[]>();
  for (const { clientMessageId, seq } of own) {
    places.set(clientMessageId, [...(places.get(clientMessageId) ?? []), seq]);
  }
  for (const { clientMessageId, text } of written) {
    const count = places.get(clientMessageId)?.length ?? 0;
    const when = acknowledged.has(clientMessageId) ? 'acknowledged' : 'written';
    if (count === 0) sheet.add('lost', 1, `"${text}" was ${when} and is not stored`);
    if (count > 1) sheet.add('doubled', count - 1, `"${text}" is stored ${count} times`);
  }
  sheet.add('doubled', Math.max(0, own.length - written.length), `more of ${user.username} than they wrote`);
  for (const tab of new Set(written.map(({ tab }) => tab))) {
    const seqs = written.flatMap((message) =>
      message.tab === tab ? (places.get(message.clientMessageId)?.slice(0, 1) ?? []) : [],
    );
    const wrong = seqs.filter((seq, index) => seq < (seqs[index - 1] ?? 0));
    sheet.add('reordered', wrong.length, `${tab} wrote in another order: ${seqs.join(' ')}`);
  }
}

function judgeTab(
  { inputs, timeline, outbox, fresh }: TrialTab,
  stored: readonly Line[],
  sheet: Sheet,
): void {
  const { name } = inputs;
  for (const { text, state, failure } of outbox.messages$.value) {
    sheet.add('unsent', 1, `"${text}" in ${name}: ${state} ${failure ?? ''}`);
  }
  const shown = timeline.messages.map(lineOf);
  const seqs = shown.map(({ seq }) => seq);
  sheet.add('doubled', seqs.length - new Set(shown.map(({ id }) => id)).size, `shown twice in ${name}`);
  const descents = seqs.filter((seq, index) => seq <= (seqs[index - 1] ?? 0));
  sheet.add('reordered', descents.length, `shown in another order in ${name}: ${seqs.join(' ')}`);
  const told = fresh.filter((seq, index) => seq <= (fresh[index - 1] ?? 0));
  sheet.add('reordered', told.length, `announced in another order in ${name}: ${fresh.join(' ')}`);
  const bySeq = new Map(shown.map((line) => [line.seq, line]));
  for (const line of stored) {
    const held = bySeq.get(line.seq);
    if (!held) sheet.add('lost', 1, `${line.seq} is not shown in ${name}`);
    else if (!isDeepStrictEqual(held, line)) {
      sheet.add('stale', 1, `${name} shows ${JSON.stringify(held)}, stored is ${JSON.stringify(line)}`);
    }
  }
  sheet.add('doubled', Math.max(0, shown.length - stored.length), `more in ${name} than is stored`);
}
