import { LOAD_ORDER, findFileName } from "./format.ts";

/** What is known of a run on its way. */
export type RunProgress = { readonly step: string | null; readonly rowsRead: number; readonly rowsTotal: number | null };

const numbers = new Intl.NumberFormat("sv-SE");
/** How much of the bar each kind of step has, from where and how far. */
const PARTS: Readonly<Record<string, readonly [from: number, length: number]>> = {
  Läser: [2, 58],
  Kontrollerar: [60, 20],
  Sparar: [80, 19],
};

/** How far an import has come, 0–100, and the same in words. Rows that are read count by number where that is known, otherwise by file. */
export function describeProgress({ step, rowsRead, rowsTotal }: RunProgress): { value: number; text: string } {
  const [verb = "", ...rest] = (step ?? "").split(" ");
  const rows = rowsTotal === null ? numbers.format(rowsRead) : `${numbers.format(rowsRead)} av ${numbers.format(rowsTotal)}`;
  const text = step === null ? "Avslutar." : rowsRead > 0 ? `${step}. ${rows} rader lästa.` : `${step}.`;
  const part = PARTS[verb];
  if (!part) return { value: step === null ? 100 : 1, text };
  const name = findFileName(rest.at(-1) ?? "");
  const byFile = name === undefined ? 0 : LOAD_ORDER.indexOf(name) / LOAD_ORDER.length;
  const share = verb === "Läser" && rowsTotal ? Math.min(rowsRead / rowsTotal, 1) : byFile;
  return { value: Math.round(part[0] + share * part[1]), text };
}
