/** What waits to be done in a case: a clock that runs, with the days that its rule has counted. */
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { clocks } from "./clocks.ts";
import type { AnyFacts } from "./clocks.ts";

const facts = [...new Set(clocks.map((clock) => clock.facts))] as unknown as readonly z.ZodType<AnyFacts>[];

/** What must be done, with the days that the rule has counted. */
export const obligationPart = z.object({
  case_id: answer.id,
  subject_id: answer.id,
  phase_id: answer.id.nullable(),
  /** The day the clock started. */
  since: answer.day,
  /** What it is about, where a case may have two of the same: the type of the intervention, the phase or the guardian. */
  subject: answer.text(300).nullable().optional(),
  /** The rule that asks for it. */
  rule_id: answer.code,
  /** What its rule counted from. */
  facts: z.union(facts),
  /** The last day; null where the law gives none. */
  due_on: answer.day.nullable(),
  /** The day as counted, before any holiday is looked at. */
  target_on: answer.day.nullable(),
});
export type ObligationPart = z.output<typeof obligationPart>;
