import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clocks } from "../../src/casework/case/clocks.ts";
import { recountClocksJob } from "../../src/casework/case/jobs/recount-clocks.ts";
import type { Clock } from "../../src/casework/clocks/define.ts";
import { recount, recountChanged } from "../../src/casework/clocks/recount.ts";
import type { JobContext } from "../../src/platform/core/job.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { faultsInClocks } from "../support/kept-clocks.ts";
import { lookAt } from "../support/investigated.ts";

/** Who has taken over the program's role can write clocks: never over one that stands, never another municipality's, and never unseen. */
let house: House;
let other: House;
beforeAll(async () => {
  house = await openHouse();
  other = await openHouse({ database: house.database, code: "0115" });
});
afterAll(() => house.database.drop());

const asApp = <T>(statement: { execute(tx: never): Promise<T> }, municipality = house.municipalityId): Promise<T> =>
  inMunicipality(house.database.app, municipality, (tx) => statement.execute(tx as never));
const now = new Date("2026-03-02T12:00:00+01:00");
const job = async () => {
  const lines: unknown[] = [];
  const context = {
    db: house.database.app,
    clock: () => now,
    signal: new AbortController().signal,
    log: (line: unknown) => lines.push(line),
  };
  await recountClocksJob.run({}, context as unknown as JobContext);
  return lines;
};
const allRows = async () => {
  const { rows } = await sql<
    Record<string, unknown>
  >`select municipality_id, case_id, rule_id, subject_id, part_id, phase_id, since, about, facts, due_on, target_on,
    visible_from from due.clock where stopped_at is null order by 1, 2, 3, 4, 5`.execute(house.database.owner);
  return rows;
};

describe("the program's role", () => {
  test("changes nothing that a clock says, and takes none away", async () => {
    await openCaseFor(house);
    for (const change of [
      "due_on = '2099-01-01'",
      "facts = '{}'",
      "rule_id = 'x-y'",
      "case_id = case_id",
      "started_at = now()",
      "started_by = 'x'",
    ])
      await expect(asApp(sql`update due.clock set ${sql.raw(change)}`), change).rejects.toThrow(/permission denied/);
    await expect(asApp(sql`delete from due.clock`)).rejects.toThrow(/permission denied/);
    await expect(asApp(sql`truncate due.clock`)).rejects.toThrow(/permission denied/);
  });

  test("stops a clock once, and starts none again", async () => {
    const { caseId } = await openCaseFor(house);
    const stop = (by: string) => sql`update due.clock set stopped_at = started_at, stopped_by = ${by} where case_id = ${caseId}::uuid`;
    await asApp(stop("first"));
    await expect(asApp(stop("second"))).rejects.toThrow(/stopped once/);
    await expect(asApp(sql`update due.clock set stopped_at = null, stopped_by = null where case_id = ${caseId}::uuid`)).rejects.toThrow(
      /stopped once/,
    );
    await expect(stop("owner").execute(house.database.owner)).rejects.toThrow(/stopped once/);
    // What was stopped by nothing that happened is found and runs again; who did it stands in the row that stays.
    expect(await job()).toEqual([expect.objectContaining({ level: "warn", municipality: house.municipalityId, changed: 3 })]);
    expect(await faultsInClocks(house)).toEqual([]);
    expect((await lookAt(house, caseId)).obligations.map((one) => one.rule_id)).toEqual(["immediate-protection", "preliminary-assessment"]);
  });

  test("sees and writes no clock of another municipality", async () => {
    const mine = await openCaseFor(house);
    const theirs = await openCaseFor(other);
    const { rows } = await asApp(sql`select 1 from due.clock where case_id = ${theirs.caseId}::uuid`);
    expect(rows).toEqual([]);
    await asApp(sql`update due.clock set stopped_at = now(), stopped_by = 'x' where case_id = ${theirs.caseId}::uuid`);
    const forged = (
      municipality: number,
      caseId: string,
    ) => sql`insert into due.clock (municipality_id, id, case_id, rule_id, subject_id, since, facts, started_at, started_by)
      values (${municipality}, gen_random_uuid(), ${caseId}::uuid, 'a-rule', ${caseId}::uuid, '2026-03-02', '{}', now(), 'forged')`;
    await expect(asApp(forged(other.municipalityId, theirs.caseId))).rejects.toThrow(/row-level security/);
    await expect(asApp(forged(house.municipalityId, theirs.caseId))).rejects.toThrow(/foreign key/);
    expect(await faultsInClocks(other)).toEqual([]);
    expect(mine.caseId).not.toBe(theirs.caseId);
  });

  test("forges a clock, or marks what it touched as kept: the recount finds it", async () => {
    const { caseId, intakeId } = await openCaseFor(house);
    await asApp(sql`insert into due.clock (municipality_id, id, case_id, rule_id, subject_id, since, facts, due_on, target_on, started_at, started_by)
      values (${house.municipalityId}, gen_random_uuid(), ${caseId}::uuid, 'investigation-time', ${caseId}::uuid, '2026-03-02', '{"extended_to": null}',
        '2099-01-01', '2099-01-01', now(), 'intake.register-intake')`);
    await inMunicipality(house.database.app, house.municipalityId, async (tx) => {
      await sql`insert into intake.protection_assessment (municipality_id, id, case_id, intake_id, assessed_at, result, reasoning, recorded_by, recorded_at)
        select municipality_id, gen_random_uuid(), case_id, id, recorded_at, 'inget omedelbart skydd', 'Tryggt.', recorded_by, recorded_at
        from intake.intake where id = ${intakeId}::uuid`.execute(tx);
      await sql`select set_config('fortrogen.touched', '', true)`.execute(tx);
    });
    expect((await faultsInClocks(house)).map((fault) => fault.split(" ", 2).join(" ")).sort()).toEqual([
      "- immediate-protection",
      "- investigation-time",
    ]);
    expect(await job()).toEqual([expect.objectContaining({ level: "warn", changed: 2 })]);
    expect(await job()).toEqual([]);
    expect((await lookAt(house, caseId)).obligations.map((one) => one.rule_id)).toEqual(["preliminary-assessment"]);
  });
});

describe("counting anew", () => {
  test("a rule that is corrected is right in what runs already; a second time there is nothing to do", async () => {
    await openCaseFor(house);
    const corrected = clocks.map((clock): Clock => {
      if (clock.id !== "preliminary-assessment") return clock;
      return { ...clock, count: (of) => ({ ...clock.count(of), dueOn: "2026-03-31", targetOn: "2026-03-31", sentence: () => "" }) };
    });
    const before = (await allRows()).filter((row) => row["municipality_id"] === house.municipalityId);
    const waiting = before.filter((row) => row["rule_id"] === "preliminary-assessment").length;
    const first = await recount(house.database.app, corrected, house.municipalityId, { now });
    expect(first.changed).toBe(2 * waiting);
    expect(await recount(house.database.app, corrected, house.municipalityId, { now })).toEqual({ ...first, changed: 0 });
    const days = (await allRows()).filter(
      (row) => row["rule_id"] === "preliminary-assessment" && row["municipality_id"] === house.municipalityId,
    );
    expect(new Set(days.map((row) => row["due_on"]))).toEqual(new Set(["2026-03-31"]));
    await recount(house.database.app, clocks, house.municipalityId, { now });
    expect((await allRows()).filter((row) => row["municipality_id"] === house.municipalityId)).toEqual(before);
  });

  test("a database that had cases before there were rows gets them all when it is brought up to date, also after a break", async () => {
    await openCaseFor(other);
    const before = await allRows();
    await sql`delete from due.clock`.execute(house.database.owner);
    // Broken off in its midst: what is done is done, and the rest is done the next time.
    const stop = new AbortController();
    stop.abort();
    await recount(house.database.owner, clocks, house.municipalityId, { now, signal: stop.signal });
    await recountChanged(house.database.owner, clocks, now);
    expect(await allRows()).toEqual(before);
    // Once it is done, it is not done again until tables, views or functions are others.
    await sql`delete from due.clock`.execute(house.database.owner);
    await recountChanged(house.database.owner, clocks, now);
    expect(await allRows()).toEqual([]);
    await sql`update due.counted_with set schema_hash = repeat('0', 64)`.execute(house.database.owner);
    await recountChanged(house.database.owner, clocks, now);
    expect(await allRows()).toEqual(before);
  });
});
