/** What is wrong with a questionnaire's file: each fault with its line. */

export type FileFault = {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly code: FaultCode;
  /** Swedish: what is wrong, and often what to do. */
  readonly message: string;
  /** Where in the file, by its fields; left out where it cannot be read. */
  readonly path?: Path;
};

export type FaultCode =
  | "yaml"
  | "shape"
  | "expression"
  | "unknown-name"
  | "twice"
  | "loop"
  | "contradiction"
  | "unreachable"
  | "too-tangled"
  | "too-much"
  | "version-changed";

/** Where in the file something stands: the fields and places that lead to it. */
export type Path = readonly (string | number)[];

/** Notes a fault at a path. A message that takes its time to make is made when it is told. */
export type Report = (path: Path, code: FaultCode, message: string | (() => string)) => void;

/** A fault as a line: `form.yaml:12: …`. Errors: none. */
export const inOneLine = ({ file, line, message }: FileFault): string => `${file}:${line}: ${message}`;
