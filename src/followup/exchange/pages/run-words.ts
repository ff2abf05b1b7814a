import type { Tone } from "../../../ui/components/text.tsx";
import type { ImportLine } from "../queries/find-imports.ts";

/** Each state of an import, as a word with a colour that says the same. */
export const stateTones: Readonly<Record<ImportLine["state"], Tone>> = {
  pågår: "info",
  klar: "success",
  "fel i data": "danger",
  avbruten: "warning",
};

const numbers = new Intl.NumberFormat("sv-SE");

/** 12345 → "12 345". */
export const count = (value: number): string => numbers.format(value);

/** "ett fel", "3 fel"; "en varning", "3 varningar". */
export function countFindings(severity: "error" | "warning", value: number): string {
  if (severity === "error") return value === 1 ? "ett fel" : `${count(value)} fel`;
  return value === 1 ? "en varning" : `${count(value)} varningar`;
}

export const importLink = (runId: string): string => `/uppfoljning/uttag/${runId}`;
