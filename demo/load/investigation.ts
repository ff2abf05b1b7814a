// The investigation, its decision and conclusion.
import { investigationTime } from "../../src/casework/investigation/rules.ts";
import { ageOn, birthday, dateOf } from "../calendar.ts";
import { showcaseSize } from "../lives/showcase.ts";
import type { Intervention, Investigation } from "../lives/types.ts";
import { writeBody } from "./body.ts";
import { interventionsOf, investigationClosedOn } from "./cases.ts";
import { idFor, provisionOn, stampOf, writeMaker } from "./desk.ts";
import type { CasePaper } from "./desk.ts";
import { intakeId, investigationId } from "./intake.ts";
import { writeIntervention } from "./intervention.ts";
import { writeHearing, writeNotifications } from "./party.ts";
import { writePhase } from "./participation.ts";
import type { PhaseSteps } from "./participation.ts";
import { tell } from "./tell.ts";
import { hasText } from "./words.ts";

/** Days after the start when the child is told that the investigation is open. */
const informedAfter = 2;

/** Writes an investigation and everything it led to. */
export function writeInvestigation(paper: CasePaper, place: number): void {
  const { desk, life, caseId } = paper;
  const { tables, municipalityId, municipality } = desk;
  const one = life.investigations[place];
  if (!one) return;
  const id = investigationId(paper, place);
  const informedOn = one.startedOn + informedAfter;
  const steps = writePhase(paper, {
    kind: "utredning", what: `utredning/${place}`, subjectId: id, openedOn: one.startedOn,
    closedOn: investigationClosedOn(one, municipality.referenceDay), weighedOn: one.endedOn, isTold: one.toldOn !== undefined, toldText: "told/investigation",
    weighedText: `weighed/${whatWasFound(one)}`,
    informedOn: one.endedOn !== undefined || informedOn <= municipality.referenceDay ? informedOn : undefined,
    isInformed: ageOn(life.birth, one.startedOn) >= 3,
    conversations: life.conversations.filter((talk) => talk.investigation === place),
    missed: life.missed.find((miss) => miss.investigation === place),
    missedOn: one.endedOn ?? Math.max(one.startedOn, municipality.referenceDay - 1),
  }); // prettier-ignore
  const text = (key: string) => tell(paper, key, one.startedOn);
  writeMaker(paper, id, one.startedOn, { minute: 14 * 60 + 20, point: "2.1" });
  tables.investigation.add(
    municipalityId, id, caseId, intakeId(paper, one.intake), steps.phaseId, dateOf(one.startedOn), investigationTime.apply({ openedOn: dateOf(one.startedOn) }).dueOn, text("purpose"),
    text("plan"), provisionOn(one.startedOn, "14 kap. 2 §", "11 kap. 1 §"), ...stampOf(paper, one.startedOn, 14 * 60 + 20),
  ); // prettier-ignore
  writeOpenedInformation(paper, one, place, id);
  writeExtension(paper, one, place, id);
  writeHearing(paper, one, { place, id, isRefused: isRefused(paper, one, place) });
  if (life.number <= showcaseSize) writeBody(paper, one, place, { id, talk: steps.talk, found: whatWasFound(one) });
  if (one.endedOn !== undefined && one.outcome !== undefined) writeConclusion(paper, one, one.endedOn, place, id, steps);
}

/** Days after the start when the guardians are told that the investigation is open; the second now and then later. */
const guardianInformedAfter = [1, 4] as const;

function writeOpenedInformation(paper: CasePaper, one: Investigation, place: number, id: string): void {
  const { desk, life, caseId, guardians } = paper;
  const last = one.endedOn ?? desk.municipality.referenceDay;
  guardians.forEach((guardian, n) => {
    const meant = one.startedOn + (life.number % 7 === 0 ? (guardianInformedAfter[n] ?? 1) : n);
    // Nobody is left untold when it ends.
    const day = one.endedOn === undefined ? meant : Math.min(meant, one.endedOn);
    if (day > last) return;
    desk.tables.openedInformation.add(
      desk.municipalityId, idFor(desk, life, day, `information/${place}/${n}`), caseId, id, guardian, "informerad", dateOf(day), tell(paper, "openedInformation", day),
      ...stampOf(paper, day, 15 * 60),
    ); // prettier-ignore
  });
}

function writeExtension(paper: CasePaper, one: Investigation, place: number, id: string): void {
  if (one.extendedTo === undefined) return;
  const { desk, life, caseId } = paper;
  const decidedOn = one.startedOn + 110;
  const extensionId = idFor(desk, life, decidedOn, `förlängning/${place}`);
  writeMaker(paper, extensionId, decidedOn, { minute: 11 * 60, staffId: paper.leader, point: "2.4" });
  desk.tables.extension.add(
    desk.municipalityId, extensionId, caseId, id, dateOf(decidedOn), dateOf(one.extendedTo), tell(paper, "extension", decidedOn),
    provisionOn(decidedOn, "20 kap. 3 §", "11 kap. 2 §"), ...stampOf(paper, decidedOn, 11 * 60),
  ); // prettier-ignore
}

function writeConclusion(paper: CasePaper, one: Investigation, endedOn: number, place: number, id: string, steps: PhaseSteps): void {
  const { desk, life, caseId } = paper;
  const { tables, municipalityId } = desk;
  const bestInterests = idFor(desk, life, endedOn, `barnets bästa/${place}`);
  const found = whatWasFound(one);
  const text = (key: string) => tell(paper, key, endedOn, { facts: heardIn(paper, place) });
  tables.bestInterests.add(
    municipalityId, bestInterests, caseId, id, dateOf(endedOn), text("risk"), text("protective"), text(`bestInterests/${found}`), ...stampOf(paper, endedOn, 12 * 60),
  ); // prettier-ignore
  const interventions = interventionsOf(life, place);
  const decisions = interventions.map((intervention) => ({ intervention, id: writeGrant(paper, endedOn, id, intervention) }));
  const refusal = decisions.length > 0 ? undefined : writeRefusal(paper, one, endedOn, place, id);
  const decision = decisions[0]?.id ?? refusal ?? "";
  const appeal = refusal === undefined || isRefused(paper, one, place) ? "förvaltningsbesvär" : "kan inte överklagas";
  const those = decisions.length > 0 ? decisions.map((each) => each.id) : [decision];
  writeNotifications(paper, endedOn, {
    place,
    decisions: those,
    appeal,
    isRefused: refusal !== undefined && appeal === "förvaltningsbesvär",
  });
  tables.conclusion.add(
    municipalityId, id, caseId, steps.phaseId, dateOf(endedOn), one.outcome, text(`assessment/${found}`), decision, bestInterests, steps.informed, steps.heard, steps.weighed,
    ...stampOf(paper, endedOn, 14 * 60),
  ); // prettier-ignore
  for (const { intervention, id: decisionId } of decisions) writeIntervention(paper, intervention, id, decisionId);
}

/** What the texts about the child say: help that the family takes at home, a need that is met elsewhere or not at all, or none. */
function whatWasFound({ outcome }: Investigation): "support" | "need" | "none" {
  if (outcome === "öppen insats") return "support";
  return outcome === "ingen insats behövs" ? "none" : "need";
}

/** Whether the child has been talked with in the investigation. */
function heardIn({ life }: CasePaper, place: number): string[] {
  const talks = life.conversations.filter((one) => one.investigation === place && one.status === "genomfört" && one.form !== "observation");
  return talks.length > 0 ? ["hörd"] : [];
}

function writeGrant(paper: CasePaper, endedOn: number, investigation: string, intervention: Intervention): string {
  const { desk, life, caseId } = paper;
  const id = idFor(desk, life, endedOn, `beslut/${intervention.number}`);
  const isOwnParty = endedOn >= birthday(life.birth, 15);
  const byCommittee = intervention.placement;
  const committee = byCommittee ? { committee: 10 + (life.number % 80) } : {};
  writeMaker(paper, id, endedOn, { minute: 13 * 60, staffId: paper.leader, point: "4.2", ...committee });
  desk.tables.decision.add(
    desk.municipalityId, id, caseId, investigation, dateOf(endedOn), byCommittee ? "utskott" : "tjänsteman", "bifall", intervention.type,
    "right-to-intervention", provisionOn(endedOn, "11 kap. 1 §", "4 kap. 1 §"), tell(paper, "decisionGrant", endedOn, { facts: heardIn(paper, intervention.investigation) }), paper.caseworker, "förvaltningsbesvär", "samtycke",
    provisionOn(endedOn, "21 kap. 1 §", "3 kap. 6 a §"), null, ...stampOf(paper, endedOn, 13 * 60),
  ); // prettier-ignore
  writeConsents(paper, endedOn, id, `beslut/${intervention.number}`, "samtycker", isOwnParty);
  return id;
}

function writeRefusal(paper: CasePaper, one: Investigation, endedOn: number, place: number, investigation: string): string {
  const { desk, life, caseId } = paper;
  const id = idFor(desk, life, endedOn, `beslut/avslut/${place}`);
  const key =
    one.outcome === "ingen insats behövs" ? "decisionNone"
    : one.outcome === "samtycke saknas" ? "decisionNoConsent"
    : one.outcome === "ansökan LVU" || one.outcome === "22 § LVU" ? "decisionLvu"
    : `decisionOther/${hasText("decisionOther", one.outcome ?? "") ? one.outcome : "annat"}`; // prettier-ignore
  // To apply for care is for the committee (30 kap. 7 § SoL).
  const lvu = key === "decisionLvu";
  const committee = lvu ? { committee: 10 + (life.number % 80) } : {};
  writeMaker(paper, id, endedOn, { minute: 13 * 60, staffId: paper.leader, point: "3.1", ...committee });
  // What was applied for is refused, so that it can be appealed (35 kap. 1 § SoL).
  const applied = isRefused(paper, one, place);
  const ending = applied
    ? (["avslag", null, "right-to-intervention", provisionOn(endedOn, "11 kap. 1 §", "4 kap. 1 §")] as const)
    : (["ingen insats", null, "child-investigation", provisionOn(endedOn, "20 kap. 3 §", "11 kap. 2 §")] as const);
  desk.tables.decision.add(
    desk.municipalityId, id, caseId, investigation, dateOf(endedOn), lvu ? "utskott" : "tjänsteman", ...ending, tell(paper, key, endedOn), paper.caseworker,
    applied ? "förvaltningsbesvär" : "kan inte överklagas", null, null, null, ...stampOf(paper, endedOn, 13 * 60),
  ); // prettier-ignore
  if (one.outcome === "samtycke saknas") writeConsents(paper, endedOn, id, `beslut/avslut/${place}`, "samtycker inte", false);
  return id;
}

/** Whether the investigation ends with an application being refused. */
function isRefused({ life }: CasePaper, one: Investigation, place: number): boolean {
  const { endedOn } = one;
  if (endedOn === undefined || interventionsOf(life, place).length > 0) return false;
  const answered = (day: number) =>
    life.investigations.some((other) => other !== one && other.endedOn !== undefined && other.endedOn >= day && other.endedOn < endedOn);
  return life.intakes.some(({ type, receivedOn: day }) => type === "ansökan" && day <= endedOn && !answered(day));
}

function writeConsents(paper: CasePaper, day: number, decision: string, what: string, answer: string, withChild: boolean): void {
  const { desk, life, caseId } = paper;
  const add = (person: string, capacity: string, n: number) =>
    desk.tables.consent.add(
      desk.municipalityId, idFor(desk, life, day, `${what}/samtycke/${n}`), caseId, decision, person, capacity, answer, dateOf(day), n === 0 ? "skriftligt" : "muntligt",
      ...stampOf(paper, day, 13 * 60 + 5),
    ); // prettier-ignore
  paper.guardians.forEach((guardian, n) => add(guardian, life.unaccompanied ? "god man" : "vårdnadshavare", n));
  if (withChild) add(paper.childId, "barnet", 9);
}
