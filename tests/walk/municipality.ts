import { sql } from "kysely";
import { randomUUID } from "node:crypto";
import { machineIn } from "../../src/platform/core/actor.ts";
import { perform } from "../../src/platform/core/door.ts";
import vectors from "../../src/survey/collection/delivery/vectors/vectors.json" with { type: "json" };
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import { openVisit } from "../pages/casework-visit.ts";
import { makeAgency } from "./agency.ts";
import type { PlainBrowser } from "../support/app.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { attachTo } from "../support/attach.ts";
import { pdf } from "../support/files.ts";
import { findOwnFamily, openCaseFor, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { finishCase } from "../support/finish-case.ts";
import { children, numberAt } from "../support/identities.ts";
import { giveNumbers } from "../support/numbered.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import type { Investigated } from "../support/investigated.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { notify } from "../../src/casework/party/actions/notify.ts";
import { requestInsight } from "../../src/casework/party/actions/request-insight.ts";
import { receiveAppeal } from "../../src/casework/party/actions/receive-appeal.ts";
import { exceptParties } from "../support/parties.ts";
import { communicate } from "../../src/casework/party/actions/communicate.ts";
import { recordAccount } from "../../src/casework/party/actions/record-account.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import { shippedAlone } from "../support/answered-form.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { assignToStaff } from "../../src/casework/intake/actions/assign-case.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { countOffer } from "../../src/casework/intervention/actions/count-offer.ts";
import { setOffer } from "../../src/casework/intervention/actions/set-offer.ts";
import { askApproval } from "../../src/casework/decision/actions/ask-approval.ts";
import { setSecondEyes } from "../../src/casework/decision/actions/set-second-eyes.ts";
import { adoptDelegation } from "../../src/casework/decision/actions/adopt-delegation.ts";
import { proposeDelegation } from "../../src/casework/decision/actions/propose-delegation.ts";
import { putOnAgenda } from "../../src/casework/decision/actions/put-on-agenda.ts";
import { setMandate } from "../../src/casework/decision/actions/set-mandate.ts";
import { addRelative } from "../../src/casework/people/actions/add-relative.ts";
import { addDetail } from "../../src/casework/people/actions/add-detail.ts";
import { askTransfer } from "../../src/casework/intake/actions/ask-transfer.ts";
import { askForInformation } from "../../src/casework/investigation/actions/ask-for-information.ts";
import { tellOfDelay } from "../../src/casework/party/actions/tell-of-delay.ts";
import { receiveDecisionRequest } from "../../src/casework/party/actions/receive-decision-request.ts";
import { planInvestigation } from "../../src/casework/investigation/actions/plan-investigation.ts";
import { addInstrument } from "../../src/casework/investigation/actions/keep-instruments.ts";
import { recordHomeVisit } from "../../src/casework/investigation/actions/record-home-visit.ts";
import { recordInstrument } from "../../src/casework/investigation/actions/record-instrument.ts";
import { recordFinding } from "../../src/casework/investigation/actions/record-finding.ts";
import { writePassage } from "../../src/casework/investigation/actions/write-passage.ts";
import { bookMeeting } from "../../src/casework/meeting/actions/book-meeting.ts";
import { getMeeting } from "../../src/casework/meeting/queries/get-meeting.ts";
import { makePromise } from "../../src/casework/participation/actions/make-promise.ts";
import { startImport } from "../../src/followup/exchange/actions/start-import.ts";
import { addDocument } from "../../src/followup/register/actions/add-document.ts";
import { fillInSurvey } from "../../src/followup/prefill/actions/fill-in-survey.ts";
import { addressAnswers } from "../../src/survey/collection/actions/address-answers.ts";
import { noteKey } from "../../src/survey/collection/actions/note-key.ts";
import { setRecipient } from "../../src/survey/collection/actions/set-recipient.ts";
import { beginAnswers } from "../../src/survey/collection/actions/begin-answers.ts";
import { savePage } from "../../src/survey/collection/actions/save-page.ts";
import { signAnswers } from "../../src/survey/collection/actions/sign-answers.ts";
import { formOf } from "../../src/survey/collection/find-set.ts";
import { beginForm } from "../../src/survey/editor/actions/begin-form.ts";
import { beginVersion } from "../../src/survey/editor/actions/begin-version.ts";
import { publishForm } from "../../src/survey/editor/actions/publish-form.ts";
import { getAnswerSet } from "../../src/survey/collection/queries/get-answer-set.ts";
import { digestOfSaved } from "../../src/survey/collection/signed.ts";
import { makeFullExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { openInEmergency } from "../../src/portals/desk/actions/open-in-emergency.ts";
import { findReviews } from "../../src/portals/desk/queries/find-reviews.ts";

/** Names of addresses and what they stand for in one case. */
export type Ids = Readonly<Record<string, string>>;

/** Cases in each state that a page may show, made in the same way every time; each child has a name of its own. */
export type Municipality = {
  readonly visit: Visit;
  readonly cases: Readonly<Record<CaseName, Ids>>;
  /** Those who run surveys sign in at an agency. */
  readonly signInAtAgency: () => Promise<PlainBrowser>;
};
const day = "2026-03-02";
/** The day of the walk: some of what is to be done is late, some is not. */
const today = "2026-03-20";

export type CaseName = "reported" | "applied" | "unassigned" | "investigated" | "refused" | "granted" | "urgent" | "followed" | "closed";

/** Makes the municipality, and sets its clock to the day of the walk. */
export async function makeMunicipality(): Promise<Municipality> {
  const visit = await openVisit();
  const house = ticking(visit.house);
  await giveNumbers(visit.house);
  const me = house.staff.caseworker;
  const child = (givenName: string, birthDate: string) => ({ givenName, familyName: "Prov", birthDate });
  const reported = await openCaseFor(house, child("Bo", "2017-01-01"));
  const applied = await openCaseFor(house, { ...child("Cleo", "2015-02-02"), type: "ansökan" });
  const waiting = await house.do(house.staff.leader, registerIntake, reportOfConcern({ ...child("Dan", "2014-03-03"), takeCase: "nej" }));
  const investigated = await investigatedCase(house, child("Eli", "2012-04-04"));
  await hearParties(house, investigated);
  const granted = await makeWholeCase(house, child("Finn", "2013-05-05"), { planned: false });
  const urgent = await decidedByChair(house, child("Gry", "2011-06-06"));
  const refused = await refuse(house, child("Kim", "2012-08-08"));
  const number = numberAt(
    children.filter((one) => one > "2014"),
    3,
  );
  const followed = await makeWholeCase(house, { givenName: "Hedda", familyName: "Prov", birthDate: undefined, identityNumber: number });
  // Whoever has closed a case is not let in any more: what it holds is looked up before.
  const closed = await withParts(house, await makeWholeCase(house, child("Ivar", "2010-07-07")));
  await finishCase(house, me, closed["caseId"] ?? "", day, "09:00");
  const agency = await makeAgency(visit);
  const more = {
    ...(await fill(house, followed.caseId, number)),
    ...agency.ids,
    ...(await mayBeOne(house, reported.caseId, applied.caseId)),
  };
  const written = await writeSomeOfBody(house, investigated);
  const cases = {
    reported: { ...(await withParts(house, reported)), childId: (await lookAt(house, applied.caseId)).child.id },
    applied: await withParts(house, applied),
    unassigned: { caseId: waiting.caseId ?? "", intakeId: waiting.intakeId ?? "" },
    investigated: { ...(await withParts(house, investigated)), approvalId: await askForApproval(house, investigated.caseId) },
    refused: await withParts(house, refused),
    granted: await withParts(house, granted),
    urgent: await withParts(house, urgent),
    followed: { ...(await withParts(house, followed)), ...more, ...written },
    closed,
  };
  visit.at(today);
  return { visit, cases, signInAtAgency: agency.signIn };
}

/** The same house whose clock goes on twenty seconds each time that something is done: what is done later is recorded later. */
function ticking(house: House): House {
  let ticks = 0;
  const tick = () => {
    ticks += 1;
    house.atMoment(new Date(stockholmInstant(day, "10:00").getTime() + ticks * 20_000));
  };
  return {
    ...house,
    at: tick,
    act: (...given) => {
      tick();
      return house.act(...given);
    },
    do: (...given) => {
      tick();
      return house.do(...given);
    },
  };
}

/** The children of two cases came in one report, and somebody has proposed that they are one. */
async function mayBeOne(house: House, one: string, other: string): Promise<Ids> {
  const ids = [(await lookAt(house, one)).child.id, (await lookAt(house, other)).child.id].toSorted();
  const [oneId = "", otherId = ""] = ids;
  await sql`insert into people.possible_double (municipality_id, one_id, other_id, likeness, found_at)
    values (${house.municipalityId}, ${oneId}::uuid, ${otherId}::uuid, 'nästan samma födelsedag', ${house.door.clock()})`.execute(
    house.database.owner,
  );
  await house.database.owner.transaction().execute(async (tx) => {
    await sql`update intake.intake set report_id = (select i.id from intake.intake i where i.case_id = ${one}::uuid)
      where case_id in (${one}::uuid, ${other}::uuid)`.execute(tx);
    // Nothing that a clock counts is another.
    await sql`select set_config('fortrogen.touched', '', true)`.execute(tx);
  });
  return { oneId, otherId };
}

/** One guardian has told of the matter and was told of the material; the other is not. */
async function hearParties(house: House, { caseId, investigationId }: Investigated): Promise<void> {
  const personId = (await lookAt(house, caseId)).guardians[0]?.id;
  const of = { caseId, investigationId, personId, happenedOn: day };
  await house.do(house.staff.caseworker, recordAccount, { ...of, way: "möte", ownAccount: "Vill ha hjälp med kvällarna." });
  const told = { kind: "kommunicerat", material: "Utredningen i sin helhet.", way: "i handen", replyBy: "2026-03-24" };
  await house.do(house.staff.caseworker, communicate, { ...of, ...told });
  const asked = { requestedOn: day, way: "muntligt", wants: "Allt material i ärendet." };
  await house.do(house.staff.caseworker, requestInsight, { caseId, personId, ...asked });
}

/** An application that is refused; one guardian is told of it and appeals. */
async function refuse(house: House, given: Readonly<Record<string, unknown>>): Promise<Ids> {
  const { caseId, investigationId, ...rest } = await investigatedCase(house, { ...given, type: "ansökan", receivedOn: "2025-08-25" });
  const asks = { caseId, intakeId: rest.intakeId, personId: (await lookAt(house, caseId)).guardians[0]?.id, receivedOn: day };
  const { decisionRequestId } = await house.do(house.staff.caseworker, receiveDecisionRequest, asks);
  const late = { toldOn: day, way: "i handen", delayReason: "Utredningen blev större än väntat." };
  const { receivedOn: _asked, ...applicant } = asks;
  const { noticeId } = await house.do(house.staff.caseworker, tellOfDelay, { ...applicant, ...late });
  await exceptParties(house, house.staff.caseworker, { caseId, investigationId, day });
  const words = {
    assessment: "Inget behov.",
    reasoning: "Behovet är tillgodosett.",
    delegationPoint: "2.4",
    investigationOutcome: "ingen insats behövs",
  };
  const refusal = { ...words, outcome: "avslag", legalGround: "right-to-intervention" };
  await house.do(house.staff.caseworker, decideNoIntervention, { caseId, investigationId, ...refusal });
  const of = { caseId, investigationId, personId: (await lookAt(house, caseId)).guardians[0]?.id };
  const told = { kind: "underrättad", sentOn: day, gotOn: day, way: "i handen", withGuidance: "ja" };
  await house.do(house.staff.caseworker, notify, { ...of, ...told });
  await house.do(house.staff.caseworker, receiveAppeal, { ...of, receivedOn: day, content: "Vi vill ha stödet." });
  return { caseId, investigationId, decisionRequestId, noticeId, ...rest };
}

/** Half of an investigation: a plan, an account, a risk, and a text in two versions. */
async function writeSomeOfBody(house: House, { caseId, investigationId }: Investigated): Promise<Ids> {
  const me = house.staff.caseworker;
  const key = { caseId, investigationId };
  const plan = {
    questions: "Vad Eli behöver.",
    sources: "Eli, föräldrarna, skolan.",
    timetable: "Klart i maj.",
    childTakesPart: "Hos mormor.",
  };
  await house.do(me, planInvestigation, { ...key, plannedOn: day, ...plan });
  const personId = (await lookAt(house, caseId)).guardians[0]?.id;
  const said = { kind: "åsikt", source: "vårdnadshavare", personId, foundOn: day, statement: "Vi behöver hjälp." };
  await house.do(me, recordFinding, { ...key, ...said });
  const risk = { kind: "risk", source: "professionell", sourceName: "Kurator på skolan", foundOn: day, statement: "Borta varje fredag." };
  const { findingId } = await house.do(me, recordFinding, { ...key, areaCode: "skola", ...risk });
  const { passageId } = await house.do(me, writePassage, { ...key, section: "område", areaCode: "skola", text: "Eli trivs." });
  await house.do(me, writePassage, {
    ...key,
    section: "område",
    areaCode: "skola",
    text: "Eli trivs. Fredagar är svåra.",
    followsId: passageId,
  });
  const school = { askedOf: "skola", askedName: "Rektor på Ekskolan", askedFor: "Hur går det i skolan?", ground: "uppgiftsskyldighet" };
  const move = { connection: "Pappa bor där, och barnet går i skola där.", suitable: "Barnet och pappa önskar det." };
  await house.do(me, askTransfer, { caseId: key.caseId, toMunicipality: "Umeå", requestedOn: day, ...move });
  await house.do(me, askForInformation, { ...key, ...school, way: "brev", askedOn: day, replyBy: "2026-03-16" });
  const seen = { visitedOn: day, visitedAt: "16:30", announced: "anmält", home: "gemensamt hem", outcome: "genomfört", ground: "samtycke" };
  const there = { consentOf: "Föräldrarna", present: "Eli och båda föräldrarna", childThere: "ja", talkedWithChild: "nej" };
  const words = { seen: "Det är städat.", childRoom: "Eget rum.", protection: "Eli söker tröst.", areaCode: "skola" };
  await house.do(me, recordHomeVisit, { ...key, ...seen, ...there, ...words });
  const { instrumentId } = await house.do(house.staff.leader, addInstrument, {
    instrumentName: "Styrkor och svårigheter",
    validFrom: "2026-01-01",
  });
  const used = { instrumentId, usedOn: day, usedBy: "Karin Lind", about: "barnet", summary: "Oro och sömn är svårast." };
  await house.do(me, recordInstrument, { ...key, ...used });
  await house.do(me, writePassage, { ...key, section: "analys", text: "Eli behöver lugn hemma.", restsUpon: [findingId] });
  return { instrumentId };
}

/** Somebody else approves more time for an investigation: one waits. */
async function askForApproval(house: House, caseId: string): Promise<string> {
  const { caseworker, director } = house.staff;
  await house.do(director, setSecondEyes, { kinds: ["förlänga utredning"], validFrom: day, why: "Socialchefens beslut." });
  const asked = {
    kind: "förlänga utredning",
    extendedTo: "2026-07-31",
    proposal: "Att förlänga till den 31 juli: skolans underlag dröjer.",
  };
  const { approvalId } = await house.do(caseworker, askApproval, { caseId, ...asked });
  return approvalId;
}

async function decidedByChair(house: House, given: Readonly<Record<string, unknown>>): Promise<Ids> {
  const one = await investigatedCase(house, given);
  const chair = { decider: "ordförande eller ledamot", urgentDecider: "ordföranden", chairName: "Anna Berg", urgency: "Helg." };
  const consents = ["samtycker", "samtycker"];
  const { interventionId } = valueOf(await grantWith(house, one, consents, { ...chair, nextMeetingOn: "2026-03-18" }));
  return { ...one, interventionId };
}

/** A meeting, an extract, a second caseworker, an emergency and what it leads to, in one case; a delivery beside it. */
async function fill(house: House, caseId: string, number: string): Promise<Ids> {
  const { caseworker, colleague, stranger, leader, analyst, director, operator } = house.staff;
  await house.do(leader, assignToStaff, { caseId, staffId: colleague.staffId, role: "medhandläggare" });
  const { child, guardians } = await lookAt(house, caseId);
  const when = { day: "2026-04-08", time: "14:00", minutes: "60", way: "besök", place: "Storgatan 1, rum 4" };
  const who = { called: [child.id, guardians[0]?.guardianship_id], others: "Lena Ek, lärare", togetherBecause: "De bor ihop." };
  const words = { agenda: "Hur det går i skolan.", childAbout: "Vi vill höra hur du har det.", contact: "Karin, 0123-45 60 11" };
  const { meetingId } = await house.do(caseworker, bookMeeting, { caseId, kind: "uppföljningsmöte", ...when, ...who, ...words });
  const { meeting } = valueOf(await house.read(caseworker, getMeeting, { caseId, meetingId }));
  const promised = { promise: "Vi ringer mormor.", promisedOn: day, promisedFor: "2026-03-24", childAsks: "ja" };
  const { promiseId } = await house.do(caseworker, makePromise, { caseId, ...promised });
  const { extractId } = await house.do(caseworker, makeFullExtract, { caseId });
  await house.do(stranger, openInEmergency, { number, reason: "jour eller beredskap", explanation: "Jour." });
  await findOwnFamily(house, leader, caseId, stranger.staffId);
  const { items } = valueOf(await house.read(leader, findReviews, {}));
  const { runId } = await house.do(analyst, startImport, { sourceName: "uttag.zip", mode: "allt" });
  const routine = {
    kind: "rutin",
    title: "Rutin för samtal med barn",
    decidedBy: "socialnämnden",
    decidedOn: "2024-01-10",
    scope: "alla barn",
  };
  const where = { place: "SN 2024/3", answers: ["delaktighet: utredning", "barnets bästa"] };
  const { documentId } = await house.do(director, addDocument, { ...routine, ...where });
  await attachTo(house, { documentId, follows: 1 }, pdf, "Rutin för samtal.pdf");
  const { answerSetId } = await house.do(analyst, beginAnswers, { questionnaire: "delaktighet-2024", lastDay: "2026-04-30" });
  await house.do(director, fillInSurvey, { answerSetId });
  const page = "kompetens";
  await house.do(leader, savePage, { answerSetId, page, follows: 0, answers: { q23_1: "Ja", q23_comment: "Två dagar om året." } });
  const set = valueOf(await house.read(director, getAnswerSet, { answerSetId }));
  await house.do(director, signAnswers, { answerSetId, digest: digestOfSaved(valueOf(await formOf(shippedAlone, set)), set) });
  // Where the answers are sent, with keys of the published vectors: both are known, and nobody has pressed yet.
  const agency = "202100-0555";
  const publicKey = vectors.agency.publicKey;
  const recipient = { agency, agencyName: "Provmyndigheten", address: "http://localhost:3000", publicKey };
  const { door } = house;
  const mark = () => ({ requestId: randomUUID() });
  valueOf(await perform(door, setRecipient, operator, { follows: 0, ...recipient }, mark()));
  const to = { answerSetId, follows: 0, agency, roundId: vectors.envelope.round };
  valueOf(await perform(door, addressAnswers, analyst, to, mark()));
  valueOf(await perform(door, noteKey, machineIn(house.municipalityId), { publicKey: vectors.unit.publicKey }, mark()));
  // A questionnaire of one's own: a version that is published, and a draft of the next.
  const form = "stod-till-foraldrar";
  await house.do(analyst, beginForm, { form, from: "exempel" });
  await house.do(analyst, publishForm, { form, follows: 1 });
  await house.do(analyst, beginVersion, { form });
  const { version } = await house.do(director, proposeDelegation, { follows: 0, orderName: "Delegationsordning 2026", from: "exempel" });
  const adopted = { decidedOn: day, body: "Socialnämnden", minutesNumber: "§ 12", validFrom: day };
  await house.do(director, adoptDelegation, { version, ...adopted });
  const board = { conditions: "Högst fem samtal.", documentation: "rådgivning", decidedOn: day, minutesNumber: "§ 9" };
  const open = { offerName: "Samtal utan väntan", type: "rådgivning", assessment: "utan", ...board, validFrom: day };
  const { offerId } = await house.do(leader, setOffer, { follows: 0, ...open });
  await house.do(caseworker, countOffer, { offerId, month: day, times: "3", visits: "20" });
  const mandate = { follows: 0, level: "handläggare", qualified: "ja", degree: "Socionomexamen 2014", validFrom: day };
  await house.do(leader, setMandate, { staffId: caseworker.staffId, ...mandate });
  const { investigationId, caseId: before } = await investigatedCase(house, {
    givenName: "Jon",
    familyName: "Prov",
    birthDate: "2012-08-08",
  });
  const proposal = { body: "Individutskottet", meetingOn: "2026-03-12", proposal: "Att bevilja familjebehandling." };
  const { agendaItemId } = await house.do(caseworker, putOnAgenda, { caseId: before, investigationId, ...proposal });
  const known = { kind: "vistelseadress", detail: "Storgatan 1, Orten", validFrom: "2025-01-01", source: "folkbokföringen", sourceOn: day };
  const { detailId } = await house.do(caseworker, addDetail, { caseId, personId: guardians[0]?.id, ...known });
  const around = { kind: "mor- eller farförälder", toId: child.id, source: "folkbokföringen", sourceOn: day };
  const granny = { givenName: "Mormor", familyName: "Prov", sex: "kvinna", birthYear: "1950", protectedIdentity: "ingen" };
  const { relativeId, relationId } = await house.do(caseworker, addRelative, { caseId, ...granny, ...around });
  const [called] = meeting.called;
  return {
    ...{ agendaItemId, detailId, offerId, version: String(version), was: "3.1", point: "3.1" },
    meetingId,
    promiseId,
    age: "15",
    relativeId,
    relationId,
    calledId: called?.id ?? "",
    extractId,
    itemId: items[0]?.id ?? "",
    runId,
    staffId: stranger.staffId,
    accountId: stranger.staffId,
    documentId,
    form,
    number: "2",
    question: "3",
    formPage: "stodet",
    answerSetId,
    page,
  };
}

/** The identifiers of what the case holds, by the names that addresses give them: the first of each kind. */
async function withParts(house: House, ids: Ids): Promise<Ids> {
  const parts = await lookAt(house, ids["caseId"] ?? "");
  const found = {
    preliminaryAssessmentId: parts.intakes[0]?.preliminary?.id,
    phaseId: parts.phases.find((one) => one.closed_on === null)?.id ?? parts.phases[0]?.id,
    investigationId: parts.investigations[0]?.id,
    interventionId: parts.interventions[0]?.id,
    decisionId: parts.investigations[0]?.decision?.id,
    guardianshipId: parts.guardians[0]?.guardianship_id,
    personId: parts.guardians[0]?.id ?? parts.child.id,
    claimId: parts.guardian_claims[0]?.id,
    conversationId: parts.conversations[0]?.id,
    noteId: parts.notes[0]?.id,
    communicationId: parts.communications[0]?.id,
    requestId: parts.requests[0]?.id,
    transferId: parts.transfers[0]?.id,
    appealId: parts.appeals[0]?.id,
    insightId: parts.insights[0]?.id,
    del: "utredning",
    step: "hord",
    place: "omrade-skola",
  };
  return { ...(Object.fromEntries(Object.entries(found).filter(([, id]) => id !== undefined)) as Ids), ...ids };
}
