import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { ok } from "../../../src/platform/basics/result.ts";
import { answer } from "../../../src/platform/core/answers.ts";
import { publicIn } from "../../../src/platform/core/actor.ts";
import type { Actor, ActorKind } from "../../../src/platform/core/actor.ts";
import { ask, defineQuery } from "../../../src/platform/core/door.ts";
import type { Query } from "../../../src/platform/core/door.ts";
import { inMunicipality } from "../../../src/platform/database/connect.ts";
import { loadOperations } from "../../../src/app/web/operations.ts";
import { openHouse } from "../../support/casework.ts";
import type { House } from "../../support/casework.ts";
import { makeWholeCase, plantMarks } from "../../support/whole-case.ts";
import type { WholeCase } from "../../support/whole-case.ts";

/**
 * The attack from outside: whoever is neither staff nor the program is shown nothing by the database itself, whatever a permit or a query of ours
 * lets through. Every table, every command, and every question of the house asked as if its permit named the kind.
 */
let house: House;
let whole: WholeCase;
const mark = "HEMLIGT";

beforeAll(async () => {
  house = await openHouse();
  whole = await makeWholeCase(house);
  await plantMarks(house, () => mark);
});
afterAll(() => house.database.drop());

type Outside = Exclude<ActorKind, "staff" | "machine">;
const make: { readonly [Kind in Outside]: (municipalityId: number) => Extract<Actor, { kind: Kind }> } = {
  provider: (municipalityId) => ({ kind: "provider", municipalityId, sessionId: randomUUID(), providerId: randomUUID() }),
  child: (municipalityId) => ({ kind: "child", municipalityId, sessionId: randomUUID(), personId: randomUUID() }),
  guardian: (municipalityId) => ({
    kind: "guardian",
    municipalityId,
    sessionId: randomUUID(),
    personId: randomUUID(),
    childId: randomUUID(),
  }),
  respondent: (municipalityId) => ({
    kind: "respondent",
    municipalityId,
    sessionId: randomUUID(),
    invitationId: randomUUID(),
    name: "Prov",
    title: "chef",
  }),
  public: publicIn,
};
const kinds = Object.keys(make) as Outside[];

type Table = { readonly name: string; readonly reads: boolean; readonly adds: boolean; readonly named: readonly string[] };

/** What there is to read, but for what is of no municipality: the list of municipalities, counts by hashed key, what demos there were. */
async function tablesAndViews(): Promise<readonly Table[]> {
  const { rows } = await sql<Table>`select c.oid::regclass::text as name, has_table_privilege('fortrogen_app', c.oid, 'select') as reads,
      has_table_privilege('fortrogen_app', c.oid, 'insert') and c.relkind = 'r' as adds,
      array(select p.polname::text from pg_policy p where p.polrelid = c.oid and p.polname like 'for\\_%') as named
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'migration', 'graphile_worker', 'limits')
      and c.oid <> all ('{core.municipality,core.removed_demo,core.readiness}'::regclass[]) order by 1`.execute(house.database.owner);
  return rows;
}

const lets = ({ named }: Table, kind: string, command: string) => named.includes(`for_${kind}_${command}`);

describe.each(kinds)("%s", (kind) => {
  const outside = <T>(work: Parameters<typeof inMunicipality<T>>[2]) =>
    inMunicipality(house.database.app, house.municipalityId, work, { outsider: { kind, forWhom: randomUUID() } });

  test("sees no row of any table or view that does not name the kind, while the program sees the case", async () => {
    const readable = (await tablesAndViews()).filter((one) => one.reads && !lets(one, kind, "select"));
    const counted = sql<{ name: string; n: number }>`${sql.join(
      readable.map(({ name }) => sql`select ${name} as name, count(*)::int as n from ${sql.raw(name)}`),
      sql` union all `,
    )}`;
    const seen = await outside((tx) => counted.execute(tx));
    expect(seen.rows.filter(({ n }) => n > 0)).toEqual([]);
    const inside = await inMunicipality(house.database.app, house.municipalityId, (tx) => counted.execute(tx));
    expect(inside.rows.filter(({ n }) => n > 0).length).toBeGreaterThan(30);
  });

  test("adds no row to any table that does not name the kind", async () => {
    const wrong: string[] = [];
    for (const one of (await tablesAndViews()).filter(({ adds }) => adds)) {
      if (lets(one, kind, "insert")) continue;
      const { rows } = await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.raw(one.name)} t limit 1`.execute(
        house.database.owner,
      );
      const columns = await sql<{ list: string }>`select string_agg(quote_ident(attname), ', ') as list from pg_attribute
        where attrelid = ${one.name}::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
          and has_column_privilege('fortrogen_app', attrelid, attnum, 'insert')`.execute(house.database.owner);
      const list = sql.raw(columns.rows[0]?.list ?? "");
      // An investigation has a gate of its own, which is asked first.
      const [row] = rows;
      if (!row) continue;
      const copy = sql`insert into ${sql.raw(one.name)} (${list}) select ${list} from jsonb_populate_record(null::${sql.raw(one.name)}, ${JSON.stringify(row.row)}::jsonb)`;
      const said = await outside((tx) => copy.execute(tx)).then(
        () => "added",
        (error: unknown) => String(error),
      );
      if (!/row-level security|permission denied|already investigated/u.test(said)) wrong.push(`${one.name}: ${said}`);
    }
    expect(wrong).toEqual([]);
  });

  test("is answered nothing of a case by any question of the house, also where its permit would name the kind", async () => {
    const questions = (await loadOperations()).filter((one): one is Query => one.kind === "query");
    expect(questions.length).toBeGreaterThan(20);
    for (const question of questions) {
      const open = {
        ...question,
        permit: [{ name: "anybody", who: "vem som helst", roles: [], kinds: [kind], holds: () => Promise.resolve(true) }],
      };
      const asked = ask(house.door, open as never, make[kind](house.municipalityId), { ...whole }, { requestId: randomUUID() });
      const said = await asked.then((result) => JSON.stringify(result.ok ? result.value : result.error), String);
      expect([question.name, said.includes(mark)]).toEqual([question.name, false]);
    }
  });
});

test("a table that names a kind lets that kind in for what it says, in its own municipality, and nobody else", async () => {
  const { owner, app } = house.database;
  const other = await openHouse({ code: "0115", database: house.database });
  await sql`create table core.notice (municipality_id smallint not null references core.municipality, id uuid not null, hidden boolean not null,
    primary key (municipality_id, id))`.execute(owner);
  await sql`select core.keep_municipalities_apart('core.notice')`.execute(owner);
  await sql`select core.let_in('core.notice', 'guardian', 'select', 'not hidden'), core.let_in('core.notice', 'guardian', 'insert')`.execute(
    owner,
  );
  await sql`grant select, insert, update, delete on core.notice to fortrogen_app`.execute(owner);
  const add = (id: number) => sql`insert into core.notice values (${id}, gen_random_uuid(), false)`;
  for (const { municipalityId } of [house, other]) {
    await sql`insert into core.notice values (${municipalityId}, gen_random_uuid(), false), (${municipalityId}, gen_random_uuid(), true)`.execute(
      owner,
    );
  }
  const count = sql<{ n: number }>`select count(*)::int as n from core.notice`;
  const seenAs = (outsider?: string) =>
    inMunicipality(
      app,
      house.municipalityId,
      async (tx) => (await count.execute(tx)).rows[0]?.n,
      outsider === undefined ? {} : { outsider: { kind: outsider, forWhom: null } },
    );
  expect(await seenAs()).toBe(2);
  expect(await seenAs("guardian")).toBe(1);
  for (const outsider of kinds.filter((one) => one !== "guardian")) expect([outsider, await seenAs(outsider)]).toEqual([outsider, 0]);
  const as = (outsider: string, id: number) =>
    inMunicipality(app, house.municipalityId, (tx) => add(id).execute(tx), { outsider: { kind: outsider, forWhom: null } });
  await as("guardian", house.municipalityId);
  expect(await seenAs("guardian")).toBe(2);
  await expect(as("guardian", other.municipalityId)).rejects.toThrow(/row-level security/u);
  await expect(as("child", house.municipalityId)).rejects.toThrow(/row-level security/u);
  const change = sql`update core.notice set hidden = true`;
  const changed = await inMunicipality(app, house.municipalityId, (tx) => change.execute(tx), {
    outsider: { kind: "guardian", forWhom: null },
  });
  expect(changed.numAffectedRows).toBe(0n);
  for (const [kind, command] of [
    ["staff", "select"],
    ["machine", "select"],
    ["guardian", "all"],
    ["'; drop", "select"],
  ] as const) {
    await expect(sql`select core.let_in('core.notice', ${kind}, ${command})`.execute(owner)).rejects.toThrow(/core\.let_in/u);
  }
  await expect(seenAs("x', true); drop")).rejects.toThrow(RangeError);
  const forWhom = { outsider: { kind: "guardian", forWhom: "x', true); drop" } };
  await expect(inMunicipality(app, house.municipalityId, (tx) => count.execute(tx), forWhom)).rejects.toThrow(RangeError);
  await sql`drop table core.notice`.execute(owner);
});

test("what an outsider does is written in the log by the program, also where the database shows the outsider nothing", async () => {
  const nothing = defineQuery<z.ZodObject, { readonly seen: number }, Extract<Actor, { kind: "child" }>>({
    name: "test.count-cases",
    title: "Räkna ärenden",
    input: z.object({}),
    output: z.object({ seen: answer.count }),
    permit: [{ name: "is-child", who: "barnet", roles: [], kinds: ["child"], holds: () => Promise.resolve(true) }],
    async run(tx) {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from intake.case_file`.execute(tx);
      return ok({ seen: rows[0]?.n ?? 0 });
    },
  });
  const requestId = randomUUID();
  expect(await ask(house.door, nothing, make.child(house.municipalityId), {}, { requestId })).toEqual(ok({ seen: 0 }));
  const { rows } = await sql`select actor_role, outcome from audit.event where request_id = ${requestId}`.execute(house.database.owner);
  expect(rows).toEqual([{ actor_role: "child", outcome: "ok" }]);
});
