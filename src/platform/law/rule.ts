/** What a rule of law is in this house: a pure function with its provisions, its dates and a sentence for the screen. */
import type { Certainty } from "./wording.ts";
import type { ProvisionId } from "./provisions.ts";

/**
 * What the last day of a rule's clock follows. `lagstadgad tid`: so many days, weeks or months in a law or another statute, so the last
 * day moves to the next working day. `genast`: the law says genast or utan dröjsmål, which no holiday puts off. `egen dag`: a day that a
 * decision, a plan or the municipality has set; the act of 1930 does not govern it.
 */
type ClockKind = "lagstadgad tid" | "genast" | "egen dag";

export type Rule<In, Out> = {
  /** Stable, English, kebab-case, unique in the house. */
  readonly id: string;
  /** Swedish name for the screen and for docs/law.md. */
  readonly title: string;
  /** What the rule stands on. Empty only for a local rule. */
  readonly provisionIds: readonly ProvisionId[];
  /** "lag": follows from the provisions. "lokal regel": the municipality's own, configurable, and shown as such. */
  readonly basis: "lag" | "lokal regel";
  /** The folder of its room; a test holds it against the room that says it has the rule. */
  readonly room: string;
  /** For a rule that sets a day: whether a holiday moves it (2 § lag 1930:173). */
  readonly clock?: ClockKind;
  /** First and last day (inclusive) on which the rule applies to what starts then. */
  readonly validFrom: string;
  readonly validTo?: string;
  readonly certainty: Certainty;
  /** Page or paragraph behind a number or an interpretation, and what is uncertain, in Swedish. */
  readonly source?: string;
  readonly apply: (input: In) => Out;
  /** One Swedish sentence that the screen can show. */
  readonly explain: (input: In, output: Out) => string;
};

/** What a list of rules knows of each: all but its functions. */
export type RuleDescription = Omit<Rule<unknown, unknown>, "apply" | "explain">;

/** Applies a rule and gives the outcome together with its sentence. */
export function applied<In, Out>(rule: Rule<In, Out>, input: In): { readonly outcome: Out; readonly explanation: string } {
  const outcome = rule.apply(input);
  return { outcome, explanation: rule.explain(input, outcome) };
}

/** "a", "a och b", "a, b och c". */
export function listed(parts: readonly string[], conjunction: "och" | "eller" = "och"): string {
  if (parts.length < 2) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} ${conjunction} ${parts.at(-1) ?? ""}`;
}
