import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { Result } from "../../src/platform/basics/result.ts";
import { assessProtection } from "../../src/casework/intake/actions/assess-protection.ts";
import { assignToStaff, takeCase } from "../../src/casework/intake/actions/assign-case.ts";
import { askTransfer } from "../../src/casework/intake/actions/ask-transfer.ts";
import { recordTransferStep } from "../../src/casework/intake/actions/record-transfer-step.ts";
import { closeCase } from "../../src/casework/intake/actions/close-case.ts";
import { decideNotToOpen } from "../../src/casework/intake/actions/decide-not-to-open.ts";
import { giveFeedback } from "../../src/casework/intake/actions/give-feedback.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { extendInvestigation } from "../../src/casework/investigation/actions/extend-investigation.ts";
import { followUp } from "../../src/casework/intervention/actions/follow-up.ts";
import { makePlan } from "../../src/casework/intervention/actions/make-plan.ts";
import { openInvestigation } from "../../src/casework/investigation/actions/open-investigation.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { recordStep } from "../../src/casework/participation/actions/record-step.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { timelineOf } from "../../src/portals/desk/timeline.ts";
import { searchPerson } from "../../src/portals/desk/queries/search-person.ts";
import type { CaseParts } from "../../src/casework/case/case-parts.ts";
import { confirmClaims, findOwnFamily, openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import { writeAsOwner } from "../support/past-the-door.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** What the forms do not offer but somebody may send all the same, and what two send at once. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const look = async (caseId: string): Promise<CaseParts> => valueOf(await house.read(house.staff.leader, getCase, { caseId }));
const preliminaryOf = (parts: CaseParts) => {
  const found = parts.intakes[0]?.preliminary;
  if (!found) throw new Error("no preliminary assessment");
  return found;
};
const talk = (caseId: string, phaseId: string, more: object = {}) =>
  house.act(me(), recordConversation, {
    caseId, phaseId, heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Jag vill bo kvar.", informationGiven: "Vad som händer.", ...more,
  }); // prettier-ignore
const step = (caseId: string, phaseId: string, name: string, more: object = {}) =>
  house.act(me(), recordStep, { caseId, phaseId, step: name, outcome: "gjort", happenedOn: day, content: "Vi pratade.", ...more });
const protect = (caseId: string, intakeId: string, at = "09:50") =>
  house.act(me(), assessProtection, {
    caseId, intakeId, assessedOn: day, assessedAt: at, result: "inget omedelbart skydd", reasoning: "Barnet är hos mormor.",
  }); // prettier-ignore

/** A case in which nothing is open, not yet closed. */
async function finishedCase(given: object = {}) {
  const { caseId, intakeId } = await openCaseFor(house, { ...given });
  valueOf(await protect(caseId, intakeId));
  const { id: preliminaryAssessmentId, phase_id: phaseId } = preliminaryOf(await look(caseId));
  const { conversationId } = valueOf(await talk(caseId, phaseId));
  valueOf(await step(caseId, phaseId, "vägd"));
  await house.do(me(), decideNotToOpen, { caseId, preliminaryAssessmentId, result: "inte inleda", reasoning: "Ingen oro kvarstår." });
  valueOf(await step(caseId, phaseId, "berättad"));
  const { noteId } = await house.do(me(), writeNote, { caseId, happenedOn: day, text: "Samtal med skolan." });
  return { caseId, intakeId, phaseId, conversationId, noteId };
}

describe("a closed case", () => {
  test("is read, not written in, but what stands there can be corrected once and the reporter answered", async () => {
    const it = await finishedCase();
    await house.do(me(), closeCase, { caseId: it.caseId, reason: "utredning inleds inte" });
    const refused: Record<string, Result<unknown>> = {
      note: await house.act(me(), writeNote, { caseId: it.caseId, happenedOn: day, text: "En sak till." }),
      talk: await talk(it.caseId, it.phaseId),
      step: await step(it.caseId, it.phaseId, "vägd"),
      protection: await protect(it.caseId, it.intakeId),
      investigation: await house.act(me(), openInvestigation, { caseId: it.caseId, intakeId: it.intakeId, purpose: "Allt." }),
      assign: await house.act(house.staff.leader, assignToStaff, { caseId: it.caseId, staffId: house.staff.colleague.staffId, role: "ansvarig" }),
      close: await house.act(me(), closeCase, { caseId: it.caseId, reason: "utredning inleds inte" }),
    }; // prettier-ignore
    for (const [name, result] of Object.entries(refused)) {
      expect(result.ok, name).toBe(false);
      if (!result.ok && name !== "close") expect(result.error.message, name).toBe("Ärendet är avslutat.");
    }
    const correction = { caseId: it.caseId, happenedOn: day, text: "Samtal med fritids.", correctsId: it.noteId };
    const [first, second] = await Promise.all([house.act(me(), writeNote, correction), house.act(me(), writeNote, correction)]);
    expect([codeOf(first), codeOf(second)].sort()).toEqual(["already-done", "ok"]);
    expect(codeOf(await talk(it.caseId, it.phaseId, { correctsId: it.conversationId, childWords: "Jag vill flytta." }))).toBe("ok");
    const told = { caseId: it.caseId, intakeId: it.intakeId, outcome: "lämnad", givenOn: day, content: "Ingen utredning inleds." };
    expect(codeOf(await house.act(me(), giveFeedback, told))).toBe("ok");
  });

  test("is not joined by an application that comes while it is being closed", async () => {
    const number = "201701022384";
    const it = await finishedCase({ identityNumber: number, birthDate: "2017-01-02" });
    const [closed, came] = await Promise.all([
      house.act(me(), closeCase, { caseId: it.caseId, reason: "utredning inleds inte" }),
      house.act(me(), registerIntake, reportOfConcern({ identityNumber: number, type: "ansökan", reporterCategory: "vårdnadshavare" })),
    ]);
    const { rows } = await sql<{ n: number }>`select count(*) as n from intake.intake i join intake.case_closure k on k.case_id = i.case_id
      where i.case_id = ${it.caseId} and i.type = 'ansökan' and i.recorded_at > k.recorded_at`.execute(house.database.owner);
    expect(rows[0]?.n).toBe(0);
    expect(closed.ok || came.ok).toBe(true);
  });

  test("says why when the reason is something else", async () => {
    const it = await finishedCase();
    expect(faultsOf(await house.act(me(), closeCase, { caseId: it.caseId, reason: "annat" }))).toBe("note");
  });

  test("and is closed as transferred on the days of the request and its answer, once another municipality has taken it over (29 kap. 10 § SoL)", async () => {
    const it = await finishedCase();
    const close = () => house.act(me(), closeCase, { caseId: it.caseId, reason: "överflyttat" });
    expect(faultsOf(await close())).toBe("reason");
    const why = { connection: "Familjen bor där.", suitable: "De önskar det." };
    const asked = { caseId: it.caseId, toMunicipality: "umeå", requestedOn: "2026-02-16", ...why };
    const { transferId } = await house.do(me(), askTransfer, asked);
    expect(faultsOf(await close())).toBe("reason");
    // The database says the same, whoever writes it.
    const past = (to: string | null, on: string | null, accepted: string | null, reason = "överflyttat") =>
      writeAsOwner(house, (tx) =>
        sql`insert into intake.case_closure (municipality_id, case_id, closed_on, reason, transferred_to, transfer_requested_on, transfer_accepted_on, recorded_by, recorded_at)
          values (${house.municipalityId}, ${it.caseId}, '2026-03-02', ${reason}, ${to}, ${on}::date, ${accepted}::date, ${me().staffId}, now())`.execute(
          tx,
        ),
      );
    await expect(past("2480", "2026-02-16", "2026-02-20")).rejects.toThrow(/nobody has taken it over/);
    await house.do(me(), recordTransferStep, { caseId: it.caseId, transferId, kind: "tar över", happenedOn: "2026-02-20" });
    await expect(past("2480", "2026-02-16", "2026-02-19")).rejects.toThrow(/nobody has taken it over/);
    await expect(past("1280", "2026-02-16", "2026-02-20")).rejects.toThrow(/nobody has taken it over/);
    await expect(past(null, null, null)).rejects.toThrow(/nobody has taken it over/);
    await expect(past("2480", "2026-02-16", "2026-02-20", "flyttat")).rejects.toThrow(/transfer_was_asked_for_and_accepted/);
    expect(codeOf(await close())).toBe("ok");
    const closed = await look(it.caseId);
    expect(closed.file).toMatchObject({ transferred_to: "2480", transfer_requested_on: "2026-02-16", transfer_accepted_on: "2026-02-20" });
    const told = timelineOf(closed).map((one) => one.text);
    expect(told).toContain("Till Umeå: begärt 2026-02-16, övertaget 2026-02-20.");
  });
});

describe("two at once", () => {
  test("report the same new child: one person, one open case, both reports kept", async () => {
    const number = "201701032391";
    const sent = await Promise.all(
      [1, 2, 3, 4].map((n) => house.act(me(), registerIntake, reportOfConcern({ identityNumber: number, birthDate: undefined, concern: `Oro ${n}` }))),
    ); // prettier-ignore
    expect(new Set(sent.map((result) => valueOf(result).caseId)).size).toBe(1);
    expect(new Set(sent.map((result) => valueOf(result).intakeId)).size).toBe(4);
    const { guardians, guardian_claims } = await look(valueOf(sent[0] as Result<{ caseId: string }>).caseId);
    expect(guardians).toEqual([]);
    expect(guardian_claims.map((one) => one.given_name).sort()).toEqual(["Johan", "Maria"]);
  });

  test("record the last two steps: the phase is closed", async () => {
    const { caseId, intakeId } = await openCaseFor(house);
    valueOf(await protect(caseId, intakeId));
    const { id: preliminaryAssessmentId, phase_id: phaseId } = preliminaryOf(await look(caseId));
    valueOf(await step(caseId, phaseId, "informerad"));
    await house.do(me(), decideNotToOpen, { caseId, preliminaryAssessmentId, result: "inte inleda", reasoning: "Ingen oro." });
    const sent = await Promise.all([talk(caseId, phaseId), step(caseId, phaseId, "vägd"), step(caseId, phaseId, "berättad")]);
    expect(sent.map(codeOf)).toEqual(["ok", "ok", "ok"]);
    expect((await look(caseId)).phases.map((phase) => phase.closed_on)).toEqual([day]);
  });

  test("take a case, or give it away: one is responsible, and nobody stands twice", async () => {
    const { caseId } = await openCaseFor(house, { takeCase: "nej" });
    await Promise.all([house.act(me(), takeCase, { caseId }), house.act(house.staff.colleague, takeCase, { caseId })]);
    const beside = { caseId, staffId: house.staff.stranger.staffId, role: "medhandläggare" };
    const twice = await Promise.all([1, 2].map(() => house.act(house.staff.leader, assignToStaff, beside)));
    expect(twice.map(codeOf).sort()).toEqual(["already-assigned", "ok"]);
    await house.do(house.staff.leader, assignToStaff, { ...beside, role: "ansvarig" });
    const { staff } = await look(caseId);
    expect(staff.map((one) => [one.staff_id, one.role])).toEqual([[house.staff.stranger.staffId, "ansvarig"]]);
  });

  test("open an investigation: there is one", async () => {
    const { caseId, intakeId } = await openCaseFor(house, { type: "ansökan", reporterCategory: "vårdnadshavare" });
    const sent = await Promise.all([1, 2, 3].map(() => house.act(me(), openInvestigation, { caseId, intakeId, purpose: "Stöd." })));
    expect(sent.map(codeOf).sort()).toEqual(["already-open", "already-open", "ok"]);
  });
});

describe("days and people that cannot be right", () => {
  test.each([
    ["a child who is not born", { birthDate: "2027-01-01" }, "birthDate"],
    ["a report from before the birth", { birthDate: "2026-03-02", receivedOn: "2026-03-01" }, "birthDate"],
    ["a grown-up as the child", { birthDate: "1988-04-05" }, "birthDate"],
    ["a day that has not been", { receivedOn: "2026-03-03" }, "receivedOn"],
    ["the child as its own guardian", { identityNumber: "201801032390", guardian1Number: "20180103-2390" }, "guardian1Number"],
  ])("%s", async (_name, given, field) => {
    expect(faultsOf(await house.act(me(), registerIntake, reportOfConcern(given)))).toBe(field);
  });

  test("an assessment before the report, a talk before the phase, an answer to a reporter who may not know", async () => {
    const { caseId, intakeId } = await openCaseFor(house, { reporterCategory: "privatperson" });
    expect(faultsOf(await protect(caseId, intakeId, "09:10"))).toBe("assessedOn");
    const { phase_id: phaseId } = preliminaryOf(await look(caseId));
    expect(faultsOf(await talk(caseId, phaseId, { heldOn: "2026-03-01" }))).toBe("heldOn");
    expect(faultsOf(await step(caseId, phaseId, "vägd", { happenedOn: "2015-01-01" }))).toBe("happenedOn");
    const told = { caseId, intakeId, outcome: "lämnad", givenOn: day, content: "En utredning inleds." };
    expect(codeOf(await house.act(me(), giveFeedback, told))).toBe("not-mandated");
    const school = await openCaseFor(house);
    expect(codeOf(await house.act(me(), giveFeedback, { ...told, ...school }))).toBe("nothing-decided");
    expect(faultsOf(await house.act(me(), giveFeedback, { ...told, ...school, givenOn: "2026-04-01" }))).toBe("givenOn");
  });

  test("a talk that is called off for a day to come is known today", async () => {
    const { caseId } = await openCaseFor(house);
    const { phase_id: phaseId } = preliminaryOf(await look(caseId));
    valueOf(await talk(caseId, phaseId, { status: "inställt", heldOn: "2026-03-09", nextOn: "2026-03-12", childWords: "" }));
    expect((await look(caseId)).steps.map((one) => one.happened_on)).toEqual([day]);
  });

  test("a sign that the database cannot store", async () => {
    const { caseId } = await openCaseFor(house);
    expect(faultsOf(await house.act(me(), writeNote, { caseId, happenedOn: day, text: "Skolan\u0000 ringde." }))).toBe("text");
    expect((await look(caseId)).notes).toEqual([]);
  });
});

describe("an investigation", () => {
  test("is opened by the decision of the preliminary assessment, when there is one", async () => {
    const { caseId, intakeId } = await openCaseFor(house);
    const other = preliminaryOf(await look((await openCaseFor(house)).caseId)).id;
    const input = { caseId, intakeId, purpose: "Skolgången.", reasoning: "Behöver utredas." };
    expect(codeOf(await house.act(me(), openInvestigation, input))).toBe("preliminary-undecided");
    expect(codeOf(await house.act(me(), openInvestigation, { ...input, preliminaryAssessmentId: other }))).toBe("preliminary-undecided");
    const { id } = preliminaryOf(await look(caseId));
    const opened = await house.do(me(), openInvestigation, { ...input, preliminaryAssessmentId: id });
    const extend = (extendedTo: string) =>
      house.act(me(), extendInvestigation, {
        caseId,
        investigationId: opened.investigationId,
        extendedTo,
        specialReasons: "Väntar på svar.",
      });
    expect(faultsOf(await extend("2026-07-02"))).toBe("extendedTo");
    expect(codeOf(await extend("2026-08-02"))).toBe("ok");
    expect(faultsOf(await extend("2026-07-30"))).toBe("extendedTo");
  });
});

describe("one's own family", () => {
  const number = "201701052399";
  const parent = "198001022386";

  test("is found nowhere: no list, no search by either number, no receipt that tells; and the case is never one's own", async () => {
    await house.database.owner
      .updateTable("access.staff")
      .set({ identity_number: parent })
      .where("id", "=", house.staff.colleague.staffId)
      .execute();
    const report = { identityNumber: number, birthDate: "2017-01-05", guardian1Number: parent };
    const { caseId } = await openCaseFor(house, report);
    await confirmClaims(house, me(), caseId);
    await findOwnFamily(house, house.staff.leader, caseId, house.staff.colleague.staffId);
    const { file } = await look(caseId);
    // A parent may report, and is told nothing of the case.
    expect(await house.do(house.staff.colleague, registerIntake, reportOfConcern(report))).toEqual({ maySee: false });
    for (const one of [number, file.case_number]) {
      expect(valueOf(await house.read(house.staff.colleague, searchPerson, { number: one })).found).toEqual([]);
      expect(valueOf(await house.read(house.staff.stranger, searchPerson, { number: one })).found).toHaveLength(1);
    }
    for (const scope of ["mina", "enhetens", "utan ansvarig"]) {
      const { cases } = valueOf(await house.read(house.staff.colleague, getWorkList, { scope }));
      expect(cases.filter((one) => one.caseId === caseId)).toEqual([]);
    }
    const given = await house.act(house.staff.leader, assignToStaff, {
      caseId,
      staffId: house.staff.colleague.staffId,
      role: "medhandläggare",
    });
    expect(faultsOf(given)).toBe("staffId");
  });

  test("and nobody gets a case whose account is closed", async () => {
    const { caseId } = await openCaseFor(house);
    const staffId = house.staff.stranger.staffId;
    await house.database.owner.updateTable("access.staff").set({ active: false }).where("id", "=", staffId).execute();
    expect(faultsOf(await house.act(house.staff.leader, assignToStaff, { caseId, staffId, role: "ansvarig" }))).toBe("staffId");
    await house.database.owner.updateTable("access.staff").set({ active: true }).where("id", "=", staffId).execute();
  });
});

test("an intervention starts within a year, is followed up while it runs and ends once", async () => {
  const { caseId, interventionId } = await makeWholeCase(house);
  const plan = { caseId, interventionId, provider: "Huset", goals: "Mål.", childInformationUsed: "ja" };
  expect(codeOf(await house.act(me(), makePlan, { ...plan, startedOn: day, firstFollowUpOn: "2026-06-01" }))).toBe("already-done");
  const look = {
    caseId,
    interventionId,
    carriedOutAsPlanned: "ja",
    goalAttainment: "uppnått delvis",
    changeNeeded: "avsluta",
    summary: "Bra.",
  };
  for (const followedUpOn of ["2026-03-01", "2026-03-03"]) {
    expect(faultsOf(await house.act(me(), followUp, { ...look, followedUpOn }))).toBe("followedUpOn");
  }
  const fresh = await makeWholeCase(house, {}, { planned: false });
  const late = {
    ...plan,
    caseId: fresh.caseId,
    interventionId: fresh.interventionId,
    startedOn: "2062-03-02",
    firstFollowUpOn: "2062-06-01",
  };
  expect(faultsOf(await house.act(me(), makePlan, late))).toBe("startedOn");
});

test("a day may be written as people write it", async () => {
  const { caseId } = await openCaseFor(house, { receivedOn: "20260302" });
  for (const happenedOn of ["20260302", "2 mars 2026", " 2026-03-02 "])
    await house.do(me(), writeNote, { caseId, happenedOn, text: "Ett samtal." });
  expect(new Set((await look(caseId)).notes.map((one) => one.happened_on))).toEqual(new Set([day]));
});
