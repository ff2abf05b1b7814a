import type { Problem } from "../platform/basics/result.ts";
import { withMarks } from "../platform/basics/text.ts";
import type { FieldState } from "./components/fields.tsx";
import type { FormState } from "./components/form.tsx";
import { askedIn, confirmedIn, unansweredIn } from "./components/questions.tsx";

/** What may stand in a field from the start. */
export type FormValue = string | number | boolean | null | undefined | readonly string[];

type Parts = {
  to: string;
  csrf: string;
  idempotencyKey: string;
  values: Readonly<Record<string, readonly string[]>>;
  problem: Problem | null;
  restored: boolean;
  /** Stands for the form's mark until the view is made. */
  mark?: string | undefined;
};

/** Builds the form that a view sees, and remembers which fields the view asked for. */
export function makeForm(parts: Parts): FormState & { known: (name: string) => boolean; labels: Readonly<Record<string, string>> } {
  const used = new Set<string>();
  const labels: Record<string, string> = {};
  const errors = new Map((parts.problem?.fields ?? []).map((f) => [f.field, f.message]));
  if (parts.problem?.field) errors.set(parts.problem.field, parts.problem.message);
  const { to, csrf, idempotencyKey, problem, restored } = parts;
  const confirmed = confirmedIn(parts.values);
  return {
    to,
    csrf,
    idempotencyKey,
    problem,
    confirmed,
    unanswered: unansweredIn(problem, askedIn(parts.values), confirmed),
    restored,
    mark: parts.mark,
    field(name): FieldState {
      used.add(name);
      // A sign that cannot be kept is shown where it stands.
      const values = (parts.values[name] ?? []).map(withMarks);
      return { name, value: values[0] ?? "", values, error: errors.get(name), named: (label) => void (labels[name] = label) };
    },
    value: (name) => withMarks(parts.values[name]?.[0] ?? ""),
    known: (name) => used.has(name),
    labels,
  };
}

/** The words that stand in the fields when the form is first shown. */
export function wordsOf(values: Readonly<Record<string, FormValue>>): Record<string, readonly string[]> {
  const words: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined) continue;
    if (typeof value === "boolean") words[name] = [value ? "ja" : "nej"];
    else if (typeof value === "object") words[name] = value;
    else words[name] = [String(value)];
  }
  return words;
}

/** The address of a form, without the mark of a draft. */
export function addressOf(url: URL): string {
  const search = new URLSearchParams(url.search);
  search.delete("utkast");
  return url.pathname + (search.size > 0 ? `?${search}` : "");
}

/** The labels of the fields that stand in the page. What a page leaves out has been made all the same, and has told its label. */
export function labelsIn(html: string, labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => html.includes(` name="${name}"`)));
}

/** The names of the fields in the order of the page. */
export function orderIn(html: string, labels: Readonly<Record<string, string>>): readonly string[] {
  const placeOf = (name: string) => html.indexOf(` name="${name}"`);
  return Object.keys(labelsIn(html, labels)).toSorted((one, other) => placeOf(one) - placeOf(other));
}
