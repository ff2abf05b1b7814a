/** What is wrong with a questionnaire's file: each fault with its line. */

export type FileFault = {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly code: FaultCode;
  /** Swedish: what is wrong, and often what to do. */
  readonly message: string;
};

export type FaultCode =
  "yaml" | "shape" | "expression" | "unknown-name" | "twice" | "loop" | "contradiction" | "unreachable" | "too-tangled" | "version-changed";

/** Where in the file something stands: the fields and places that lead to it. */
export type Path = readonly (string | number)[];

/** Notes a fault at a path. */
export type Report = (path: Path, code: FaultCode, message: string) => void;

/** A fault as a line: `form.yaml:12: …`. Errors: none. */
export const inOneLine = ({ file, line, message }: FileFault): string => `${file}:${line}: ${message}`;
