/** Runs a statement and tells by which plan; what it changes is for the caller to take back. @returns the nodes, flat. */
export async function planOf(client, { sql, parameters }) {
  const { rows } = await client.query(`explain (analyze, format json) ${sql}`, parameters);
  return nodesOf(rows[0]['QUERY PLAN'][0].Plan);
}

const nodesOf = (plan) => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** The tables that were read from one end to the other, with how many rows they have. */
export const readWhole = (nodes) =>
  nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']);

/** By which index each table was read: `messages_chat_id_seq_key`, and `users (whole)` where it was none. */
export function accessesOf(nodes) {
  const names = nodes.flatMap((node) => {
    if (node['Index Name'] !== undefined) return [node['Index Name']];
    return node['Node Type'] === 'Seq Scan' ? [`${node['Relation Name']} (whole)`] : [];
  });
  return [...new Set(names)].sort();
}

/** By whatever index: how many rows of a table were looked at. */
export const rowsRead = (nodes, table) =>
  nodes
    .filter((node) => node['Relation Name'] === table)
    .reduce(
      (sum, node) =>
        sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
