import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { perform } from "../../src/platform/core/door.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { assignToStaff } from "../../src/casework/intake/actions/assign-case.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { moveIntake } from "../../src/casework/intake/actions/move-intake.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { codeOf } from "../support/outcomes.ts";

/** A report that was put on the wrong child is moved with all that hangs on it, with a trace in both cases, once. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const me = () => house.staff.caseworker;
const day = "2026-03-02";
let next = 20;
const freshNumber = () => numberAt(children, next++);
const partsOf = async (actor: StaffActor, caseId: string) => valueOf(await house.read(actor, getCase, { caseId }));
const to = (of: { caseId: string; intakeId: string }, given: Readonly<Record<string, unknown>> = {}) => ({
  ...of,
  reason: "Syskonets nummer skrevs in.",
  identityNumber: freshNumber(),
  givenName: "Rätta",
  familyName: "Barnet",
  sex: "kvinna",
  ...given,
});
const count = async (from: string, where: ReturnType<typeof sql>) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(from)} t where ${where}`.execute(house.database.owner)).rows[0]?.n;

describe("a report on the wrong child", () => {
  test("is moved with its assessment, clocks, words of the child, claims and counting, under the same identifiers", async () => {
    const of = await openCaseFor(house, { guardian1Number: "" });
    await house.do(me(), assessProtection, {
      ...of,
      assessedOn: day,
      assessedAt: "09:45",
      result: "inget omedelbart skydd",
      reasoning: "Lugnt hemma.",
    });
    const before = await partsOf(me(), of.caseId);
    const phaseId = before.intakes[0]?.preliminary?.phase_id ?? "";
    const talk = { phaseId, heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Jag vill vara hemma." };
    const { conversationId } = await house.do(me(), recordConversation, { caseId: of.caseId, ...talk });
    await house.do(me(), writeNote, { caseId: of.caseId, happenedOn: day, text: "Stannar här." });
    const moved = await house.do(me(), moveIntake, to(of));
    const caseId = moved.caseId ?? "";
    const [wrong, right] = [await partsOf(me(), of.caseId), await partsOf(me(), caseId)];
    expect([wrong.intakes, wrong.phases, wrong.conversations, wrong.guardian_claims, wrong.obligations]).toEqual([[], [], [], [], []]);
    expect(wrong.notes).toHaveLength(1);
    expect(right.intakes[0]).toEqual(before.intakes[0]);
    expect(right.conversations.map((one) => one.id)).toEqual([conversationId]);
    expect(right.steps.map((one) => one.step)).toContain("hörd");
    expect(right.guardian_claims.map((one) => one.given_name)).toEqual(["Johan", "Maria"]);
    expect(right.obligations.map((one) => one.rule_id)).toContain("preliminary-assessment");
    expect(right.staff).toMatchObject([{ staff_id: me().staffId, role: "ansvarig" }]);
    const counted = await sql<{ child: string }>`select child_id as child from countable.intake where intake_id = ${of.intakeId}::uuid
      union all select child_id from countable.conversation where conversation_id = ${conversationId}::uuid`.execute(house.database.owner);
    expect(counted.rows.map((row) => row.child)).toEqual([right.child.id, right.child.id]);
  });

  test("stands in both journals with the reason, and tells whose the other case is only to who may see it", async () => {
    const of = await openCaseFor(house);
    const number = freshNumber();
    const there = await house.do(
      house.staff.stranger,
      registerIntake,
      reportOfConcern({ identityNumber: number, birthDate: undefined, givenName: "Dold", familyName: "Hemlig" }),
    );
    const receipt = await house.do(me(), moveIntake, to(of, { identityNumber: number, givenName: "Dold", familyName: "Hemlig" }));
    expect(receipt).toEqual({ maySee: false });
    const wrong = await partsOf(me(), of.caseId);
    expect(wrong.moves).toMatchObject([{ away: true, reason: "Syskonets nummer skrevs in.", other_case_id: null }]);
    expect(JSON.stringify(wrong)).not.toMatch(/Dold|Hemlig/u);
    expect(JSON.stringify(wrong)).not.toContain(there.caseId as string);
    expect(timelineOf(wrong).map((one) => one.heading)).toContain("Anmälan som kom in 2026-03-02 flyttades till ett annat ärende");
    const right = await partsOf(house.staff.stranger, there.caseId ?? "");
    expect(right.intakes).toHaveLength(2);
    expect(right.moves).toMatchObject([{ away: false, other_case_id: null }]);
    const written = await sql`select from audit.event where action = 'intake.move-intake' and case_id = ${of.caseId}::uuid
      and ${of.intakeId}::uuid = any (subject_ids)`.execute(house.database.owner);
    expect(written.rows).toHaveLength(1);
  });

  test("leaves nothing of the other child with the one it was wrongly joined to", async () => {
    const number = freshNumber();
    const known = await openCaseFor(house, { identityNumber: number, birthDate: undefined });
    const typed = reportOfConcern({ identityNumber: number, birthDate: undefined, givenName: "Tindra", language: "arabiska" });
    const sources = { correctionSource: "folkbokföringen", correctionSourceOn: day };
    const asked = await house.act(me(), registerIntake, { ...typed, ...sources });
    const yes = asked.ok
      ? []
      : (asked.error.questions ?? []).filter((one) => /^(same\.correct|language\.take)=/u.test(one.id)).map((one) => one.id);
    const joined = valueOf(
      await perform(house.door, registerIntake, me(), { ...typed, ...sources }, { requestId: randomUUID(), confirmed: yes }),
    );
    expect((await partsOf(me(), known.caseId)).child).toMatchObject({ given_name: "Tindra", language: "arabiska" });
    await house.do(me(), moveIntake, to({ caseId: known.caseId, intakeId: joined.intakeId ?? "" }, { givenName: "Tindra" }));
    const wrong = await partsOf(me(), known.caseId);
    expect(wrong.child).toMatchObject({ given_name: "Alva", language: null });
    expect(JSON.stringify(wrong)).not.toMatch(/Tindra|arabiska/u);
    expect(wrong.intakes.map((one) => one.id)).toEqual([known.intakeId]);
  });

  test("asks of no day of the right child's whether it lies before the wrong child's time", async () => {
    const of = await openCaseFor(house, { birthDate: "2025-11-20" });
    const moved = await house.act(me(), moveIntake, to(of, { birthDate: "2013-01-02", correctionSourceOn: "2024-02-01" }));
    expect(codeOf(moved)).toBe("ok");
  });

  test("goes to the right child only through the same comparison as a report, and never to the same child", async () => {
    const number = freshNumber();
    await openCaseFor(house, { identityNumber: number, birthDate: undefined });
    const of = await openCaseFor(house);
    expect(codeOf(await house.act(me(), moveIntake, to(of, { identityNumber: number })))).toBe("identity-differs");
    const own = freshNumber();
    const other = await openCaseFor(house, { identityNumber: own, birthDate: undefined });
    const same = await house.act(me(), moveIntake, to(other, { identityNumber: own, givenName: "Alva", familyName: "Testsson" }));
    expect(same).toMatchObject({ ok: false, error: { code: "invalid-input" } });
    expect((await partsOf(me(), of.caseId)).intakes).toHaveLength(1);
  });
});

describe("who and when", () => {
  test("the responsible or the unit's leader: no colleague, no one beside, no other unit, no analyst", async () => {
    const of = await openCaseFor(house);
    await house.do(house.staff.leader, assignToStaff, {
      caseId: of.caseId,
      staffId: house.staff.colleague.staffId,
      role: "medhandläggare",
    });
    for (const name of ["colleague", "stranger", "otherLeader", "analyst", "operator", "nobody"] as const)
      expect(codeOf(await house.act(house.staff[name], moveIntake, to(of))), name).toBe("not-permitted");
    expect(codeOf(await house.act(house.staff.leader, moveIntake, to(of)))).toBe("ok");
  });

  test("nothing is moved out of a closed case, whether or not something is decided on it", async () => {
    const of = await openCaseFor(house);
    // Closed around the gates, so that what is undecided lies in a closed case.
    await house.database.owner.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`insert into intake.case_closure (municipality_id, case_id, closed_on, reason, recorded_by, recorded_at)
        select municipality_id, id, ${day}, 'annat', ${me().staffId}::uuid, now() from intake.case_file
        where id = ${of.caseId}::uuid`.execute(tx);
    });
    expect(codeOf(await house.act(house.staff.leader, moveIntake, to(of)))).toBe("case-closed");
    expect(await count("intake.intake", sql`t.case_id = ${of.caseId}::uuid`)).toBe(1);
  });

  test("what is decided cannot follow, and the report stays where it is", async () => {
    const of = await openCaseFor(house);
    const preliminary = (await partsOf(me(), of.caseId)).intakes[0]?.preliminary?.id ?? "";
    await house.do(me(), assessProtection, {
      ...of,
      assessedOn: day,
      assessedAt: "09:45",
      result: "inget omedelbart skydd",
      reasoning: "Lugnt.",
    });
    const decision = { preliminaryAssessmentId: preliminary, result: "inte inleda", reasoning: "Skolan hjälper.", decidedOn: day };
    await house.do(me(), decideNotToOpen, { ...of, ...decision });
    expect(codeOf(await house.act(me(), moveIntake, to(of)))).toBe("decided");
    // And is no way to try numbers: one that is known is answered as one that is not.
    const number = freshNumber();
    await openCaseFor(house, { identityNumber: number, birthDate: undefined });
    expect(codeOf(await house.act(me(), moveIntake, to(of, { identityNumber: number })))).toBe("decided");
    expect((await partsOf(me(), of.caseId)).intakes).toHaveLength(1);
  });

  test("sent twice it is moved once; two who move it at once to two children: one does, the other is told", async () => {
    const of = await openCaseFor(house);
    const [input, key] = [to(of), randomUUID().replace(/^(.{14})./u, "$14")];
    const twice = await Promise.all([house.act(me(), moveIntake, input, key), house.act(me(), moveIntake, input, key)]);
    expect(twice.map(codeOf)).toEqual(["ok", "ok"]);
    expect(await count("intake.intake_move", sql`t.intake_id = ${of.intakeId}::uuid`)).toBe(1);
    const again = await openCaseFor(house);
    const both = await Promise.all([house.act(me(), moveIntake, to(again)), house.act(house.staff.leader, moveIntake, to(again))]);
    expect(both.map(codeOf).sort()).toEqual(["changed-meanwhile", "ok"]);
    expect(await count("intake.intake_move", sql`t.intake_id = ${again.intakeId}::uuid`)).toBe(1);
    const orphans =
      await sql`select from intake.case_file c join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id
      where p.given_name = 'Rätta' and not exists (select from intake.intake i where i.case_id = c.id)`.execute(house.database.owner);
    expect(orphans.rows).toEqual([]);
  });

  test("a decision or a conversation that is written at the same moment never ends up in another case than the report", async () => {
    for (let round = 0; round < 3; round += 1) {
      const of = await openCaseFor(house);
      const phaseId = (await partsOf(me(), of.caseId)).intakes[0]?.preliminary?.phase_id ?? "";
      const talk = {
        caseId: of.caseId,
        phaseId,
        heldOn: day,
        status: "genomfört",
        form: "enskilt",
        channel: "fysiskt",
        childWords: "Hej.",
      };
      const [moved, said] = await Promise.all([house.act(me(), moveIntake, to(of)), house.act(me(), recordConversation, talk)]);
      expect(moved.ok).toBe(true);
      if (!said.ok) expect(said.error.code).toMatch(/not-in-case|try-again|changed-meanwhile|not-found/u);
      const strays = await sql`select from participation.conversation t join participation.phase p on p.id = t.phase_id
        where t.case_id <> p.case_id`.execute(house.database.owner);
      expect(strays.rows).toEqual([]);
    }
  });

  test("the program cannot move anything around the trace", async () => {
    const of = await openCaseFor(house);
    await expect(
      sql`update intake.intake set case_id = case_id where id = ${of.intakeId}::uuid`.execute(house.database.app),
    ).rejects.toThrow(/permission denied/u);
    await expect(sql`insert into intake.intake_move select * from intake.intake_move`.execute(house.database.app)).rejects.toThrow(
      /permission denied/u,
    );
  });
});
