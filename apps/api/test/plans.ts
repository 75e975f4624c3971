import type { DataSource } from 'typeorm';

/** A node of PostgreSQL's plan of a query. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Every node of the plan by which the query was run just now. What it changed is taken back. */
export async function planOf(
  database: DataSource,
  sql: string,
  parameters: unknown[],
): Promise<readonly PlanNode[]> {
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  try {
    const rows = (await runner.query(`explain (analyze, format json) ${sql}`, parameters)) as Explained[];
    const [row] = rows;
    if (row === undefined) throw new Error('PostgreSQL explains every query');
    return nodesOf(row['QUERY PLAN'][0].Plan);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

interface Explained {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }];
}

/** The tables that are read from one end to the other. */
export const readWhole = (nodes: readonly PlanNode[]): (string | undefined)[] =>
  nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']);
