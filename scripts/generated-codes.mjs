// The lists of codes that the database holds, read from its checks, and their places in the generated types: a column with a list has the type
// of its codes, and so has a column of a view that shows it.
import { makeClient } from "../src/platform/database/connect.ts";

/** `(column = ANY (ARRAY['a'::text, 'b'::text]))`, the same of a list in a column (`<@`), or one code alone (`(column = 'a'::text)`). */
const listCheck = /^CHECK \(\((\w+) (?:= ANY \(|<@ \(?)ARRAY\[(.*?)\]\)*$/s;
const oneCheck = /^CHECK \(\((\w+) = '((?:[^']|'')*)'::text\)\)$/;
const quoted = /'((?:[^']|'')*)'/g;

/**
 * The lists of the schemas: "schema.table.column" with its codes in the order of the check. Several checks of one column allow what all of
 * them allow.
 */
async function readCodes(client, schemas) {
  const { rows } = await client.query(
    `select n.nspname || '.' || c.relname as table, pg_get_constraintdef(k.oid) as text from pg_constraint k
       join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'c' and n.nspname = any($1) order by n.nspname, c.relname, k.conname`,
    [schemas],
  );
  const lists = new Map();
  for (const { table, text } of rows) {
    const check = text.replace(/ NOT VALID$/, "");
    const [, column, list] = listCheck.exec(check) ?? oneCheck.exec(check)?.map((part, at) => (at === 2 ? `'${part}'` : part)) ?? [];
    if (column === undefined || !list.includes("'")) continue;
    const codes = [...list.matchAll(quoted)].map(([, code]) => code.replaceAll("''", "'"));
    const earlier = lists.get(`${table}.${column}`);
    lists.set(`${table}.${column}`, earlier ? earlier.filter((code) => codes.includes(code)) : codes);
  }
  return lists;
}

/** The columns of the schemas' views that show a column with a list as it is: "schema.view.column" with the name of that list. */
async function readShownCodes(client, schemas, lists) {
  const { rows: columns } = await client.query(
    `select a.attrelid as table, a.attnum as column, n.nspname || '.' || c.relname || '.' || a.attname as name from pg_attribute a
       join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1) and a.attnum > 0`,
    [schemas],
  );
  const names = new Map(columns.map(({ table, column, name }) => [`${table}.${column}`, name]));
  const { rows: views } = await client.query(
    `select n.nspname || '.' || c.relname as name, rtrim(pg_get_viewdef(c.oid), '; ') as text from pg_class c
       join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and n.nspname = any($1)`,
    [schemas],
  );
  const shown = new Map();
  for (const { name, text } of views) {
    // The server says of each column of an answer which column of a table or view it is, where it is one.
    const { fields } = await client.query(`select * from (${text}) as asked limit 0`);
    for (const { name: column, tableID, columnID } of fields) shown.set(`${name}.${column}`, names.get(`${tableID}.${columnID}`));
  }
  const found = new Map();
  for (const view of shown.keys()) {
    let at = view;
    while (shown.has(at)) at = shown.get(at);
    if (lists.has(at)) found.set(view, at);
  }
  return found;
}

/** The generated types with the lists in them. */
function placeCodes(types, lists, shown) {
  const tables = new Map([...types.matchAll(/^ {2}"?([a-z_]+\.[a-z_]+)"?: (\w+);$/gm)].map(([, table, name]) => [name, table]));
  const typed = types.replaceAll(/^export interface (\w+) \{\n.*?^\}/gms, (text, name) =>
    text.replaceAll(/^ {2}(\w+): (.*);$/gm, (line, column, type) => {
      const own = `${tables.get(name)}.${column}`;
      const list = lists.has(own) ? own : shown.get(own);
      return list === undefined ? line : `  ${column}: ${type.replace(/\bstring\b/, `CodeOf<${JSON.stringify(list)}>`)};`;
    }),
  );
  const entries = [...lists]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, codes]) => `${JSON.stringify(name)}: ${JSON.stringify(codes)},`);
  return `${typed}
/** The lists of codes that the database holds, by "schema.table.column", each in the order of its check. */
export const codes = {
${entries.join("\n")}
} as const;

/** The columns that hold one of a list, or several. */
export type CodeColumn = keyof typeof codes;

/** A code of the column. */
export type CodeOf<Column extends CodeColumn> = (typeof codes)[Column][number];
`;
}

/** The generated types of the database at `url`, with the lists that its checks hold. */
export async function withCodes(types, url, schemas) {
  const client = makeClient(url);
  await client.connect();
  try {
    const lists = await readCodes(client, schemas);
    return placeCodes(types, lists, await readShownCodes(client, schemas, lists));
  } finally {
    await client.end();
  }
}
