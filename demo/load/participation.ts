// A phase of the case with its conversations and four steps: informed, heard, weighed, told.
import type { CodeOf } from "../../src/platform/database/generated.ts";
import { ageOn, dateOf } from "../calendar.ts";
import { structuredMethod } from "../lives/follow-ups.ts";
import type { Conversation, Missed } from "../lives/types.ts";
import { ageGroupOf } from "../tables.ts";
import { idFor, stampOf } from "./desk.ts";
import type { CasePaper } from "./desk.ts";
import { tell } from "./tell.ts";

export type PhaseToWrite = {
  readonly kind: CodeOf<"participation.phase.kind">;
  /** Unique in the life, for the identifiers: "utredning/0". */
  readonly what: string;
  readonly subjectId: string;
  readonly openedOn: number;
  /** When the four steps were complete; undefined = still open. */
  readonly closedOn: number | undefined;
  /** When the child was told, or the reason why not was recorded; the day of the decision for an investigation. */
  readonly weighedOn: number | undefined;
  /** Whether the child was told. */
  readonly isTold: boolean;
  /** The texts of how the child's opinion was weighed, and of what the child was told. */
  readonly weighedText: string;
  readonly toldText: string;
  /** When the child was informed; undefined = not yet. */
  readonly informedOn: number | undefined;
  readonly isInformed: boolean;
  readonly conversations: readonly Conversation[];
  readonly missed: Missed | undefined;
  readonly missedOn: number;
};
export type PhaseSteps = {
  readonly phaseId: string;
  readonly informed: string;
  readonly heard: string;
  readonly weighed: string;
  readonly told: string;
  /** The talk in which the child was heard; undefined where there was none. */
  readonly talk: string | undefined;
};

/** Reasons that make the database ask for a day to try again. */
const tryAgain: readonly CodeOf<"participation.step.reason">[] = ["inställt", "barnet vill inte", "tidsbrist", "kunde inte nås"];

/** Writes the phase; gives the ids of its steps (those not yet taken have no row). */
export function writePhase(paper: CasePaper, phase: PhaseToWrite): PhaseSteps {
  const { desk, life, caseId } = paper;
  const { tables, municipalityId } = desk;
  const id = (what: string) => idFor(desk, life, phase.openedOn, `${phase.what}/${what}`);
  const heardBy = phase.conversations.find((one) => one.status === "genomfört" && one.form !== "observation");
  const steps: PhaseSteps = {
    phaseId: id("fas"),
    informed: id("informerad"),
    heard: id("hörd"),
    weighed: id("vägd"),
    told: id("berättad"),
    talk: heardBy && conversationId(paper, heardBy),
  };
  tables.phase.add(
    municipalityId,
    steps.phaseId,
    caseId,
    phase.kind,
    phase.subjectId,
    dateOf(phase.openedOn),
    ...stampOf(paper, phase.openedOn),
  );
  for (const one of phase.conversations) writeConversation(paper, phase, steps.phaseId, one);
  if (phase.informedOn !== undefined) {
    if (phase.isInformed)
      writeDone(
        paper,
        steps.phaseId,
        steps.informed,
        "informerad",
        phase.informedOn,
        tell(paper, informedText(phase.kind), phase.informedOn),
      );
    else
      writeNotDone(
        paper,
        steps.phaseId,
        steps.informed,
        "informerad",
        phase.informedOn,
        youngOrOther(paper, phase.informedOn),
        "notInformedText",
      );
  }
  if (heardBy) writeDone(paper, steps.phaseId, steps.heard, "hörd", heardBy.heldOn, null, conversationId(paper, heardBy));
  else if (phase.missed) writeNotDone(paper, steps.phaseId, steps.heard, "hörd", phase.missedOn, phase.missed.reason, "otherReason");
  if (phase.weighedOn !== undefined) {
    if (heardBy) writeDone(paper, steps.phaseId, steps.weighed, "vägd", phase.weighedOn, tell(paper, phase.weighedText, phase.weighedOn));
    else writeNotDone(paper, steps.phaseId, steps.weighed, "vägd", phase.weighedOn, youngOrOther(paper, phase.weighedOn), "notHeardText");
  }
  if (phase.closedOn !== undefined) {
    const facts = heardBy ? ["hörd"] : [];
    if (phase.isTold)
      writeDone(paper, steps.phaseId, steps.told, "berättad", phase.closedOn, tell(paper, phase.toldText, phase.closedOn, { facts }));
    else writeNotDone(paper, steps.phaseId, steps.told, "berättad", phase.closedOn, youngOrOther(paper, phase.closedOn), "notToldText");
    tables.phaseClosure.add(
      municipalityId, steps.phaseId, caseId, dateOf(phase.closedOn), steps.informed, steps.heard, steps.weighed, steps.told, ...stampOf(paper, phase.closedOn, 15 * 60 + 30),
    ); // prettier-ignore
  }
  return steps;
}

/** Writes that the child was heard for a follow-up, or why not; each follow-up names a record of its own. */
export function writeHeard(paper: CasePaper, phaseId: string, id: string, day: number, missed: Missed | undefined, view: string): void {
  if (missed) writeNotDone(paper, phaseId, id, "hörd", day, missed.reason, "otherReason");
  else writeDone(paper, phaseId, id, "hörd", day, view);
}

function writeDone(
  paper: CasePaper,
  phaseId: string,
  id: string,
  step: string,
  day: number,
  content: string | null,
  conversation?: string,
): void {
  const { desk, caseId, random } = paper;
  const understood =
    step === "informerad" || step === "berättad"
      ? random.weighted([
          ["ja", 8],
          ["delvis", 2],
          ["gick inte att bedöma", 1],
        ] as const)
      : null;
  desk.tables.step.add(
    desk.municipalityId, id, caseId, phaseId, step, "gjort", dateOf(day), content, understood, conversation, null, null, null, ...stampOf(paper, day, minuteOf(step)),
  ); // prettier-ignore
}

function writeNotDone(
  paper: CasePaper,
  phaseId: string,
  id: string,
  step: string,
  day: number,
  reason: CodeOf<"participation.step.reason">,
  otherText: string,
): void {
  const { desk, caseId } = paper;
  const reasonText = reason === "annat" ? tell(paper, otherText, day) : null;
  desk.tables.step.add(
    desk.municipalityId, id, caseId, phaseId, step, "inte gjort", dateOf(day), null, null, null, reason, reasonText, tryAgainOn(paper, day, reason),
    ...stampOf(paper, day, minuteOf(step)),
  ); // prettier-ignore
}

/** In an open case the next try lies ahead, so that the work list is not full of old ones; otherwise two weeks later. */
function tryAgainOn(paper: CasePaper, day: number, reason: CodeOf<"participation.step.reason">): string | null {
  if (!tryAgain.includes(reason)) return null;
  const { referenceDay } = paper.desk.municipality;
  return dateOf(paper.isOpen ? referenceDay + 1 + (paper.life.number % 30) : day + 14);
}

function writeConversation(paper: CasePaper, phase: PhaseToWrite, phaseId: string, one: Conversation): void {
  const { desk, life, caseId, random } = paper;
  const { referenceDay } = desk.municipality;
  const isHeld = one.status === "genomfört",
    isTalk = isHeld && one.form !== "observation";
  const isLatest = paper.isOpen && one === life.conversations.at(-1);
  const withheld = isTalk && one.form === "enskilt" && random.chance(0.06);
  const age = Math.min(17, Math.max(0, ageOn(life.birth, one.heldOn)));
  const participants = [...(one.form === "med vårdnadshavare" ? ["vårdnadshavare"] : []), ...(life.interpreter ? ["tolk"] : [])];
  const aids = isTalk && age < 10 && random.chance(0.5) ? [random.pick(["bildstöd", "samtalskort", "leksaker eller docka"])] : [];
  const minute = random.whole(8 * 60 + 30, 15 * 60);
  const method = structuredMethod(life);
  desk.tables.conversation.add(
    desk.municipalityId, conversationId(paper, one), caseId, phaseId, dateOf(one.heldOn), desk.at(one.heldOn, minute).slice(11), one.form, one.channel, one.status,
    isHeld && one.channel === "fysiskt" ? tell(paper, "place", one.heldOn) : null, isHeld ? participants : [], aids, isHeld && method ? [method] : [],
    isTalk ? tell(paper, informedText(phase.kind), one.heldOn) : null, isTalk ? random.weighted([["ja", 7], ["delvis", 3]] as const) : null,
    isTalk ? tell(paper, `childWords/${ageGroupOf(age)}`, one.heldOn) : null,
    withheld ? tell(paper, "withheld", one.heldOn) : null, withheld ? tell(paper, "withheldReason", one.heldOn) : null,
    isTalk && (isLatest || random.chance(0.4)) ? tell(paper, "nextStep", one.heldOn, { facts: [phase.kind] }) : null, isLatest && isTalk ? dateOf(referenceDay + 2 + (life.number % 9)) : null,
    ...stampOf(paper, one.heldOn, minute + 60),
  ); // prettier-ignore
  if (isTalk) paper.said.push({ conversationId: conversationId(paper, one), heldOn: one.heldOn, withheld });
}

function conversationId(paper: CasePaper, one: Conversation): string {
  return idFor(paper.desk, paper.life, one.heldOn, `samtal/${one.number}`);
}

function youngOrOther(paper: CasePaper, day: number): CodeOf<"participation.step.reason"> {
  return ageOn(paper.life.birth, day) < 7 ? "låg ålder" : "annat";
}

function informedText(kind: PhaseToWrite["kind"]): string {
  if (kind === "förhandsbedömning") return "informed/preliminary";
  return kind === "utredning" ? "informed/investigation" : "informed/intervention";
}

/** The steps of one day in their order. */
function minuteOf(step: string): number {
  return { informerad: 600, hörd: 660, vägd: 780, berättad: 870 }[step] ?? 600;
}
