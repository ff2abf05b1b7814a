import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { putOnAgenda } from "../../src/casework/decision/actions/put-on-agenda.ts";
import { recordAgendaOutcome } from "../../src/casework/decision/actions/record-agenda-outcome.ts";
import { correctDecision } from "../../src/casework/decision/actions/correct-decision.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { communicate } from "../../src/casework/party/actions/communicate.ts";
import { notify } from "../../src/casework/party/actions/notify.ts";
import { receiveAppeal } from "../../src/casework/party/actions/receive-appeal.ts";
import { tryAppeal } from "../../src/casework/party/actions/try-appeal.ts";
import { recordAccount } from "../../src/casework/party/actions/record-account.ts";
import { letterPdf } from "../../src/casework/letters/letter.ts";
import type { MadeLetter } from "../../src/casework/letters/letter.ts";
import { partiesOn } from "../../src/casework/party/party-table.ts";
import { getCommunicationLetter } from "../../src/casework/party/queries/get-communication-letter.ts";
import { getDismissalLetter } from "../../src/casework/party/queries/get-dismissal-letter.ts";
import { getReceiptLetter } from "../../src/casework/party/queries/get-receipt-letter.ts";
import { getDecisionLetter } from "../../src/casework/party/queries/get-decision-letter.ts";
import { endGuardianship } from "../../src/casework/people/actions/change-guardian.ts";
import { openHouse, staffNames } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf } from "../support/outcomes.ts";
import { exceptParties } from "../support/parties.ts";
import { readPdf } from "../support/pdf.ts";

/** Letters to a party: what it may answer to, and the decision with how it is appealed; nothing that is another's or kept from it. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.database.drop());

const day = "2026-03-02";
const me = () => house.staff.caseworker;
const application = { type: "ansökan", reporterCategory: "vårdnadshavare", reporterName: undefined, feedbackRequested: "nej" };
const sent = { kind: "kommunicerat", happenedOn: day, material: "MATERIAL för Maria.", way: "i handen", replyBy: "2026-03-16" };
const kept = { leftOut: "KEPT-BACK", toldOtherwise: "TOLD-OTHERWISE" };

const words = {
  assessment: "ASSESSMENT",
  reasoning: "Behovet är tillgodosett.",
  delegationPoint: "2.4",
  investigationOutcome: "ingen insats behövs",
};

async function read(made: MadeLetter) {
  return readPdf(valueOf(await letterPdf(made)));
}

async function twoParties() {
  const one = await investigatedCase(house, application);
  const people = partiesOn((await lookAt(house, one.caseId)).parties, day);
  const [johan, maria] = people;
  if (!johan || !maria) throw new Error("Two guardians are parties.");
  const account = { caseId: one.caseId, investigationId: one.investigationId, happenedOn: day, way: "möte" };
  await house.do(me(), recordAccount, { ...account, personId: johan.person_id, ownAccount: "JOHAN-ACCOUNT" });
  return { ...one, johan: johan.person_id, maria: maria.person_id };
}

describe("the letter of what a party may answer to", () => {
  test("is a tagged PDF with the material, the last day and the right to speak before the board; nothing kept back and nothing of the other's", async () => {
    const { caseId, investigationId, maria, johan } = await twoParties();
    const { communicationId } = await house.do(me(), communicate, { caseId, investigationId, personId: maria, ...sent, ...kept });
    await house.do(me(), communicate, { caseId, investigationId, personId: johan, ...sent, material: "JOHAN-MATERIAL" });
    const made = valueOf(await house.read(me(), getCommunicationLetter, { caseId, communicationId }));
    const pdf = await read(made);
    expect(pdf.isMarked).toBe(true);
    expect(pdf.language).toBe("sv");
    expect(pdf.title).toBe("Du får ta del av materialet innan beslut fattas");
    expect(pdf.roles).toContain("H1");
    for (const words of ["Till Maria Testsson", "MATERIAL för Maria.", "16 mars 2026", "25 § FvL", "14 kap. 8 § SoL"])
      expect(pdf.text).toContain(words);
    expect(pdf.text).not.toMatch(/KEPT-BACK|TOLD-OTHERWISE|JOHAN|Johan/u);
  });

  test("is refused to whoever is no party any more, kept uninformed, in no such case, or asks without being in the case", async () => {
    const { caseId, investigationId, maria, johan } = await twoParties();
    const { communicationId } = await house.do(me(), communicate, { caseId, investigationId, personId: maria, ...sent });
    const toJohan = await house.do(me(), communicate, { caseId, investigationId, personId: johan, ...sent });
    for (const name of staffNames.filter((each) => !["caseworker", "leader"].includes(each)))
      expect([name, codeOf(await house.read(house.staff[name], getCommunicationLetter, { caseId, communicationId }))]).toEqual([
        name,
        "not-permitted",
      ]);
    const other = await twoParties();
    expect(codeOf(await house.read(me(), getCommunicationLetter, { caseId: other.caseId, communicationId }))).toBe("not-found");
    // Later than when both were told: the latest stands.
    house.at(day, "18:00");
    const reasons = { outcome: "särskilda skäl", happenedOn: day, content: "Våld.", reviewOn: "2026-04-01" };
    await house.do(me(), informConcerned, { caseId, investigationId, personId: johan, ...reasons });
    const kept = { caseId, communicationId: toJohan.communicationId };
    expect(codeOf(await house.read(me(), getCommunicationLetter, kept))).toBe("kept-uninformed");
    const guardianshipId = (await lookAt(house, caseId)).guardians.find((one) => one.id === maria)?.guardianship_id;
    await house.do(me(), endGuardianship, { caseId, guardianshipId, endedOn: "2026-03-01", source: "folkbokföringen", sourceOn: day });
    expect(codeOf(await house.read(me(), getCommunicationLetter, { caseId, communicationId }))).toBe("not-a-party");
    house.at(day);
  });
});

describe("the letter of the decision", () => {
  test("is a tagged PDF with the whole decision and how it is appealed, in the law's words, and nothing of the other's", async () => {
    const { caseId, investigationId, maria } = await twoParties();
    await exceptParties(house, me(), { caseId, investigationId, day });
    expect(codeOf(await house.read(me(), getDecisionLetter, { caseId, investigationId, personId: maria }))).toBe("not-found");
    await house.do(me(), decideNoIntervention, {
      caseId,
      investigationId,
      ...words,
      outcome: "avslag",
      legalGround: "right-to-intervention",
    });
    const made = valueOf(await house.read(me(), getDecisionLetter, { caseId, investigationId, personId: maria }));
    const { letter } = made;
    const pdf = await read(made);
    expect(pdf.isMarked).toBe(true);
    expect(pdf.title).toBe("Beslut");
    const said = [
      "Avslag.",
      "2 mars 2026",
      "Behovet är tillgodosett.",
      "Hur du överklagar",
      "förvaltningsrätten",
      "inom tre veckor",
      "44 § FvL",
      "43 § FvL",
    ];
    for (const each of said) expect(pdf.text).toContain(each);
    expect(pdf.text).not.toMatch(/JOHAN|Johan/u);
    expect(letter.parts.map(([heading]) => heading)).not.toContain("Avvikande mening");
    const { child } = await lookAt(house, caseId);
    expect(codeOf(await house.read(me(), getDecisionLetter, { caseId, investigationId, personId: child.id }))).toBe("not-a-party");
  });

  test("says what has been corrected since", async () => {
    const { caseId, investigationId, maria } = await twoParties();
    await exceptParties(house, me(), { caseId, investigationId, day });
    const refusal = { ...words, outcome: "avslag", legalGround: "right-to-intervention" };
    await house.do(me(), decideNoIntervention, { caseId, investigationId, ...refusal });
    const fetched = async () => valueOf(await house.read(me(), getDecisionLetter, { caseId, investigationId, personId: maria }));
    const before = await fetched();
    const decisionId = (await lookAt(house, caseId)).investigations[0]?.decision?.id;
    house.at(day, "15:00");
    const said = { wasWrong: "FEL-DAG", instead: "RÄTT-DAG", why: "Skrivfel." };
    await house.do(me(), correctDecision, { caseId, decisionId, kind: "rättelse", ...said });
    const after = await fetched();
    const text = "Fel i beslutet: FEL-DAG\nI stället gäller: RÄTT-DAG\nSkäl: Skrivfel.";
    expect(after.letter.parts.filter((part) => !before.letter.parts.some((one) => one[0] === part[0]))).toEqual([
      ["Rättelse 2 mars 2026", text],
    ]);
    expect(after.madeAt.getTime()).toBeGreaterThan(before.madeAt.getTime());
    house.at(day);
  });

  test("has the reservations that were noted when a committee decided", async () => {
    const { maria, ...one } = await twoParties();
    const { caseId, investigationId } = one;
    const meeting = { body: "Individutskottet", minutesNumber: "§ 45" };
    const proposed = { body: meeting.body, meetingOn: day, proposal: "Bifall." };
    const { agendaItemId } = await house.do(me(), putOnAgenda, { caseId, investigationId, ...proposed });
    const minutes = { minutesNumber: meeting.minutesNumber, participants: "Anna Berg\nBo Lind", reservation: "Bo Lind reserverar sig." };
    await house.do(me(), recordAgendaOutcome, { caseId, agendaItemId, outcome: "enligt förslaget", heldOn: day, ...minutes });
    expect(codeOf(await grantWith(house, one, ["samtycker", "samtycker"], { decider: "utskott", ...meeting }))).toBe("ok");
    const { letter } = valueOf(await house.read(me(), getDecisionLetter, { caseId, investigationId, personId: maria }));
    expect(letter.parts).toContainEqual(["Avvikande mening", "Bo Lind reserverar sig."]);
  });
});

describe("the receipt of what has come in", () => {
  test.each([
    ["a report of somebody who must", {}, "Till dig som har anmält", true],
    [
      "a private person's report",
      { reporterCategory: "privatperson", reporterName: "Gun Granne", feedbackRequested: "nej" },
      "Till dig som har anmält",
      false,
    ],
    ["an application", application, "Till dig som har hört av dig", false],
  ])("%s: names nobody, and says what happens now", async (_name, given, greeting, mayAsk) => {
    const one = await investigatedCase(house, given);
    const made = valueOf(await house.read(me(), getReceiptLetter, one));
    const pdf = await read(made);
    expect(pdf).toMatchObject({ isMarked: true, language: "sv", title: "Vi har tagit emot det du har skickat" });
    for (const words of [greeting, "2 mars 2026"]) expect(pdf.text).toContain(words);
    expect(pdf.text.includes("begära att få veta")).toBe(mayAsk);
    expect(pdf.text).not.toMatch(/Testsson|Granne|Alva|Maria|Johan|skola|20\d\d-/u);
  });

  test("is made by whoever works in the case", async () => {
    const one = await investigatedCase(house);
    for (const name of staffNames.filter((each) => !["caseworker", "leader"].includes(each)))
      expect([name, codeOf(await house.read(house.staff[name], getReceiptLetter, one))]).toEqual([name, "not-permitted"]);
    const other = await investigatedCase(house, { givenName: "Bo" });
    expect(codeOf(await house.read(me(), getReceiptLetter, { caseId: other.caseId, intakeId: one.intakeId }))).toBe("not-found");
  });
});

describe("the letter of an appeal that is dismissed", () => {
  test("says why, and how that decision is appealed; there is none of an appeal in time, nor to a party no more", async () => {
    const { maria, caseId, investigationId } = await twoParties();
    await exceptParties(house, me(), { caseId, investigationId, day });
    await house.do(me(), decideNoIntervention, {
      caseId,
      investigationId,
      ...words,
      outcome: "avslag",
      legalGround: "right-to-intervention",
    });
    const told = { kind: "underrättad", sentOn: day, gotOn: day, way: "i handen", withGuidance: "ja" };
    await house.do(me(), notify, { caseId, investigationId, personId: maria, ...told });
    house.at("2026-03-25");
    const came = { caseId, investigationId, personId: maria, content: "Vi vill ha stödet." };
    const { appealId } = await house.do(me(), receiveAppeal, { ...came, receivedOn: "2026-03-24" });
    const { appealId: inTime } = await house.do(me(), receiveAppeal, { ...came, receivedOn: "2026-03-23" });
    expect(codeOf(await house.read(me(), getDismissalLetter, { caseId, appealId }))).toBe("not-found");
    const found = {
      gotOn: day,
      guidanceWrong: "nej",
      reconsidered: "Nej.",
      reasoning: "Mottagningsbeviset visar dagen.",
      delegationPoint: "4.1",
    };
    for (const each of [appealId, inTime]) await house.do(me(), tryAppeal, { caseId, appealId: each, ...found });
    const made = valueOf(await house.read(me(), getDismissalLetter, { caseId, appealId }));
    const pdf = await read(made);
    expect(pdf).toMatchObject({ isMarked: true, language: "sv", title: "Överklagandet avvisas" });
    for (const said of [
      "Till Maria Testsson",
      "23 mars 2026",
      "24 mars 2026",
      "45 § FvL",
      "44 § FvL",
      "förvaltningsrätten",
      "Mottagningsbeviset visar dagen.",
    ])
      expect(pdf.text).toContain(said);
    expect(pdf.text).not.toMatch(/JOHAN|Johan/u);
    expect(codeOf(await house.read(me(), getDismissalLetter, { caseId, appealId: inTime }))).toBe("not-found");
    const guardianshipId = (await lookAt(house, caseId)).guardians.find((one) => one.id === maria)?.guardianship_id;
    await house.do(me(), endGuardianship, {
      caseId,
      guardianshipId,
      endedOn: "2026-03-24",
      source: "folkbokföringen",
      sourceOn: "2026-03-25",
    });
    expect(codeOf(await house.read(me(), getDismissalLetter, { caseId, appealId }))).toBe("not-a-party");
    house.at(day);
  });
});
