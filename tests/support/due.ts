import { clocks, findClock } from "../../src/casework/case/clocks.ts";
import type { AnyFacts } from "../../src/casework/case/clocks.ts";
import type { ObligationPart } from "../../src/casework/case/obligation-parts.ts";
import { inOrder } from "../../src/casework/case/obligations.ts";

/** What a clock is counted from, as the database gives it. */
export type DueRow = Pick<ObligationPart, "case_id" | "subject_id" | "phase_id" | "since" | "rule_id" | "subject"> & {
  readonly facts: AnyFacts;
};

/** What the rows ask for on a day, the earliest first: of each, the clock that it names and those that are read together with it. */
export function obligationsOf(rows: readonly DueRow[], today: string): readonly ObligationPart[] {
  const parts = rows.flatMap((row) => {
    const named = findClock(row.rule_id);
    return clocks
      .filter((clock) => clock.read === named?.read)
      .flatMap((clock): readonly ObligationPart[] => {
        const counted = clock.count({ since: row.since, facts: clock.facts.parse(row.facts) });
        if (counted === null || (counted.visibleFrom ?? today) > today) return [];
        return [{ ...row, rule_id: clock.id, due_on: counted.dueOn, target_on: counted.targetOn }];
      });
  });
  return inOrder(parts, today);
}
