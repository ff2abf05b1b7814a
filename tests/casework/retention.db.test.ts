import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { findRetention } from "../../src/portals/desk/queries/find-retention.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { finishCase } from "../support/finish-case.ts";
import { investigatedCase } from "../support/investigated.ts";
import { codeOf } from "../support/outcomes.ts";

/** What is kept of closed cases and when the rest is thinned (16 kap. SoL): read of what stands in the file, whatever kind of record came last. */
let house: House;
const day = "2026-03-02";
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const listed = async (who: StaffName = "leader") => valueOf(await house.read(house.staff[who], findRetention, {})).cases;
const of = async (caseId: string) => (await listed()).find((one) => one.caseId === caseId);

async function closedWithout(given: object): Promise<string> {
  house.at(day);
  const { caseId } = await openCaseFor(house, { receivedOn: day, ...given });
  await finishCase(house, me(), caseId, day, "10:00");
  return caseId;
}

describe("what is kept of a closed case", () => {
  test("where no investigation was opened: five years from the last note, and to the end of the year after", async () => {
    const caseId = await closedWithout({ givenName: "Alma", familyName: "Kort", birthDate: "2014-04-04" });
    expect(await of(caseId)).toMatchObject({
      closedOn: day,
      lastNoteOn: day,
      kept: [{ documents: "inte inledd utredning", fate: "gallras", from: "2031-03-02", by: "2032-12-31" }],
    });
  });

  test("a note that is corrected after the closing is the last one, by the day in Stockholm, and moves the day", async () => {
    house.at(day);
    const { caseId } = await openCaseFor(house, { receivedOn: day, givenName: "Bea", familyName: "Sen", birthDate: "2014-04-04" });
    const { noteId } = await house.do(me(), writeNote, { caseId, happenedOn: day, text: "Samtal med skolan." });
    await finishCase(house, me(), caseId, day, "10:00");
    await sql`insert into intake.note (municipality_id, id, case_id, happened_on, text, corrects_id, recorded_by, recorded_at)
      select municipality_id, gen_random_uuid(), case_id, happened_on, 'Samtal med förskolan.', id, recorded_by, '2026-03-20 23:30+00' from intake.note
      where id = ${noteId}::uuid`.execute(house.database.owner);
    expect(await of(caseId)).toMatchObject({ lastNoteOn: "2026-03-21", kept: [{ from: "2031-03-21" }] });
  });

  test("of an investigation: until the child is thirty", async () => {
    house.at(day);
    const { caseId } = await investigatedCase(house, { givenName: "Cleo", familyName: "Utredd", birthDate: "2014-04-04" });
    await finishCase(house, me(), caseId, day, "10:00");
    const kept = (await of(caseId))?.kept;
    expect(kept).toContainEqual(expect.objectContaining({ documents: "utredning", from: "2044-04-04", by: "2045-12-31" }));
  });

  test("for the research: whoever is born on the fifteenth", async () => {
    const caseId = await closedWithout({ givenName: "Disa", familyName: "Urval", birthDate: "2014-04-15" });
    expect((await of(caseId))?.kept).toMatchObject([{ fate: "bevaras", sentence: "Bevaras för forskningen (16 kap. 4 § SoL)." }]);
  });

  test("nothing is thinned while something of the same child goes on", async () => {
    const caseId = await closedWithout({ givenName: "Ellen", familyName: "Åter", birthDate: "2014-04-04" });
    await sql`insert into intake.case_file (municipality_id, id, child_id, case_number, unit_id, opened_on, recorded_by, recorded_at)
      select municipality_id, gen_random_uuid(), child_id, 'T-1', unit_id, '2026-03-03', recorded_by, now() from intake.case_file where id = ${caseId}::uuid`.execute(
      house.database.owner,
    );
    expect(await of(caseId)).toMatchObject({ lastNoteOn: null, kept: [{ fate: "väntar", from: null }] });
  });
});

test("nobody but a leader reads the list, and of it only the cases of the own unit", async () => {
  const caseId = await closedWithout({ givenName: "Frej", familyName: "Egen", birthDate: "2014-04-04" });
  for (const who of ["caseworker", "colleague", "director", "operator", "analyst"] as const)
    expect(codeOf(await house.read(house.staff[who], findRetention, {})), who).toBe("not-permitted");
  expect((await listed()).map((one) => one.caseId)).toContain(caseId);
  expect(await listed("otherLeader")).toEqual([]);
});

describe("another unit's case of the same child", () => {
  /** A case of the same child in a unit with a leader of its own, written in a month later; closed after that where a day is given. */
  const openElsewhere = async (caseId: string, closedOn: string | null): Promise<void> => {
    await sql`with opened as (insert into intake.case_file (municipality_id, id, child_id, case_number, unit_id, opened_on, recorded_by, recorded_at)
        select municipality_id, gen_random_uuid(), child_id, 'S' || case_number, ${house.staff.otherLeader.unitId}::uuid, '2026-03-03'::date, recorded_by,
          '2026-03-03 09:00+00' from intake.case_file where id = ${caseId}::uuid returning municipality_id, id, recorded_by)
      insert into intake.note (municipality_id, id, case_id, happened_on, text, recorded_by, recorded_at)
        select municipality_id, gen_random_uuid(), id, '2026-04-01', 'Samtal med skolan.', recorded_by, '2026-04-01 09:00+00' from opened`.execute(
      house.database.owner,
    );
    if (closedOn === null) return;
    await house.database.owner.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`with closed as (update intake.case_file o set is_open = false from intake.case_file c where c.id = ${caseId}::uuid
          and o.municipality_id = c.municipality_id and o.case_number = 'S' || c.case_number returning o.municipality_id, o.id, o.recorded_by)
        insert into intake.case_closure (municipality_id, case_id, closed_on, reason, recorded_by, recorded_at)
          select municipality_id, id, ${closedOn}::date, 'utredning inleds inte', recorded_by, '2026-05-04 09:00+00' from closed`.execute(
        tx,
      );
    });
  };
  const protect = (caseId: string) =>
    sql`update people.person set protected_identity = 'sekretessmarkering' where id = (select child_id from intake.case_file where id = ${caseId}::uuid)`.execute(
      house.database.owner,
    );

  test("that is open keeps nothing waiting: the list is word for word what it was", async () => {
    const caseId = await closedWithout({ givenName: "Gry", familyName: "Delad", birthDate: "2014-04-04" });
    const before = await listed();
    expect(before.find((one) => one.caseId === caseId)).toMatchObject({ lastNoteOn: day, kept: [{ fate: "gallras", from: "2031-03-02" }] });
    await openElsewhere(caseId, null);
    expect(await listed()).toEqual(before);
  });

  test("that was closed later moves no day, of a protected child neither", async () => {
    const caseId = await closedWithout({ givenName: "Hedda", familyName: "Skyddad", birthDate: "2014-04-04" });
    await protect(caseId);
    const before = await listed();
    expect(before.find((one) => one.caseId === caseId)).toMatchObject({ lastNoteOn: day, protectedIdentity: "sekretessmarkering" });
    await openElsewhere(caseId, "2026-05-04");
    expect(await listed()).toEqual(before);
  });
});

test("every table that tells when something was written in a case is asked, whatever room it is of", async () => {
  const { rows } = await sql<{
    table: string;
  }>`select s.nspname || '.' || c.relname as table from pg_class c join pg_namespace s on s.oid = c.relnamespace
    join pg_attribute k on k.attrelid = c.oid and k.attname = 'case_id' join pg_attribute r on r.attrelid = c.oid and r.attname = 'recorded_at'
    where c.relkind = 'r' and s.nspname not in ('audit', 'due', 'extract') and not has_table_privilege('fortrogen_app', c.oid, 'select')`.execute(
    house.database.owner,
  );
  expect(rows).toEqual([]);
});
