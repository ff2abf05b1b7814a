import type { Result } from "../../platform/basics/result.ts";
import type { Answers } from "./answers.ts";
import type { Period } from "./period.ts";

/** How long counted answers are given again, in milliseconds. The page of answers says so (`pages/answers.tsx`). */
export const RECENT_FOR = 30_000;
/** How many periods of how many municipalities are kept at the same time. */
const MOST_KEPT = 500;

type Kept = { readonly at: number; readonly delivery: string; readonly answers: Promise<Result<Answers>> };

const kept = new Map<string, Kept>();

/** What the answers were counted for. */
export type AnswersKey = {
  /** Names the database, the municipality and the state of its last delivery. */
  readonly database: string;
  readonly municipalityId: number;
  /** Changes when a delivery has been imported: then nothing counted before is given again. */
  readonly delivery: string;
  readonly period: Period;
};

/**
 * The answers of at most 30 seconds ago, or a new count. Counting ten years of cases takes a good part of a second; when
 * many look at the same page they share one count. Whoever comes during a count waits for that one. What failed is not kept.
 */
export async function recentAnswers(key: AnswersKey, now: Date, count: () => Promise<Result<Answers>>): Promise<Result<Answers>> {
  const name = [key.database, key.municipalityId, key.period.from, key.period.to].join("|");
  const found = kept.get(name);
  const age = found ? now.getTime() - found.at : 0;
  if (found && found.delivery === key.delivery && age >= 0 && age < RECENT_FOR) return found.answers;
  const answers = count();
  kept.delete(name);
  kept.set(name, { at: now.getTime(), delivery: key.delivery, answers });
  const oldest = kept.size > MOST_KEPT ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  const forget = (): boolean => kept.get(name)?.answers === answers && kept.delete(name);
  try {
    const result = await answers;
    if (!result.ok) forget();
    return result;
  } catch (fault) {
    forget();
    throw fault;
  }
}
