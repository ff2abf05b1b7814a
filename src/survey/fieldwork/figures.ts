/** A part's figures in words for a page, and as rows for files. */
import type { PartColumn, PartRow } from "./part.ts";

const whole = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat("sv-SE", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const plain = new Intl.NumberFormat("sv-SE", { minimumFractionDigits: 3, maximumFractionDigits: 3 });

/** A figure as it stands on the page: "–" where there is none. */
export function figureInWords(value: PartRow["values"][number], kind: PartColumn["kind"]): string {
  if (value === null) return "–";
  if (typeof value === "string") return value;
  switch (kind) {
    case "antal":
      return whole.format(value);
    case "procent":
      return percent.format(value);
    case "p":
      return value < 0.001 ? "< 0,001" : plain.format(value);
    case "tal":
    case "text":
    case "dag":
      return plain.format(value);
  }
}

/** Whether a column stands to the right. */
export const isNumeric = ({ kind }: PartColumn): boolean => kind !== "text" && kind !== "dag";
