/** What the page of a round's fieldwork is made of: tables that say how they are made. The page, the CSV and the workbook show the same ones. */
import { StatisticsError } from "@fortrogen/statistics";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";

/** `procent` is 0–100; `p` a p-value; `tal` a number without unit; `dag` a day. */
const columnKinds = ["antal", "procent", "tal", "p", "text", "dag"] as const;

const column = z.object({ heading: answer.text(200), kind: answer.oneOf(columnKinds) });
/** What no figure of a round reaches; an odds ratio's limit may, and is then not told. */
const largest = 1e12;
/** A figure as it was worked out, not rounded; null where there is none. */
const value = z.union([z.number().min(-largest).max(largest), answer.text(2000)]).nullable();
const row = z.object({ label: answer.text(2000), values: z.array(value).readonly() });

export const part = z.object({
  id: answer.code,
  title: answer.text(200),
  /** How it is worked out, in words. */
  how: answer.text(2000),
  /** Why it cannot be made; null where it is. */
  reason: answer.text(1000).nullable(),
  /** What the rows are. */
  stub: answer.text(200),
  columns: answer.list(column),
  rows: answer.list(row),
  notes: answer.list(answer.text(1000)),
  /** Shown when somebody opens it; it is long. */
  isDetail: answer.yesNo,
});
export type Part = z.output<typeof part>;
export type PartRow = Part["rows"][number];
export type PartColumn = Part["columns"][number];

type Told = Pick<Part, "id" | "title" | "how" | "stub"> & {
  readonly columns: readonly (readonly [heading: string, kind: PartColumn["kind"]])[];
};

/** A part with its rows. */
export const madePart = (
  told: Told,
  rows: readonly PartRow[],
  more: { readonly notes?: readonly string[]; readonly isDetail?: boolean } = {},
): Part => ({
  ...told,
  columns: told.columns.map(([heading, kind]) => ({ heading, kind })),
  reason: null,
  rows: rows.map(({ label, values }) => ({
    label,
    values: values.map((one) => (typeof one === "number" && !(Math.abs(one) <= largest) ? null : one)),
  })),
  notes: more.notes ?? [],
  isDetail: more.isDetail ?? false,
});

/** A part that cannot be made, and why. */
export const missingPart = (told: Told, reason: string): Part => ({ ...madePart(told, []), reason });

/** The part, or why the statistics package cannot make it. @throws what is no refusal of the package. */
export function tryPart(told: Told, make: () => Part): Part {
  try {
    return make();
  } catch (error) {
    if (error instanceof StatisticsError) return missingPart(told, reasonOf(error));
    throw error;
  }
}

/** What a refusal of the statistics package means here. */
export function reasonOf({ code }: StatisticsError): string {
  return reasons[code] ?? "Uppgifterna räcker inte för beräkningen.";
}

const reasons: Partial<Record<StatisticsError["code"], string>> = {
  "one-level": "Alla har svarat, ingen har svarat eller alla hör till samma grupp: det finns inget att jämföra.",
  "too-few-rows": "Det finns för få svar.",
  "empty-domain": "Det finns för få svar.",
  collinear: "Grupperna säger samma sak om enheterna, så deras betydelse går inte att skilja åt.",
  separation: "Någon grupp har svarat helt eller inte alls, så modellen går inte att anpassa.",
  "not-converged": "Modellen går inte att anpassa till svaren.",
  singular: "Modellen går inte att anpassa till svaren.",
};

/** Share in per cent, not rounded; null of nobody. */
export const percentOf = (count: number, base: number): number | null => (base === 0 ? null : (100 * count) / base);
