// Reports, protection assessments and preliminary assessments of a case.
import type { WordsFor } from "../../src/platform/basics/codes.ts";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import { concernsViolence } from "../../src/casework/intake/codes.ts";
import type { IntakeType, ReporterCategory } from "../../src/casework/intake/codes.ts";
import { immediateProtection, preliminaryAssessment, whatMayBeTold } from "../../src/casework/intake/rules.ts";
import { isMandated } from "../../src/casework/intake/rules-reporters.ts";
import { dateOf } from "../calendar.ts";
import type { Intake } from "../lives/types.ts";
import { feedbackScene } from "../lives/showcase.ts";
import { preliminaryClosedOn } from "./cases.ts";
import { idFor, provisionOn, stampOf, writeMaker } from "./desk.ts";
import type { CasePaper } from "./desk.ts";
import type { Value } from "./copy.ts";
import { writePhase } from "./participation.ts";
import { tell } from "./tell.ts";
import { hasText } from "./words.ts";

const channels = [
  ["telefon", 35],
  ["e-post", 15],
  ["e-tjänst", 25],
  ["säker digital kommunikation", 15],
  ["brev", 5],
  ["besök", 5],
] as const;

/** Writes an intake and what it led to, up to the decision whether to investigate. */
export function writeIntake(paper: CasePaper, place: number): void {
  const { desk, life, caseId, random } = paper;
  const { tables, municipalityId } = desk;
  const intake = life.intakes[place];
  if (!intake) return;
  const id = intakeId(paper, place);
  const isReport = intake.type === "anmälan",
    mandated = isReport && isMandated(intake.reporter as ReporterCategory, dateOf(intake.receivedOn));
  const isFeedbackScene = desk.municipality.showcase && life.number === feedbackScene + 1;
  const wantsFeedback = mandated && (isFeedbackScene || random.chance(0.45));
  const received = dateOf(intake.receivedOn);
  const receivedAt = desk.at(intake.receivedOn, intake.minute);
  tables.intake.add(
    municipalityId, id, caseId, intake.type, receivedAt, received, random.weighted(channels), intake.reporter,
    reporterName(intake, paper), mandated, wantsFeedback, intake.reasons, concernsViolence(intake.reasons), concernText(paper, intake),
    immediateProtection.apply({ type: intake.type as IntakeType, receivedAt: momentOf(intake) }).dueOn,
    intake.siblingOf === undefined ? null : firstOfReport(paper, place, intake.siblingOf), intake.takenBy ?? null, ...writtenOf(paper, intake, intake.minute + 10),
  ); // prettier-ignore
  if (intake.isSecret)
    tables.masking.add(
      municipalityId, idFor(desk, life, intake.receivedOn, `hemlig/${place}`), caseId, id, true, "fara för våld",
      "Den som anmäler har blivit hotad i trappan.", ...stampOf(paper, intake.receivedOn, intake.minute + 11),
    ); // prettier-ignore
  if (!isReport) return;
  if (intake.protectionOn !== undefined) {
    tables.protection.add(
      municipalityId, idFor(desk, life, intake.protectionOn, `skyddsbedömning/${place}`), caseId, id, desk.at(intake.protectionOn, intake.protectionMinute),
      intake.protectionNeeded ? "skydd behövs" : "inget omedelbart skydd",
      tell(paper, intake.protectionNeeded ? "protectionNeeded" : "protectionNone", intake.protectionOn, { facts: factsOf(intake) }),
      intake.protectionNeeded ? tell(paper, "measure", intake.protectionOn) : null, intake.takenBy ?? null, null,
      ...writtenOf(paper, intake, intake.protectionMinute + 5),
    ); // prettier-ignore
    if (intake.isSecret) assessAgain(paper, place, intake.protectionOn);
  }
  writePreliminary(paper, intake, place, id, wantsFeedback);
}

/** Who wrote it and when: on the day that it came in, or on the later one when it was registered. */
function writtenOf(paper: CasePaper, intake: Intake, minute: number): Value[] {
  return intake.writtenOn === undefined ? stampOf(paper, intake.receivedOn, minute) : stampOf(paper, intake.writtenOn, 8 * 60 + 10);
}

/** The row of the first of the siblings, which the report is known by. */
function firstOfReport(paper: CasePaper, place: number, number: number): string {
  const { desk, life } = paper;
  return idFor(desk, { ...life, number }, life.intakes[place]?.receivedOn ?? 0, `aktualisering/${place}`);
}

/** Later the same day protection is needed. */
function assessAgain(paper: CasePaper, place: number, day: number): void {
  const { desk, life, caseId } = paper;
  desk.tables.protection.add(
    desk.municipalityId, idFor(desk, life, day, `skyddsbedömning/${place}/2`), caseId, intakeId(paper, place), desk.at(day, 11 * 60 + 40), "skydd behövs",
    tell(paper, "protectionNeeded", day, { facts: ["känd anmälare"] }), tell(paper, "measure", day), null, idFor(desk, life, day, `skyddsbedömning/${place}`),
    ...stampOf(paper, day, 11 * 60 + 45),
  ); // prettier-ignore
}

function momentOf({ receivedOn, minute }: Intake): Date {
  const clock = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return stockholmInstant(dateOf(receivedOn), clock);
}

/** The intake's identifier. */
export function intakeId(paper: CasePaper, place: number): string {
  return idFor(paper.desk, paper.life, paper.life.intakes[place]?.receivedOn ?? 0, `aktualisering/${place}`);
}

/** The investigation's identifier. */
export function investigationId(paper: CasePaper, place: number): string {
  return idFor(paper.desk, paper.life, paper.life.investigations[place]?.startedOn ?? 0, `utredning/${place}`);
}

function writePreliminary(paper: CasePaper, intake: Intake, place: number, intakeRow: string, wantsFeedback: boolean): void {
  const { desk, life, caseId, random } = paper;
  const { tables, municipalityId, municipality } = desk;
  const id = idFor(desk, life, intake.receivedOn, `förhandsbedömning/${place}`);
  const closedOn = preliminaryClosedOn(intake, life, municipality.referenceDay);
  const conversations = life.conversations.filter((one) => one.intake === place);
  const { phaseId } = writePhase(paper, {
    kind: "förhandsbedömning", what: `förhandsbedömning/${place}`, subjectId: id, openedOn: intake.receivedOn, closedOn, weighedOn: intake.decidedOn,
    isTold: random.chance(0.6), toldText: "told/preliminary", weighedText: "weighed/preliminary", informedOn: intake.decidedOn, isInformed: conversations.length > 0 || random.chance(0.3), conversations,
    missed: life.missed.find((one) => one.intake === place), missedOn: intake.decidedOn ?? intake.receivedOn,
  }); // prettier-ignore
  const due = preliminaryAssessment.apply({ type: "anmälan", receivedOn: dateOf(intake.receivedOn), investigationOpen: false }).dueOn;
  tables.preliminary.add(
    municipalityId,
    id,
    caseId,
    intakeRow,
    phaseId,
    dateOf(intake.receivedOn),
    due,
    ...stampOf(paper, intake.receivedOn, intake.minute + 15),
  );
  if (intake.decidedOn === undefined || intake.result === undefined) return;
  // By the order a unit's leader alone decides that nothing is opened.
  const onOrder = intake.result === "inte inleda" ? { staffId: paper.leader, point: "2.2" } : { point: "2.1" };
  writeMaker(paper, id, intake.decidedOn, { minute: 14 * 60, ...onOrder });
  const told = { facts: [...factsOf(intake), ...(conversations.some((one) => one.status === "genomfört") ? ["hörd"] : [])] };
  const reasoning = { inleda: "open", "inte inleda": "notOpen", "pågående utredning finns": "running" }[intake.result];
  tables.preliminaryDecision.add(
    municipalityId, id, caseId, dateOf(intake.decidedOn), intake.result, tell(paper, reasoning, intake.decidedOn, told), tell(paper, "contacts", intake.decidedOn, told),
    provisionOn(intake.decidedOn, "20 kap. 2 §", "11 kap. 1 a §"),
    intake.investigation === undefined ? null : investigationId(paper, intake.investigation), ...stampOf(paper, intake.decidedOn, 14 * 60),
  ); // prettier-ignore
  const isFeedbackScene = municipality.showcase && life.number === feedbackScene + 1;
  const givenOn = intake.decidedOn + random.whole(0, 4);
  if (isFeedbackScene || !wantsFeedback || givenOn > municipality.referenceDay) return;
  const isSuitable = random.chance(0.93);
  tables.feedback.add(
    municipalityId, idFor(desk, life, givenOn, `återkoppling/${place}`), caseId, intakeRow, isSuitable ? "lämnad" : "olämpligt",
    isSuitable ? whatMayBeTold({ result: intake.result, investigationOpen: intake.result === "pågående utredning finns" }) : null, dateOf(givenOn),
    tell(paper, isSuitable ? "feedback" : "feedbackUnsuitable", givenOn), ...stampOf(paper, givenOn, 16 * 60),
  ); // prettier-ignore
}

function concernText(paper: CasePaper, intake: Intake): string {
  const told = { reporter: reporterInText(intake.reporter), facts: factsOf(intake) };
  const say = (key: string) => tell(paper, key, intake.receivedOn, told);
  if (intake.type === "ansökan") return say("application");
  return intake.reasons.map((reason) => say(`concern/${hasText("concern", reason) ? reason : "annat"}`)).join(" ");
}

/** Who applied, or whether it is known who reported. */
function factsOf({ type, reporter }: Intake): string[] {
  if (type === "ansökan") return [reporter === "barnet självt" ? "ansökt av barnet" : "ansökt av vårdnadshavaren"];
  return reporter === "anonym" ? [] : ["känd anmälare"];
}

function reporterInText(reporter: ReporterCategory): string {
  const known: WordsFor<ReporterCategory> = {
    skola: "läraren", förskola: "förskolläraren", polis: "polisen", "hälso- och sjukvård": "sjuksköterskan", "barn- och ungdomspsykiatri": "BUP",
    anhörig: "en släkting", privatperson: "en granne", "barnet självt": "barnet",
  }; // prettier-ignore
  return known[reporter] ?? "anmälaren";
}

function reporterName(intake: Intake, paper: CasePaper): string | null {
  const places: WordsFor<ReporterCategory> = {
    skola: "Rektor, Lindskolan",
    förskola: "Förskolan Gläntan",
    polis: "Polisen, lokalpolisområdet",
    "hälso- och sjukvård": "Vårdcentralen Björken",
    "barn- och ungdomspsykiatri": "Mottagningen för barn och unga, Björken",
    tandvård: "Folktandvården Björken",
    "annan myndighet": "Handläggaren vid myndigheten",
    "socialtjänst, annan enhet eller kommun": "Socialjouren",
  };
  if (intake.isSecret) return "Gunnel Ask";
  return places[intake.reporter] ?? (intake.reporter === "barnet självt" ? paper.name : null);
}
