import { codes } from "../database/generated.ts";
import type { CodeOf } from "../database/generated.ts";

/** What a stored file may be. */
export const fileKinds = codes["files.file.kind"];
export type FileKind = CodeOf<"files.file.kind">;

/** What people call each kind, and how its name ends. */
export const kindWords: Readonly<Record<FileKind, { readonly name: string; readonly ending: string }>> = {
  pdf: { name: "PDF", ending: ".pdf" },
  docx: { name: "Word", ending: ".docx" },
  odt: { name: "OpenDocument", ending: ".odt" },
  text: { name: "text", ending: ".txt" },
};

/** Most bytes of a stored file; the check of `files.file.size` says the same. */
export const mostBytes = 20 * 1024 * 1024;
/** The same in megabytes, for people. */
export const mostMegabytes = mostBytes / (1024 * 1024);
/** Most bytes of a form with one file: the file, and the form's own words. */
export const mostBodyBytes = mostBytes + 1024 * 1024;

/** "340 kB", "1,2 MB": how large a file is, for people. */
export function sizeWords(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1000 ? `${kilobytes} kB` : `${(bytes / (1024 * 1024)).toFixed(1).replace(".", ",")} MB`;
}
