// The intervention: planning with the child, the plan, follow-ups, the ending.
import { ageOn, dateOf } from "../calendar.ts";
import { firstFollowUpAfter, followUpDays, measuredAt } from "../lives/follow-ups.ts";
import type { StatementChoice } from "../../src/casework/intervention/codes.ts";
import type { Amount, Intervention } from "../lives/types.ts";
import { idFor, stampOf } from "./desk.ts";
import type { CasePaper } from "./desk.ts";
import { isAfterLimit } from "../../src/casework/intervention/begin.ts";
import { writeHeard, writePhase } from "./participation.ts";
import { tell } from "./tell.ts";
import { hasText } from "./words.ts";

/** Days after the start by which it is known that the child was not talked with in the follow-up. */
const silenceKnownAfter = 60;
const wholly = "uppnått helt";

/** Writes an intervention from the grant to its ending, as far as it has come. */
export function writeIntervention(paper: CasePaper, one: Intervention, investigationId: string, decisionId: string): void {
  const { desk, life, caseId } = paper;
  const { tables, municipalityId } = desk;
  const place = one.number - 1;
  const id = idFor(desk, life, one.grantedOn, `insats/${place}`);
  const goals = goalsFor(paper, one);
  const planning = writePlanning(paper, one, place, id);
  tables.intervention.add(
    municipalityId, id, caseId, decisionId, investigationId, planning, one.type, one.recipient, dateOf(one.grantedOn), one.provision, goals,
    ...stampOf(paper, one.grantedOn, 14 * 60 + 10),
  ); // prettier-ignore
  if (one.startedOn === undefined) return;
  const { startedOn } = one;
  const text = (key: string) => tell(paper, key, startedOn);
  const followUp = writeFollowUpPhase(paper, one, one.startedOn, place, id);
  const days = followUpDays(one, life, desk.municipality.referenceDay);
  tables.plan.add(
    municipalityId, id, caseId, planning, followUp, dateOf(one.startedOn), text(`provider/${known("provider", one.type)}`), goals, text("childGoals"), one.used ?? "ja",
    one.passedOn ?? "ja", null, one.passedOn === "ja" ? null : text(`notPassedOn/${known("notPassedOn", one.notPassedOn ?? "")}`), one.notPassedOn,
    dateOf(days[0] ?? one.startedOn + firstFollowUpAfter), ...stampOf(paper, one.startedOn, 16 * 60),
  ); // prettier-ignore
  paper.planned.push({ id, one });
  writeBeginning(paper, one, one.startedOn, id);
  writeFollowUps(paper, one, place, id, followUp, days);
  if (one.endedOn === undefined) return;
  tables.ending.add(
    municipalityId, id, caseId, followUp, dateOf(one.endedOn), one.endReason ?? "annat", one.goals ?? wholly, tell(paper, "ending", one.endedOn), ...stampOf(paper, one.endedOn, 16 * 60),
  ); // prettier-ignore
}

/**
 * What the provider of each planned intervention got of what the child has said, once all of it is written: as the life says it was passed on, and of what was
 * said later as it was said. In a case that goes on the latest may still wait to be chosen of.
 */
export function writeStatementChoices(paper: CasePaper): void {
  const { desk, life, caseId, said } = paper;
  for (const { id, one } of paper.planned) {
    const startedOn = one.startedOn ?? 0;
    const all = said.flatMap((talk) => (talk.withheld ? ["berättat", "skyddat"] : ["berättat"]).map((part) => ({ ...talk, part })));
    const ofPlan = all.filter(({ heldOn }) => heldOn <= startedOn);
    const later = all.filter(({ heldOn }) => heldOn > startedOn && (one.endedOn === undefined || heldOn < one.endedOn));
    const waits = one.endedOn === undefined && life.number % 5 === 0 ? 1 : 0;
    const add = (statement: (typeof all)[number], day: number, choice: StatementChoice): void => {
      const words = choice === "begränsat" ? tell(paper, "passedOn", day) : null;
      desk.tables.statementChoice.add(
        desk.municipalityId, idFor(desk, life, day, `val/${id}/${statement.conversationId}/${statement.part}`), caseId, id, statement.conversationId, statement.part,
        choice, words, choice === "i sin helhet" ? null : (one.notPassedOn ?? "annat"), ...stampOf(paper, day, 16 * 60),
      ); // prettier-ignore
    };
    for (const [n, statement] of ofPlan.entries()) add(statement, startedOn, choiceOf(one.passedOn ?? "ja", n, ofPlan.length));
    for (const statement of later.slice(0, later.length - waits))
      add(statement, Math.min(statement.heldOn + 1, desk.municipality.referenceDay), "i sin helhet");
  }
}

/** Together they come to what the life says: all in full, none, or the last of several not and a single one in other words. */
function choiceOf(passedOn: Amount, n: number, of: number): StatementChoice {
  if (passedOn !== "delvis") return passedOn === "ja" ? "i sin helhet" : "inte";
  if (of === 1) return "begränsat";
  return n === of - 1 ? "inte" : "i sin helhet";
}

function writePlanning(paper: CasePaper, one: Intervention, place: number, id: string): string {
  const { referenceDay } = paper.desk.municipality;
  const { life } = paper;
  const informedOn = one.grantedOn + 1;
  return writePhase(paper, {
    kind: "planering", what: `planering/${place}`, subjectId: id, openedOn: one.grantedOn, closedOn: one.startedOn, weighedOn: one.startedOn, isTold: isOldEnough(paper, one.startedOn ?? one.grantedOn),
    weighedText: "weighed/intervention", toldText: "planTold", informedOn: one.startedOn !== undefined || informedOn <= referenceDay ? informedOn : undefined, isInformed: isOldEnough(paper, informedOn),
    conversations: life.conversations.filter((talk) => talk.intervention === place && talk.phase === "planering"),
    missed: life.missed.find((miss) => miss.intervention === place && miss.phase === "planering"), missedOn: one.startedOn ?? one.grantedOn,
  }).phaseId; // prettier-ignore
}

function writeFollowUpPhase(paper: CasePaper, one: Intervention, startedOn: number, place: number, id: string): string {
  const { life } = paper;
  const kind = one.placement ? "placering" : "uppföljning";
  return writePhase(paper, {
    kind, what: `${kind}/${place}`, subjectId: id, openedOn: startedOn, closedOn: one.endedOn, weighedOn: one.endedOn, isTold: isOldEnough(paper, one.endedOn ?? startedOn),
    weighedText: "weighed/intervention", toldText: "followUpTold", informedOn: startedOn, isInformed: isOldEnough(paper, startedOn),
    conversations: life.conversations.filter((talk) => talk.intervention === place && talk.phase === kind),
    missed: life.missed.find((miss) => miss.intervention === place && miss.phase === kind),
    missedOn: Math.min(startedOn + silenceKnownAfter, one.endedOn ?? paper.desk.municipality.referenceDay),
  }).phaseId; // prettier-ignore
}

/** A baby is told nothing in words. */
function isOldEnough({ life }: CasePaper, day: number): boolean {
  return ageOn(life.birth, day) >= 2;
}

/** The day it began; where that took more than three months, what was reported to IVO and the auditors. */
function writeBeginning(paper: CasePaper, one: Intervention, startedOn: number, id: string): void {
  const { desk, life, caseId } = paper;
  const { tables, municipalityId } = desk;
  const isLate = isAfterLimit({ grantedOn: dateOf(one.grantedOn), underRight: true }, dateOf(startedOn));
  tables.beginning.add(municipalityId, id, caseId, dateOf(startedOn), isLate, ...stampOf(paper, startedOn, 16 * 60 + 5));
  if (!isLate) return;
  const place = one.number - 1;
  tables.executionReport.add(
    municipalityId, idFor(desk, life, startedOn, `dröjsmål/${place}`), caseId, id, "inte verkställt", dateOf(startedOn - 1), tell(paper, "delay", startedOn - 1), null, ...stampOf(paper, startedOn - 1, 10 * 60),
  ); // prettier-ignore
  tables.executionReport.add(
    municipalityId, idFor(desk, life, startedOn, `verkställt/${place}`), caseId, id, "verkställt", dateOf(startedOn), null, dateOf(startedOn), ...stampOf(paper, startedOn, 16 * 60 + 20),
  ); // prettier-ignore
}

function writeFollowUps(paper: CasePaper, one: Intervention, place: number, id: string, phaseId: string, days: readonly number[]): void {
  const { desk, life, caseId, random } = paper;
  const { referenceDay } = desk.municipality;
  // Now and then the latest follow-up has not been done in time.
  const isLate = one.endedOn === undefined && life.number % 17 === 0;
  const done = days.filter((day) => day <= referenceDay && (one.endedOn === undefined || day < one.endedOn));
  if (isLate) done.pop();
  const missed = life.missed.find((miss) => miss.intervention === place && miss.phase === (one.placement ? "placering" : "uppföljning"));
  done.forEach((day, n) => {
    const attainment = random.weighted([
      ["uppnått delvis", 50],
      ["för tidigt att säga", n === 0 ? 40 : 10],
      [wholly, 15],
      ["inte uppnått", 10],
    ] as const);
    const facts = [
      ...(missed ? [] : ["hörd"]),
      ...(one.placement ? [] : ["öppen insats"]),
      ...(missed || one.placement ? [] : ["hörd hemma"]),
    ];
    const view = tell(paper, "childView", day, { facts });
    const heard = idFor(desk, life, day, `hörd i uppföljning/${place}/${n}`);
    writeHeard(paper, phaseId, heard, day, missed, view);
    const measure = measuredAt(one, life, n);
    desk.tables.followUp.add(
      desk.municipalityId, idFor(desk, life, day, `uppföljning/${place}/${n}`), caseId, id, phaseId, heard, dateOf(day), random.weighted([["ja", 70], ["delvis", 25], ["nej", 5]] as const),
      missed ? null : view, attainment, random.weighted([["nej", 80], ["ändrad insats", 10], ["utökad insats", 6], ["avsluta", 4]] as const),
      tell(paper, "followUp", day, { facts }), days[n + 1] === undefined ? null : dateOf(days[n + 1] ?? day), measure.measured, measure.with, measure.before, measure.now, measure.use,
      ...stampOf(paper, day, 15 * 60),
    ); // prettier-ignore
  });
}

function goalsFor(paper: CasePaper, one: Intervention): string {
  return tell(paper, `goals/${hasText("goals", one.type) ? one.type : "annan"}`, one.grantedOn);
}

/** The name of a text of its own, or of the others'. */
function known(key: "provider" | "notPassedOn", name: string): string {
  return hasText(key, name) ? name : key === "provider" ? "annan" : "annat";
}
