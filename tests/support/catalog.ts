import type { Kysely, RawBuilder } from "kysely";
import { sql } from "kysely";
import type { Database } from "../../src/platform/database/connect.ts";

type Line = { readonly line: string };

const own = sql`n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/** Whoever migrates is called the owner, whatever the role's name is. */
const nameOf = (role: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${role} = current_user::regrole::oid then 'owner' else ${role}::regrole::text end`;

/** Who may do what, in words: rights that are given out and those that hold because nobody said anything. */
const rightsOf = (rights: RawBuilder<unknown>, kind: string, owner: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select string_agg(concat_ws(' ', case when a.grantee = 0 then 'everybody' else ${nameOf(sql`a.grantee`)} end, a.privilege_type,
      case when a.is_grantable then 'with grant' end), ', ' order by a.grantee::regrole::text, a.privilege_type)
    from aclexplode(coalesce(${rights}, acldefault(${kind}, ${owner}))) a)`;

const relations = sql`pg_class c join pg_namespace n on n.oid = c.relnamespace`;

/**
 * Everything that a database is beside its rows, one line for each thing, in an order of its own: two databases that are alike give the
 * same. Schemas, tables, columns in their order, constraints, indexes, policies, triggers, views, functions, types, sequences, with who owns
 * them, who may use them and what is said of them.
 */
export async function catalogOf(owner: Kysely<Database>): Promise<string[]> {
  const queries = [
    sql<Line>`select json_build_array('schema', n.nspname, ${nameOf(sql`n.nspowner`)}, ${rightsOf(sql`n.nspacl`, "n", sql`n.nspowner`)})::text as line from pg_namespace n where ${own}`,
    sql<Line>`select json_build_array(case c.relkind when 'r' then 'table' when 'v' then 'view' when 'S' then 'sequence' else 'relation ' || c.relkind::text end, c.oid::regclass,
        c.relpersistence, c.reloptions, c.relrowsecurity, c.relforcerowsecurity, ${nameOf(sql`c.relowner`)},
        ${rightsOf(sql`c.relacl`, "r", sql`c.relowner`)}, obj_description(c.oid, 'pg_class'))::text as line
      from ${relations} where ${own} and c.relkind not in ('i', 'I')`,
    sql<Line>`select json_build_array('column', c.oid::regclass, row_number() over (partition by c.oid order by a.attnum)::int, a.attname, format_type(a.atttypid, a.atttypmod),
        a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid), nullif(a.attcollation, t.typcollation)::regcollation,
        ${rightsOf(sql`a.attacl`, "c", sql`c.relowner`)}, col_description(c.oid, a.attnum))::text as line
      from ${relations} join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where ${own} and c.relkind not in ('i', 'I', 'S')`,
    sql<Line>`select json_build_array('constraint', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid), k.convalidated, obj_description(k.oid, 'pg_constraint'))::text as line
      from pg_constraint k join pg_namespace n on n.oid = k.connamespace where ${own} and k.contype <> 'n'`,
    sql<Line>`select json_build_array('index', i.indrelid::regclass, pg_get_indexdef(i.indexrelid), i.indisvalid, obj_description(i.indexrelid, 'pg_class'))::text as line
      from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace where ${own}`,
    sql<Line>`select json_build_array('policy', p.polrelid::regclass, p.polname, p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid),
      (select string_agg(${nameOf(sql`r`)}, ', ' order by r) from unnest(p.polroles) r))::text as line from pg_policy p`,
    sql<Line>`select json_build_array('trigger', t.tgrelid::regclass, pg_get_triggerdef(t.oid), t.tgenabled, obj_description(t.oid, 'pg_trigger'))::text as line from pg_trigger t where not t.tgisinternal`,
    sql<Line>`select json_build_array('view', c.oid::regclass, pg_get_viewdef(c.oid))::text as line from ${relations} where ${own} and c.relkind = 'v'`,
    sql<Line>`select json_build_array('function', p.oid::regprocedure, pg_get_functiondef(p.oid), ${nameOf(sql`p.proowner`)}, ${rightsOf(sql`p.proacl`, "f", sql`p.proowner`)},
      obj_description(p.oid, 'pg_proc'))::text as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${own} and p.prokind in ('f', 'p')`,
    sql<Line>`select json_build_array('type', t.oid::regtype, t.typtype, t.typnotnull, obj_description(t.oid, 'pg_type'))::text as line from pg_type t join pg_namespace n on n.oid = t.typnamespace
      where ${own} and t.typelem = 0 and t.typtype <> 'm'`,
    sql<Line>`select json_build_array('numbers', format('%I.%I', s.schemaname, s.sequencename), s.data_type::text, s.start_value, s.increment_by, s.cycle)::text as line from pg_sequences s`,
    sql<Line>`select json_build_array('extension', e.extname)::text as line from pg_extension e`,
  ];
  const found: string[] = [];
  for (const query of queries) found.push(...(await query.execute(owner)).rows.map(({ line }) => line));
  return found.sort();
}
