import { randomUUID } from "node:crypto";
import type { FieldProblem, Problem } from "../platform/basics/result.ts";
import { withMarks } from "../platform/basics/text.ts";
import { fieldId } from "./components/fields.tsx";
import type { Fault, FieldState } from "./components/fields.tsx";
import type { FormState, Say } from "./components/form.tsx";
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
  /** True unless told. */
  keepsDrafts?: boolean;
  /** Stands for the form's mark until the view is made. */
  mark?: string | undefined;
  /** The step that is shown, of a form in steps. */
  step?: string | undefined;
  /** The tab of its case that it was opened from. */
  tab?: string | undefined;
};

/** Builds the form that a view sees, and remembers what the fields that the view made are called; those that it left out as well (`shownIn`). */
export function makeForm(parts: Parts): FormState & { labels: Readonly<Record<string, string>> } {
  const labels: Record<string, string> = {};
  const errors = faultsByField(parts.problem);
  const { to, csrf, idempotencyKey, problem, restored, keepsDrafts } = parts;
  const confirmed = confirmedIn(parts.values);
  return {
    to,
    csrf,
    idempotencyKey,
    problem,
    confirmed,
    unanswered: unansweredIn(problem, askedIn(parts.values), confirmed),
    restored,
    keepsDrafts: keepsDrafts !== false,
    mark: parts.mark,
    step: parts.step ?? "",
    tab: parts.tab,
    field(name): FieldState {
      // A sign that cannot be kept is shown where it stands.
      const values = (parts.values[name] ?? []).map(withMarks);
      return { name, value: values[0] ?? "", values, error: errors.get(name), named: (label) => void (labels[name] = label) };
    },
    value: (name) => withMarks(parts.values[name]?.[0] ?? ""),
    labels,
  };
}

/** What is wrong with each field: the words, or a list of them where several things are. */
function faultsByField(problem: Problem | null): ReadonlyMap<string, Fault | readonly Fault[]> {
  const faults: readonly FieldProblem[] = [
    ...(problem?.fields ?? []),
    ...(problem?.field ? [{ field: problem.field, message: problem.message }] : []),
  ];
  const grouped = [...Map.groupBy(faults, ({ field }) => field)];
  return new Map(
    grouped.map(([field, list]) => {
      const said = new Map(list.map(({ message, language }) => [message, language === undefined ? message : { text: message, language }]));
      const [first = "", ...more] = said.values();
      return [field, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

/** Stands in the form until its mark is sealed. Nobody knows it: what somebody has written stays what it is. */
export const markPlace = `form-mark-${randomUUID()}`;

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

/** What names the step of a form in its address. */
const stepName = "steg";

/** The address of a step of a form. */
export const stepAt = (path: string, step: string): string => `${path}${path.includes("?") ? "&" : "?"}${stepName}=${step}`;

/** The step that an address is of; "" for the first, or of a form without steps. */
export const stepIn = (url: URL): string => url.searchParams.get(stepName) ?? "";

/** The address of a form, without the mark of a draft and its step. */
export function addressOf(url: URL): string {
  const search = new URLSearchParams(url.search);
  search.delete("utkast");
  search.delete(stepName);
  return url.pathname + (search.size > 0 ? `?${search}` : "");
}

/**
 * Those of the fields that have a control in the page, in its order. What is read is the page: a field that a component was given and left out has
 * been made all the same, and only there is it seen that nobody is asked for it.
 */
export function shownIn(html: string, names: Iterable<string>): readonly string[] {
  const places = [...new Set(names)].map((name) => ({ name, place: html.indexOf(` id="${fieldId(name)}"`) }));
  return places
    .filter(({ place }) => place >= 0)
    .toSorted((one, other) => one.place - other.place)
    .map(({ name }) => name);
}

/** The names of the fields that something is wrong with. */
export const faultyIn = (problem: Problem | null): readonly string[] =>
  [...(problem?.fields ?? []).map(({ field }) => field), problem?.field ?? ""].filter(Boolean);

/** What is wrong at the fields in the page's language, where it has the words; what has a language already keeps it. */
export function saidIn(problem: Problem, say: Say): Problem {
  if (!problem.fields) return problem;
  const fields = problem.fields.map((one): FieldProblem => {
    const said = one.language === undefined ? say(one.message) : null;
    return said === null || said.language === null ? one : { ...one, message: said.text, language: said.language };
  });
  return { ...problem, fields };
}
