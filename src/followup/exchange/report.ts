/** What an import tells: for the command line, for pages and for `extract.import_run.report`. */
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { findingCount } from "./check/findings.ts";
import type { Finding } from "./check/findings.ts";
import { LOAD_ORDER } from "./format.ts";

const fileReport = z.object({
  file: z.enum(LOAD_ORDER),
  /** Rows with content, the header not counted. */
  read: answer.count,
  added: answer.count,
  changed: answer.count,
  unchanged: answer.count,
  /** Rows of earlier deliveries that this one does not hold; they are kept. */
  missing: answer.count,
  /** The same, removed because the delivery was to replace the earlier ones. */
  removed: answer.count,
  /** Rows left out: wrong themselves, or hanging on a wrong row, or said twice. */
  leftOut: answer.count,
});
export type FileReport = Readonly<z.output<typeof fileReport>>;

/** What is told of an import beside its findings. */
export const importSummary = z.object({
  files: answer.list(fileReport),
  /** All errors, also those that are not told in full. */
  errorCount: answer.count,
  warningCount: answer.count,
  /** Every error and warning, by file, column and kind. */
  counts: answer.list(findingCount),
});

export type ImportReport = Readonly<z.output<typeof importSummary>> & {
  readonly runId: string;
  readonly source: string;
  /** `fel i data`: nothing was imported. `klar`: what is told under `files` was. */
  readonly status: "klar" | "fel i data";
  /** At most 10 000 of each. */
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
};

export type ImportProgress = {
  /** Swedish: what is being done. */
  readonly step: string;
  readonly rowsRead: number;
  /** About how many rows there are; unknown for workbooks. */
  readonly rowsTotal: number | undefined;
};
