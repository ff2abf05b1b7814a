import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { ageGroups, countChildren } from "./counts.ts";
import type { Cell, ParticipationCounts } from "./counts.ts";
import { answerForm, answerGroup, countedPhase } from "./definitions/questionnaire.ts";
import type { AnswerForm, AnswerGroup, CountedPhase, Question, Questionnaire, QuestionRow } from "./definitions/questionnaire.ts";
import { judgeHandOver } from "./hand-over.ts";
import { intervalOf } from "./interval.ts";
import { conversationsShown, medianOf } from "./median.ts";
import type { Period } from "./period.ts";
import { hiddenGroups } from "./protection.ts";
import { mostFrequentReasons } from "./reasons.ts";

/** Why a figure is missing, in the open extract's words. */
const missingReason = z.enum(["färre än 7", "skyddar annan grupp", "uppgift saknas"]);
export type MissingReason = z.output<typeof missingReason>;

const words = answer.text(200);
const question = z.string().max(10);
const figures = { denominator: answer.count.nullable(), numerator: answer.count.nullable(), share: z.number().min(0).max(1).nullable() };
const outcome = { answer: words, reason: missingReason.nullable() };

const shareAnswerSchema = z.strictObject({ question, phase: countedPhase, form: answerForm, group: answerGroup, ...figures, ...outcome });
const breakdownAnswerSchema = z.strictObject({ question, phase: countedPhase, ...outcome });
const medianAnswerSchema = z.strictObject({
  question,
  phase: countedPhase,
  group: answerGroup,
  denominator: answer.count.nullable(),
  median: z.number().min(0).nullable(),
  ...outcome,
});
const reasonsAnswerSchema = z.strictObject({
  question,
  phase: countedPhase,
  answer: z.union([words, answer.list(words)]),
  reason: missingReason.nullable(),
});
const handOverAnswerSchema = z.strictObject({ question, part: z.enum(["använda", "överförda"]), ...figures, ...outcome });
export type ShareAnswer = z.output<typeof shareAnswerSchema>;
type BreakdownAnswer = z.output<typeof breakdownAnswerSchema>;
export type MedianAnswer = z.output<typeof medianAnswerSchema>;
type ReasonsAnswer = z.output<typeof reasonsAnswerSchema>;
type HandOverAnswer = z.output<typeof handOverAnswerSchema>;

/** The answers of one municipality, key for key as the open extract writes them as JSON. */
export const municipalAnswers = z.object({
  municipality: z.string().regex(/^\d{4}$/),
  period: z.object({ from: answer.day, to: answer.day }).readonly(),
  answers: answer.list(z.union([shareAnswerSchema, breakdownAnswerSchema, medianAnswerSchema, reasonsAnswerSchema, handOverAnswerSchema])),
});
export type Answers = Readonly<z.output<typeof municipalAnswers>>;
export type Answer = Answers["answers"][number];

const cannotAnswer = "Kan inte svara";
const cannotJudge = "Kan inte bedöma";

/** What is known about one phase before its questions are answered. */
type PhaseFacts = {
  readonly phase: CountedPhase;
  readonly cells: readonly Cell[];
  /** Set when nothing of the phase can be answered. */
  readonly missing: MissingReason | null;
  readonly hidden: ReadonlyMap<string, MissingReason>;
};

/**
 * Answers every question of the questionnaire that can be counted, in the form's order (open extract, "Counting rules").
 * `municipality` is the code. What cannot be answered has null figures and a reason; nothing is guessed.
 */
export function makeAnswers(questionnaire: Questionnaire, municipality: string, period: Period, counts: ParticipationCounts): Answers {
  const facts = new Map<CountedPhase, PhaseFacts>();
  const answers = questionnaire.questions.flatMap((question): Answer[] => {
    if (question.phase === null) return question.rows.map((row) => handOverAnswer(question, row, counts));
    const known = facts.get(question.phase) ?? factsOf(question.phase, question, questionnaire, counts);
    facts.set(question.phase, known);
    return answersInPhase(question, known, questionnaire, counts);
  });
  return { municipality, period, answers };
}

function factsOf(phase: CountedPhase, question: Question, questionnaire: Questionnaire, counts: ParticipationCounts): PhaseFacts {
  const cells = counts.cells.filter((cell) => cell.phase === phase);
  const smallest = questionnaire.smallestGroup;
  const size = (test: (cell: Cell) => boolean): number => countChildren(cells.filter(test));
  const sexes = hiddenGroups(
    [
      { name: "flickor", children: size((cell) => cell.sex === "flicka") },
      { name: "pojkar", children: size((cell) => cell.sex === "pojke") },
      { name: "okänt", children: size((cell) => cell.sex === "okänt"), neverShown: true },
    ],
    smallest,
  );
  const ages = hiddenGroups(
    ageGroups.map((name) => ({ name, children: size((cell) => cell.ageGroup === name) })),
    smallest,
  );
  const without = question.files.filter((file) => !counts.delivered.includes(file));
  // Who the population is must be known before it can be called small; the conversations matter only for a population that counts.
  const populationUnknown = without.some((file) => file !== "samtal" && file !== "uteblivna_samtal");
  const missing = populationUnknown
    ? "uppgift saknas"
    : countChildren(cells) < smallest
      ? "färre än 7"
      : without.includes("samtal")
        ? "uppgift saknas"
        : null;
  return { phase, cells, missing, hidden: new Map([...sexes, ...ages]) };
}

function answersInPhase(question: Question, facts: PhaseFacts, questionnaire: Questionnaire, counts: ParticipationCounts): Answer[] {
  switch (question.kind) {
    case "share":
      return question.rows.map((row) => shareAnswer(question, row, facts));
    case "breakdown-possible":
      return [breakdownAnswer(question, facts, questionnaire.scales[question.scale] ?? [])];
    case "median":
      return question.rows.map((row) => medianAnswer(question, row, facts, questionnaire.smallestGroup));
    case "reasons":
      return [reasonsAnswer(question, facts, questionnaire, counts)];
    case "hand-over":
      return [];
  }
}

function cellsOf(facts: PhaseFacts, group: AnswerGroup): readonly Cell[] {
  switch (group) {
    case "alla":
      return facts.cells;
    case "flickor":
      return facts.cells.filter((cell) => cell.sex === "flicka");
    case "pojkar":
      return facts.cells.filter((cell) => cell.sex === "pojke");
    default:
      return facts.cells.filter((cell) => cell.ageGroup === group);
  }
}

function hasForm(cell: Cell, form: AnswerForm): boolean {
  if (form === "enskilt") return cell.individual;
  if (form === "med vårdnadshavare") return cell.withGuardian;
  return !cell.individual && !cell.withGuardian;
}

function shareAnswer(question: Question, row: QuestionRow, facts: PhaseFacts): ShareAnswer {
  const { form = "enskilt", group = "alla" } = row;
  const head = { question: question.number, phase: facts.phase, form, group };
  const reason = facts.missing ?? facts.hidden.get(group) ?? null;
  if (reason) return { ...head, denominator: null, numerator: null, share: null, answer: cannotAnswer, reason };
  const cells = cellsOf(facts, group);
  const denominator = countChildren(cells);
  const numerator = countChildren(cells.filter((cell) => hasForm(cell, form)));
  return { ...head, denominator, numerator, share: numerator / denominator, answer: intervalOf(numerator, denominator), reason: null };
}

/** 4c, 12c, 17c: the words stand in the scale in the order both, sex only, age only, neither. */
function breakdownAnswer(question: Question, facts: PhaseFacts, words: readonly string[]): BreakdownAnswer {
  const isShown = (group: string): boolean => facts.missing === null && !facts.hidden.has(group);
  const bySex = isShown("flickor") || isShown("pojkar");
  const byAge = ageGroups.some(isShown);
  const place = bySex && byAge ? 0 : bySex ? 1 : byAge ? 2 : 3;
  const reason = bySex || byAge ? null : (facts.missing ?? "färre än 7");
  return { question: question.number, phase: facts.phase, answer: words[place] ?? cannotAnswer, reason };
}

function medianAnswer(question: Question, row: QuestionRow, facts: PhaseFacts, smallest: number): MedianAnswer {
  const group = row.group ?? "alla";
  const head = { question: question.number, phase: facts.phase, group };
  const cells = cellsOf(facts, group);
  const talked = cells.filter((cell) => cell.conversations > 0);
  const denominator = countChildren(talked);
  if (facts.missing === null && denominator === 0 && countChildren(cells) >= smallest) {
    return { ...head, denominator, median: 0, answer: "0", reason: null };
  }
  const median = medianOf(talked.map((cell) => ({ value: cell.conversations, children: cell.children })));
  const reason = facts.missing ?? (denominator < smallest ? "färre än 7" : null);
  if (reason || median === null) return { ...head, denominator: null, median: null, answer: cannotAnswer, reason };
  return { ...head, denominator, median, answer: conversationsShown(median), reason: null };
}

function reasonsAnswer(question: Question, facts: PhaseFacts, questionnaire: Questionnaire, counts: ParticipationCounts): ReasonsAnswer {
  const head = { question: question.number, phase: facts.phase };
  const without = countChildren(facts.cells.filter((cell) => cell.conversations === 0));
  const reason = facts.missing ?? (without < questionnaire.smallestGroup ? "färre än 7" : null);
  if (reason) return { ...head, answer: cannotAnswer, reason };
  const ofPhase = counts.reasons.filter((count) => count.phase === facts.phase);
  const formOrder = (questionnaire.reasons[question.scale] ?? []).map(({ code }) => code);
  const answer = mostFrequentReasons(new Map(ofPhase.map((count) => [count.reason, count.children])), formOrder);
  if (answer.length === 0) return { ...head, answer: cannotAnswer, reason: "uppgift saknas" };
  return { ...head, answer, reason: null };
}

function handOverAnswer(question: Question, row: QuestionRow, counts: ParticipationCounts): HandOverAnswer {
  const part = row.part ?? "använda";
  const head = { question: question.number, part };
  const valueOf = (count: ParticipationCounts["handOvers"][number]): string | null => (part === "använda" ? count.used : count.passedOn);
  const sum = (test: (value: string | null) => boolean): number =>
    counts.handOvers.filter((count) => test(valueOf(count))).reduce((total, count) => total + count.interventions, 0);
  const judged = question.files.every((file) => counts.delivered.includes(file))
    ? judgeHandOver(
        sum(() => true),
        sum((value) => value !== null),
        sum((value) => value === "ja" || value === "delvis"),
      )
    : null;
  if (!judged) return { ...head, denominator: null, numerator: null, share: null, answer: cannotJudge, reason: "uppgift saknas" };
  const { numerator, denominator, answer } = judged;
  return { ...head, denominator, numerator, share: numerator / denominator, answer, reason: null };
}
