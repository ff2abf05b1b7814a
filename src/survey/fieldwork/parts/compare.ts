import { capital } from "../../../platform/basics/text.ts";
import { compareEarlyLate, compareWithFrame, createTable, factorColumn, numericColumn, StatisticsError } from "@fortrogen/statistics";
import type { Table } from "@fortrogen/statistics";
import { answerColumns, ticked } from "../../questionnaires/answer-columns.ts";
import type { AnswerColumn } from "../../questionnaires/answer-columns.ts";
import type { Questionnaire } from "../../questionnaires/questionnaire.ts";
import type { Asked } from "../../questionnaires/skip.ts";
import { groupingWords } from "../../tables/frame.ts";
import type { Frame } from "../../tables/frame.ts";
import { partingGroupings } from "../frame-table.ts";
import { madePart, missingPart, tryPart } from "../part.ts";
import type { Part } from "../part.ts";
import type { Sending } from "../read-fieldwork.ts";

/** Respondents beside everybody who was asked, a part for each grouping of the frame. */
export function frameComparison(units: Frame, frame: Table): Part[] {
  return partingGroupings(units).map((by) => {
    const told = {
      id: `ram-${by}`,
      title: `De svarande mot ramen: ${groupingWords[by]}`,
      stub: capital(groupingWords[by]),
      how: "Hur stor del av de tillfrågade och av de svarande som hör till varje grupp. Prövningen är Pearsons χ² av att ha svarat mot grupp, utan kontinuitetskorrektion.",
      columns: [
        ["Andel av ramen (%)", "procent"],
        ["Andel av de svarande (%)", "procent"],
        ["Skillnad (procentenheter)", "procent"],
      ],
    } as const;
    return tryPart(told, () => {
      const { groups, chiSquare, df, p } = compareWithFrame(frame, "responded", by);
      const rows = groups.map((one) => ({ label: one.group, values: [100 * one.frame, 100 * one.respondents, 100 * one.difference] }));
      return madePart(told, rows, {
        notes: [`χ² = ${words.format(chiSquare)} med ${df} frihetsgrader, p ${p < 0.001 ? "< 0,001" : `= ${words.format(p)}`}.`],
      });
    });
  });
}

const words = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 3 });

const told = {
  id: "tidiga-sena",
  title: "Tidiga mot sena svar",
  stub: "Fråga",
  how: "De som svarade sent står för dem som inte har svarat alls. Sent är från och med den dag då den första påminnelsen skickades; är ingen skickad är det den andra hälften av svaren efter den dag då de kom in. För varje fråga med alternativ som minst tio tidiga och tio sena har svarat på jämförs andelen som har gett det vanligaste svaret, av dem som har svarat på frågan. Prövningen är en regression på att ha svarat sent med robust varians (Binder 1983), och p-värdena är ökade för att så många jämförelser görs (Holm 1979): ett justerat värde under 0,05 är en skillnad som slumpen knappast ger.",
  columns: [
    ["Svar", "text"],
    ["Tidiga (%)", "procent"],
    ["Sena (%)", "procent"],
    ["Skillnad (procentenheter)", "procent"],
    ["p-värde", "p"],
    ["Justerat p-värde", "p"],
  ],
} as const;

/** A unit that has answered: the day that it did, and the answers that count. */
export type AnsweredUnit = { readonly receivedOn: string; readonly walked: Asked };

/** Early against late respondents, for every question with alternatives that enough of both have answered. */
export function earlyAgainstLate(form: Questionnaire, answered: readonly AnsweredUnit[], sendings: readonly Sending[]): Part {
  const firstReminder = sendings
    .filter(({ reminder }) => reminder > 0)
    .map(({ on }) => on)
    .sort()[0];
  const middle = answered.map(({ receivedOn }) => receivedOn).sort()[Math.floor(answered.length / 2)];
  const from = firstReminder ?? middle;
  if (from === undefined) return missingPart(told, "Ingen har svarat än.");
  const late = answered.map(({ receivedOn }) => (receivedOn >= from ? 1 : 0));
  const lateCount = late.filter((one) => one === 1).length;
  if (lateCount < fewest || late.length - lateCount < fewest)
    return missingPart(
      told,
      `${lateCount} svar är sena (från ${from}) och ${late.length - lateCount} tidiga. Det är för få för en jämförelse: det behövs ${fewest} av varje.`,
    );
  const base = createTable([
    numericColumn("responded", Array<number>(answered.length).fill(1)),
    factorColumn(
      "late",
      late.map((one) => (one === 1 ? "1" : "0")),
      ["0", "1"],
    ),
  ]);
  const found = answerColumns(form).flatMap(
    (column) =>
      compareOne(
        base,
        late,
        column,
        answered.map(({ walked }) => walked.answers.get(column.column) ?? ""),
      ) ?? [],
  );
  const adjusted = holm(found.map(({ p }) => p));
  const rows = found.map(({ label, values, p }, at) => ({ label, values: [...values, p, adjusted[at] ?? null] }));
  const differing = adjusted.filter((p) => p < 0.05).length;
  return madePart(told, rows, {
    isDetail: true,
    notes: [
      `Sena: ${lateCount} svar från och med ${from}${firstReminder === undefined ? " (ingen påminnelse är skickad; andra hälften av svaren)" : ", den första påminnelsen"}. Tidiga: ${late.length - lateCount}.`,
      `${found.length} jämförelser. ${differing === 0 ? "Ingen skiljer sig mer än slumpen ger." : `${differing} skiljer sig mer än slumpen ger.`}`,
    ],
  });
}

/** Fewer early or late answers than this say nothing, of the survey or of a question. */
const fewest = 10;

type Compared = { readonly label: string; readonly values: readonly (string | number)[]; readonly p: number };

/** One column; undefined where too few have answered it, or all alike. */
function compareOne(base: Table, late: readonly number[], column: AnswerColumn, given: readonly string[]): Compared | undefined {
  if (column.alternatives.length === 0) return undefined;
  const answeredBy = (when: number) => given.filter((answer, at) => answer !== "" && late[at] === when).length;
  if (answeredBy(0) < fewest || answeredBy(1) < fewest) return undefined;
  const common = column.type === "flera" ? ticked : mostCommon(given);
  const values = given.map((answer) => (answer === "" ? null : Number(answer === common)));
  const table = createTable([...base.columns.values(), numericColumn("value", values)]);
  try {
    const { early, late, difference, p } = compareEarlyLate(table, "responded", "late", "value");
    return {
      label: `${column.question}${column.row === "" ? "" : `: ${column.row}`}`,
      values: [common, 100 * early, 100 * late, 100 * difference],
      p,
    };
  } catch (error) {
    if (error instanceof StatisticsError) return undefined;
    throw error;
  }
}

function mostCommon(given: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const answer of given) if (answer !== "") counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0] as [string, number])[0];
}

/** Holm's step-down adjustment: p-values that may be judged together. */
function holm(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((one, other) => (values[one] ?? 1) - (values[other] ?? 1));
  const adjusted = Array<number>(values.length).fill(1);
  let most = 0;
  order.forEach((at, place) => {
    most = Math.max(most, Math.min(1, (values[at] ?? 1) * (values.length - place)));
    adjusted[at] = most;
  });
  return adjusted;
}
