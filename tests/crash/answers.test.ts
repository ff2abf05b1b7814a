import { expect, test } from "vitest";
import { measureSurvey } from "../../bench/parts/survey.ts";
import type { AnswerRound } from "./answers.ts";
import { isDeadly } from "./ways.ts";

const minute = 60_000;

/** The bench of a survey in its small sizes: what it finds, not how fast. `npm run bench -- --only survey` is the whole of it. */
test(
  "units that answer by link lose no page that was acknowledged, while many come and while PostgreSQL is killed, with the web and alone; all go on and sign",
  async () => {
    const [result] = await measureSurvey({ quick: true, keep: false, say: () => undefined });
    const goals = result?.goals.filter(({ what }) => !what.startsWith("p95"));
    expect(goals?.map(({ measured, isMet }) => [measured, isMet])).toEqual([
      ["0", true],
      ["0", true],
    ]);
    const { rounds } = result?.raw as { readonly rounds: readonly AnswerRound[] };
    expect(rounds).toHaveLength(2);
    for (const { way, acknowledged, cut, lost, faults } of rounds) {
      expect([way, lost, faults]).toEqual([way, [], []]);
      expect(acknowledged).toBeGreaterThan(0);
      // The kill came in the middle; a web that lives on may have answered everybody once PostgreSQL was back.
      if (isDeadly(way)) expect(cut).toBeGreaterThan(0);
    }
  },
  10 * minute,
);
