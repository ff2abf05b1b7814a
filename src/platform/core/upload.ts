import type { Result } from "../basics/result.ts";
import type { CodeOf } from "../database/generated.ts";

/** A file that came with a form: read, known by its content and looked through, and not stored yet. How that is done lies in `platform/files`. */
export type ReceivedFile = {
  /** Its last name alone, with the ending of what it is. */
  readonly name: string;
  readonly kind: CodeOf<"files.file.kind">;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string;
  readonly scan: CodeOf<"files.file.scan">;
};

/** What came with a form, or why it is not taken: an action says it at its field, so that a refusal passes the door and is logged. */
export type Upload = Result<ReceivedFile>;
