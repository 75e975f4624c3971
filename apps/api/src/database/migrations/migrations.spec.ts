import { DataSource } from 'typeorm';
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

  it('go down and up again', async () => {
    for (let left = migrations.length; left > 0; left--) await database.undoLastMigration();
    expect(await columnsOf('users')).toEqual([]);
    await database.runMigrations();
    expect(await columnsOf('users')).toContain('password_hash');
  });
});
