/** The rules that answers are held against, read from their file once. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { fingerprintOf } from "../questionnaires/fingerprint.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";

const words = z.string().min(1);
/** What is looked for; `checks.ts` has one function for each. */
export const checkNames = [
  "unknown-column",
  "not-as-the-form",
  "not-asked",
  "unanswered",
  "partly-answered",
  "unspecified",
  "identity-number",
  "jump",
] as const;
export type CheckName = (typeof checkNames)[number];

/** The rules of questionnaires have lower numbers. */
const firstNumber = 9001;

const checkRule = z.strictObject({
  rule: z.int().min(firstNumber),
  check: z.enum(checkNames),
  severity: z.enum(["error", "warning"]),
  refuses: z.boolean().default(false),
  steps: z.int().positive().optional(),
  factor: z.number().gt(1).optional(),
  title: words,
  text: words,
  /** What whoever answers is asked before they sign; `text` is said of what they have delivered. */
  asks: words,
  explanation: words,
  link: words,
});
const fileSchema = z.strictObject({
  checks: z.array(checkRule).refine((rules) => new Set(rules.map(({ rule }) => rule)).size === rules.length, "A number stands twice."),
  explanations: z.array(z.strictObject({ questionnaire: words, rules: z.array(z.int()), title: words, explanation: words })),
});

export type CheckRule = z.output<typeof checkRule>;
export type Rules = z.output<typeof fileSchema> & {
  /** SHA-256 of all that they say: kept with every judgement. */
  readonly fingerprint: string;
};

let read: Promise<Rules> | undefined;

/** The rules that come with the program. @throws where the file does not hold together, which its test would have said. */
export function loadRules(): Promise<Rules> {
  read ??= readFile(join(import.meta.dirname, "rules.yaml"), "utf8").then(readRules);
  return read;
}

/** The rules of a file's text. @throws ZodError where it is something else. */
export function readRules(text: string): Rules {
  const rules = fileSchema.parse(parse(text));
  return { ...rules, fingerprint: fingerprintOf(rules) };
}

/** What is said of a rule for people: title, explanation, severity, where to read more. */
export type RuleWords = {
  readonly rule: number;
  readonly severity: "error" | "warning";
  readonly title: string;
  readonly explanation: string;
  readonly link: string | null;
};

/** Every rule that a delivery of the questionnaire is held against, by number. Errors: none. */
export function rulesOf(form: Pick<Questionnaire, "id" | "rules">, { checks, explanations }: Rules): readonly RuleWords[] {
  const own = form.rules.map(({ number, severity, text, link }) => {
    const said = explanations.find(({ questionnaire, rules }) => questionnaire === form.id && rules.includes(number));
    return { rule: number, severity, title: said?.title ?? text, explanation: said?.explanation ?? text, link };
  });
  const common = checks.map(({ rule, severity, title, explanation, link }) => ({ rule, severity, title, explanation, link }));
  return [...own, ...common].sort((a, b) => a.rule - b.rule);
}
