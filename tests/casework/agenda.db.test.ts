import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { putOnAgenda } from "../../src/casework/decision/actions/put-on-agenda.ts";
import { recordAgendaOutcome } from "../../src/casework/decision/actions/record-agenda-outcome.ts";
import { reportDelegated } from "../../src/casework/decision/actions/report-delegated.ts";
import { setUrgentMandate } from "../../src/casework/decision/actions/set-urgent-mandate.ts";
import { madeAtMeeting } from "../../src/casework/decision/board/made-at-meeting.ts";
import { delegatedCsv, delegatedListTemplate, delegatedListValues } from "../../src/casework/decision/board/delegated-list.ts";
import { findAgenda, findAgendaOfCase } from "../../src/casework/decision/queries/find-agenda.ts";
import { findDelegated } from "../../src/casework/decision/queries/find-delegated.ts";
import { makePdf } from "../../src/platform/documents/make-pdf.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { grantWith, investigatedCase } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { readPdf } from "../support/pdf.ts";

/** What only a committee may decide goes to its agenda and comes back with its minutes; what was decided on delegation goes to the board as a list. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());
beforeEach(() => house.at("2026-03-02"));

const proposal = {
  body: "Individutskottet",
  meetingOn: "2026-03-12",
  proposal: "Att bevilja familjebehandling trots att den ena inte samtycker.",
};
const came = { outcome: "enligt förslaget", heldOn: "2026-03-12", minutesNumber: "§ 45", participants: "Anna Berg\nBo Lind" };
const against = { legalGround: "one-guardian-refuses", suitable: "ja", consentReasoning: "Barnets bästa kräver det." };

test("against one of two guardians: on the agenda, minutes, and the decision is written with what they say", async () => {
  const { caseworker, stranger, leader } = house.staff;
  const one = await investigatedCase(house);
  const { caseId, investigationId } = one;
  const { agendaItemId } = await house.do(caseworker, putOnAgenda, { caseId, investigationId, ...proposal });
  const listed = async (who: typeof leader) => valueOf(await house.read(who, findAgenda, {})).items.map((each) => each.agendaItemId);
  expect([await listed(caseworker), await listed(leader), await listed(stranger)]).toEqual([[agendaItemId], [agendaItemId], []]);
  // Not before the meeting, nor without what was decided instead.
  expect(faultsOf(await house.act(caseworker, recordAgendaOutcome, { caseId, agendaItemId, ...came }))).toBe("heldOn");
  house.at("2026-03-13");
  const other = { caseId, agendaItemId, ...came, outcome: "på annat sätt", participants: "" };
  expect(faultsOf(await house.act(caseworker, recordAgendaOutcome, other))).toBe("participants,otherDecision");
  await house.do(leader, recordAgendaOutcome, { caseId, agendaItemId, ...came, reservation: "Bo Lind reserverar sig." });
  expect(codeOf(await house.act(leader, recordAgendaOutcome, { caseId, agendaItemId, ...came }))).toBe("already-done");
  const { items } = valueOf(await house.read(caseworker, findAgendaOfCase, { caseId }));
  expect(items[0]).toMatchObject({ reservation: "Bo Lind reserverar sig.", participants: "Anna Berg\nBo Lind", decided: false });
  const made = madeAtMeeting(items, investigationId);
  expect(made).toMatchObject({ decider: "utskott", body: "Individutskottet", minutesNumber: "§ 45", decidedOn: "2026-03-12" });
  const { delegationPoint: _none, ...by } = made;
  const answers = ["samtycker", "samtycker inte"];
  expect(codeOf(await grantWith(house, one, answers, { ...against, ...by }))).toBe("ok");
  expect(await listed(caseworker)).toEqual([]);
});

test("what was sent back or put off decides nothing, and a meeting that has been takes nothing new", async () => {
  const { caseworker } = house.staff;
  const { caseId, investigationId } = await investigatedCase(house);
  const past = { caseId, investigationId, ...proposal, meetingOn: "2026-03-01" };
  expect(faultsOf(await house.act(caseworker, putOnAgenda, past))).toBe("meetingOn");
  const { agendaItemId } = await house.do(caseworker, putOnAgenda, { caseId, investigationId, ...proposal });
  house.at("2026-03-13");
  await house.do(caseworker, recordAgendaOutcome, { caseId, agendaItemId, ...came, outcome: "återremitterat" });
  expect(madeAtMeeting(valueOf(await house.read(caseworker, findAgendaOfCase, { caseId })).items, investigationId)).toEqual({});
});

test("the list of delegated decisions: the unit's own, by point, initials and no names; reported once", async () => {
  const { caseworker, leader, otherLeader } = house.staff;
  const ends = async (given: Readonly<Record<string, unknown>> = {}) => {
    const { caseId, investigationId } = await investigatedCase(house, given);
    const words = { assessment: "A", legalGround: "child-investigation", reasoning: "R", delegationPoint: "3.1", outcome: "ingen insats" };
    await house.do(caseworker, decideNoIntervention, { caseId, investigationId, ...words, investigationOutcome: "ingen insats behövs" });
    return caseId;
  };
  const open = await ends({ givenName: "Bo", familyName: "Ek" });
  const hidden = await ends({ givenName: "Cleo", familyName: "Dold", protectedIdentity: "sekretessmarkering" });
  const period = { from: "2026-03-01", to: "2026-03-02" };
  const list = valueOf(await house.read(leader, findDelegated, period));
  const of = (caseId: string) => list.decisions.find((one) => one.caseId === caseId && one.delegationPoint === "3.1");
  expect([of(open)?.initials, of(hidden)?.initials, of(open)?.what]).toEqual(["BE", null, "Ingen insats"]);
  // That an investigation is opened is one decision, though the preliminary assessment ends by it.
  expect(list.decisions.filter((one) => one.caseId === open).map((one) => one.what)).toEqual(["Ingen insats", "Utredning inleddes"]);
  expect(valueOf(await house.read(otherLeader, findDelegated, period)).decisions).toEqual([]);
  expect(codeOf(await house.read(caseworker, findDelegated, period))).toBe("not-permitted");
  const csv = delegatedCsv(list.decisions);
  const pdf = await readPdf(
    valueOf(
      await makePdf(delegatedListTemplate, delegatedListValues(list, { sentBy: "Socialtjänsten", contact: null, logo: null, about: [] }), {
        at: house.door.clock(),
      }),
    ),
  );
  for (const text of [csv, pdf.text]) {
    expect(text).toContain("3.1");
    expect(text).not.toMatch(/Cleo|Dold|\bEk\b/u);
  }
  const told = { ...period, reportedOn: "2026-03-02", minutesNumber: "§ 9" };
  expect(faultsOf(await house.act(otherLeader, reportDelegated, told))).toBe("from");
  expect(faultsOf(await house.act(leader, reportDelegated, { ...told, to: "2026-02-01" }))).toBe("to");
  const { reported } = await house.do(leader, reportDelegated, told);
  expect(reported).toBe(list.decisions.length);
  expect(faultsOf(await house.act(leader, reportDelegated, told))).toBe("from");
  const after = valueOf(await house.read(leader, findDelegated, period));
  expect(new Set(after.decisions.map((one) => one.reportedIn))).toEqual(new Set(["§ 9"]));
});

test("the chair's urgent decisions are entrusted on a page, from a day, and what was written stays", async () => {
  const { director, leader } = house.staff;
  const none = { mandate: "ingen", decidedOn: "2026-03-02", minutesNumber: "§ 3", validFrom: "2026-03-02" };
  expect(codeOf(await house.act(leader, setUrgentMandate, none))).toBe("not-permitted");
  expect(faultsOf(await house.act(director, setUrgentMandate, { ...none, validFrom: "2026-03-01" }))).toBe("validFrom");
  await house.do(director, setUrgentMandate, none);
  expect(codeOf(await house.act(director, setUrgentMandate, none))).toBe("already-done");
  const chair = { decider: "ordförande eller ledamot", urgentDecider: "ordföranden", chairName: "Anna Berg", urgency: "Helg." };
  const one = await investigatedCase(house);
  const refused = await grantWith(house, one, ["samtycker", "samtycker inte"], { ...against, ...chair, nextMeetingOn: "2026-03-18" });
  expect(codeOf(refused)).toBe("not-delegated");
  await expect(sql`update decision.urgent_mandate set mandate = 'ordföranden'`.execute(house.database.app)).rejects.toThrow(
    /permission denied/,
  );
});
