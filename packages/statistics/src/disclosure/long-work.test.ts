// Everything long tells how far it is, and stops: at once when told before, and in the midst of it when a timer says so.
import { describe, expect, test } from "vitest";
import { StatisticsError } from "../errors.ts";
import { auditPattern } from "./audit.ts";
import { optimalSuppression } from "./optimum.ts";
import type { StageProgress, Watch } from "./pause.ts";
import { fill, flat, uniform } from "./random-publications.ts";
import { roundCounts } from "./rounding.ts";
import { auditShares } from "./shares.ts";
import { suppress } from "./suppress.ts";
import { compile, primaryCells } from "./system.ts";

const small = compile(fill([flat("unit", 5), flat("gender", 2), flat("age", 3)], uniform(104_729)));
const between = compile(fill([flat("unit", 30), flat("gender", 2), flat("age", 3)], uniform(7)));
const large = compile(fill([flat("unit", 120), flat("gender", 2), flat("age", 4)], uniform(7)));
const shares = ["girls", "boys", "other"].map((label) => ({ label, n: 9, numerator: 4, isCountShown: false, isShareShown: false }));

const works: readonly (readonly [name: string, run: (watch: Watch) => Promise<unknown>])[] = [
  ["suppress, a small table", (watch) => suppress(small, watch)],
  ["suppress, a table between", (watch) => suppress(between, watch)],
  ["suppress, a large table", (watch) => suppress(large, { ...watch, carefulUpTo: 0 })],
  ["auditPattern", (watch) => auditPattern(large, [...primaryCells(large), 0, 1, 2, 3, 4, 5], { ...watch, intervals: "all" })],
  ["optimalSuppression", (watch) => optimalSuppression(small, watch)],
  ["roundCounts", (watch) => roundCounts(large, watch)],
  ["auditShares", (watch) => Promise.resolve().then(() => auditShares(shares, watch))],
];

describe.each(works)("%s", (_, run) => {
  test("tells how far it is", async () => {
    const told: StageProgress[] = [];
    await run({ onProgress: (progress) => told.push(progress) });
    expect(told.length).toBeGreaterThan(0);
    for (const { stage, done, total } of told) {
      expect(stage).not.toBe("");
      expect(done).toBeGreaterThanOrEqual(0);
      expect(done).toBeLessThanOrEqual(total);
    }
    // It never goes back: done only grows within a stage.
    told.forEach(({ stage, done }, k) => {
      const before = told[k - 1];
      if (before?.stage === stage) expect(done).toBeGreaterThanOrEqual(before.done);
    });
  });

  test("does not begin when it is told to stop", async () => {
    await expect(run({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "StatisticsError", code: "aborted" });
  });

  test("stops in the midst of it, and says where", async () => {
    const controller = new AbortController();
    const stopped = run({ signal: controller.signal, onProgress: () => controller.abort() });
    const error: unknown = await stopped.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "aborted" });
    expect(error instanceof StatisticsError && [typeof error.variable, typeof error.count]).toEqual(["string", "number"]);
  });
});

test("a timer is heard while a table is protected", async () => {
  const controller = new AbortController();
  let steps = 0;
  setTimeout(() => {
    controller.abort();
  }, 0);
  await expect(suppress(large, { signal: controller.signal, onProgress: () => steps++ })).rejects.toMatchObject({ code: "aborted" });
  expect(steps).toBeGreaterThan(0);
});
