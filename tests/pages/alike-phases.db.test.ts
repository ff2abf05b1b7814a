import { afterAll, beforeAll, expect, test } from "vitest";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openCaseFor } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { openVisit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const me = () => visit.house.staff.caseworker;

async function phasesOf(caseId: string) {
  return valueOf(await visit.house.read(me(), getCase, { caseId })).phases;
}

test("two phases of one kind are told apart by the day they began", async () => {
  const child = { identityNumber: numberAt(children, 7), birthDate: undefined };
  await openCaseFor(visit.house, { ...child, receivedOn: "2026-02-27" });
  const { caseId } = await openCaseFor(visit.house, child);
  const phases = await phasesOf(caseId);
  expect(phases.map((one) => one.opened_on).sort()).toEqual(["2026-02-27", "2026-03-02"]);
  const browser = await visit.signIn("caseworker");
  const html = await (await browser.get(`/arenden/${caseId}/samtal/ny?fas=${phases[0]?.id ?? ""}`)).text();
  expect(html).toContain(">Förhandsbedömning från 2026-02-27</option>");
  expect(html).toContain(">Förhandsbedömning från 2026-03-02</option>");
});

test("the day of the next step stands in parentheses after it", async () => {
  const { caseId } = await openCaseFor(visit.house);
  const phaseId = (await phasesOf(caseId))[0]?.id;
  const next = { nextStep: "Träffas igen i skolan.", nextOn: "2026-03-20" };
  const said = { heldOn: "2026-03-02", status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Hej.", ...next };
  const { conversationId } = await visit.house.do(me(), recordConversation, { caseId, phaseId, ...said });
  const browser = await visit.signIn("caseworker");
  const html = await (await browser.get(`/arenden/${caseId}/samtal/${conversationId}`)).text();
  expect(html).toContain("Träffas igen i skolan. (2026-03-20)");
});
