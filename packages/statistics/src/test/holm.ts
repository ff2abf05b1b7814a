// Several tests at once: how small a p must be is said by how many were made.
import { check, listOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";

/**
 * The p-values of several tests adjusted by Holm, in the order they were given, between 0 and 1: whoever rejects those at most α is wrong about any
 * of them with a probability of at most α, however the tests hang together.
 *
 * Formula: with p_(1) ≤ … ≤ p_(m), p̃_(i) = max over j ≤ i of min(1, (m − j + 1) p_(j)).
 * Reference: Holm (1979); R's `p.adjust`. Errors: `argument` for what is not between 0 and 1.
 */
export function holm(p: readonly number[]): number[] {
  check({ p }, { p: listOf(kinds.number, "p-values") });
  const wrong = p.find((one) => !(one >= 0 && one <= 1));
  if (wrong !== undefined) throw new StatisticsError("argument", `A p-value lies between 0 and 1, got ${wrong}.`, { variable: "p" });
  const adjusted = new Array<number>(p.length).fill(1);
  let largest = 0;
  const order = p.map((one, at) => ({ one, at })).sort((a, b) => a.one - b.one);
  order.forEach(({ one, at }, j) => {
    largest = Math.max(largest, Math.min(1, (p.length - j) * one));
    adjusted[at] = largest;
  });
  return adjusted;
}
