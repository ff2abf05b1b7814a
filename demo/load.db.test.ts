import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import { readMunicipality } from "../src/platform/database/connect.ts";
import { addMunicipality, createTestDatabase } from "../tests/support/database.ts";
import type { TestDatabase } from "../tests/support/database.ts";
import { faultsInClocks } from "../tests/support/kept-clocks.ts";
import { writeAsOwner } from "../tests/support/past-the-door.ts";
import { dayOf } from "./calendar.ts";
import { countLife, emptyCount } from "./count.ts";
import type { Count } from "./count.ts";
import { lifeOf } from "./lives.ts";
import type { Conversation, Intervention, Investigation, Life, Missed, Sex } from "./lives/types.ts";
import { loadDemo } from "./load.ts";
import type { LoadedDemo } from "./load.ts";
import { demoCode, demoMunicipality } from "./municipality.ts";

const today = "2026-11-22";
const children = 300;
let database: TestDatabase;
let loaded: LoadedDemo;

beforeAll(async () => {
  database = await createTestDatabase();
  const result = await loadDemo(database.ownerUrl, { seed: 1, children, today });
  if (!result.ok) throw new Error(result.error.message);
  loaded = result.value;
});

afterAll(async () => database.drop());

test("all the children that were asked for are loaded", () => {
  expect(loaded.children).toBe(children);
});

test.each([
  ["2023-02-01", "2024-01-31"],
  ["2025-11-22", "2026-11-21"],
])("what the countable views publish equals plain counting over the lives, %s to %s", async (from, to) => {
  const municipality = demoMunicipality({ seed: 1, code: demoCode, referenceDay: today, showcase: true });
  const expected = emptyCount();
  for (let number = 1; number <= children; number++) countLife(expected, lifeOf(municipality, number), dayOf(from), dayOf(to));
  const found = emptyCount();
  for (const life of await livesFromViews()) countLife(found, life, dayOf(from), dayOf(to));
  expect(expected.utredning.children).toBeGreaterThan(30);
  expect(comparable(found)).toEqual(comparable(expected));
});

test("what is written about the child agrees with how the investigation ended", async () => {
  const { rows } = await sql<{ outcome: string; said: string }>`
    select distinct c.outcome, c.assessment || ' ' || b.assessment as said from investigation.conclusion c
    join investigation.best_interests b on b.municipality_id = c.municipality_id and b.id = c.best_interests_id`.execute(database.owner);
  const endings = (words: RegExp) => [...new Set(rows.filter(({ said }) => words.test(said)).map(({ outcome }) => outcome))];
  expect(endings(/utan insats|inte bekräftats/u)).toEqual(["ingen insats behövs"]);
  expect(endings(/bo hemma med stöd|Den andra föräldern/u)).toEqual(["öppen insats"]);
});

/** Every row of a case with its day and the child's age then, as the words that stand in it. */
async function everythingSaid(): Promise<{ from: string; age: number; said: string }[]> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', c.table_schema, c.table_name) as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.column_name = 'recorded_at' and c.table_schema in ('intake', 'participation', 'investigation', 'decision', 'intervention')
      and exists (select 1 from information_schema.columns k where k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = 'case_id')`.execute(
    database.owner,
  );
  const found = [];
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ age: number; said: string }>`
      select extract(year from age(t.recorded_at::date, p.birth_date))::int as age,
        (select coalesce(string_agg(value, ' | '), '') from jsonb_each_text(to_jsonb(t)) where key not in ('reason_code', 'reasons', 'reporter', 'reporter_category')) as said
      from ${sql.raw(name)} t join intake.case_file f on f.municipality_id = t.municipality_id and f.id = t.case_id
      join people.person p on p.municipality_id = f.municipality_id and p.id = f.child_id`.execute(database.owner);
    found.push(...rows.map((row) => ({ ...row, from: name })));
  }
  return found;
}

test("what is said of a child agrees with its age, in every table", async () => {
  const all = await everythingSaid();
  expect(new Set(all.map(({ from }) => from)).size).toBeGreaterThan(15);
  const among = (words: RegExp) => all.filter(({ said }) => words.test(said));
  const preschool = among(/förskol/iu);
  const school = among(/\bskolan\b|(?<!förskol)läraren|rektor|elevhälsa/iu);
  expect([preschool.length, school.length].every((count) => count > 10)).toBe(true);
  expect(preschool.filter(({ age }) => age < 1 || age > 6)).toEqual([]);
  expect(school.filter(({ age }) => age < 6)).toEqual([]);
});

test("what waits for the committee since one of two guardians says no is of a child that has two", async () => {
  const { rows } = await sql<{ guardians: string }>`select count(g.guardian_id) as guardians from decision.agenda_item a
    join intake.case_file f on f.municipality_id = a.municipality_id and f.id = a.case_id
    left join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id and g.valid_to is null
    where a.proposal like '%en av två vårdnadshavare%' group by a.id`.execute(database.owner);
  expect(rows.map(({ guardians }) => Number(guardians))).toEqual([2, 2]);
});

test("what was decided on delegation names points that the order has, each for the kind of decision", async () => {
  const { rows } = await sql<{ kind: string; points: string[] }>`
    select 'inleda utredning' as kind, array_agg(distinct coalesce(m.delegation_point, 'utan')) as points
      from investigation.investigation i join decision.maker m on m.case_id = i.case_id and m.id = i.id where m.decider = 'tjänsteman'
    union all select 'alla', array_agg(distinct m.delegation_point) from decision.maker m
      where m.delegation_point is not null and not exists (select 1 from decision.delegation_point p where p.version = 1 and p.point = m.delegation_point)
    `.execute(database.owner);
  expect(rows).toEqual([
    { kind: "inleda utredning", points: ["2.1"] },
    { kind: "alla", points: null },
  ]);
});

test("how a child's opinion was weighed agrees with what came of it", async () => {
  const { rows } = await sql<{ kind: string; outcome: string | null; content: string }>`
    select distinct p.kind, c.outcome, s.content from participation.step s
    join participation.phase p on p.municipality_id = s.municipality_id and p.id = s.phase_id
    left join investigation.conclusion c on c.municipality_id = s.municipality_id and c.phase_id = p.id
    where s.step = 'vägd' and s.content is not null`.execute(database.owner);
  const said = (words: RegExp) => rows.filter(({ content }) => words.test(content));
  const support = said(/insatsen|stödet|träffarna/iu).filter(({ kind }) => kind === "utredning" || kind === "förhandsbedömning");
  expect(new Set(support.map(({ outcome }) => outcome))).toEqual(new Set(["öppen insats"]));
  expect(new Set(said(/utan insats/u).map(({ outcome }) => outcome))).toEqual(new Set(["ingen insats behövs"]));
  expect(new Set(said(/utredning ska inledas|bara dem som behövs/u).map(({ kind }) => kind))).toEqual(new Set(["förhandsbedömning"]));
});

test("a second load, and a load into a municipality that is not a demo, are refused", async () => {
  expect(await loadDemo(database.ownerUrl, { seed: 1, children: 5, today })).toMatchObject({
    ok: false,
    error: { code: "demo-already-loaded" },
  });
  const other = await createTestDatabase();
  try {
    await addMunicipality(other, { code: demoCode, name: "På riktigt" });
    expect(await loadDemo(other.ownerUrl, { seed: 1, children: 5, today })).toMatchObject({ ok: false, error: { code: "not-a-demo" } });
  } finally {
    await other.drop();
  }
});

test("the first caseworker has every kind of thing to do, some of it overdue and some due today", async () => {
  const rows = await readMunicipality(database.app, loaded.municipalityId, async (tx) => {
    const found = await sql<{ rule_id: string; due_on: string | null }>`
      select o.rule_id, o.due_on from due.clock o
      join intake.case_assignment a on a.municipality_id = o.municipality_id and a.case_id = o.case_id and a.ended_on is null
      join access.staff s on s.municipality_id = a.municipality_id and s.id = a.staff_id
      where s.subject = 'demo:1' and o.stopped_at is null and (o.visible_from is null or o.visible_from <= ${today})
        and not exists (select 1 from intake.case_closure k where k.municipality_id = o.municipality_id and k.case_id = o.case_id)`.execute(
      tx,
    );
    return found.rows;
  });
  const day = ({ due_on: dueOn }: (typeof rows)[number]): string => dueOn ?? "9999";
  const kinds = new Set(rows.map((row) => row.rule_id));
  for (const kind of [
    "immediate-protection",
    "preliminary-assessment",
    "violence-means-investigation",
    "feedback-to-reporter",
    "investigation-time",
    "information-that-opened",
    "tell-the-child",
    "try-again",
    "not-executed",
    "follow-up-time",
  ]) {
    expect(kinds).toContain(kind);
  }
  expect(rows.some((row) => day(row) < today)).toBe(true);
  expect(rows.some((row) => day(row) === today)).toBe(true);
  expect(rows.filter((row) => day(row) < today).length).toBeLessThan(rows.length / 2);
  expect(rows.length).toBeLessThan(40);
});

test("the clocks of all that was written at once are kept, and so are those of all that is touched at once", async () => {
  const { municipalityId } = loaded;
  expect(await faultsInClocks({ database, municipalityId })).toEqual([]);
  await writeAsOwner({ database, municipalityId }, (tx) => sql`update intake.intake set concern = concern`.execute(tx));
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from due.clock where started_by <> 'demo' or stopped_at is not null`.execute(database.owner);
  expect(rows).toEqual([{ n: 0 }]);
});

test("the people that the README names are there to be, with the roles and units that docs/demo.md tells of", async () => {
  const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8");
  const named = [...readme.matchAll(/^- As \*\*([^,]+), (\S+)\*\*/gmu)].map(([, name = "", title = ""]) => ({ name, title }));
  expect(named).toHaveLength(2);
  for (const person of named) expect(loaded.signIns).toContainEqual(expect.objectContaining(person));
  expect(loaded.signIns.find(({ subject }) => subject === "demo:1")).toMatchObject(named[0] ?? {});
  const { rows } = await sql<{ role: string; people: number; units: number }>`select r.role, count(distinct s.id)::int as people,
      count(distinct s.unit_id)::int as units
    from access.staff s join access.staff_role r on r.municipality_id = s.municipality_id and r.staff_id = s.id
    group by r.role`.execute(database.owner);
  const of = (role: string) => rows.find((row) => row.role === role);
  expect(of("team_leader")).toMatchObject({ people: 3, units: 3 });
  expect([of("analyst")?.people, of("operator")?.people]).toEqual([1, 1]);
});

test("no identity number is outside the official test series, and none is used twice", async () => {
  const rows = await readMunicipality(database.app, loaded.municipalityId, async (tx) => {
    const found = await sql<{
      identity_number: string;
      birth_date: string;
    }>`select identity_number, birth_date from people.person where identity_number is not null`.execute(tx);
    return found.rows;
  });
  const { testIdentities } = await import("./municipality.ts");
  const series = new Set([...testIdentities.children, ...testIdentities.adults]);
  expect(rows.length).toBeGreaterThan(children / 2);
  for (const row of rows) {
    expect(series.has(row.identity_number)).toBe(true);
    expect(row.identity_number.startsWith(row.birth_date.replaceAll("-", ""))).toBe(true);
  }
});

type Row = Record<string, string | null>;

/** The children as the views know them, put back together for the plain counting. */
async function livesFromViews(): Promise<Life[]> {
  return readMunicipality(database.app, loaded.municipalityId, async (tx) => {
    const read = async (view: string) => (await sql<Row>`select * from ${sql.table(`countable.${view}`)}`.execute(tx)).rows;
    const [persons, investigations, interventions, conversations, missed] = [
      await read("child"), await read("investigation"), await read("intervention"), await read("conversation"), await read("missed_conversation"),
    ]; // prettier-ignore
    const lives = new Map<string, Life>();
    for (const row of persons) {
      lives.set(text(row["child_id"]), {
        number: 0, sex: text(row["sex"]) as Sex, birth: dayOf(text(row["birth_date"])), identityNumber: undefined, isProtected: false, countryOfBirth: "",
        interpreter: undefined, disability: undefined, unaccompanied: false, intakes: [], investigations: [], interventions: [], conversations: [], missed: [],
      }); // prettier-ignore
    }
    const lifeOfRow = (row: Row): Life => {
      const life = lives.get(text(row["child_id"]));
      if (!life) throw new Error("A row of a child that the views do not have");
      return life;
    };
    const places = new Map<string, number>();
    for (const row of investigations) {
      const one = { startedOn: dayOf(text(row["started_on"])), endedOn: day(row["ended_on"]) } as Investigation;
      places.set(text(row["investigation_id"]), lifeOfRow(row).investigations.push(one) - 1);
    }
    for (const row of interventions) {
      const one = {
        grantedOn: dayOf(text(row["granted_on"])), placement: !(row["is_open"] as unknown as boolean),
        used: row["child_information_used"] ?? undefined, passedOn: row["child_information_passed_on"] ?? undefined,
      } as Intervention; // prettier-ignore
      places.set(text(row["intervention_id"]), lifeOfRow(row).interventions.push(one) - 1);
    }
    const tie = (id: string | null | undefined) => (id ? places.get(id) : undefined);
    for (const row of conversations) {
      const ties = { investigation: tie(row["investigation_id"]), intervention: tie(row["intervention_id"]) };
      lifeOfRow(row).conversations.push({
        ...ties,
        phase: row["phase"],
        heldOn: dayOf(text(row["held_on"])),
        form: row["form"],
        status: row["status"],
      } as Conversation);
    }
    for (const row of missed) {
      const ties = { investigation: tie(row["investigation_id"]), intervention: tie(row["intervention_id"]) };
      lifeOfRow(row).missed.push({ ...ties, phase: row["phase"], reason: row["reason"] } as Missed);
    }
    return [...lives.values()];
  });
}

function comparable(count: Count): unknown {
  const sorted = (phase: Count["utredning"]) => ({
    ...phase,
    conversations: Object.fromEntries(
      Object.entries(phase.conversations).map(([age, numbers]) => [age, [...numbers].sort((a, b) => a - b)]),
    ),
    reasons: Object.fromEntries([...phase.reasons].sort()),
  });
  return {
    utredning: sorted(count.utredning),
    planering: sorted(count.planering),
    uppföljning: sorted(count.uppföljning),
    open: count.open,
  };
}

function text(value: string | null | undefined): string {
  return value ?? "";
}

function day(value: string | null | undefined): number | undefined {
  return value ? dayOf(value) : undefined;
}

test("siblings stand in one report, the emergency duty's report was registered on Monday, and a reporter is kept secret", async () => {
  const shown = await sql<{ siblings: number; families: number; guardians: number }>`
    select count(*)::int as siblings, count(distinct p.family_name)::int as families, count(distinct g.guardian_id)::int as guardians
    from intake.intake i join intake.case_file c on c.id = i.case_id join people.person p on p.id = c.child_id
    left join lateral (select min(s.guardian_id::text) as guardian_id from people.guardianship s where s.child_id = p.id) g on true
    where i.report_id is not null`.execute(database.owner);
  expect(shown.rows).toEqual([{ siblings: 2, families: 1, guardians: 1 }]);
  const duty = await sql<{ came: number; written: number; by: string; assessed: string }>`
    select extract(isodow from i.received_on)::int as came, extract(isodow from i.recorded_at at time zone 'Europe/Stockholm')::int as written,
      i.taken_by as by, a.assessed_by as assessed
    from intake.intake i join intake.protection_assessment a on a.intake_id = i.id where i.taken_by is not null`.execute(database.owner);
  expect(duty.rows).toEqual([{ came: 6, written: 1, by: "Eva Lund, socialjouren", assessed: "Eva Lund, socialjouren" }]);
  const secret = await sql<{ violence: boolean; assessments: number }>`
    select i.violence, (select count(*)::int from intake.protection_assessment a where a.intake_id = i.id) as assessments
    from intake.reporter_masking k join intake.intake i on i.id = k.intake_id`.execute(database.owner);
  expect(secret.rows).toEqual([{ violence: true, assessments: 2 }]);
});

test("beside the lives a child is expected, one has no name, and one stands here twice: the first caseworker has them", async () => {
  const { rows } = await sql<{ child: string; claim: boolean; clock: string | null; alike: string | null }>`
    select p.given_name || ' ' || p.birth_date_known || ' ' || p.name_known as child,
      exists (select 1 from people.guardian_claim g where g.child_id = p.id and g.expects) as claim,
      (select string_agg(distinct d.likeness, '|') from people.possible_double d where p.id in (d.one_id, d.other_id)) as alike
    from people.person p join intake.case_file c on c.municipality_id = p.municipality_id and c.child_id = p.id
    join intake.case_assignment a on a.municipality_id = c.municipality_id and a.case_id = c.id
    join access.staff s on s.municipality_id = a.municipality_id and s.id = a.staff_id
    where s.subject = 'demo:1' and (p.birth_date_known <> 'dag'
      or exists (select 1 from people.possible_double d where p.id in (d.one_id, d.other_id)))`.execute(database.owner);
  expect(rows).toContainEqual(expect.objectContaining({ child: "Väntat barn väntat true", claim: true }));
  expect(rows).toContainEqual(expect.objectContaining({ child: "Okänt år false" }));
  expect(rows.filter(({ alike }) => alike?.includes("bara den ena har nummer")).length).toBeGreaterThan(1);
});
