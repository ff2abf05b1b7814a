/** What an import tells: for the command line, for pages and for `extract.import_run.report`. */
import type { Finding, FindingCount } from "./check/findings.ts";
import type { FileName } from "./format.ts";

export type FileReport = {
  readonly file: FileName;
  /** Rows with content, the header not counted. */
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows of earlier deliveries that this one does not hold; they are kept. */
  readonly missing: number;
  /** The same, removed because the delivery was to replace the earlier ones. */
  readonly removed: number;
  /** Rows left out: wrong themselves, or hanging on a wrong row, or said twice. */
  readonly leftOut: number;
};

export type ImportReport = {
  readonly runId: string;
  readonly source: string;
  /** `fel i data`: nothing was imported. `klar`: what is told under `files` was. */
  readonly status: "klar" | "fel i data";
  readonly files: readonly FileReport[];
  /** All errors; `errors` holds at most 10 000 of them. */
  readonly errorCount: number;
  readonly warningCount: number;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
  /** Every error and warning, by file, column and kind. */
  readonly counts: readonly FindingCount[];
};

export type ImportProgress = {
  /** Swedish: what is being done. */
  readonly step: string;
  readonly rowsRead: number;
  /** About how many rows there are; unknown for workbooks. */
  readonly rowsTotal: number | undefined;
};
