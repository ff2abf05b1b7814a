import type { Proposal } from "../../survey/collection/proposals.ts";
import type { ExplainedAnswers, ExplainedQuestion, ExplainedRow } from "../questionnaire/explained.ts";
import { nationalQuestionnaire2024 } from "../questionnaire/definitions/questionnaire.ts";
import type { Columns } from "./columns.ts";
import { codeCalled, interventionWords, measuredWords, methodMeant, methodWords } from "./form-words.ts";
import type { Facts, MethodPhase } from "./facts.ts";

type Said = Omit<Proposal, "source">;
/** Smaller groups are never told. */
const smallest = nationalQuestionnaire2024.smallestGroup;

/** The national questionnaire's figures, and what was granted and used, as answers in the form's columns. */
export function proposeFromCases(columns: Columns, answers: ExplainedAnswers, facts: Facts): readonly Proposal[] {
  const figures = answers.sections.flatMap(({ questions }) => questions.flatMap((question) => figuresOf(columns, question)));
  return [...figures, ...interventions(columns, facts), ...methods(columns, facts), ...systematic(columns, facts)].map((one) => ({
    ...one,
    source: "ärendena",
  }));
}

function figuresOf(columns: Columns, question: ExplainedQuestion): readonly Said[] {
  const name = `q${question.number}`;
  const [only] = question.rows;
  if (question.kind === "reasons") return only ? reasonsOf(columns, question, only) : [];
  // Both forms of conversation have the same groups, and so the same answer.
  if (question.kind === "breakdown-possible")
    return only ? columns.ofQuestion(name).map(({ column }) => ({ column, ...figureOf(question, only) })) : [];
  return question.rows.map((row, place) => ({ column: `${name}_${place + 1}`, ...figureOf(question, row) }));
}

/** Where the figures were never recorded nothing is proposed; where they are too few, that is the answer. */
function figureOf(question: ExplainedQuestion, row: ExplainedRow): Omit<Said, "column"> {
  const parts = { Population: question.population, Täljare: question.numerator, Nämnare: question.denominator, Regel: question.rule };
  const how = Object.entries(parts)
    .filter(([, said]) => !said.startsWith("Ingår inte"))
    .map(([part, said]) => `${part}: ${said}`)
    .join(" ");
  const value = row.reason === "uppgift saknas" ? null : row.answer;
  const figure =
    row.numerator !== null && row.denominator !== null
      ? `${row.numerator} av ${row.denominator}${row.percent === null ? "" : `, ${row.percent} %`}. `
      : row.median !== null
        ? `Medianen är ${String(row.median).replace(".", ",")}. `
        : "Räknat ur ärendena.";
  // The first line is the row's own; what follows is the same for every row, and is shown once.
  return { value, explanation: `${figure}${row.whyNot ?? ""}\n${how}` };
}

/** Those of the form's reasons that are most frequent are ticked. */
function reasonsOf(columns: Columns, question: ExplainedQuestion, row: ExplainedRow): readonly Said[] {
  const own = columns.ofQuestion(`q${question.number}`);
  const { explanation } = figureOf(question, row);
  if (row.reason !== null) return own.slice(0, 1).map(({ column }) => ({ column, value: null, explanation }));
  const isChosen = (label: string) => row.answers.some((reason) => label === reason || label.startsWith(`${reason},`));
  return own.map((one) => ({ column: one.column, value: isChosen(one.row) ? "Ja" : "Nej", explanation }));
}

function interventions(columns: Columns, { granted, delivered }: Facts): readonly Said[] {
  const own = columns.ofQuestion("q11");
  if (!delivered.has("insatser") || granted.size === 0)
    return own.slice(0, 1).map(({ column }) => ({
      column,
      value: null,
      explanation: "Ingen öppen insats är beviljad i perioden, eller så har uppgifterna aldrig lämnats in.",
    }));
  return own.map(({ column, row }) => ({
    column,
    value: granted.has(codeCalled(interventionWords, row) ?? "") ? "Ja" : "Nej",
    explanation: "Markerad om en sådan insats beviljades något barn i perioden. Det ni erbjuder men inte har beviljat syns inte här.",
  }));
}

const rule = "Ja om metoden står i dokumentationen av minst ett genomfört samtal i perioden, annars nej.";
const unknown = "Inget samtal i perioden har någon metod dokumenterad, och då går det inte att säga.";
const otherMethod = methodWords["annat strukturerat arbetssätt"];
const longestComment = 1000;

function methods(columns: Columns, { methods: used }: Facts): readonly Said[] {
  const grid = (name: string, phase: MethodPhase): readonly Said[] => {
    const own = columns.ofQuestion(name);
    const found = used[phase];
    if (!found) return own.slice(0, 1).map(({ column }) => ({ column, value: null, explanation: unknown }));
    const others = [...found].filter((method) => methodMeant(method) === undefined).toSorted(inSwedish);
    const meant = new Set([...found].map((method) => methodMeant(method)));
    const named = others.join(", ").slice(0, longestComment);
    return [
      ...own.map(({ column, row }) => {
        const isUsed = meant.has(codeCalled(methodWords, row)) || (row === otherMethod && others.length > 0);
        return { column, value: isUsed ? "Ja" : "Nej", explanation: rule };
      }),
      ...(named === ""
        ? []
        : [{ column: `${name}_comment`, value: named, explanation: "Metoder och arbetssätt som formuläret inte nämner." }]),
    ];
  };
  const planning = used.planering;
  const named = [...(planning ?? [])].toSorted(inSwedish).join(", ").slice(0, longestComment);
  return [
    ...grid("q5", "utredning"),
    ...grid("q18", "uppföljning"),
    { column: "q13", value: planning ? "Ja" : null, explanation: planning ? rule : unknown },
    ...(named === "" ? [] : [{ column: "q13a_text", value: named, explanation: "Metoderna som står i dokumentationen av samtalen." }]),
  ];
}

const inSwedish = (one: string, other: string): number => one.localeCompare(other, "sv");

const systematicRule =
  "Population: barn som hade en öppen insats någon gång under perioden. Täljare: de av dem vars uppföljning mättes under perioden, på samma sätt varje gång, och ingår i en sammanställning på gruppnivå. Nämnare: alla i populationen. Regel: ja om täljaren är minst ett barn; nej om något annat har mätts men inte detta.";

/** Question 20: what was measured for the child and is brought together on group level. */
function systematic(columns: Columns, { systematic: { children, measured } }: Facts): readonly Said[] {
  return columns.ofQuestion("q20").map(({ column, row }): Said => {
    const kind = codeCalled(measuredWords, row);
    const found = (kind && measured.get(kind)) ?? { children: 0, compiled: 0 };
    const said = (value: string | null, own: string): Said => ({ column, value, explanation: `${own}\n${systematicRule}` });
    if (measured.size === 0) return said(null, "Ingen uppföljning i perioden säger vad som har mätts, och då går det inte att svara.");
    if (found.compiled > 0) return said("Ja", `${countWords(found.compiled)} av ${countWords(children)}.`);
    if (found.children === 0) return said("Nej", `${countWords(0)} av ${countWords(children)}.`);
    return said(
      null,
      `Det har mätts för ${countWords(found.children)} av ${countWords(children)}, men ingen uppföljning ingår i en sammanställning på gruppnivå. Har ni gjort en sammanställning ändå är svaret ja.`,
    );
  });
}

/** A number of children, where it is none or enough not to point anybody out. */
const countWords = (children: number): string =>
  children === 0 || children >= smallest ? `${children} barn` : `färre än ${smallest} barn`;
