import { afterAll, beforeAll, expect, test } from "vitest";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { communicate } from "../../src/casework/party/actions/communicate.ts";
import { recordReply } from "../../src/casework/party/actions/record-reply.ts";
import { getCommunicationLetter } from "../../src/casework/party/queries/get-communication-letter.ts";
import { partiesOn } from "../../src/casework/party/party-table.ts";
import { correctGuardian } from "../../src/casework/people/actions/change-guardian.ts";
import { finishCase } from "../support/finish-case.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { adults, numberAt } from "../support/identities.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf } from "../support/outcomes.ts";
import { tellDecisions } from "../support/parties.ts";

/** A guardian's number is corrected: it is the same party, and what it was told, answered and got stands. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const application = { type: "ansökan", reporterCategory: "vårdnadshavare", reporterName: undefined, feedbackRequested: "nej" };
const refusal = {
  ...{ assessment: "A", reasoning: "R", delegationPoint: "2.4", investigationOutcome: "ingen insats behövs" },
  ...{ outcome: "avslag", legalGround: "right-to-intervention" },
};

test("what was communicated before the number was corrected carries the refusal, and who was told is not asked for again", async () => {
  const { caseId, investigationId } = await investigatedCase(house, application);
  const correct = async (identityNumber: string) => {
    const [guardian] = (await lookAt(house, caseId)).guardians;
    const { given_name: givenName, family_name: familyName, guardianship_id: guardianshipId, kind } = guardian ?? {};
    const read = { source: "folkbokföringen", sourceOn: day, validFrom: "2020-01-01" };
    await house.do(me(), correctGuardian, { caseId, guardianshipId, givenName, familyName, kind, identityNumber, ...read });
  };
  for (const { person_id: personId } of partiesOn((await lookAt(house, caseId)).parties, day)) {
    const sent = { kind: "kommunicerat", happenedOn: day, material: "Skolans uppgifter.", way: "i handen", replyBy: "2026-03-16" };
    const { communicationId } = await house.do(me(), communicate, { caseId, investigationId, personId, ...sent });
    await house.do(me(), recordReply, { caseId, communicationId, repliedOn: day, kind: "inga synpunkter" });
  }
  await correct(numberAt(adults, 30));
  // The letter of what the guardian was told before is the same party's.
  for (const one of (await lookAt(house, caseId)).communications) {
    const letter = await house.read(me(), getCommunicationLetter, { caseId, communicationId: one.id });
    expect(codeOf(letter)).toBe("ok");
  }
  expect(codeOf(await house.act(me(), decideNoIntervention, { caseId, investigationId, ...refusal }))).toBe("ok");
  expect(await tellDecisions(house, me(), { caseId, day })).toBe(2);
  await correct(numberAt(adults, 31));
  expect((await lookAt(house, caseId)).obligations.map((one) => one.rule_id)).not.toContain("decision-notified");
  expect(await tellDecisions(house, me(), { caseId, day })).toBe(0);
  await finishCase(house, me(), caseId, day, "10:00");
});
