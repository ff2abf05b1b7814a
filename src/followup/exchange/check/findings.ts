/**
 * What is wrong with a delivery, kept small: the first findings in full, the rest counted for each file, column and kind.
 * A finding never holds an identifier or an identity number: row and column say where to look.
 */

import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";

const severity = z.enum(["error", "warning"]);
export type Severity = z.output<typeof severity>;

export const finding = z.object({
  severity,
  /** Stable, English, kebab-case. */
  code: answer.code,
  /** "samtal.csv", or the sheet's or the package's name. Empty when the whole delivery is meant. */
  file: answer.text(),
  /** As a person sees it in the file: the header is row 1. */
  row: answer.count.exactOptional(),
  column: answer.text().exactOptional(),
  /** Swedish: what is wrong. */
  message: answer.text(),
  /** Swedish: what to do. */
  hint: answer.text(),
  /** Nothing of the delivery can be imported, not even what is right. */
  fatal: answer.yesNo.exactOptional(),
});
export type Finding = Readonly<z.output<typeof finding>>;

export const findingCount = z.object({
  severity,
  code: answer.code,
  file: answer.text(),
  column: answer.text().exactOptional(),
  count: answer.count,
});
export type FindingCount = Readonly<z.output<typeof findingCount>>;

/** How many findings of each severity are kept in full. */
const KEPT_FINDINGS = 10_000;

/** Collects findings with bounded memory. */
export class Findings {
  readonly #kept: Record<Severity, Finding[]> = { error: [], warning: [] };
  readonly #total: Record<Severity, number> = { error: 0, warning: 0 };
  readonly #counts = new Map<string, { first: Finding; count: number }>();
  readonly #limit: number;
  #fatal = false;

  constructor(limit: number = KEPT_FINDINGS) {
    this.#limit = limit;
  }

  /** Adds one finding, or one that stands for `times` alike where only some are told in full. */
  add(finding: Finding): void {
    const kept = this.#kept[finding.severity];
    if (kept.length < this.#limit) kept.push(finding);
    this.count(finding, 1);
  }

  /** Counts findings that are not told in full. */
  count(like: Finding, times: number): void {
    this.#total[like.severity] += times;
    if (like.fatal) this.#fatal = true;
    const key = `${like.severity}|${like.file}|${like.column ?? ""}|${like.code}`;
    const counted = this.#counts.get(key);
    if (counted) counted.count += times;
    else this.#counts.set(key, { first: like, count: times });
  }

  /** How many more findings of that severity will be kept in full. */
  room(severity: Severity): number {
    return this.#limit - this.#kept[severity].length;
  }

  get errors(): number {
    return this.#total.error;
  }

  get warnings(): number {
    return this.#total.warning;
  }

  get hasFatal(): boolean {
    return this.#fatal;
  }

  /** The findings kept in full, by file as they came, then by row. */
  list(severity: Severity, files: readonly string[]): readonly Finding[] {
    const place = (f: Finding): number => (files.indexOf(f.file) + files.length + 1) % (files.length + 1);
    return this.#kept[severity].toSorted((a, b) => place(a) - place(b) || (a.row ?? 0) - (b.row ?? 0));
  }

  /** Every finding counted, by file, column and kind. */
  counts(): readonly FindingCount[] {
    return [...this.#counts.values()].map(({ first, count }) => ({
      severity: first.severity,
      code: first.code,
      file: first.file,
      ...(first.column === undefined ? {} : { column: first.column }),
      count,
    }));
  }
}

/** "samtal.csv, rad 17, kolumn form: … Skriv …" */
export function describeFinding(finding: Finding): string {
  const place = [
    finding.file,
    finding.row === undefined ? "" : `rad ${finding.row}`,
    finding.column === undefined ? "" : `kolumn ${finding.column}`,
  ];
  const where = place.filter(Boolean).join(", ");
  return `${where ? `${where}: ` : ""}${finding.message} ${finding.hint}`.trim();
}
