import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";

// The schema is the law of the house: this file reads the live, migrated database. An exception is one line here, with its reason.

/** Rooms whose rows are journaled: added, never changed or taken away. */
const journaledSchemas = [
  "people",
  "intake",
  "investigation",
  "participation",
  "decision",
  "party",
  "intervention",
  "meeting",
  "files",
  "messages",
  "register",
  "survey",
];
const schemas = [...journaledSchemas, "core", "audit", "access", "extract", "countable", "due", "limits"];

/** The queue of jobs is a library's: its tables are what the library makes (src/platform/jobs/queue.db.test.ts), and hold identifiers only. */
const foreignSchemas = ["graphile_worker"];

/** Of the sign-on, before a municipality is chosen or for all of them (ids and hashes, what else there is is sealed); and what demos there were. */
const betweenMunicipalities = ["access.sign_on_choice", "access.logout_token", "access.unplaced_sign_on", "core.removed_demo"];

/** Tables that belong to no municipality: the list of municipalities itself, and counts by hashed key (who signs on has none yet). */
const commonTables = ["core.readiness", "core.municipality", "limits.turn", ...betweenMunicipalities];

/** Columns of journaled tables that the program may change, and why. */
const changeable: Record<string, readonly string[] | "all"> = {
  // Name, address, protection: facts of the population register, kept as they are today.
  "people.person": "all",
};

/** Times without a zone: the local time of the sender's file, which has none. */
const localTimes = ["extract.intake.protection_assessed_at"];

/** Foreign keys without an index of their own: the referenced row is never removed and never looked up from. */
const unindexedReferences = [
  // The municipality is the first column of every key already.
  /references core\.municipality\(id\)/i,
  // The gates of a closure and of a conclusion: there is one row for each phase or investigation, found by its own key.
  /^participation\.phase_closure: phase_needs_/,
  /^investigation\.conclusion: conclusion_needs_/,
  // Who decided has the identifier of what was decided: each is found by its own key.
  /^[a-z_.]+: [a-z_]+_has_maker /,
  /^decision\.board_report: board_report_of_urgent_decision /,
  /^decision\.delegated_report: delegated_report_of_delegated_decision /,
];

describe("the live schema", () => {
  let database: TestDatabase;
  const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(database.owner)).rows;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => database.drop());

  const tables = sql`(select c.oid, c.oid::regclass::text as name, c.relrowsecurity, n.nspname as schema from pg_class c
    join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname = any(${schemas}))`;

  it("has no schema that this test does not know", async () => {
    const found = await rows(sql<{ name: string }>`select nspname as name from pg_namespace
      where nspname !~ '^pg_' and nspname <> all(${[...schemas, ...foreignSchemas, "information_schema", "public", "migration"]})`);
    expect(found).toEqual([]);
  });

  it("has no names in quotes and no table in public", async () => {
    const found = await rows(sql<{ name: string }>`select table_schema || '.' || table_name || '.' || column_name as name
      from information_schema.columns where table_schema = any(${[...schemas, "public"]})
        and (table_schema = 'public' or table_name !~ '^[a-z][a-z0-9_]*$' or column_name !~ '^[a-z][a-z0-9_]*$')`);
    expect(found).toEqual([]);
  });

  it("starts every key with the municipality", async () => {
    const found = await rows(sql<{ name: string }>`select t.name || ': ' || coalesce(i.indexrelid::regclass::text, 'no key at all') as name
      from ${tables} t left join pg_index i on i.indrelid = t.oid and i.indisunique
      left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
      where t.name <> all(${commonTables}) and a.attname is distinct from 'municipality_id'`);
    expect(found).toEqual([]);
  });

  it("starts every index with the municipality", async () => {
    const found = await rows(sql<{ name: string }>`select i.indexrelid::regclass::text as name
      from ${tables} t join pg_index i on i.indrelid = t.oid left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
      where t.name <> all(${commonTables}) and a.attname is distinct from 'municipality_id'`);
    expect(found).toEqual([]);
  });

  it("keeps municipalities apart in every table, by the one policy", async () => {
    const found = await rows(sql<{ name: string }>`select t.name from ${tables} t where t.name <> all(${commonTables})
      and (not t.relrowsecurity or (select array_agg(row(p.polname, p.polcmd, p.polpermissive, 
          pg_get_expr(p.polwithcheck, p.polrelid) = case when t.name like '"extract".%'
            -- Written by the hundred thousand: asked once for all of them.
            then '(municipality_id = ( SELECT core.current_municipality() AS current_municipality))' else pg_get_expr(p.polqual, p.polrelid) end,
          pg_get_expr(p.polqual, p.polrelid) = '(municipality_id = core.current_municipality())'
            -- A draft is its author's alone as well.
            or (t.name = 'access.draft' and pg_get_expr(p.polqual, p.polrelid)
              = '((municipality_id = core.current_municipality()) AND (staff_id = core.current_staff()))'))::text)
          from pg_policy p where p.polrelid = t.oid and p.polname not like 'for\\_%')
        is distinct from array['(own_municipality,*,t,t,t)'])`);
    expect(found).toEqual([]);
  });

  it("lets in whoever is neither staff nor the program only where a table names the kind, and only in the own municipality", async () => {
    const named = await rows(sql<{ name: string; rule: string }>`select p.polrelid::regclass::text || ' ' || p.polname as name,
        coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as rule from pg_policy p where p.polname like 'for\\_%'`);
    const ofKind = /^\(\(?municipality_id = core\.municipality_for\('(?<kind>[a-z]+)'::text\)\)? AND /u;
    expect(named.filter(({ name, rule }) => !name.includes(` for_${ofKind.exec(rule)?.groups?.["kind"] ?? "?"}_`))).toEqual([]);
  });

  it("reads views with the rights of the one who asks", async () => {
    const found = await rows(sql<{ name: string }>`select c.oid::regclass::text as name from pg_class c
      where c.relnamespace::regnamespace::text = any(${schemas}) and c.relkind in ('v', 'm')
        and (c.relkind = 'm' or not coalesce(c.reloptions @> array['security_invoker=true'], false))`);
    expect(found).toEqual([]);
  });

  const references = sql`(select t.name || ': ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as name, k.* from ${tables} t
    join pg_constraint k on k.conrelid = t.oid and k.contype = 'f')`;

  it("carries the municipality in every foreign key", async () => {
    const found = await rows(sql<{ name: string }>`select k.name from ${references} k
      where k.confrelid <> 'core.municipality'::regclass and not exists (select from pg_attribute a
        where a.attrelid = k.conrelid and a.attname = 'municipality_id' and a.attnum = k.conkey[1])`);
    expect(found).toEqual([]);
  });

  it("removes or changes nothing by way of a foreign key", async () => {
    const found = await rows(sql<{ name: string }>`select k.name from ${references} k where k.confdeltype <> 'a' or k.confupdtype <> 'a'`);
    expect(found).toEqual([]);
  });

  it("has an index for every foreign key", async () => {
    const found = await rows(sql<{ name: string }>`select k.name from ${references} k where not exists (
      select from pg_index i where i.indrelid = k.conrelid
        and (select array_agg(c order by c) from unnest((i.indkey::int2[])[0:cardinality(k.conkey) - 1]) c) = (select array_agg(c order by c) from unnest(k.conkey) c))`);
    expect(found.map((row) => row.name).filter((name) => !unindexedReferences.some((known) => known.test(name)))).toEqual([]);
  });

  it("uses text, timestamptz and exact numbers", async () => {
    const found = await rows(sql<{ name: string }>`select table_schema || '.' || table_name || '.' || column_name as name
      from information_schema.columns where table_schema = any(${schemas})
        and data_type in ('character varying', 'character', 'timestamp without time zone', 'time with time zone', 'money', 'real', 'double precision', 'json')
        and table_schema not in ('countable', 'due')`);
    expect(found.map((row) => row.name).filter((name) => !localTimes.includes(name))).toEqual([]);
  });

  it("limits every word that stands for a code", async () => {
    const codeColumns = ["kind", "status", "phase", "form", "channel", "outcome", "type", "role", "result"];
    const found = await rows(sql<{ name: string }>`select t.name || '.' || a.attname as name from ${tables} t
      join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'text'::regtype
      where a.attname = any(${codeColumns}) and t.schema <> 'audit' and not exists (select from pg_constraint k
        where k.conrelid = t.oid and k.contype = 'c' and a.attnum = any(k.conkey))`);
    expect(found).toEqual([]);
  });

  describe("the rights of the program", () => {
    const isJournaled = sql`t.schema = any(${journaledSchemas})`;

    it("cannot take away or empty what is journaled", async () => {
      const found = await rows(sql<{
        name: string;
      }>`select t.name || ': ' || p as name from ${tables} t, unnest(array['DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) p
        where ${isJournaled} and has_table_privilege('fortrogen_app', t.oid, p)`);
      expect(found).toEqual([]);
    });

    it("can change what is journaled only where this test says so", async () => {
      const found = await rows(sql<{ name: string; column: string }>`select t.name, a.attname as column from ${tables} t
        join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        where ${isJournaled} and has_column_privilege('fortrogen_app', t.oid, a.attnum, 'UPDATE')`);
      const unexpected = found.filter(({ name, column }) => {
        const known = changeable[name];
        return known !== "all" && !known?.includes(column);
      });
      expect(unexpected).toEqual([]);
    });

    it("can do nothing but read the log", async () => {
      const found = await rows(sql<{ name: string }>`select t.name || ': ' || p as name
        from ${tables} t, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) p
        where t.schema = 'audit' and (has_table_privilege('fortrogen_app', t.oid, p)
          or (p in ('INSERT', 'UPDATE') and has_any_column_privilege('fortrogen_app', t.oid, p)))`);
      expect(found).toEqual([]);
    });

    it("has the log owned by a role that nobody signs in as", async () => {
      const owners = await rows(sql<{ owner: string; canLogin: boolean }>`select distinct r.rolname as owner, r.rolcanlogin as "canLogin"
        from ${tables} t join pg_class c on c.oid = t.oid join pg_roles r on r.oid = c.relowner where t.schema = 'audit'`);
      expect(owners).toEqual([{ owner: "fortrogen_log", canLogin: false }]);
    });

    it("cannot make anything", async () => {
      const found = await rows(sql<{ name: string }>`select nspname as name from pg_namespace where nspname !~ '^pg_(toast|temp)'
        and has_schema_privilege('fortrogen_app', oid, 'CREATE')`);
      expect(found).toEqual([]);
      const made = await rows(sql<{ may: boolean }>`select has_database_privilege('fortrogen_app', current_database(), 'CREATE') as may`);
      expect(made).toEqual([{ may: false }]);
      await expect(sql`create table public.mine (n int)`.execute(database.app)).rejects.toThrow(/permission denied/);
    });

    it("is no one special and cannot act as anyone else", async () => {
      const found = await rows(sql<{
        special: boolean;
        others: number;
      }>`select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication as special,
        (select count(*) from pg_auth_members m where m.member = r.oid) as others from pg_roles r where rolname in ('fortrogen_app', 'fortrogen_log')`);
      expect(found).toEqual([
        { special: false, others: 0 },
        { special: false, others: 0 },
      ]);
    });

    it("owns nothing", async () => {
      const found = await rows(sql<{
        name: string;
      }>`select oid::regclass::text as name from pg_class where relowner = 'fortrogen_app'::regrole
        union all select oid::regprocedure::text from pg_proc where proowner = 'fortrogen_app'::regrole`);
      expect(found).toEqual([]);
    });

    it("cannot touch the list of municipalities or the list of migrations", async () => {
      const found = await rows(sql<{
        may: boolean;
      }>`select has_table_privilege('fortrogen_app', 'core.municipality', 'INSERT, UPDATE, DELETE')
        or has_schema_privilege('fortrogen_app', 'migration', 'USAGE') as may`);
      expect(found).toEqual([{ may: false }]);
    });

    it("borrows rights only through functions with a fixed search path", async () => {
      const found = await rows(sql<{ name: string }>`select p.oid::regprocedure::text as name from pg_proc p
        where p.pronamespace::regnamespace::text = any(${schemas}) and p.prosecdef
          and not exists (select from unnest(p.proconfig) setting where setting ~ '^search_path=.*pg_temp"?$')`);
      expect(found).toEqual([]);
    });
  });
});
