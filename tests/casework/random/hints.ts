import { addDays, addMonths } from "../../../src/platform/basics/dates.ts";
import type { House } from "../../support/casework.ts";
import type { Chance } from "./chance.ts";
import type { Kind, State } from "./state.ts";

export type Given = Readonly<Record<string, unknown>>;
/** Where an input is made: the case, the day, the people who work there. */
export type Near = {
  readonly house: House;
  readonly state: State;
  readonly today: string;
  readonly chance: Chance;
};

/** Texts that mean something to a rule; what is not here is any text. */
export const words: Readonly<Record<string, string | undefined>> = {
  // Kept by a form, or numbers that are somebody's: made by the hints where they are made.
  ...{ identityNumber: undefined, guardian1Number: undefined, guardian2Number: undefined, mark: undefined, areaCode: undefined },
  minutesNumber: "§ 45",
  body: "Individutskottet",
  mail: "vuxen@example.se",
  phone: "070-174 06 05",
  birthYear: "1981",
  grantedMonths: "6",
  monthlyCost: "1200",
  court: "Förvaltningsrätten i Uppsala",
  clearedBecause: "Den läses av henne ensam.",
};
/** From which of the case's identifiers a field is taken. */
const kindFor: Readonly<Record<string, Kind>> = {
  intakeId: "intake",
  preliminaryAssessmentId: "preliminary",
  investigationId: "investigation",
  interventionId: "intervention",
  phaseId: "phase",
  decisionId: "decision",
  decisionIds: "urgent",
  agendaItemId: "agenda",
  promiseId: "promise",
  communicationId: "communication",
  appealId: "untried",
  personId: "guardian",
  guardianshipId: "guardianship",
  claimId: "claim",
  detailId: "detail",
  relativeId: "relative",
  relationId: "relation",
  meetingId: "meeting",
  called: "guardianship",
  interruptionId: "interruption",
  approvalId: "approval",
  requestId: "request",
  transferId: "transfer",
  decisionRequestId: "asked",
  extractId: "extract",
  alsoClaimIds: "claim",
};
/** What some actions point at instead: what is concluded, what nobody has assessed. */
const kindIn: Readonly<Record<string, Kind>> = {
  "intake.assess-protection.intakeId": "intake",
  "intake.request-feedback.intakeId": "unaskedFeedback",
  "intake.give-feedback.intakeId": "feedback",
  "intake.end-without-investigation.intakeId": "waiting",
  "investigation.add-supplement.investigationId": "signed",
  "party.tell-of-delay.intakeId": "applied",
  "party.receive-decision-request.intakeId": "applied",
  "party.notify.investigationId": "concluded",
  "party.notify.alsoIds": "unnotified",
  "investigation.inform-concerned.alsoIds": "untold",
  "party.receive-appeal.investigationId": "concluded",
  "party.forward-appeal.appealId": "forwardable",
  "intervention.make-plan.interventionId": "unplanned",
  "intervention.record-beginning.interventionId": "planned",
  "intervention.record-interruption.interventionId": "begun",
  "intervention.record-resumption.interventionId": "begun",
  "intervention.follow-up.interventionId": "begun",
  "intervention.end-intervention.interventionId": "begun",
};

/** The identifier that a field is about in the case, mostly the one that something is still to be done with. */
export function idOf(name: string, { house, state, chance }: Near, action: string): string | undefined {
  if (name === "caseId") return state.caseId;
  if (name === "staffId" || name === "decisionMakerId" || name === "presenterId" || name === "leaverId") {
    const { caseworker, colleague, leader } = house.staff;
    return chance.of([caseworker, colleague, leader])?.staffId;
  }
  if (name === "childId") return chance.of(state.otherChildren);
  if (name === "fromId" || name === "toId") return chance.of([state.childId, ...state.ids.guardian, ...state.ids.relative]);
  if (name === "calledId") return chance.of(state.called)?.id;
  const kind = kindIn[`${action}.${name}`] ?? kindFor[name];
  return kind && chance.of(state.ids[kind]);
}

const ageOn = (birth: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);

type Hint = (near: Near) => Given | null;
const answers = ["samtycker", "begär", "samtycker inte", "förhindrad", "inte tillfrågad"];
const headings = ["barnets åsikt", "hur åsikten vägs", "barnets bästa", "konsekvenser", "analys"];
const isWritten = ({ lastPassage }: State) => headings.every((one) => one in lastPassage);

/** Who decides: mostly the one who writes, on a point of the order; now and then a committee, the board or the chair. */
function decider({ house, chance, today }: Near, points: readonly string[]): Given {
  if (chance.often(0.15)) {
    if (chance.often(0.3))
      return {
        decider: "ordförande eller ledamot",
        urgentDecider: "ordföranden",
        chairName: "Anna Berg",
        urgency: "Helg.",
        nextMeetingOn: addDays(today, 9),
      };
    return { decider: chance.of(["utskott", "nämnd"]), body: "Individutskottet", minutesNumber: "§ 45" };
  }
  const who = chance.of(["caseworker", "colleague", "leader", "leader", "leader"] as const) ?? "leader";
  const point = chance.often(0.85) ? chance.of(points) : chance.of(["2.1", "3.1", "4.1", "4.4", "9.9"]);
  return { decider: "tjänsteman", decisionMakerId: house.staff[who].staffId, deciderName: undefined, delegationPoint: point };
}

const isThere = (state: State, phase: string, step: string) => state.steps.some((one) => one.phase === phase && one.step === step);

/** What is asked of the child in its open phases and is not there yet. */
function openSteps({ ids, ...state }: State): readonly { readonly phaseId: string; readonly step: string }[] {
  return ids.phase.flatMap((phaseId) =>
    ["informerad", "hörd", "vägd", ...(ids.tellable.includes(phaseId) ? ["berättad"] : [])]
      .filter((step) => !isThere({ ids, ...state }, phaseId, step))
      .map((step) => ({ phaseId, step })),
  );
}

/** What brings the case on, one of what is missing in it: without it random actions would stay at its beginning. */
export function nextOf({ state, chance, today }: Near): string | undefined {
  const { ids } = state;
  const steps = openSteps(state);
  const missing: (readonly [string, boolean])[] = [
    ["intake.assess-protection", ids.unassessed.length > 0],
    ["people.confirm-guardian", ids.claim.length > 0],
    ["investigation.open-investigation", ids.preliminary.length + ids.waiting.length > 0 && ids.investigation.length === 0],
    ["intake.decide-not-to-open", ids.preliminary.length > 0 && (ids.investigation.length > 0 || chance.often(0.2))],
    ["participation.record-step", steps.length > 0],
    ["participation.record-encounter", steps.length > 1 && chance.often(0.3)],
    ["investigation.inform-concerned", ids.untold.length > 0],
    ["investigation.assess-best-interests", ids.investigation.length > 0 && !state.lastOf["investigation.assess-best-interests"]],
    ["party.communicate", ids.uncommunicated.length > 0 && chance.often(state.waiting > 0 ? 0.9 : 0.1)],
    ["party.record-reply", ids.communication.length > 0],
    ["investigation.record-finding", ids.investigation.length > 0 && ids.finding.length < 2],
    ["investigation.write-passage", ids.investigation.length > 0 && !isWritten(state) && chance.often(0.7)],
    ["investigation.sign-investigation", ids.investigation.length > 0 && isWritten(state) && ids.signed.length === 0],
    ["party.notify", ids.unnotified.length > 0 && chance.often(0.6)],
    ["party.receive-appeal", ids.concluded.length > 0 && chance.often(0.15)],
    ["party.try-appeal", ids.untried.length > 0],
    ["party.forward-appeal", ids.forwardable.length > 0],
    ["decision.report-to-board", ids.urgent.length > 0],
    ["decision.record-agenda-outcome", ids.agenda.length > 0],
    ["decision.correct-decision", ids.decision.length > 0 && chance.often(0.1)],
    ["intervention.make-plan", ids.unplanned.length > 0 && (steps.length === 0 || chance.often(0.1))],
    ["intake.end-without-investigation", ids.waiting.length > 0 && chance.often(0.3)],
    ["intake.end-assignment", state.beside.length > 0 && chance.often(0.3)],
    ["investigation.add-supplement", ids.signed.length > 0 && chance.often(0.2)],
    [
      "intervention.choose-statements",
      state.unchosen.some((one) => [...ids.planned, ...ids.begun].includes(one.interventionId)) && chance.often(0.5),
    ],
    ["intervention.record-beginning", ids.planned.length > 0],
    ["intervention.record-not-begun", ids.unplanned.length + ids.planned.length > 0 && chance.often(0.2)],
    ["intervention.record-interruption", ids.begun.length > 0 && chance.often(0.2)],
    ["intervention.record-resumption", ids.interruption.length > 0],
    ["intervention.follow-up", ids.begun.length > 0],
    ["intervention.end-intervention", ids.begun.length > 0 && chance.often(0.3)],
    ["intervention.report-execution", ids.unplanned.length + ids.planned.length > 0 && chance.often(0.2)],
    ["participation.settle-promise", ids.promise.length > 0 && chance.often(0.4)],
    ["meeting.record-outcome", ids.meeting.length > 0 && chance.often(0.3)],
    ["intake.give-feedback", ids.feedback.length > 0],
    ["intake.record-contact", ids.preliminary.length > 0 && chance.often(0.2)],
    ["intake.record-talk-consent", ids.preliminary.length > 0 && chance.often(0.2)],
    ["intake.extend-preliminary", ids.preliminary.length > 0 && chance.often(0.1)],
    ["investigation.record-request-reply", ids.request.length > 0 && chance.often(0.5)],
    ["investigation.remind-of-request", ids.request.length > 0 && chance.often(0.2)],
    ["party.tell-of-delay", ids.applied.length > 0 && chance.often(0.1)],
    ["party.receive-decision-request", ids.applied.length > 0 && addMonths(state.lastReceivedOn, 6) < today],
    ["party.refuse-decision-request", ids.asked.length > 0],
    ["party.state-no-party", ids.investigation.length > 0 && ids.guardian.length === 0 && chance.often(0.2)],
    ["people.answer-sibling", state.otherChildren.length > 0 && chance.often(0.4)],
    ["decision.answer-approval", ids.approval.length > 0 && chance.often(0.7)],
    ["meeting.summon", ids.toHold.length > 0 && chance.often(0.4)],
  ];
  if (state.isOpen && state.responsible === null) return chance.of(["intake.take-case", "intake.assign-case", "intake.assign-case"]);
  const names = missing.filter(([, is]) => is).map(([name]) => name);
  const ready = ids.investigation.length > 0 && ids.untold.length === 0 && steps.every(({ phaseId }) => ids.tellable.includes(phaseId));
  if (ready && chance.often(ids.signed.length > 0 ? 0.6 : isWritten(state) ? 0.1 : 0.25))
    return chance.of(["intervention.grant-intervention", "intervention.grant-intervention", "decision.decide-no-intervention"]);
  if (state.isOpen && ids.phase.length + ids.unplanned.length + ids.planned.length + ids.begun.length === 0 && chance.often(0.3))
    return "intake.close-case";
  return chance.of(names);
}

/** What the case says of an input; null where the action has nothing to be done with. An action that is not here is made of its schema alone. */
/** What is chosen of each statement for an intervention: mostly all that is asked about, now and then one too few. */
function statementsOf(state: State, interventionId: string | undefined, chance: Chance): readonly Given[] {
  const asked = state.unchosen.filter((one) => one.interventionId === interventionId);
  const why = { reason: chance.of(["annat", "saknar samtycke från barnet", "barnet har bett oss att inte berätta"]) };
  return (chance.often(0.95) ? asked : asked.slice(1)).map(({ conversationId, part }) => ({
    ...{ conversationId, part },
    ...(chance.of([{ choice: "i sin helhet" }, { choice: "begränsat", givenWords: "Vill ha ro.", ...why }, { choice: "inte", ...why }]) ??
      {}),
  }));
}

export const hints: Readonly<Record<string, Hint>> = {
  "intake.assess-protection"({ state, chance, today }) {
    const id = chance.of(state.ids.unassessed) ?? chance.of(Object.keys(state.lastProtection));
    if (id === undefined) return null;
    return { intakeId: id, assessedOn: today, assessedAt: "08:20", followsId: state.lastProtection[id] };
  },
  "intake.mask-reporter"({ state }) {
    const follows = state.lastOf["intake.mask-reporter"];
    return { intakeId: state.ids.intake[0], ...(follows ? { followsId: follows } : {}) };
  },
  "intake.move-intake"({ state, chance, today }) {
    return state.ids.decision.length + state.ids.investigation.length === 0 && chance.often(0.7) ? { givenName: "Rätt", familyName: "Barn", birthDate: addDays(addMonths(today, -12 * chance.whole(1, 15)), -chance.whole(0, 300)), correctionSource: undefined } : null;
  },
  "investigation.open-investigation"(near) {
    const { state, chance } = near;
    const waiting = chance.of(state.ids.waiting);
    if (waiting !== undefined) return { intakeId: waiting, preliminaryAssessmentId: undefined, reasoning: undefined, contacts: undefined, ...decider(near, ["2.1"]) };
    const preliminary = chance.of(state.ids.preliminary);
    return preliminary === undefined ? null : { intakeId: state.ids.intake[0], preliminaryAssessmentId: preliminary, reasoning: "Behöver utredas.", ...decider(near, ["2.1"]) };
  },
  "intake.decide-not-to-open"(near) {
    const { state } = near;
    if (state.ids.preliminary.length === 0 || (state.ids.investigation.length === 0 && near.chance.often(0.6))) return null;
    const going = state.ids.investigation[0];
    return { ...decider(near, ["2.2"]), ...(going ? { result: "pågående utredning finns", investigationId: going } : { result: "inte inleda" }) };
  },
  "intake.extend-preliminary": (near) => (near.state.ids.preliminary.length > 0 && near.chance.often(0.4) ? { ...decider(near, ["2.4"]), extendedTo: addDays(near.today, 20) } : null),
  "intake.end-without-investigation": (near) => (near.state.ids.waiting.length > 0 && near.chance.often(0.4) ? decider(near, ["3.1"]) : null),
  "intake.assign-case"({ house, state, chance }) {
    const who = house.staff[state.unitId === house.staff.leader.unitId ? (chance.of(["caseworker", "colleague"] as const) ?? "colleague") : "stranger"];
    return { staffId: who.staffId, responsibleWas: state.responsible ?? undefined, role: chance.often(0.7) ? "ansvarig" : "medhandläggare" };
  },
  "intake.end-assignment": ({ state, chance, today }) =>
    state.beside[0] ? { staffId: state.beside[0], endedOn: today } : chance.often(0.05) && state.responsible ? { staffId: state.responsible } : null,
  "intake.hand-over"({ house, state, chance, today }) {
    if (state.responsible === null) return null;
    const to = state.responsible === house.staff.caseworker.staffId ? house.staff.colleague : house.staff.caseworker;
    return chance.often(0.3) ? { staffId: to.staffId, leaverId: state.responsible, tellOn: addDays(today, 3) } : null;
  },
  "intake.close-case": ({ state, chance, today }) => (state.ids.phase.length > 0 && chance.often(0.95) ? null : { closedOn: today }),
  "intake.ask-transfer": ({ state, today }) => (state.ids.transfer.length > 0 ? null : { toMunicipality: "Umeå", requestedOn: today }),
  "intake.record-transfer-step": ({ state, chance, today }) =>
    state.ids.transfer.length > 0 ? { kind: chance.of(["tar över", "tar inte över", "återtagen", "lämnat över"]), happenedOn: today } : null,
  "intake.record-talk-consent": ({ state }) => (state.ids.preliminary.length > 0 ? {} : null),
  "intake.write-note": ({ state, chance }) => ({ correctsId: chance.often(0.3) ? chance.of(state.ids.note) : undefined }),
  "investigation.assess-best-interests"({ state }) {
    const standing = state.lastOf["investigation.assess-best-interests"];
    return { ...(standing ? { correctsId: standing } : { correctsId: undefined }) };
  },
  "investigation.extend-investigation": (near) =>
    near.state.ids.investigation.length === 0 ? null : { extendedTo: addDays(addMonths(near.state.extendedTo ?? near.state.investigatedFrom ?? near.today, near.state.extendedTo ? 1 : 5), 3), ...decider(near, ["2.4"]) },
  "investigation.inform-concerned": ({ today, chance, state }) => ({ ...(state.ids.untold[0] ? { personId: state.ids.untold[0] } : {}), outcome: chance.often(0.8) ? "informerad" : "särskilda skäl", happenedOn: today }),
  "investigation.plan-investigation"({ state }) {
    return { followsId: state.lastOf["investigation.plan-investigation"] ?? undefined };
  },
  "investigation.record-finding": ({ state, chance }) => {
    const follows = chance.often(0.2) ? chance.of(state.ids.finding) : undefined;
    return { followsId: follows, areaCode: chance.of(state.areas), withheldFromGuardians: undefined, withheldReason: undefined, ...(chance.often(0.7) ? { kind: chance.of(["risk", "skydd"]) } : {}) };
  },
  "investigation.record-home-visit": ({ state, chance, today }) => {
    const inside = chance.often(0.7);
    const seen = { ground: "samtycke", consentOf: "Mamma", otherGround: undefined, present: "Mamma", childThere: "nej", seen: "Rent.", childRoom: "Eget rum." };
    const outside = { outcome: "ingen öppnade", ground: undefined, consentOf: undefined, otherGround: undefined, present: undefined, childThere: undefined, seen: undefined, childRoom: undefined, risk: undefined, protection: undefined };
    return { visitedOn: today, announced: "anmält", whyUnannounced: undefined, home: "gemensamt hem", personId: undefined, homeOf: undefined, talkedWithChild: undefined, areaCode: chance.of(state.areas), withheldFromGuardians: undefined, withheldReason: undefined, ...(inside ? { outcome: "genomfört", ...seen } : outside) };
  },
  "investigation.write-passage"({ state, chance }) {
    const section = chance.of(["område", "barnets åsikt", "hur åsikten vägs", "barnets bästa", "konsekvenser", "analys", "förslag"]) ?? "analys";
    const areaCode = section === "område" ? chance.of(state.areas) : undefined;
    const follows = state.lastPassage[section + (areaCode ?? "")];
    const rests = state.ids.finding[0] ?? state.ids.conversation[0];
    if (section === "analys" && rests === undefined) return null;
    return { section, areaCode, followsId: follows, restsUpon: section === "analys" ? [rests] : undefined, withheldFromGuardians: undefined, withheldReason: undefined };
  },
  "investigation.sign-investigation": ({ state, chance }) => (isWritten(state) || chance.often(0.05) ? { hasRead: "ja" } : null),
  "participation.record-step"(near) {
    const step = near.chance.of(openSteps(near.state)) ?? { phaseId: near.state.ids.phase[0], step: "informerad" };
    if (step.phaseId === undefined) return null;
    const done = { ...step, happenedOn: near.today, outcome: "gjort" };
    return near.chance.often(0.6) ? done : { ...done, outcome: "inte gjort", reason: near.chance.of(["låg ålder", "låg ålder", "annat"]), tryAgainOn: addDays(near.today, 5) };
  },
  "participation.record-conversation": ({ today, state, chance }) => ({ heldOn: today, status: chance.often(0.8) ? "genomfört" : undefined, childWords: "Jag vill bo kvar.", correctsId: chance.often(0.1) ? chance.of(state.ids.conversation) : undefined, withheldReason: "Barnet kan fara illa." }),
  "participation.record-encounter": ({ today, chance }) => ({ heldOn: today, informed: chance.of(["gjort", "inte nu"]), weighed: chance.of(["gjort", "inte nu"]), told: chance.of(["gjort", "inte nu", undefined]), promise: undefined, promisedFor: undefined, childAsks: undefined, nextStep: undefined, withheldReason: "Kan fara illa." }),
  "decision.decide-no-intervention"(near) {
    const { state, chance, today } = near;
    if (state.ids.investigation.length === 0 || chance.often(0.4)) return null;
    const refuses = state.waiting > 0 && chance.often(0.7);
    return {
      ...{ legalGround: refuses ? "right-to-intervention" : "child-investigation", decidedOn: today, outcome: refuses ? "avslag" : "ingen insats" },
      ...{ investigationOutcome: state.waiting > 0 && !refuses ? "återtagen" : "ingen insats behövs", withdrawnOn: undefined, ...decider(near, [refuses ? "3.2" : "3.1"]) },
      ...(state.waiting > 0 && !refuses ? { withdrawnBy: "en vårdnadshavare" } : { withdrawnBy: undefined }),
    };
  },
  "intervention.grant-intervention"(near) {
    const { state, chance, today } = near;
    if (state.ids.investigation.length === 0 || chance.often(0.2)) return null;
    const all = chance.often(0.6);
    const guardians = state.ids.guardian.map((personId, place) => ({ personId, answer: all || (place === 0 && chance.often(0.8)) ? "samtycker" : chance.of(answers) }));
    const age = ageOn(state.birthDate, today);
    const against = guardians.some(({ answer }) => answer === "samtycker inte");
    const prevented = guardians.some(({ answer }) => answer === "förhindrad");
    const ground = against ? "one-guardian-refuses" : state.waiting > 0 ? "right-and-beyond" : "right-to-intervention";
    const made: Given = against && chance.often(0.8) ? { decider: "utskott", body: "Individutskottet", minutesNumber: "§ 7" } : decider(near, ["4.1", "4.2", "4.3", "4.3"]);
    return {
      guardians, decidedOn: today, legalGround: chance.often(0.9) ? ground : chance.of(["contact-person", "qualified-contact-person", "right-to-intervention", "intervention-beyond-right"]),
      childAnswer: age >= 12 ? chance.of(["samtycker", "samtycker", "begär", "samtycker inte", "inte tillfrågad"]) : "inte tillfrågad",
      ...{ consentForm: "muntligt", consentReasoning: "Det är bäst.", suitable: "ja", ...made },
      ...(prevented ? { cannotWait: "Det kan inte vänta.", farReaching: undefined } : {}),
      ...{ type: chance.of(["familjebehandling", "föräldrastöd", "kontaktperson", "stöd till barn enskilt"]), childAnsweredOn: undefined, monthlyCost: undefined },
    };
  },
  "intervention.make-plan": ({ today, state, chance }) => (state.ids.unplanned.length === 0 ? null : { interventionId: state.ids.unplanned[0], plannedOn: today, startedOn: today, firstFollowUpOn: addMonths(today, 2), childInformationUsed: "ja", statements: statementsOf(state, state.ids.unplanned[0], chance) }),
  "intervention.choose-statements": ({ state, chance }) => {
    const interventionId = state.unchosen.find((one) => state.ids.intervention.includes(one.interventionId) && !state.ids.unplanned.includes(one.interventionId))?.interventionId;
    return interventionId === undefined ? null : { interventionId, statements: statementsOf(state, interventionId, chance) };
  },
  "intervention.record-beginning": ({ state, today }) => (state.ids.planned.length === 0 ? null : { beganOn: today }),
  "intervention.follow-up": ({ state, today, chance }) => (state.ids.begun.length === 0 ? null : { beganOn: undefined, followedUpOn: today, changeNeeded: "nej", nextFollowUpOn: addMonths(today, 4), measured: undefined, ...(chance.often(0.7) ? { childView: "Det är bra.", notHeardReason: undefined } : { childView: undefined, notHeardReason: "låg ålder" }) }),
  "intervention.end-intervention": ({ state, today, chance }) => (state.ids.begun.length === 0 || chance.often(0.4) ? null : { beganOn: undefined, endedOn: today }),
  "intervention.record-not-begun": ({ state, today, chance }) => ([...state.ids.unplanned, ...state.ids.planned].length === 0 || chance.often(0.7) ? null : { interventionId: [...state.ids.unplanned, ...state.ids.planned][0], decidedOn: today, told: "gjort", toldOn: today }),
  "intervention.record-resumption": ({ state }) => (state.ids.interruption.length === 0 ? null : {}),
  "intervention.report-execution": ({ state, today }) => (state.ids.intervention.length === 0 ? null : { interruptionId: undefined, reportedOn: today, reason: "Ingen utförare." }),
  "meeting.book-meeting": ({ state, today, chance }) => (state.ids.guardianship.length === 0 ? null : { day: addDays(today, chance.whole(1, 3)), time: "09:00", togetherBecause: "De är överens.", childAbout: "Vi vill träffa dig." }),
  "meeting.move-meeting": ({ state, today }) => (state.ids.meeting.length === 0 ? null : { day: addDays(today, 5), time: "10:00" }),
  "meeting.call-off-meeting": ({ state, chance }) => (state.ids.meeting.length === 0 || chance.often(0.6) ? null : {}),
  "meeting.record-outcome"({ state, chance }) {
    const meetingId = chance.of(state.ids.meeting);
    if (meetingId === undefined) return null;
    const came = state.called.filter(({ meeting }) => meeting === meetingId).map(({ id }) => id);
    return { meetingId, ...(chance.often(0.6) ? { held: "ja", came, whyNot: "Vet inte." } : { held: "nej" }) };
  },
  "party.communicate": ({ today, state, chance }) => {
    const whom = { personId: state.ids.uncommunicated[0] ?? chance.of([...state.ids.guardian, state.childId]), happenedOn: today };
    if (chance.often(0.4)) return { ...whom, kind: "undantag" };
    return { ...whom, kind: "kommunicerat", way: "i handen", replyBy: addDays(today, 14), leftOut: undefined, toldOtherwise: undefined };
  },
  "party.notify": ({ today, state, chance }) => (state.ids.concluded.length === 0 ? null : { personId: state.ids.unnotified[0] ?? chance.of([...state.ids.guardian, state.childId]), kind: chance.often(0.9) ? "underrättad" : "uppenbart obehövligt", sentOn: today, way: "i handen", gotOn: today, withGuidance: "ja" }),
  "party.receive-appeal": ({ today, state }) => (state.ids.concluded.length === 0 ? null : { receivedOn: today, courtReceivedOn: undefined }),
  "party.try-appeal": (near) => (near.state.ids.untried.length === 0 ? null : { gotOn: undefined, decidedOn: near.today, ...decider(near, ["3.2", "4.3"]) }),
  "party.record-reply": ({ today }) => ({ repliedOn: today }),
  "party.state-no-party": ({ state }) => (state.ids.guardian.length > 0 ? null : {}),
  "people.add-relative": ({ state, chance, today }) => (chance.often(0.4) ? { toId: state.childId, kind: chance.of(["syskon", "nätverk", "mor- eller farförälder"]), validFrom: undefined, sourceOn: today } : null),
  "people.confirm-guardian"({ state, chance, today }) {
    if (state.ids.claim.length === 0 && chance.often(0.9)) return null;
    return { claimId: chance.of(state.ids.claim), kind: "vårdnadshavare", validFrom: state.birthDate, source: "folkbokföringen", sourceOn: today, phone: undefined };
  },
  "people.dismiss-claim": ({ state, chance }) => (state.ids.guardian.length === 0 || chance.often(0.7) ? null : {}),
  "people.correct-guardian": ({ chance, today, state }) => (chance.often(0.4) ? { validFrom: state.birthDate, validTo: undefined, kind: "vårdnadshavare", sourceOn: today, phone: undefined } : null),
  "people.end-guardianship": ({ chance, today }) => (chance.often(0.15) ? { endedOn: today, sourceOn: today } : null),
  "people.withdraw-guardianship": ({ chance, today }) => (chance.often(0.05) ? { sourceOn: today } : null),
  "people.protect-person": ({ state, chance, today }) => ({ from: undefined, personId: chance.of([state.childId, ...state.ids.guardian]), validFrom: today, sourceOn: today }),
  "people.correct-child": ({ state, chance, today }) => (chance.often(0.2) ? { change: "rättad", birthDate: state.birthDate, birthDateKnown: "dag", language: chance.of(["arabiska", "somaliska"]), sourceOn: today } : null),
  "people.add-detail": ({ state, chance, today }) => ({ personId: chance.of([state.childId, ...state.ids.guardian]), kind: chance.of(["telefon", "språk", "kommunikation", "vistelseadress"]), detail: "Uppgift", validFrom: today, sourceOn: today }),
  "people.change-detail": ({ state, chance, today }) => ({ detailId: state.details[0]?.id, personId: state.details[0]?.person, change: chance.of(["upphörd", "återtagen"]), validTo: today, sourceOn: today }),
  "people.change-relation": ({ today }) => ({ sourceOn: today, validFrom: undefined }),
  "people.change-relative": ({ today }) => ({ sourceOn: today }),
  "workplace.make-guardian-extract": ({ chance }) => (chance.often(0.3) ? { reporter: "visas", childViewReason: "Barnet är tillfrågat." } : null),
  "workplace.make-full-extract": ({ chance }) => (chance.often(0.5) ? {} : null),
  "access.review-own-family": ({ house, chance, today }) => (chance.often(0.1) ? { staffId: house.staff.stranger.staffId, outcome: "inte egen familj", sourceOn: today } : null),
  "intake.correct-entry": ({ state, chance }) => ({ entry: `intakes.${chance.of(state.ids.intake) ?? ""}`, field: chance.of(["concern", "annat"]), followsId: undefined, instead: `Det stod fel ${chance.whole(1, 999)}.` }),
  "intake.attach-file": ({ today }) => ({ cameOn: today, entry: undefined, keptFrom: "ingen" }),
  "intake.answer-passages": ({ state }) => (state.ids.extract.length === 0 ? null : { passages: [state.caseId] }),
  "intake.record-contact": ({ state, today }) => (state.ids.preliminary.length === 0 ? null : { happenedOn: today, who: "Mormor", kind: "annan vuxen i hemmet" }),
  "investigation.record-request-reply": ({ state, today }) => (state.ids.request.length === 0 ? null : { repliedOn: today, outcome: "svar", repliedBy: "Rektor", replyForm: "muntligt", kind: "risk", statement: "Rektor berättar.", areaCode: undefined }),
  "investigation.remind-of-request": ({ state, today }) => (state.ids.request.length === 0 ? null : { remindedOn: today, replyBy: addDays(today, 10) }),
  "party.tell-of-delay": ({ state, today }) => (state.ids.applied.length === 0 ? null : { toldOn: today, way: "i handen", expectedOn: addDays(today, 30) }),
  "party.receive-decision-request": ({ state, today }) => (state.ids.applied.length === 0 || addMonths(state.lastReceivedOn, 6) > today ? null : { receivedOn: today }),
  "party.refuse-decision-request": (near) => (near.state.ids.asked.length === 0 ? null : { ...decider(near, ["3.2"]), decidedOn: near.today }),
  "people.answer-sibling": ({ state, today }) => (state.otherChildren.length === 0 ? null : { sourceOn: today }),
  "decision.ask-approval": ({ state, chance }) => {
    const kinds = state.ids.investigation.length > 0 ? ["bevilja insats", "avsluta utredning utan insats", "förlänga utredning"] : ["inte inleda utredning", "förlänga förhandsbedömning"];
    const kind = chance.of(kinds);
    return chance.often(0.7) ? { kind, subjectId: undefined, interventionType: kind === "bevilja insats" ? chance.of(["familjebehandling", "kontaktperson"]) : undefined } : null;
  },
  "decision.answer-approval": ({ state, chance }) => (state.ids.approval.length === 0 ? null : { answer: chance.often(0.7) ? "godkänt" : "återlämnat", reason: "Skälen." }),
  "meeting.summon"({ state, chance }) {
    const meetingId = chance.of(state.ids.toHold);
    const calledId = chance.of(state.called.filter(({ meeting }) => meeting === meetingId))?.id;
    return meetingId === undefined || calledId === undefined ? null : { meetingId, calledId, way: chance.of(["i handen", "i handen", "brev"]), mail: undefined, phone: undefined };
  },
  "decision.put-on-agenda": ({ state, chance, today }) => (state.ids.investigation.length === 0 || chance.often(0.7) ? null : { meetingOn: addDays(today, 7) }),
  "decision.report-delegated": ({ chance, today }) => (chance.often(0.4) ? { from: addMonths(today, -1), to: today, reportedOn: today } : null),
}; // prettier-ignore
