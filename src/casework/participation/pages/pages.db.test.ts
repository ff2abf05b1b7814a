import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openInvestigation } from "../../investigation/actions/open-investigation.ts";
import { assessBestInterests } from "../../investigation/actions/assess-best-interests.ts";
import { grantIntervention } from "../../intervention/actions/grant-intervention.ts";
import { getCase } from "../../case/queries/get-case.ts";
import { stockholmInstant } from "../../../platform/basics/dates.ts";
import { valueOf } from "../../../platform/basics/result.ts";
import type { CaseParts } from "../../case/case-parts.ts";
import { PlainBrowser, hiddenField, startTestApp } from "../../../../tests/support/app.ts";
import type { TestApp } from "../../../../tests/support/app.ts";
import { confirmClaims, openCaseFor, openHouse } from "../../../../tests/support/casework.ts";
import type { House } from "../../../../tests/support/casework.ts";
import { chosenOf } from "../../../../tests/support/given.ts";
import { tellGuardians } from "../../../../tests/support/parties.ts";
import { recordConversation } from "../actions/record-conversation.ts";
import { recordStep } from "../actions/record-step.ts";

let house: House;
let app: TestApp;
let browser: PlainBrowser;

beforeAll(async () => {
  house = await openHouse();
  const { database, municipalityId, staff } = house;
  await database.owner.updateTable("core.municipality").set({ is_demo: true }).where("id", "=", municipalityId).execute();
  const staffId = staff.caseworker.staffId;
  await database.owner
    .updateTable("access.staff")
    .set({ subject: `demo:${staffId}` })
    .where("id", "=", staffId)
    .execute();
  app = await startTestApp(database, { now: stockholmInstant("2026-03-02", "10:00") });
  browser = new PlainBrowser(app.address);
  await browser.signInAsDemo("0114", staffId);
});
afterAll(async () => {
  await app.close();
  await house.database.drop();
});

const me = () => house.staff.caseworker;
const look = async (caseId: string): Promise<CaseParts> => valueOf(await house.read(me(), getCase, { caseId }));

/** Fetches a form, sends it with these answers and gives what came back. */
async function send(path: string, answers: Record<string, string>): Promise<{ status: number; html: string; to: string | null }> {
  const shown = await (await browser.get(path)).text();
  const response = await browser.post(path, { _csrf: hiddenField(shown, "_csrf"), _key: hiddenField(shown, "_key"), ...answers });
  return { status: response.status, html: await response.text(), to: response.headers.get("location") };
}

const day = "2026-03-02";
const talk = (caseId: string, phaseId: string): Promise<unknown> =>
  house.do(me(), recordConversation, {
    caseId,
    phaseId,
    heldOn: day,
    status: "genomfört",
    form: "enskilt",
    channel: "fysiskt",
    childWords: "Jag vill bo kvar hemma.",
    informationGiven: "Vad som händer nu.",
  });
const step = (caseId: string, phaseId: string, name: string): Promise<unknown> =>
  house.do(me(), recordStep, { caseId, phaseId, step: name, outcome: "gjort", happenedOn: day, content: "Gjort." });

type Way = { parts: CaseParts; caseId: string; preliminary: string; phaseId: string; investigation: string; intervention: string };

/** A case that has come all the way to a running intervention, on one day. */
async function comeFar(givenName: string): Promise<Way> {
  const { caseId, intakeId } = await openCaseFor(house, { givenName });
  await confirmClaims(house, me(), caseId);
  const parts = await look(caseId);
  const before = parts.intakes[0]?.preliminary;
  if (!before) throw new Error("no preliminary assessment");
  const opened = await house.do(me(), openInvestigation, {
    caseId,
    intakeId,
    preliminaryAssessmentId: before.id,
    reasoning: "Behöver utredas.",
    purpose: "Utreda.",
  });
  await tellGuardians(house, me(), { caseId, investigationId: opened.investigationId, day });
  await talk(caseId, opened.phaseId);
  await step(caseId, opened.phaseId, "vägd");
  await house.do(me(), assessBestInterests, { caseId, investigationId: opened.investigationId, assessment: "Stöd hemma." });
  const granted = await house.do(me(), grantIntervention, {
    caseId,
    investigationId: opened.investigationId,
    assessment: "Behov finns.",
    legalGround: "right-to-intervention",
    reasoning: "Familjen behöver hjälp.",
    delegationPoint: "3.1",
    guardians: parts.guardians.map((guardian) => ({ personId: guardian.id, answer: "samtycker" })),
    childAnswer: "samtycker",
    consentForm: "muntligt",
    type: "familjebehandling",
    recipient: "familjen",
    provision: "egen",
    goals: "Skola varje dag.",
  });
  const planning = (await look(caseId)).interventions[0]?.planning_phase_id ?? "";
  await talk(caseId, planning);
  await step(caseId, planning, "vägd");
  await step(caseId, planning, "berättad");
  return {
    parts: await look(caseId),
    caseId,
    preliminary: before.phase_id,
    phaseId: opened.phaseId,
    investigation: opened.investigationId,
    intervention: granted.interventionId,
  };
}

describe("a fault stands at its field and what was entered is kept", () => {
  let way: Way;
  beforeAll(async () => {
    way = await comeFar("Alva");
  });

  test.each<[string, (way: Way) => string, Record<string, string>, string, string]>([
    [
      "a conversation without the child's words",
      (w) => `samtal/ny?fas=${w.preliminary}`,
      { status: "genomfört", form: "enskilt", channel: "fysiskt", heldOn: day, place: "Biblioteket" },
      "childWords",
      "Biblioteket",
    ],
    [
      "words kept from guardians without a reason",
      (w) => `samtal/ny?fas=${w.preliminary}`,
      {
        status: "genomfört",
        form: "enskilt",
        channel: "fysiskt",
        heldOn: day,
        childWords: "Nej.",
        withheldFromGuardians: "Det om stolen.",
      },
      "withheldReason",
      "Det om stolen.",
    ],
    [
      "a conversation that the child declined without a new day",
      (w) => `samtal/ny?fas=${w.preliminary}`,
      { status: "avböjt", form: "enskilt", channel: "fysiskt", heldOn: day, nextStep: "Ringa i veckan" },
      "nextOn",
      "Ringa i veckan",
    ],
    [
      "a step done without saying how",
      (w) => `delaktighet/${w.preliminary}/informerad`,
      { outcome: "gjort", happenedOn: day, reasonText: "Kvar" },
      "content",
      "Kvar",
    ],
    [
      "a step not done without a reason",
      (w) => `delaktighet/${w.preliminary}/hord`,
      { outcome: "inte gjort", happenedOn: day, content: "Kvar" },
      "reason",
      "Kvar",
    ],
    [
      "a reason that asks for a new day",
      (w) => `delaktighet/${w.preliminary}/hord`,
      { outcome: "inte gjort", happenedOn: day, reason: "tidsbrist", content: "Kvar" },
      "tryAgainOn",
      "Kvar",
    ],
    [
      "a plan that passes on nothing of what the child said without saying why",
      (w) => `insats/${w.intervention}/plan`,
      {
        startedOn: day,
        provider: "Familjehuset",
        goals: "Skola.",
        childInformationUsed: "ja",
        "statements.0.conversationId": "019cadc6-9a80-7230-be43-8346b408858c",
        "statements.0.part": "berättat",
        "statements.0.choice": "inte",
        firstFollowUpOn: "2026-06-01",
      },
      "statements-0-reason",
      "Familjehuset",
    ],
  ])("%s", async (_name, path, answers, field, kept) => {
    const { status, html } = await send(`/arenden/${way.caseId}/${path(way)}`, { phaseId: way.preliminary, ...answers });
    expect(status).toBe(422);
    expect(html).toContain(`href="#field-${field}"`);
    expect(html).toContain(`id="field-${field}-error"`);
    expect(html).toContain(kept);
  });

  test.each([
    ["an extension to a day that does not exist", "forlang", { extendedTo: "2026-02-30", specialReasons: "Väntar på svar." }, "extendedTo"],
    ["best interests without an assessment", "barnets-basta", { riskFactors: "Väntar på svar." }, "assessment"],
  ])("%s", async (_name, form, answers, field) => {
    const { caseId, investigation } = await openedOnly("Gro");
    const { status, html } = await send(`/arenden/${caseId}/utredning/${investigation}/${form}`, answers);
    expect(status).toBe(422);
    expect(html).toContain(`href="#field-${field}"`);
    expect(html).toContain(`id="field-${field}-error"`);
    expect(html).toContain("Väntar på svar.");
  });

  test("a fault in a guardian's answer stands at that guardian", async () => {
    const { caseId, phaseId, investigation } = await openedOnly("Frida");
    await tellGuardians(house, me(), { caseId, investigationId: investigation, day });
    await talk(caseId, phaseId);
    await step(caseId, phaseId, "vägd");
    await house.do(me(), assessBestInterests, { caseId, investigationId: investigation, assessment: "Stöd hemma." });
    const [first] = (await look(caseId)).guardians;
    const { status, html } = await send(`/arenden/${caseId}/utredning/${investigation}/beslut/insats`, {
      "guardians.0.personId": first?.id ?? "",
      goals: "Skola varje dag.",
    });
    expect(status).toBe(422);
    expect(html).toContain('href="#field-guardians-0-answer"');
    expect(html).toContain("Skola varje dag.");
  });
});

async function openedOnly(givenName: string): Promise<{ caseId: string; phaseId: string; investigation: string }> {
  const { caseId, intakeId } = await openCaseFor(house, { givenName });
  await confirmClaims(house, me(), caseId);
  const opened = await house.do(me(), openInvestigation, {
    caseId,
    intakeId,
    preliminaryAssessmentId: (await look(caseId)).intakes[0]?.preliminary?.id,
    reasoning: "Behöver utredas.",
    purpose: "Utreda.",
  });
  return { caseId, phaseId: opened.phaseId, investigation: opened.investigationId };
}

test("what hinders a decision stands on the page, and the forms wait", async () => {
  const { caseId, phaseId, investigation } = await openedOnly("Bea");
  const here = `/arenden/${caseId}/utredning/${investigation}/beslut`;
  const html = await (await browser.get(here)).text();
  expect(html).toContain("Beslutet kan inte fattas än");
  expect(html).toContain(`/arenden/${caseId}/samtal/ny?fas=${phaseId}`);
  expect(html).toContain(`/arenden/${caseId}/utredning/${investigation}/barnets-basta`);
  for (const form of ["insats", "ingen-insats"])
    expect(await (await browser.get(`${here}/${form}`)).text()).not.toContain('class="f-form"');
});

test("a conversation is corrected by a new one, and the form sent twice makes one", async () => {
  const { caseId, phaseId } = await openedOnly("Cia");
  await talk(caseId, phaseId);
  const first = (await look(caseId)).conversations[0];
  const path = `/arenden/${caseId}/samtal/ny?rattar=${first?.id ?? ""}`;
  const shown = await (await browser.get(path)).text();
  expect(shown).toContain("Jag vill bo kvar hemma.");
  const answers = {
    _csrf: hiddenField(shown, "_csrf"),
    _key: hiddenField(shown, "_key"),
    correctsId: hiddenField(shown, "correctsId"),
    phaseId,
    heldOn: day,
    status: "genomfört",
    form: "enskilt",
    channel: "telefon",
    childWords: "Jag vill bo hos mormor.",
  };
  for (const _time of [1, 2]) expect((await browser.post(path, answers)).headers.get("location")).toContain(`/arenden/${caseId}`);
  const { conversations } = await look(caseId);
  expect(conversations.map((each) => each.child_words)).toEqual(["Jag vill bo hos mormor."]);
  expect((await browser.get(`/arenden/${caseId}/samtal/${first?.id ?? ""}`)).status).toBe(404);
});

test("each statement of the child is chosen of before it goes on to the provider", async () => {
  const way = await comeFar("Disa");
  const unchosen = (await look(way.caseId)).interventions[0]?.unchosen ?? [];
  const chosen = chosenOf(unchosen, { choice: "inte", reason: "saknar samtycke från barnet" });
  const { to } = await send(`/arenden/${way.caseId}/insats/${way.intervention}/plan`, {
    startedOn: day,
    provider: "Familjehuset",
    goals: "Skola.",
    childInformationUsed: "ja",
    ...Object.fromEntries(
      chosen.flatMap((one, place) => Object.entries(one).map(([name, value]) => [`statements.${place}.${name}`, value])),
    ),
    firstFollowUpOn: "2026-06-01",
  });
  expect(to).toContain(`/arenden/${way.caseId}`);
  const planned = (await look(way.caseId)).interventions[0];
  expect(planned?.plan).toMatchObject({
    child_information_passed_on: "delvis",
    reason_not_passed_on: "saknar samtycke från barnet",
    withheld: null,
  });
  expect(planned?.statements.map(({ choice, reason }) => [choice, reason])).toEqual(
    unchosen.map((_, place) => (place === 0 ? ["inte", "saknar samtycke från barnet"] : ["i sin helhet", null])),
  );
  expect(planned?.unchosen).toEqual([]);
  const ending = await (await browser.get(`/arenden/${way.caseId}/insats/${way.intervention}/avslut`)).text();
  expect(ending).toContain("Insatsen kan inte avslutas än");
});

test("an address of another case, phase or step is not found", async () => {
  const [mine, other] = [await openedOnly("Eva"), await openedOnly("Fia")];
  for (const path of [
    `delaktighet/${other.phaseId}/hord`,
    `delaktighet/${mine.phaseId}/annat`,
    `samtal/ny?fas=${other.phaseId}`,
    `samtal/ny?rattar=${other.phaseId}`,
    `utredning/${other.investigation}/beslut`,
    `insats/${other.phaseId}/plan`,
  ]) {
    expect((await browser.get(`/arenden/${mine.caseId}/${path}`)).status, path).toBe(404);
  }
});
