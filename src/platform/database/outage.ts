/**
 * What can be wrong with the database rather than with the work: `lost` the connection broke or cannot be made, `busy` no connection was
 * free in time, `slow` a statement took too long, `unwritable` nothing can be saved (disk full, read-only), `outcome-unknown` the
 * connection broke while the work was being committed, so that it may or may not be saved.
 */
export type OutageKind = "lost" | "busy" | "slow" | "unwritable" | "outcome-unknown";

/** Thrown by every connection of the house instead of the driver's own error, so that nobody has to know the driver's words. */
export class DatabaseOutage extends Error {
  readonly kind: OutageKind;
  /** The code of PostgreSQL or of the system, where there is one. */
  readonly code: string | undefined;
  constructor(kind: OutageKind, cause: unknown) {
    super(`${kind}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "DatabaseOutage";
    this.kind = kind;
    this.code = codeOf(cause);
  }
}

/** PostgreSQL's codes (appendix A of its manual), by the beginning. */
const byCode: readonly (readonly [start: string, kind: OutageKind])[] = [
  ["08", "lost"],
  ["57P0", "lost"],
  ["25P03", "lost"],
  ["28", "lost"],
  ["3D000", "lost"],
  ["53300", "busy"],
  ["57014", "slow"],
  ["25006", "unwritable"],
  ["53", "unwritable"],
  ["58030", "unwritable"],
];

/** What the driver says without a code. */
const byMessage: readonly (readonly [words: RegExp, kind: OutageKind])[] = [
  [/^timeout exceeded when trying to connect/, "busy"],
  [/^Query read timeout/, "slow"],
  [/^Connection terminated|not queryable|^timeout expired|has been discarded|already been destroyed|after calling end/, "lost"],
];

/** The outage that an error of the driver stands for; undefined for an error in the work itself (a constraint, a fault of ours). */
export function outageOf(error: unknown): DatabaseOutage | undefined {
  if (error instanceof DatabaseOutage) return error;
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  const kind =
    code === undefined
      ? byMessage.find(([words]) => words.test(error.message))?.[1]
      : (byCode.find(([start]) => code.startsWith(start))?.[1] ?? (/^E[A-Z_]{3,}$/.test(code) ? "lost" : undefined));
  return kind && new DatabaseOutage(kind, error);
}

/** The error to throw on: the outage that it stands for, or the error as it is. */
export function asOutage(error: unknown): unknown {
  return outageOf(error) ?? error;
}

/**
 * Whether the server itself said no to a commit, and so nothing is saved. Anything else (the connection broke, the server went down)
 * leaves it unknown.
 */
export function isKnownRefusal(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !/^(40003|XX)/.test(code) && outageOf(error)?.kind !== "lost";
}

function codeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
