/** A draft held to the checker, and to the name and the number that it is kept under. */
import type { FileFault } from "../questionnaires/faults.ts";
import { readQuestionnaire } from "../questionnaires/read-questionnaire.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";

export type CheckedDraft = { readonly value: Questionnaire | null; readonly faults: readonly FileFault[] };

export const draftFile = "formulär.yaml";

/** Reads a draft. Errors: none; what is wrong stands in `faults`, in the order of the file. */
export function checkDraft({
  form,
  version,
  content,
}: {
  readonly form: string;
  readonly version: number;
  readonly content: string;
}): CheckedDraft {
  const read = readQuestionnaire(content, draftFile);
  if (!read.ok) return { value: null, faults: read.faults };
  const wrong = (field: string, message: string): FileFault => ({
    file: draftFile,
    line: lineOf(content, field),
    code: "shape",
    message,
    path: [field],
  });
  const { id, version: said } = read.value;
  const faults = [
    ...(id === form ? [] : [wrong("id", `”id” ska vara ${form}: formuläret heter så.`)]),
    ...(said === version ? [] : [wrong("version", `”version” ska vara ${version}.`)]),
  ];
  return faults.length === 0 ? { value: read.value, faults } : { value: null, faults };
}

/** The line (1-based) of a field at the top. */
function lineOf(content: string, field: string): number {
  const place = content.split("\n").findIndex((line) => line.startsWith(`${field}:`));
  return place < 0 ? 1 : place + 1;
}
