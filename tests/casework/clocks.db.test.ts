import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../src/app/web/routes.ts";
import { clocks } from "../../src/casework/case/clocks.ts";
import { extendPreliminary } from "../../src/casework/intake/actions/extend-preliminary.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { endGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { faultsInClocks } from "../support/kept-clocks.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf } from "../support/outcomes.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/** The rows of `due.clock`: they start and stop with what they come from, nobody can leave them behind, and nobody can change what they say. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const day = "2026-03-02";

type Row = { rule: string; since: string; due: string | null; startedBy: string; stoppedBy: string | null; replaced: boolean };
/** Every clock that there was in the case, in the order they started. */
async function clocksOf(caseId: string): Promise<readonly Row[]> {
  // The child's next birthday runs in every case, and is tried apart.
  const { rows } = await sql<Row>`select rule_id as rule, since, due_on as due, started_by as "startedBy", stopped_by as "stoppedBy",
      replaced_by is not null as replaced from due.clock where case_id = ${caseId}::uuid and rule_id <> 'birthday-that-changes' order by started_at, rule_id`.execute(
    house.database.owner,
  );
  return rows;
}
const running = async (caseId: string) => (await clocksOf(caseId)).filter((one) => one.stoppedBy === null).map((one) => one.rule);
const assessed = { assessedOn: day, assessedAt: "09:45", result: "inget omedelbart skydd", reasoning: "Tryggt." };

describe("a clock", () => {
  test("starts with what it comes from, is replaced when its facts change, and stops with what is done", async () => {
    house.at(day);
    const { caseId, intakeId } = await openCaseFor(house);
    const preliminary = (await lookAt(house, caseId)).intakes[0]?.preliminary?.id;
    const first = { since: day, startedBy: "intake.register-intake", replaced: false };
    expect(await clocksOf(caseId)).toEqual([
      { rule: "immediate-protection", due: day, stoppedBy: null, ...first },
      { rule: "preliminary-assessment", due: "2026-03-16", stoppedBy: null, ...first },
    ]);
    house.at("2026-03-03");
    await house.do(me(), assessProtection, { caseId, intakeId, ...assessed });
    house.at("2026-03-04");
    const more = { preliminaryAssessmentId: preliminary, extendedTo: "2026-03-27", exceptionalReasons: "Barnet är bortrest." };
    await house.do(me(), extendPreliminary, { caseId, ...more, delegationPoint: "2.1" });
    const last = { rule: "preliminary-assessment", since: day, due: "2026-03-27", startedBy: "intake.extend-preliminary" };
    expect(await clocksOf(caseId)).toEqual([
      { rule: "immediate-protection", due: day, stoppedBy: "intake.assess-protection", ...first },
      { rule: "preliminary-assessment", due: "2026-03-16", stoppedBy: "intake.extend-preliminary", ...first, replaced: true },
      { ...last, stoppedBy: null, replaced: false },
    ]);
    house.at(day);
  });

  test("that is refused starts nothing and stops nothing", async () => {
    const { caseId, intakeId } = await openCaseFor(house);
    const before = await clocksOf(caseId);
    expect(codeOf(await house.act(me(), assessProtection, { caseId, intakeId, ...assessed, assessedOn: "2001-01-01" }))).not.toBe("ok");
    expect(codeOf(await house.act(house.staff.stranger, assessProtection, { caseId, intakeId, ...assessed }))).toBe("not-permitted");
    expect(await clocksOf(caseId)).toEqual(before);
  });

  test("of each guardian follows who is one, in the child's open case", async () => {
    const { caseId } = await investigatedCase(house, {}, day, { told: false });
    const told = async () => (await lookAt(house, caseId)).obligations.filter((one) => one.rule_id === "information-that-opened");
    const before = await told();
    expect(before.map((one) => one.subject).sort()).toEqual(["Johan Testsson", "Maria Testsson"]);
    const { guardians } = await lookAt(house, caseId);
    const read = { endedOn: "2026-02-01", source: "folkbokföringen", sourceOn: day };
    await house.do(me(), endGuardianship, { caseId, guardianshipId: guardians[0]?.guardianship_id, ...read });
    expect((await told()).length).toBe(1);
    expect(await faultsInClocks(house)).toEqual([]);
  });

  test("leads to a page that there is", async () => {
    const paths = routes.map(({ path }) => new RegExp(`^${path.replaceAll(/:\w+/gu, "[^/]+")}$`, "u"));
    for (const clock of clocks) {
      for (const { facts, since } of clock.examples) {
        const address = clock.href({ case_id: "C", subject_id: "S", phase_id: "P", since, facts });
        expect(
          paths.some((path) => path.test(address.replace(/[?].*/u, ""))),
          `${clock.id}: ${address}`,
        ).toBe(true);
      }
    }
  });
});

describe("nothing is missed", () => {
  const tablesReadBy = async (clock: (typeof clocks)[number]): Promise<readonly string[]> => {
    const read = clock.read(
      (alias) => sql<boolean>`${sql.ref(`${alias}.municipality_id`)} = ${house.municipalityId}
      and ${sql.ref(`${alias}.case_id`)} = any (${["00000000-0000-4000-8000-000000000001"]}::uuid[])`,
    );
    const { rows } = await sql<{ "QUERY PLAN": unknown }>`explain (verbose, format json) ${read}`.execute(house.database.owner);
    const plan = JSON.stringify(rows[0]?.["QUERY PLAN"]);
    return [...plan.matchAll(/"Relation Name":"(\w+)","Schema":"(\w+)"/gu)].map(([, table, schema]) => `${schema}.${table}`);
  };
  /** Rows that are there before what is counted, and that nobody changes: the case and its child, a phase, a grant and its decision. */
  const fixed = ["intake.case_file", "participation.phase", "intervention.intervention", "decision.decision"];

  test.each(clocks.map((clock) => [clock.id, clock] as const))("%s: every table that it is read from is followed", async (_id, clock) => {
    const read = [...new Set(await tablesReadBy(clock))];
    expect(read.length).toBeGreaterThan(1);
    expect(read.filter((table) => !clock.follows.includes(table) && !fixed.includes(table))).toEqual([]);
    expect(clock.follows.filter((table) => !read.includes(table))).toEqual([]);
  });

  test("what is fixed can be changed by no action", async () => {
    const { rows } = await sql<{ name: string }>`select t as name from unnest(${fixed}::text[]) t
      where has_any_column_privilege('fortrogen_app', t, 'UPDATE') or has_table_privilege('fortrogen_app', t, 'DELETE')`.execute(
      house.database.owner,
    );
    expect(rows).toEqual([]);
  });

  test("a followed table marks what comes, changes and goes", async () => {
    const { rows } = await sql<{
      name: string;
      kinds: string;
    }>`select c.oid::regclass::text as name, string_agg(t.tgname, ' ' order by t.tgname) as kinds
      from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname like 'clocks\\_follow\\_%' and t.tgdeferrable and t.tginitdeferred
      group by c.oid`.execute(house.database.owner);
    const kinds = "clocks_follow_delete clocks_follow_insert clocks_follow_update";
    const followed = [...new Set(clocks.flatMap(({ follows }) => follows))].sort();
    expect(
      rows
        .filter((one) => one.kinds === kinds)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(followed.filter((table) => table !== "people.person"));
    // A person is there before the case and goes with the last of it: what is followed is another day of birth.
    expect(rows.find((one) => one.name === "people.person")?.kinds).toBe("clocks_follow_update");
  });

  const past = (intakeId: string) => sql`insert into intake.protection_assessment
      (municipality_id, id, case_id, intake_id, assessed_at, result, reasoning, recorded_by, recorded_at)
    select municipality_id, gen_random_uuid(), case_id, id, recorded_at, 'inget omedelbart skydd', 'Tryggt.', recorded_by, recorded_at
    from intake.intake where id = ${intakeId}::uuid`;

  test.each(["app", "owner"] as const)(
    "who writes past the one door as the %s and keeps no clock is refused at the commit",
    async (role) => {
      const { caseId, intakeId } = await openCaseFor(house);
      const write = () => inMunicipality(house.database[role], house.municipalityId, (tx) => past(intakeId).execute(tx));
      await expect(write()).rejects.toThrow(/clocks of what was written are not kept/);
      expect(await running(caseId)).toContain("immediate-protection");
      expect((await lookAt(house, caseId)).intakes[0]?.protection).toBeNull();
    },
  );

  test("nor does a savepoint that is taken back let anybody by, or hold anybody who wrote nothing", async () => {
    const { intakeId } = await openCaseFor(house);
    const { owner } = house.database;
    const inSavepoint = (after: boolean) =>
      inMunicipality(owner, house.municipalityId, async (tx) => {
        await sql`savepoint s`.execute(tx);
        await past(intakeId).execute(tx);
        await sql`rollback to savepoint s`.execute(tx);
        if (after) await past(intakeId).execute(tx);
      });
    await expect(inSavepoint(true)).rejects.toThrow(/not kept/);
    await inSavepoint(false);
  });

  test("a repair that keeps them is let through", async () => {
    const { caseId, intakeId } = await openCaseFor(house);
    await writeAsOwner(house, (tx) => past(intakeId).execute(tx));
    expect(await running(caseId)).toEqual(["preliminary-assessment"]);
  });

  test("two who write in one case at once leave what one alone would have left", async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const { caseId, intakeId } = await openCaseFor(house);
      const preliminaryAssessmentId = (await lookAt(house, caseId)).intakes[0]?.preliminary?.id;
      const more = { extendedTo: "2026-03-27", exceptionalReasons: "Bortrest.", delegationPoint: "2.1" };
      const both = await Promise.all([
        house.act(me(), assessProtection, { caseId, intakeId, ...assessed }),
        house.act(me(), extendPreliminary, { caseId, preliminaryAssessmentId, ...more }),
      ]);
      expect(both.map((one) => one.ok)).toEqual([true, true]);
    }
    expect(await faultsInClocks(house)).toEqual([]);
  });
});
