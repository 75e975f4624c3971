import { DataSource } from 'typeorm';
import { writeBareMessage } from '../../../test/bare-message.js';
import { cloneDatabase } from '../../../test/test-database.js';
import { entities } from '../../app.module.js';
import { dataSourceOptions } from '../data-source.js';
import { migrations } from './index.js';

describe('the migrations', () => {
  let database: DataSource;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const cloned = await cloneDatabase();
    drop = cloned.drop;
    database = await new DataSource(dataSourceOptions(cloned.url, entities, () => undefined)).initialize();
  });
  afterAll(async () => {
    await database.destroy();
    await drop();
  });

  const columnsOf = async (table: string) => {
    const rows = await database.query<{ name: string }[]>(
      `select column_name as name from information_schema.columns where table_name = $1 order by 1`,
      [table],
    );
    return rows.map(({ name }) => name);
  };

  it.each(entities.map((entity) => [entity.name, entity] as const))(
    'make the columns that %s describes, and no others',
    async (_, entity) => {
      const { tableName, columns } = database.getMetadata(entity);
      expect(columns.map(({ databaseName }) => databaseName).sort()).toEqual(await columnsOf(tableName));
    },
  );

  it('are described whole: every table has an entity', async () => {
    const rows = await database.query<{ name: string }[]>(
      `select table_name as name from information_schema.tables
        where table_schema = 'public' and table_name <> 'migrations'`,
    );
    const described = database.entityMetadatas.map(({ tableName }) => tableName);
    expect(rows.map(({ name }) => name).sort()).toEqual(described.sort());
  });

  it('bring along who was there before people had names and friends, with what they wrote and have read, and go back without losing them', async () => {
    const back = async () => {
      for (let left = migrations.length; left > 1; left--) await database.undoLastMigration();
    };
    await back();
    const { userId, roomId, chatId, messageId } = await writeBareMessage(database);
    await database.query('insert into room_members (room_id, user_id, joined_at) values ($1, $2, now())', [
      roomId,
      userId,
    ]);
    await database.query('update chats set last_seq = 1');
    const written = `select u.*, m.text from messages m join users u on u.id = m.author_id`;
    const before = await database.query<object[]>(written);

    await database.runMigrations();
    const [after] = await database.query<object[]>(written);
    expect(after).toMatchObject({ ...before[0], display_name: 'anna', status: 'auto', deleted_at: null });
    const marks = 'select chat_id, last_read_seq from chat_reads';
    expect(await database.query(marks)).toEqual([{ chat_id: chatId, last_read_seq: '1' }]);
    expect(await database.query('select message_id from search_queue')).toEqual([{ message_id: messageId }]);

    await back();
    expect(await database.query<object[]>(written)).toEqual(before);
    await database.runMigrations();
  });

  it('go down and up again', async () => {
    for (let left = migrations.length; left > 0; left--) await database.undoLastMigration();
    expect(await columnsOf('users')).toEqual([]);
    await database.runMigrations();
    expect(await columnsOf('users')).toContain('password_hash');
  });
});
