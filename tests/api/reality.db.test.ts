import { neutralStructure } from "../../src/casework/investigation/structure-file.ts";
import { createHash, randomUUID } from "node:crypto";
import { receivePopulation } from "../../src/casework/people/actions/receive-population.ts";
import { machineIn } from "../../src/platform/core/actor.ts";
import { perform } from "../../src/platform/core/door.ts";
import { rm, writeFile } from "node:fs/promises";
import ajv2020 from "@redocly/ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiPath, openApiOf } from "../../src/app/web/openapi.ts";
import { isOfApi, loadOperations } from "../../src/app/web/operations.ts";
import { routes } from "../../src/app/web/routes.ts";
import { makeFolder, run } from "./check-document.ts";
import { clientProgram } from "./client-program.ts";
import { openVisit } from "../pages/casework-visit.ts";
import { makeAgency } from "../walk/agency.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { attachInCase, attachTo, giveMaterial } from "../support/attach.ts";
import { pdf } from "../support/files.ts";
import type { PlainBrowser } from "../support/app.ts";
import { findOwnFamily, reportOfConcern } from "../support/casework.ts";
import type { StaffName } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { exceptParties, tellDecisions, tellGuardians } from "../support/parties.ts";
import { handedOver } from "../support/given.ts";
import { investigatedCase } from "../support/investigated.ts";
import { agencyCode, answerFile, newKeys, sealed } from "../support/delivery.ts";
import { testSigningKeys } from "../support/app.ts";
import { publicText } from "../../src/platform/core/signing-key.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { makeOwnKey } from "../../src/survey/collection/delivery/own-key.ts";
import { readEnvelope } from "../../src/survey/collection/delivery/envelope.ts";
import { writeReceipt } from "../../src/survey/collection/delivery/receipt.ts";
import { giveNumbers } from "../support/numbered.ts";

/** The served document against what the served API answers: every operation, done and refused, by a validator that knows nothing of our schemas. */
type Json = { readonly [name: string]: unknown };
type Document = Json & {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, { $ref?: string }>> }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};
type Told = { readonly status: number; readonly body: Json };

const operations = (await loadOperations()).filter(isOfApi);
const day = "2026-03-02";
let visit: Visit;
let agency: Awaited<ReturnType<typeof makeAgency>>;
let document: Document;
let ajv: InstanceType<typeof ajv2020.default>;
const browsers = new Map<StaffName, PlainBrowser>();
/** The operations that have been answered 200, and those that have been refused with each status. */
const done = new Set<string>();

beforeAll(async () => {
  visit = await openVisit();
  agency = await makeAgency(visit);
  await giveNumbers(visit.house);
  document = (await (await fetch(`${visit.app.address}/api/openapi.json`)).json()) as Document;
  // Formats that JSON Schema only notes are looked at here: a day, a moment, an identifier.
  ajv = new ajv2020.default({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true, formats });
  // What the codes are called: words for people, nothing to judge by.
  ajv.addVocabulary(["x-enumDescriptions"]);
  for (const [name, schema] of Object.entries(document.components.schemas)) ajv.addSchema(schema, name);
});
afterAll(() => visit.close());

const formats = {
  date: (text: string) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && /^\d{4}-\d\d-\d\d$/u.test(text),
  "date-time": (text: string) => !Number.isNaN(Date.parse(text)) && /T.*(Z|[+-]\d\d:\d\d)$/u.test(text),
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u,
  uri: /^https?:/u,
};

/** What the document's own schema says is wrong. */
function faultsBy(name: string, value: unknown): string[] {
  const validate = ajv.getSchema(name);
  if (!validate) throw new Error(`The document has no schema ${name}.`);
  return validate(value)
    ? []
    : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ""} ${JSON.stringify(one.params)}`);
}

async function as(name: StaffName): Promise<PlainBrowser> {
  const known = browsers.get(name);
  if (known) return known;
  const browser = name === "agency" ? await agency.signIn() : await visit.signIn(name);
  browsers.set(name, browser);
  return browser;
}

const pathOf = (name: string): string => {
  const operation = operations.find((one) => one.name === name);
  if (!operation) throw new Error(`There is no operation ${name}.`);
  return apiPath(operation);
};

/** Sends a call and holds the answer to the document: status, media type and body. */
async function send(
  name: string,
  input: unknown,
  who: StaffName | null,
  more: { headers?: Record<string, string>; get?: boolean } = {},
): Promise<Told> {
  const path = pathOf(name);
  const { origin } = new URL(visit.app.address);
  const cookie = who === null ? "" : [...(await as(who)).cookies].map(([key, value]) => `${key}=${value}`).join("; ");
  const asked = Object.entries((input ?? {}) as Record<string, string>);
  const answer = more.get
    ? await fetch(`${visit.app.address}${path}?${new URLSearchParams(asked)}`, { headers: { cookie } })
    : await fetch(visit.app.address + path, {
        method: "POST",
        body: typeof input === "string" ? input : JSON.stringify(input),
        headers: { origin, cookie, "content-type": "application/json", ...more.headers },
      });
  const body = (await answer.json()) as Json;
  const said = document.paths[path]?.[more.get ? "get" : "post"]?.responses[String(answer.status)];
  expect(said, `${name} ${answer.status} ${JSON.stringify(body)}`).toBeDefined();
  const good = answer.status === 200;
  expect(answer.headers.get("content-type")?.split(";")[0]).toBe(good ? "application/json" : "application/problem+json");
  expect(faultsBy(good ? `${name}.output` : "Problem", body), `${name} ${answer.status}`).toEqual([]);
  if (good) done.add(name);
  if (!good) expect(body["status"]).toBe(answer.status);
  return { status: answer.status, body };
}

/** Does what must be answered 200; the input is one that the document lets through too. */
async function does(name: string, input: Json, who: StaffName | null = "caseworker"): Promise<Json> {
  expect(faultsBy(`${name}.input`, input), `${name}: the input`).toEqual([]);
  const { status, body } = await send(name, input, who);
  expect(status, `${name} ${JSON.stringify(body)}`).toBe(200);
  return body;
}

const roles: readonly StaffName[] = ["caseworker", "leader", "analyst", "operator", "director", "agency", "nobody"];
/** The first of them whom one of the permits may let in. */
const whoMay = (permit: (typeof operations)[number]["permit"]): StaffName =>
  roles.find((role) => permit.some((one) => one.roles.some((may) => visit.house.staff[role].roles.includes(may)))) ?? "caseworker";

type Case = {
  readonly child: { id: string };
  readonly guardians: readonly { id: string; guardianship_id: string }[];
  readonly guardian_claims: readonly { id: string; given_name: string; family_name: string }[];
  readonly intakes: readonly { preliminary: { id: string; phase_id: string } | null }[];
  readonly interventions: readonly {
    id: string;
    planning_phase_id: string;
    interruptions: readonly { id: string }[];
    unchosen: readonly { conversation_id: string; part: string }[];
  }[];
  readonly phases: readonly { id: string; kind: string; closed_on: string | null }[];
};
const look = async (caseId: unknown): Promise<Case> => (await does("workplace.get-case", { caseId })) as unknown as Case;
const read = { kind: "vårdnadshavare", validFrom: "2016-05-14", source: "folkbokföringen", sourceOn: day };
const steps = async (caseId: unknown, phaseId: unknown, ...names: string[]): Promise<void> => {
  for (const step of names)
    await does("participation.record-step", { caseId, phaseId, step, outcome: "inte gjort", happenedOn: day, reason: "låg ålder" });
};
/** As little as an operation asks for, of what its document says; what needs an identifier of more than the case has a way of its own. */
function madeUp(name: string, caseId: string): Json {
  const { properties = {}, required = [] } = document.components.schemas[`${name}.input`] as {
    properties?: Record<string, { format?: string; type?: string; enum?: readonly unknown[]; minimum?: number }>;
    required?: readonly string[];
  };
  const given = required.map((field) => {
    const { format, type, minimum, enum: codes } = properties[field] ?? {};
    if (field === "caseId") return [field, caseId];
    if (format === "date") return [field, day];
    if (codes) return [field, codes[0]];
    return [field, type === "boolean" ? true : type === "integer" ? (minimum ?? 1) : "Ord"];
  });
  return Object.fromEntries(given) as Json;
}
let reports = 0;
/** A report about another child each time: one of the same name and birth date would be asked about. */
const report = (given: Json = {}): Json => {
  reports += 1;
  const familyName = `Testsson${String.fromCodePoint(96 + reports)}`;
  return { ...reportOfConcern(), familyName, feedbackRequested: false, takeCase: "ja", ...given };
};
const decision = { assessment: "Behov finns.", legalGround: "right-to-intervention", reasoning: "Skäl.", delegationPoint: "3.1" };
const consents = (file: Case): Json => ({
  guardians: file.guardians.map(({ id }) => ({ personId: id, answer: "samtycker" })),
  childAnswer: "inte tillfrågad",
  consentForm: "muntligt",
  type: "familjebehandling",
  recipient: "barnet",
  provision: "egen",
  goals: "Skola varje dag.",
});

describe("what is done is answered as the document says", () => {
  test("from a report of concern to a closed case", async () => {
    const identityNumber = numberAt(
      children.filter((one) => one > "2014"),
      3,
    );
    const { caseId, intakeId } = await does("intake.register-intake", report({ identityNumber, birthDate: undefined }));
    const { guardian_claims: claims, intakes } = await look(caseId);
    await does("people.find-guardians", { caseId });
    const [first, second] = claims;
    const confirmed = await does("people.confirm-guardian", {
      caseId,
      claimId: first?.id,
      givenName: "Maria",
      familyName: "Testsson",
      ...read,
      validFrom: day,
    });
    const { people } = await does("people.find-people", { caseId });
    const personId = (people as { id: string; isChild: boolean }[]).find((one) => !one.isChild)?.id;
    await does("people.get-person", { caseId, personId });
    const child = { givenName: "Alva", familyName: "Testare", identityNumber, birthDate: "2015-01-01", sex: "okänt" };
    await does("people.correct-child", { caseId, change: "rättad", ...child, source: "folkbokföringen", sourceOn: day });
    const seen = { source: "folkbokföringen", sourceOn: day };
    await does("people.protect-person", { caseId, personId, protectedIdentity: "sekretessmarkering", validFrom: day, ...seen });
    await does("people.get-shielded", { caseId, personId });
    const { child: self } = await look(caseId);
    process.env["POPULATION_FOLDER"] = await makeFolder();
    await does("people.ask-population", { caseId, personId: self.id });
    delete process.env["POPULATION_FOLDER"];
    const records = [
      {
        identityNumber: (self as { id: string; identity_number?: string }).identity_number,
        readOn: day,
        address: { address: "Storgatan 1, 111 22 Orten", from: day },
      },
    ];
    const { door, municipalityId } = visit.house;
    const left = { populationFile: JSON.stringify({ records }) };
    valueOf(await perform(door, receivePopulation, machineIn(municipalityId), left, { requestId: randomUUID() }));
    const { notices } = await does("people.find-population", { caseId, personId: self.id });
    await does("people.settle-population", { caseId, personId: self.id, take: (notices as { id: string }[]).map((one) => one.id) });
    const detail = { kind: "telefon", detail: "070-174 06 05", validFrom: day, ...seen };
    const { detailId } = await does("people.add-detail", { caseId, personId, ...detail });
    await does("people.change-detail", { caseId, personId, detailId, change: "upphörd", validTo: day, ...seen });
    await does("people.get-shielded", { caseId, personId });
    await does("people.protect-person", { caseId, personId, protectedIdentity: "ingen", validFrom: day, ...seen });
    const around = { kind: "mor- eller farförälder", toId: personId, ...seen };
    const granny = { givenName: "Mormor", sex: "kvinna", birthYear: "1950", protectedIdentity: "ingen" };
    const { relativeId } = await does("people.add-relative", { caseId, ...granny, ...around });
    const { relationId } = await does("people.add-relation", { caseId, fromId: relativeId, kind: "nätverk", toId: personId, ...seen });
    await does("people.change-relation", { caseId, relationId, change: "upphörd", validTo: day, ...seen });
    await does("people.change-relative", { caseId, relativeId, change: "rättad", ...granny, familyName: "Prov", ...seen });
    await does("people.get-genogram", { caseId });
    const birk = { givenName: "Birk", familyName: "Testsson", birthDate: "2014-02-03", sex: "man" };
    const { caseId: asta, siblings } = await does("intake.register-intake", report({ givenName: "Asta", siblings: [birk] }));
    const { child: brother } = await look((siblings as { caseId: string }[])[0]?.caseId);
    await does("people.answer-sibling", { caseId: asta, childId: brother.id, kinship: "syskon", ...seen });
    const { caseId: twin } = await does("intake.register-intake", report({ givenName: "Bror" }));
    const { identityNumber: _itsOwn, ...alike } = child;
    await does("people.correct-child", { caseId: twin, change: "rättad", ...alike, source: "folkbokföringen", sourceOn: day });
    const { doubles } = await does("people.find-doubles", { childId: (await look(twin)).child.id });
    const [pair] = doubles as { one: { id: string }; other: { id: string } }[];
    const two = { oneId: pair?.one.id, otherId: pair?.other.id };
    await does("people.get-double", two);
    await does("people.settle-double", { ...two, outcome: "inte samma", decidedOn: day, reason: "Kusiner.", ...seen });
    await does("people.find-doubles", {});
    await does("people.prepare-birthday", { caseId, age: "12", preparedOn: day, content: "Vi har gått igenom det." });
    const expected = {
      childKnown: "väntat",
      expectedOn: day,
      identityNumber: undefined,
      birthDate: undefined,
      givenName: undefined,
      familyName: undefined,
    };
    const { caseId: unborn } = await does("intake.register-intake", report(expected));
    await does("intake.record-birth", { caseId: unborn, happened: "fött", bornOn: day, familyName: "Testsson", sex: "kvinna", ...seen });
    await does("people.dismiss-claim", { caseId, claimId: second?.id, reason: "Är inte vårdnadshavare." });
    const corrected = await does("people.correct-guardian", {
      caseId,
      guardianshipId: confirmed["guardianshipId"],
      givenName: "Maria",
      familyName: "Prov",
      ...read,
      validFrom: day,
    });
    await does("people.find-guardians", { caseId });
    const more = await does("people.confirm-guardian", { caseId, givenName: "Johan", familyName: "Prov", ...read, validFrom: day });
    await does("people.withdraw-guardianship", {
      caseId,
      guardianshipId: more["guardianshipId"],
      reason: "Fel person.",
      source: "folkbokföringen",
      sourceOn: day,
    });
    await does("intake.assess-protection", {
      caseId,
      intakeId,
      assessedOn: day,
      assessedAt: "09:50",
      result: "inget omedelbart skydd",
      reasoning: "Tryggt.",
    });
    await does("intake.request-feedback", { caseId, intakeId, requestedOn: day });
    await does("intake.record-reporter-meeting", { caseId, intakeId, outcome: "erbjudet", happenedOn: day, whatWasSaid: "Ringde båda." });
    const secret = { masked: "ja", ground: "fara för våld", maskReason: "Hot." };
    const { maskingId } = await does("intake.mask-reporter", { caseId, intakeId, ...secret });
    await does("intake.get-reporter", { caseId, intakeId });
    await does("intake.mask-reporter", { caseId, intakeId, masked: "nej", maskReason: "Ingen fara.", followsId: maskingId });
    const preliminaryAssessmentId = intakes[0]?.preliminary?.id;
    await does("intake.extend-preliminary", {
      caseId,
      preliminaryAssessmentId,
      extendedTo: "2026-03-30",
      exceptionalReasons: "Väntar på läkare.",
      delegationPoint: "2.1",
    });
    const during = { caseId, preliminaryAssessmentId };
    const consent = { answer: "samtycker", presence: "barnet enskilt", how: "muntligt" };
    await does("intake.record-talk-consent", { ...during, ...consent, givenBy: "Maria", givenOn: day });
    const withMother = { kind: "vårdnadshavare", who: "Maria", happenedOn: day, how: "telefon", whatWasSaid: "Vill ha hjälp." };
    await does("intake.record-contact", { ...during, ...withMother });
    const opened = await does("investigation.open-investigation", {
      caseId,
      intakeId,
      preliminaryAssessmentId,
      reasoning: "Behövs.",
      purpose: "Skolgången.",
    });
    const { investigationId, phaseId } = opened;
    await does("intake.give-feedback", { caseId, intakeId, outcome: "lämnad", givenOn: day, content: "En utredning inleds." });
    const { guardians } = await look(caseId);
    await does("investigation.inform-concerned", {
      caseId,
      investigationId,
      personId: guardians[0]?.id,
      outcome: "informerad",
      happenedOn: day,
      content: "Brev.",
    });
    const party = { caseId, investigationId, personId: guardians[0]?.id, happenedOn: day };
    await does("party.find-ways", { caseId });
    await does("party.record-account", { ...party, way: "telefon", ownAccount: "Vill ha stöd." });
    const told = { kind: "kommunicerat", material: "Utredningen.", way: "i handen", replyBy: "2026-03-16" };
    const { communicationId } = await does("party.communicate", { ...party, ...told });
    await does("party.get-communication-letter", { caseId, communicationId });
    await does("party.record-reply", { caseId, communicationId, repliedOn: day, kind: "inga synpunkter" });
    await tellGuardians(visit.house, visit.house.staff.caseworker, {
      caseId: caseId as string,
      investigationId: investigationId as string,
      day,
    });
    await does("investigation.extend-investigation", {
      caseId,
      investigationId,
      extendedTo: "2026-12-24",
      specialReasons: "Väntar.",
      delegationPoint: "2.2",
    });
    const talk = {
      heldOn: day,
      heldAt: "09:30",
      status: "genomfört",
      form: "enskilt",
      channel: "fysiskt",
      informationGiven: "Allt.",
      childWords: "Jag vill bo kvar.",
    };
    const kept = { withheldFromGuardians: "Pappa får inte veta.", withheldReason: "Barnet kan fara illa." };
    const { conversationId } = await does("participation.record-conversation", { caseId, phaseId, ...talk, ...kept });
    await does("workplace.get-withheld", { caseId, conversationId });
    const met = { what: "observation", heldOn: day, channel: "fysiskt", childWords: "Lekte.", informed: "inte nu", weighed: "inte nu" };
    await does("participation.record-encounter", { caseId, phaseId, ...met, promise: "Vi ses igen.", promisedFor: day });
    const promised = { promise: "Vi ringer mormor.", promisedOn: day, promisedFor: day };
    await does("participation.make-promise", { caseId, ...promised });
    const { promises } = (await does("workplace.get-case", { caseId })) as unknown as { promises: { id: string }[] };
    const came = { kept: "ja", settledOn: day, whatCame: "Hon kommer." };
    for (const { id: promiseId } of promises) await does("participation.settle-promise", { caseId, promiseId, ...came });
    const { extractId } = await does("workplace.make-full-extract", { caseId });
    await does("workplace.get-journal-extract", { caseId, extractId });
    const answered = { passages: ["00000000-0000-4000-8000-000000000001"], reason: "Röjer inget." };
    await does("intake.answer-passages", { caseId, extractId, ...answered });
    const guardianshipId = (await look(caseId)).guardians[0]?.guardianship_id;
    const reasons = { harmReasoning: "Inget talar för det.", reporter: "visas" };
    await does("workplace.make-guardian-extract", { caseId, guardianshipId, ...reasons });
    await does("workplace.find-journal-extracts", { caseId });
    await does("meeting.find-those-to-call", { caseId });
    const when = { day: "2026-03-20", time: "14:00", minutes: "60", way: "besök", place: "Rum 4" };
    const about = {
      kind: "uppföljningsmöte",
      agenda: "Skolan.",
      contact: "0123-45 60 00",
      called: [guardianshipId],
      others: "Lena Ek, lärare",
    };
    const { meetingId } = await does("meeting.book-meeting", { caseId, ...when, ...about });
    const { meeting } = await does("meeting.get-meeting", { caseId, meetingId });
    const calledId = (meeting as { called: { id: string }[] }).called[0]?.id;
    await does("meeting.summon", { caseId, meetingId, calledId, way: "e-post", mail: "anna@example.se" });
    await does("meeting.get-summons", { caseId, meetingId, calledId });
    await does("meeting.move-meeting", { caseId, meetingId, ...when, time: "15:00", because: "Rummet är upptaget." });
    await does("meeting.record-outcome", { caseId, meetingId, held: "nej", reason: "Ingen kom." });
    const other = await does("meeting.book-meeting", { caseId, ...when, ...about });
    await does("meeting.call-off-meeting", { caseId, meetingId: other["meetingId"], because: "Behövs inte." });
    await steps(caseId, phaseId, "vägd");
    const body = { caseId, investigationId };
    const inquiry = { questions: "Vad hon behöver.", sources: "Skolan.", timetable: "Maj.", childTakesPart: "Hos mormor." };
    await does("investigation.plan-investigation", { ...body, plannedOn: day, ...inquiry });
    const risk = { kind: "risk", source: "handling", sourceName: "Skolans rapport", foundOn: day, statement: "Frånvaro." };
    const { findingId } = await does("investigation.record-finding", { ...body, areaCode: "skola", ...risk });
    for (const section of ["barnets åsikt", "hur åsikten vägs", "barnets bästa", "konsekvenser", "analys"])
      await does("investigation.write-passage", { ...body, section, text: "Text.", restsUpon: [findingId] });
    const school = { askedOf: "skola", askedName: "Rektor", askedFor: "Hur går det?", ground: "uppgiftsskyldighet", way: "brev" };
    const { requestId } = await does("investigation.ask-for-information", { ...body, ...school, askedOn: day, replyBy: "2026-04-01" });
    const again = { remindedOn: day, way: "telefon", replyBy: "2026-04-08" };
    await does("investigation.remind-of-request", { caseId, requestId, ...again });
    const { letterId } = await does("investigation.get-request-letter", { caseId, requestId });
    await does("letters.answer-passages", { caseId, letterId, passages: [requestId], reason: "Skolans adress." });
    const { transferId } = await does("intake.ask-transfer", {
      ...{ caseId, toMunicipality: "Umeå", requestedOn: day, connection: "Bor där.", suitable: "De önskar det." },
    });
    await does("intake.record-transfer-step", { caseId, transferId, kind: "återtagen", happenedOn: day, note: "Flyttar inte." });
    const none = { outcome: "inget svar", repliedOn: day, noReplyReason: "Skolan har stängt." };
    await does("investigation.record-request-reply", { caseId, requestId, ...none });
    const atHome = { visitedOn: day, announced: "anmält", home: "gemensamt hem", outcome: "ingen öppnade" };
    await does("investigation.record-home-visit", { ...body, ...atHome });
    const listed = { instrumentName: "Styrkor", validFrom: "2026-01-01" };
    const { instrumentId } = await does("investigation.add-instrument", listed, "leader");
    await does("investigation.find-instruments", {});
    const used = { instrumentId, usedOn: day, usedBy: "Karin", about: "barnet", summary: "Oro och sömn." };
    await does("investigation.record-instrument", { ...body, ...used });
    await does("investigation.end-instrument", { instrumentId, lastOn: day }, "leader");
    await does("investigation.get-passage-history", { ...body, section: "analys" });
    await does("investigation.sign-investigation", { ...body, hasRead: true });
    await does("investigation.add-supplement", { ...body, concerns: "Skola", text: "Ny skola." });
    await does("investigation.get-body", body);
    await does("investigation.find-earlier", body);
    await does("workplace.get-investigation-extract", { ...body, extractId });
    const { investigations } = (await does("workplace.get-case", { caseId })) as unknown as {
      investigations: { best_interests: { id: string } }[];
    };
    const standing = investigations[0]?.best_interests.id;
    await does("investigation.assess-best-interests", { caseId, investigationId, assessment: "Stöd hemma.", correctsId: standing });
    await does("decision.find-deciders", { caseId });
    const granted = await does("intervention.grant-intervention", {
      caseId,
      investigationId,
      ...decision,
      ...consents(await look(caseId)),
    });
    const { interventionId } = granted;
    const planning = (await look(caseId)).interventions[0]?.planning_phase_id;
    await steps(caseId, phaseId, "berättad");
    await steps(caseId, planning, "informerad", "hörd", "vägd", "berättad");
    const plan = {
      startedOn: "2026-03-10",
      provider: "Huset",
      goals: "Skola.",
      ...handedOver(await look(caseId), String(interventionId)),
      firstFollowUpOn: "2026-06-01",
    };
    const { followUpPhaseId } = await does("intervention.make-plan", { caseId, interventionId, ...plan });
    const since = { heldOn: day, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Jag gillar Huset." };
    await does("participation.record-conversation", { caseId, phaseId: followUpPhaseId, ...since });
    const { statements } = handedOver(await look(caseId), String(interventionId));
    await does("intervention.choose-statements", { caseId, interventionId, statements });
    await does("intervention.get-assignment-letter", { caseId, interventionId });
    await does("intervention.record-beginning", { caseId, interventionId, beganOn: day });
    const { interruptionId } = await does("intervention.record-interruption", {
      caseId,
      interventionId,
      interruptedOn: day,
      reason: "Sjuk.",
    });
    await does("intervention.report-execution", { caseId, interventionId, interruptionId, reportedOn: day, reason: "Sjuk." });
    await does("intervention.record-resumption", { caseId, interventionId, resumedOn: day });
    await steps(caseId, followUpPhaseId, "informerad", "vägd", "berättad");
    const followed = {
      followedUpOn: day,
      carriedOutAsPlanned: "ja",
      goalAttainment: "uppnått delvis",
      changeNeeded: "avsluta",
      summary: "Bra.",
      childView: "Bra.",
    };
    await does("intervention.follow-up", { caseId, interventionId, ...followed });
    await steps(caseId, followUpPhaseId, "hörd");
    await does("intervention.end-intervention", {
      caseId,
      interventionId,
      endedOn: day,
      reason: "behov tillgodosett",
      goalAttainment: "uppnått helt",
      summary: "Klart.",
    });
    await does("intake.write-note", { caseId, happenedOn: day, happenedAt: "09:00", text: "Skolan ringde." });
    await does("people.end-guardianship", {
      caseId,
      guardianshipId: corrected["guardianshipId"],
      endedOn: day,
      source: "folkbokföringen",
      sourceOn: day,
    });
    const guardianId = guardians[0]?.id;
    const got = { kind: "underrättad", sentOn: day, gotOn: day, way: "i handen", withGuidance: true };
    await does("party.get-decision-letter", { caseId, investigationId, personId: guardianId });
    await does("party.notify", { caseId, investigationId, personId: guardianId, ...got });
    await tellDecisions(visit.house, visit.house.staff.caseworker, { caseId: caseId as string, day });
    const appealed = { caseId, investigationId, personId: guardianId, receivedOn: day, content: "Vi vill ha mer stöd." };
    const { appealId } = await does("party.receive-appeal", appealed);
    const asked = { caseId, personId: guardianId, requestedOn: day, way: "brev", wants: "Allt." };
    const { insightId } = await does("party.request-insight", asked);
    const { passages } = (await does("workplace.get-insight", { caseId, insightId })) as {
      passages: { key: string; mayBeGiven: boolean }[];
    };
    const gone = passages.filter(({ mayBeGiven }) => mayBeGiven).map(({ key }) => ({ passage: key }));
    const withheld = { reasons: "Av synnerlig vikt för någon annan.", toldOtherwise: "Det gäller någon annan." };
    await does("workplace.decide-insight", { caseId, insightId, passages: gone, ...withheld });
    await does("party.get-insight-letter", { caseId, insightId });
    await does("workplace.get-insight-document", { caseId, insightId });
    await giveMaterial(visit.house, { caseId, insightId, answeredOn: day, way: "i handen" }, pdf);
    await does("workplace.get-given-insight", { caseId, insightId });
    const found = { guidanceWrong: false, reconsidered: "Nej.", reasoning: "I tid." };
    await does("party.try-appeal", { caseId, appealId, gotOn: day, ...found });
    await does("party.get-receipt-letter", { caseId, intakeId: ((await look(caseId)).intakes as unknown as { id: string }[])[0]?.id });
    await does("party.forward-appeal", { caseId, appealId, forwardedOn: day, court: "Förvaltningsrätten" });
    const { phases } = await look(caseId);
    for (const phase of phases.filter((one) => one.closed_on === null))
      await steps(caseId, phase.id, "informerad", "hörd", "vägd", "berättad");
    await does("intake.close-case", { caseId, reason: "behov tillgodosett" });
    await does("workplace.find-log-of-day", {}, "leader");
    await does("workplace.find-access-log", { caseId }, "leader");
    await does("decision.find-workload", { caseId }, "leader");
    await does("decision.find-unit-load", {}, "leader");
    await look(caseId);
  });

  test("by the other ways out of a case", async () => {
    const refused = await does("intake.register-intake", report());
    const { caseId, intakeId } = refused;
    await does("intake.assess-protection", {
      caseId,
      intakeId,
      assessedOn: day,
      assessedAt: "09:50",
      result: "inget omedelbart skydd",
      reasoning: "Tryggt.",
    });
    const preliminaryAssessmentId = (await look(caseId)).intakes[0]?.preliminary?.id;
    await does("intake.decide-not-to-open", {
      caseId,
      preliminaryAssessmentId,
      result: "inte inleda",
      reasoning: "Inget behov.",
      delegationPoint: "2.1",
    });
    const applied = await does("intake.register-intake", report({ type: "annat sätt", reporterCategory: "vårdnadshavare" }));
    await does("intake.end-without-investigation", {
      caseId: applied["caseId"],
      intakeId: applied["intakeId"],
      decidedOn: day,
      outcome: "kan inte leda till någon åtgärd",
      reasoning: "Annan huvudman.",
      delegationPoint: "2.1",
    });
    const misplaced = await does("intake.register-intake", report());
    await does("intake.move-intake", {
      caseId: misplaced["caseId"],
      intakeId: misplaced["intakeId"],
      reason: "Syskonets uppgifter skrevs in.",
      birthDate: "2017-03-04",
      givenName: "Rätta",
      familyName: "Barnet",
      sex: "man",
    });
    const nobody = { guardian1Given: "", guardian1Family: "", guardian2Given: "", guardian2Family: "" };
    const alone = await investigatedCase(visit.house, nobody);
    await does("party.state-no-party", { caseId: alone.caseId, investigationId: alone.investigationId, reason: "Okänt." });
    const applicant = { type: "ansökan", reporterCategory: "vårdnadshavare", reporterName: undefined, feedbackRequested: "nej" };
    const slow = await investigatedCase(visit.house, { ...applicant, receivedOn: "2025-08-25" });
    const waits = { caseId: slow.caseId, intakeId: slow.intakeId, personId: (await look(slow.caseId)).guardians[0]?.id };
    const { noticeId } = await does("party.tell-of-delay", { ...waits, toldOn: day, way: "brev", delayReason: "Läkaren dröjer." });
    const { decisionRequestId } = await does("party.receive-decision-request", { ...waits, receivedOn: day });
    const typed = { of: "dröjsmål", words: "Läkaren dröjer.", appliedOn: "2025-08-25" };
    await does("party.get-draft-letter", { caseId: slow.caseId, personId: waits.personId, ...typed });
    await does("party.get-delay-letter", { caseId: slow.caseId, noticeId });
    const notYet = { reasoning: "Utlåtandet kommer i maj." };
    await does("party.refuse-decision-request", { caseId: slow.caseId, decisionRequestId, ...notYet });
    await does("party.get-request-refusal-letter", { caseId: slow.caseId, decisionRequestId });
    const without = await investigatedCase(visit.house);
    await does("decision.decide-no-intervention", {
      caseId: without.caseId,
      investigationId: without.investigationId,
      ...decision,
      legalGround: "child-investigation",
      outcome: "ingen insats",
      investigationOutcome: "ingen insats behövs",
    });
    const never = await investigatedCase(visit.house);
    const chair = {
      decider: "ordförande eller ledamot",
      urgentDecider: "ordföranden",
      chairName: "Anna Berg",
      urgency: "Helg.",
      nextMeetingOn: "2026-03-18",
    };
    const granted = await does("intervention.grant-intervention", {
      caseId: never.caseId,
      investigationId: never.investigationId,
      ...decision,
      delegationPoint: undefined,
      ...consents(await look(never.caseId)),
      ...chair,
    });
    await steps(never.caseId, (await look(never.caseId)).interventions[0]?.planning_phase_id, "informerad", "hörd", "vägd");
    await does("intervention.record-not-begun", {
      caseId: never.caseId,
      interventionId: granted["interventionId"],
      decidedOn: day,
      reason: "barnet tackar nej",
      explanation: "Vill inte.",
      told: "gjort",
      toldHow: "Vi pratade.",
    });
    await does("decision.find-unreported", {});
    await does("decision.find-unreported-in-case", { caseId: never.caseId });
    visit.at("2026-03-18");
    browsers.clear();
    await does("decision.report-to-board", {
      caseId: never.caseId,
      decisionIds: [granted["decisionId"]],
      reportedOn: "2026-03-18",
      minutesNumber: "§ 12",
    });
    await look(never.caseId);
    visit.at(day);
    browsers.clear();
  });

  test("in distributing, looking and reviewing", async () => {
    const { staff } = visit.house;
    const number = numberAt(
      children.filter((one) => one > "2014"),
      7,
    );
    const { caseId } = await does("intake.register-intake", report({ identityNumber: number, birthDate: undefined, takeCase: "nej" }));
    await does("intake.take-case", { caseId });
    await does("intake.assign-case", { caseId, staffId: staff.colleague.staffId, role: "medhandläggare" }, "leader");
    await does("intake.end-assignment", { caseId, staffId: staff.colleague.staffId, endedOn: day, reason: "uppdraget är klart" });
    for (const scope of ["mina", "enhetens", "utan ansvarig"])
      await does("workplace.get-work-list", { scope }, scope === "mina" ? "caseworker" : "leader");
    await does("case.get-attachment", { caseId, attachmentId: await attachInCase(visit.house, caseId as string, pdf) });
    const { noteId } = await does("intake.write-note", { caseId, happenedOn: day, text: "Skriven i fel ärende." });
    await does("intake.correct-entry", { caseId, entry: `notes.${String(noteId)}`, field: "felskriven", why: "Fel ärende." });
    const wrong = await does("intake.register-intake", report());
    const right = { givenName: "Alvin", familyName: "Annan", birthDate: "2017-02-03", sex: "man" };
    const moved = await does("intake.move-intake", { caseId: wrong["caseId"], intakeId: wrong["intakeId"], reason: "Fel barn.", ...right });
    await look(moved["caseId"]);
    await look(wrong["caseId"]);
    await does("workplace.find-hand-over", { staffId: staff.caseworker.staffId }, "leader");
    const leaving = { leaverId: staff.caseworker.staffId, teller: "den som lämnar", tellOn: "2026-03-20" };
    await does("intake.hand-over", { caseId: moved["caseId"], staffId: staff.colleague.staffId, ...leaving }, "leader");
    await does("workplace.find-cases", { sort: "-barn", late: true });
    await does("workplace.find-closed-cases", {}, "leader");
    await does("workplace.find-retention", {}, "leader");
    await does("workplace.search-name", { name: "Prov" });
    const { viewId } = await does("workplace.save-view", { viewName: "Våld", violence: true });
    await does("workplace.get-calendar", { from: "2026-03-02" });
    await does("workplace.find-views", {});
    await does("workplace.remove-view", { viewId });
    await does("workplace.find-colleagues", {});
    await does("workplace.search-person", { number });
    await does("workplace.search-person", { number }, "stranger");
    await does("workplace.open-in-emergency", { number, reason: "barnet kan behöva skydd nu", explanation: "Polisen ringde." }, "stranger");
    await does("workplace.open-in-emergency", { number, reason: "jour eller beredskap", explanation: "Egen." });
    expect(await does("workplace.get-case-parts", { caseId, parts: ["emergencies"] })).toHaveProperty("child.id");
    const { emergencies } = (await does("workplace.get-case", { caseId })) as unknown as { emergencies: { id: string }[] };
    await findOwnFamily(visit.house, staff.leader, caseId as string, staff.colleague.staffId);
    await does(
      "access.review-own-family",
      { caseId, staffId: staff.colleague.staffId, outcome: "inte egen familj", source: "folkbokföringen", sourceOn: day },
      "leader",
    );
    const { items } = (await does("workplace.find-reviews", {}, "leader")) as unknown as { items: { id: string }[] };
    await does("access.review-access", { itemId: items[0]?.id, outcome: "utreds vidare", note: "Fråga." }, "leader");
    await does("workplace.find-reviews", {}, "leader");
    await does("workplace.end-emergency", { caseId, openingId: emergencies[0]?.id }, "stranger");
    await does("workplace.find-access-log", { caseId }, "leader");
  });

  test("in accounts, figures and deliveries", async () => {
    const accountId = visit.house.staff.colleague.staffId;
    await does("access.find-accounts", { page: 1 }, "operator");
    await does("access.get-account", { accountId }, "operator");
    await does("access.close-account", { accountId }, "operator");
    await does("access.open-account", { accountId }, "operator");
    await does("access.end-account-sessions", { accountId }, "operator");
    await does("access.find-own-sessions", {}, "operator");
    await does("access.end-own-sessions", {}, "operator");
    const year = { from: "2026-01-01", to: "2026-12-31" };
    await does("followup.answer-national-questionnaire", year, "analyst");
    await does("followup.count-by-unit", year, "analyst");
    await does("forms.list", {}, "analyst");
    await does("forms.get", { form: "delaktighet-2024" }, "analyst");
    await does("exchange.permit-export", { format: "zip" }, "analyst");
    const { runId } = await does("exchange.start-import", { sourceName: "uttag.zip", mode: "allt" }, "analyst");
    await does("exchange.find-imports", {}, "analyst");
    await does("exchange.get-import", { runId }, "analyst");
    await does("exchange.stop-import", { runId }, "analyst");
    await does("exchange.get-import", { runId }, "analyst");
    await does("exchange.find-findings", { runId }, "analyst");
    await does("exchange.group-findings", { runId }, "analyst");
  });

  test("in the register of routines", async () => {
    const words = { title: "Rutin för barnsamtal", decidedBy: "socialnämnden", decidedOn: day, scope: "alla barn", place: "SN 2026/1" };
    const filled = { ...words, answers: ["delaktighet: utredning"] };
    const { documentId } = await does("register.add-document", { kind: "rutin", ...filled }, "analyst");
    const changed = { documentId, follows: 1, change: "rättad", ...filled, title: "Rutin för samtal" };
    await does("register.change-document", changed, "director");
    await does("register.review-document", { documentId, follows: 2, reviewOn: "2099-01-01" }, "director");
    await attachTo(visit.house, { documentId: documentId as string, follows: 3 }, pdf, "rutin.pdf");
    await does("register.get-file", { documentId, number: 4 }, "caseworker");
    await does("register.remove-file", { documentId, number: 4, why: "Det var fel dokument." }, "analyst");
    await does("register.end-document", { documentId, follows: 4, endedOn: day }, "analyst");
    await does("register.get-document", { documentId }, "caseworker");
    await does("register.find-documents", {}, "operator");
    const organisation = { boards: "samma nämnd", performers: ["egen kommun"], trainingNeeds: ["inget behov"] };
    await does("register.describe-organisation", { follows: 0, holdsFrom: day, ...organisation }, "analyst");
    await does("register.get-organisation", {}, "director");
    await does("register.confirm-inventory", {}, "director");
  });

  test("in the areas of investigations", async () => {
    const structureFile = JSON.stringify({ ...neutralStructure, name: "Vår mall" });
    await does("investigation.load-structure", { structureFile, validFrom: "2027-01-01" }, "leader");
    await does("investigation.find-structures", {}, "leader");
    await does("letters.set-letterhead", { sender: "Socialtjänsten" }, "leader");
    await does("letters.get-letterhead", {}, "leader");
  });

  test("in the municipality's interventions", async () => {
    const board = { conditions: "Högst fem samtal.", documentation: "dokumenteras", decidedOn: day, minutesNumber: "§ 9" };
    const open = { offerName: "Föräldragrupp", type: "föräldrastöd", assessment: "utan", ...board, validFrom: day };
    const { offerId } = await does("intervention.set-offer", { follows: 0, ...open }, "leader");
    await does("intervention.count-offer", { offerId, month: day, times: "3", visits: "20" }, "caseworker");
    await does("intervention.find-offers", {}, "caseworker");
    const offerFile =
      "namn;insats;behovsprövning;dokumentation;villkor;särskilda skäl;beslutad;paragraf;gäller från\nLinden;familjebehandling;med;;;;;;2026-01-01";
    await does("intervention.load-offers", { offerFile }, "director");
    await does("intervention.end-offer", { offerId, follows: 1, endsFrom: "2099-01-01" }, "operator");
  });

  test("in the delegation order", async () => {
    const { caseworker } = visit.house.staff;
    await does("decision.propose-delegation", { follows: 0, orderName: "Delegationsordning", from: "exempel" }, "leader");
    const point = { point: "9.1", decisionType: "bevilja insats", level: "enhetschef", qualified: true, mostMonths: "6" };
    await does("decision.change-delegation-point", { follows: 1, ...point }, "director");
    await does("decision.remove-delegation-point", { follows: 2, point: "9.1" }, "operator");
    const adopted = { decidedOn: day, body: "Socialnämnden", minutesNumber: "§ 12", validFrom: "2099-01-01" };
    await does("decision.adopt-delegation", { version: 3, ...adopted }, "director");
    await does("decision.withdraw-delegation", { version: 2, withdrawnBecause: "Nämnden ville annat." }, "leader");
    const mandate = { follows: 0, level: "handläggare", qualified: true, degree: "Socionomexamen", validFrom: day };
    await does("decision.set-mandate", { staffId: caseworker.staffId, ...mandate }, "leader");
    await does("decision.find-mandates", {}, "leader");
    await does("decision.get-delegation", {}, "caseworker");
    const asked = { staffId: caseworker.staffId, type: "bevilja insats", months: "12", day: "2099-01-02" };
    await does("decision.may-decide", asked, "caseworker");
    const minutes = { decidedOn: day, minutesNumber: "§ 13", validFrom: "2099-01-01" };
    await does("decision.set-urgent-mandate", { mandate: "ordföranden", ...minutes }, "operator");
    await does("decision.find-urgent-mandates", {}, "caseworker");
    const weighs = { responsible: "10", beside: "5", investigating: "5", violence: "3", late: "1" };
    await does("decision.set-workload-weights", { ...weighs, validFrom: "2099-01-01", why: "Ledningen." }, "leader");
    await does("decision.find-workload-weights", {}, "operator");
    await does("decision.set-unnamed-level", { level: "enhetschef", ...minutes }, "operator");
    await does("decision.find-unnamed-levels", {}, "caseworker");
    const { decisions } = (await does("decision.find-delegated", { from: "2026-01-01" }, "leader")) as unknown as { decisions: unknown[] };
    expect(decisions.length).toBeGreaterThan(0);
    const told = { from: "2026-01-01", to: day, reportedOn: day, minutesNumber: "§ 14" };
    await does("decision.report-delegated", told, "leader");
    await does("decision.find-delegated", { from: "2026-01-01" }, "leader");
    const { caseId, investigationId } = await investigatedCase(visit.house);
    const proposed = { body: "Individutskottet", meetingOn: day, proposal: "Att bevilja insatsen." };
    const { agendaItemId } = await does("decision.put-on-agenda", { caseId, investigationId, ...proposed });
    const came = { outcome: "på annat sätt", otherDecision: "Avslag.", heldOn: day, minutesNumber: "§ 45", participants: "Anna Berg" };
    await does("decision.record-agenda-outcome", { caseId, agendaItemId, ...came });
    await does(
      "decision.set-second-eyes",
      { kinds: ["avsluta utredning utan insats"], validFrom: "2099-01-01", why: "Ledningen." },
      "director",
    );
    await does("decision.find-second-eyes", {}, "caseworker");
    const put = { kind: "bevilja insats", interventionType: "familjebehandling", proposal: "Att bevilja insatsen." };
    const { approvalId } = await does("decision.ask-approval", { caseId, ...put });
    await does("decision.find-approvals", {}, "leader");
    await does("intervention.find-not-executed", {}, "leader");
    await does("intervention.count-not-executed", {}, "director");
    await does("decision.answer-approval", { caseId, approvalId, answer: "återlämnat", reason: "Skolan saknas." }, "leader");
    await does("decision.find-approvals-of-case", { caseId });
    const slip = { kind: "rättelse", wasWrong: "Datumet.", instead: "2 mars.", why: "Skrivfel.", worseForParty: false };
    const { caseId: decided, ...which } = await investigatedCase(visit.house);
    const ends = { ...which, assessment: "A", legalGround: "child-investigation", reasoning: "R", delegationPoint: "3.1" };
    const none = { outcome: "ingen insats", investigationOutcome: "ingen insats behövs" };
    const { decisionId } = await does("decision.decide-no-intervention", {
      caseId: decided,
      investigationId: which.investigationId,
      ...none,
      assessment: ends.assessment,
      legalGround: ends.legalGround,
      reasoning: ends.reasoning,
      delegationPoint: ends.delegationPoint,
    });
    await does("decision.correct-decision", { caseId: decided, decisionId, ...slip });
    await look(decided);
    await does("decision.find-agenda", {});
    await does("decision.find-agenda-of-case", { caseId });
  });

  test("in a survey", async () => {
    const begun = { questionnaire: "delaktighet-2024", lastDay: "2026-04-30" };
    const { answerSetId } = await does("survey.begin-answers", begun, "analyst");
    await does("prefill.fill-in-survey", { answerSetId }, "director");
    await does("survey.save-page", { answerSetId, page: "hinder", follows: 0, answers: { q25_text: "Lokalerna." } }, "leader");
    await does("survey.get-answer-set", { answerSetId }, "leader");
    await does("survey.find-answer-sets", {}, "director");
    await does("survey.compare-answers", { answerSetId }, "leader");
    const table = {
      table: "16",
      title: "ISU",
      n: 192,
      columns: ["Andel Ja (%)"],
      rows: [{ label: "… berörda barns problem och/eller behov", values: [40] }],
    };
    const read = { questionnaire: "delaktighet-2024", publishedBy: "Socialstyrelsen", content: JSON.stringify([table]) };
    await does("comparison.add-publication", read, "analyst");
    await does("comparison.find-publications", {}, "director");
    const answers = JSON.stringify([{ column: "q25_text", value: "Lokalerna." }]);
    await does("survey.sign-answers", { answerSetId, digest: createHash("sha256").update(answers).digest("hex") }, "director");
    const agencyKeys = newKeys();
    const to = { agency: agencyCode, roundId: crypto.randomUUID() };
    await does("survey.address-answers", { answerSetId, follows: 0, ...to }, "analyst");
    const publicKey = publicText(agencyKeys.publicKey);
    const recipient = { agency: agencyCode, agencyName: "Provmyndigheten", address: "http://localhost:3000", publicKey };
    await does("survey.set-recipient", { follows: 0, ...recipient }, "operator");
    await does("survey.find-recipients", {}, "operator");
    await does("survey.find-in-answers", { answerSetId }, "director");
    valueOf(await makeOwnKey(testSigningKeys(), "0114", true));
    const { delivery } = await does("survey.get-sealed-answers", { answerSetId }, "director");
    const { content } = valueOf(readEnvelope(delivery as string));
    const receipt = writeReceipt(
      {
        ...{ form: "fortrogen-survey-receipt", version: 1, agency: agencyCode, round: to.roundId, unit: "0114" },
        ...{ digest: createHash("sha256").update(content).digest("hex"), number: 1, receivedAt: "2026-03-02T09:30:00.000Z" },
        ...{ late: false, errors: 0, warnings: 1, findings: [{ rule: 9004, severity: "warning", column: "q1_1", text: "Fråga 1." }] },
      },
      agencyKeys,
    );
    await does("survey.keep-receipt", { answerSetId, receiptFile: JSON.stringify(receipt) }, "analyst");
    await does("survey.send-answers", { answerSetId }, "director");
    await does("survey.get-sending", { answerSetId }, "director");
  });

  test("in deliveries to a round, of a unit that has not answered", async () => {
    const { roundId } = agency.ids;
    const found = await does("delivery.find-deliveries", { roundId }, "agency");
    const unitId = (found["units"] as { id: string; code: string }[]).find(({ code }) => code === "1005")?.id;
    const keys = newKeys();
    const key = { unitId, publicKey: publicText(keys.publicKey), cameFrom: "Brev." };
    await does("delivery.register-key", { ...key, follows: 0 }, "agency");
    const envelope = (content: string) => sealed(content, keys, { roundId: roundId ?? "", unit: "1005" });
    const file = (number: number) => answerFile({ municipality: "1005", number, signedAt: "2026-03-02T07:00:00.000Z" });
    await does("delivery.deliver", envelope(await file(2)), null);
    const deliveryFile = JSON.stringify(envelope(await file(3)));
    await does("delivery.receive-file", { deliveryFile }, "agency");
    const given = { answerFile: "kommun,q13,q99\n", givenBy: "Ada Ek", why: "Bad om det." };
    expect((await send("delivery.enter-for-unit", { unitId, ...given }, "agency")).status).toBe(422);
    await does("delivery.enter-for-unit", { unitId, ...given, answerFile: "kommun,q13\n1005,Nej" }, "agency");
    await does("delivery.judge-deliveries", { roundId }, "agency");
    const { findings } = (await does("delivery.get-unit", { unitId }, "agency")) as unknown as { findings: { place: number }[] };
    const followed = { places: [findings[0]?.place], handled: "stämmer", note: "Ringt." };
    await does("delivery.follow-up", { unitId, number: 3, ...followed }, "agency");
    await does("delivery.withdraw-key", { unitId, follows: 1, cameFrom: "Borttappad." }, "agency");
    await does("delivery.find-deliveries", { roundId }, "agency");
    await does("delivery.find-refused", {}, "agency");
  });

  test("in a round of an agency", async () => {
    const { roundId } = agency.ids;
    const unitId = agency.ids["unitId"] ?? "";
    await does("fieldwork.get-fieldwork", { roundId }, "agency");
    await does("fieldwork.find-waiting", { roundId }, "agency");
    await does("rounds.find-rounds", {}, "agency");
    await does("rounds.get-round", { roundId }, "agency");
    await does("rounds.get-unit", { unitId }, "agency");
    const days = { opensOn: "2026-03-02", lastDay: "2026-04-10", closesOn: "2026-04-24" };
    const about = { questionnaire: "delaktighet-2024", title: "En till", contact: "Kim", frame: "de 303 kommunerna och stadsdelarna" };
    await does("rounds.set-up", { ...about, ...days }, "agency");
    await does("rounds.change-contacts", { roundId, contacts: "kommun,e-post\n1002,bjuv@example.se" }, "agency");
    await does("rounds.set-contact", { unitId, email: "ale@example.se" }, "agency");
    await does("rounds.send-link", { unitId, which: "en ny länk" }, "agency");
    await does("rounds.extend-unit", { unitId, lastDay: "2026-04-30", reason: "Sjukdom" }, "agency");
    await does("rounds.write-note", { unitId, onDay: "2026-03-02", way: "telefon", words: "De räknar." }, "agency");
    const letter = { kind: "påminnelse", sendOn: "2026-03-10", subjectLine: "Påminnelse", words: "Svara här: {länk}" };
    const { sendingId } = await does("rounds.plan-sending", { roundId, ...letter }, "agency");
    await does("rounds.call-off-sending", { sendingId }, "agency");
    await does("results.get-round", { roundId }, "agency");
    const asked = { roundId, form: "som tryckt", contents: "alla tabeller", groupings: ["storlek"], compareWith: "tryckt" };
    const { publicationId } = await does("results.make-publication", asked, "agency");
    await does("results.get-publication", { publicationId }, "agency");
    await does("results.find-deliveries", { publicationId: agency.ids["publicationId"] }, "agency");
  });

  test("in the editor of questionnaires", async () => {
    const form = "prov-av-svar";
    const edits = async (what: string, follows: number, given: Json = {}) => does(`editor.${what}`, { form, follows, ...given }, "analyst");
    await does("editor.begin-form", { form, from: "exempel" }, "analyst");
    await edits("save-about", 1, { title: "Prov" });
    await edits("save-page", 2, { key: "sist-av-allt", title: "Sist" });
    const question = { number: "9", type: "text", text: "Något mer?" };
    await edits("save-question", 3, { formPage: "sist-av-allt", ...question });
    await edits("save-question", 4, { formPage: "sist-av-allt", ...question, number: "10" });
    await edits("move-part", 5, { question: "10", towards: "upp" });
    await edits("remove-question", 6, { question: "10" });
    const { content } = await does("editor.get-form", { form }, "analyst");
    await edits("save-text", 7, { content });
    await does("editor.find-forms", {}, "analyst");
    const texts = await does("editor.get-texts", { form }, "analyst");
    await edits("save-texts", texts["number"] as number, { content: "key,sv,en\ntitle,Prov,Trial\n" });
    const { fingerprint } = await edits("publish-form", 8);
    await does("forms.read", { form }, "analyst");
    await does("forms.read-texts", { form, fingerprint }, "analyst");
    await does("forms.get", { form, language: "en" }, "analyst");
    await does("editor.withdraw-form", { form, version: 1 }, "analyst");
    await does("editor.begin-version", { form }, "analyst");
  });

  test("in the coding of an open question", async () => {
    const { roundId, column, unitId, quoteId } = agency.ids;
    const question = { roundId, column };
    await does("coding.find-open-questions", { roundId }, "agency");
    await does("coding.get-coding", question, "agency");
    await does("coding.get-answer-to-code", { ...question, unitId }, "agency");
    await does("coding.get-codings", question, "agency");
    await does("coding.find-quotes", question, "agency");
    await does("coding.settle-answer", { ...question, unitId, codes: ["annat"], reason: "Det är inte utbildning." }, "agency");
    await does("coding.review-quote", { ...question, quoteId, follows: 0, outcome: "avslaget" }, "agency");
    await does("coding.propose-quote", { ...question, unitId, text: "Vi arbetar med detta" }, "agency");
    const other = { roundId, column: "q2_comment" };
    await does("coding.take-seat", other, "agency");
    await does("coding.save-code-book", { ...other, follows: 0, codes: [{ code: "nämnd", meaning: "Om nämnden" }] }, "agency");
    const written = { ...other, unitId: agency.ids["otherUnitId"], codes: ["nämnd"] };
    const table = `svar;koder\n${agency.ids["otherUnitId"] ?? ""};nämnd\n`;
    await does("coding.load-codings", { ...other, table }, "agency");
    const digest = createHash("sha256").update("En nämnd.").digest("hex");
    await does("coding.code-answer", { ...written, digest }, "agency");
    await does("coding.finish-coding", other, "agency");
  });

  test("of an appeal that came too late", async () => {
    const { house } = visit;
    const { caseworker } = house.staff;
    const application = { type: "ansökan", reporterCategory: "vårdnadshavare", reporterName: undefined, feedbackRequested: "nej" };
    const { caseId, investigationId } = await investigatedCase(house, application);
    await exceptParties(house, caseworker, { caseId, investigationId, day: "2026-03-02" });
    const words = { assessment: "A", reasoning: "R", delegationPoint: "2.4", investigationOutcome: "ingen insats behövs" };
    const refusal = { caseId, investigationId, ...words, outcome: "avslag", legalGround: "right-to-intervention" };
    await house.do(caseworker, decideNoIntervention, refusal);
    await tellDecisions(house, caseworker, { caseId, day: "2026-03-02" });
    const personId = (await look(caseId)).guardians[0]?.id;
    visit.at("2026-03-25");
    browsers.clear();
    const came = { caseId, investigationId, personId, receivedOn: "2026-03-24", content: "Vi vill ha stödet." };
    const { appealId } = await does("party.receive-appeal", came);
    const found = { guidanceWrong: false, reconsidered: "Nej.", reasoning: "För sent." };
    await does("party.try-appeal", { caseId, appealId, gotOn: "2026-03-02", ...found });
    await does("party.get-dismissal-letter", { caseId, appealId });
    visit.at(day);
    browsers.clear();
  });

  test("each and every operation was done: one that no way above does, in a case of its own", async () => {
    const { caseId } = await does("intake.register-intake", report());
    for (const { name, permit } of operations.filter((one) => !done.has(one.name)))
      await does(name, madeUp(name, caseId as string), whoMay(permit));
    expect(operations.map((one) => one.name).filter((name) => !done.has(name))).toEqual([]);
  });
});

/** Whoever is not signed on is asked for what proves who they are: nonsense is refused, another origin makes no difference. */
async function openIsRefused(name: string): Promise<void> {
  expect((await send(name, {}, null)).status).toBe(422);
  expect((await send(name, { agency: agencyCode, nonsense: [{}] }, null)).status).toBe(422);
  expect((await send(name, {}, "caseworker", { headers: { origin: "https://evil.example" } })).status).toBe(422);
  expect((await send(name, "{", null, { headers: { "content-type": "text/plain" } })).status).toBe(415);
  expect((await send(name, "{", null)).status).toBe(400);
}

describe("what is refused is answered as the document says", () => {
  test.each(operations.map((one, place) => [one.name, one, place] as const))(
    "%s: nobody, the wrong role, nonsense, another origin, another content type",
    async (name, { kind, permit, open }, place) => {
      if (open) return openIsRefused(name);
      expect((await send(name, {}, null)).status).toBe(401);
      const isFor = (role: StaffName) => permit.some((one) => one.roles.some((may) => visit.house.staff[role].roles.includes(may)));
      const others = roles.filter((role) => role !== "nobody" && !isFor(role));
      if (others[0]) expect((await send(name, {}, others[0])).status).toBe(403);
      // Who has not the role is refused before anything is read: one of them tries nonsense, by turns.
      for (const role of [...roles.filter(isFor), ...others.slice(place % others.length).slice(0, 1)]) {
        expect([200, 403, 404, 409, 422, 429]).toContain(
          (await send(name, { caseId: 1, nonsense: [{}], from: "x", number: "1", page: -1, runId: "x" }, role)).status,
        );
      }
      expect((await send(name, {}, "caseworker", { headers: { origin: "https://evil.example" } })).status).toBe(403);
      expect((await send(name, "{", "caseworker", { headers: { "content-type": "text/plain" } })).status).toBe(415);
      const broken = await send(name, "{", whoMay(permit));
      expect(broken.status).toBe(400);
      const byAddress = document.paths[apiPath({ kind, name })]?.["get"];
      if (byAddress) expect([200, 401, 403, 404, 422, 429]).toContain((await send(name, {}, "caseworker", { get: true })).status);
    },
  );

  test("a key that is none, and one that was used for something else", async () => {
    const { caseId } = await does("intake.register-intake", report());
    const note = { caseId, happenedOn: day, text: "Ett." };
    expect((await send("intake.write-note", note, "caseworker", { headers: { "idempotency-key": "x" } })).status).toBe(400);
    const headers = { "idempotency-key": crypto.randomUUID() };
    expect((await send("intake.write-note", note, "caseworker", { headers })).status).toBe(200);
    expect((await send("intake.write-note", { ...note, text: "Två." }, "caseworker", { headers })).status).toBe(409);
    const asked = await send("intake.write-note", { ...note, happenedOn: "1990-01-01" }, "caseworker");
    expect(asked).toMatchObject({ status: 422, body: { code: "to-confirm" } });
    expect(asked.body["questions"]).toHaveLength(1);
  });
});

test("free words in an address are answered as the document says", async () => {
  expect((await send("exchange.find-findings", { file: "barn.csv" }, "analyst", { get: true })).status).toBe(405);
});

describe("the served document", () => {
  // That document, with another address, is what `document.test.ts` shows to redocly and makes types of; the client is checked against them there.
  test("is the one that is looked at elsewhere, with the address of this server", () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(openApiOf(operations, routes, visit.app.address))));
  });

  test("lets a client that knows nothing of our code work", async () => {
    const folder = await makeFolder();
    try {
      await does("intake.register-intake", report());
      const file = `${folder}/program.ts`;
      await writeFile(file, clientProgram);
      const cookie = [...(await as("caseworker")).cookies].map(([key, value]) => `${key}=${value}`).join("; ");
      const client = await run([file], { API_ADDRESS: visit.app.address, API_COOKIE: cookie });
      expect(client.code, client.said).toBe(0);
      const said = JSON.parse(client.said.slice(client.said.indexOf("{"))) as Json;
      expect(said).toMatchObject({ same: true, channel: "telefon", status: 422, code: "invalid-input", faults: [{ field: "text" }] });
      expect(said["texts"]).toContain("Skolan ringde.");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
