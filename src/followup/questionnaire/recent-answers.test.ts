import { expect, test } from "vitest";
import { ok, failed } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Answers } from "./answers.ts";
import { RECENT_FOR, recentAnswers } from "./recent-answers.ts";
import type { AnswersKey } from "./recent-answers.ts";

const start = new Date("2026-03-02T09:00:00Z");
const later = (milliseconds: number): Date => new Date(start.getTime() + milliseconds);
const answers = (municipality: string): Answers => ({ municipality, period: { from: "2023-02-01", to: "2024-01-31" }, answers: [] });
let serial = 0;
const newKey = (): AnswersKey => ({
  database: `test ${(serial += 1)}`,
  municipalityId: 1,
  delivery: "a",
  period: { from: "2023-02-01", to: "2024-01-31" },
});

function counter() {
  let times = 0;
  return {
    get times() {
      return times;
    },
    count: (): Promise<Result<Answers>> => {
      times += 1;
      return Promise.resolve(ok(answers(String(times))));
    },
  };
}

test("many at once share one count, until it is thirty seconds old", async () => {
  const [key, counted] = [newKey(), counter()];
  await Promise.all([1, 2, 3].map(() => recentAnswers(key, start, counted.count)));
  await recentAnswers(key, later(RECENT_FOR - 1), counted.count);
  expect(counted.times).toBe(1);
  expect(await recentAnswers(key, later(RECENT_FOR), counted.count)).toMatchObject({ value: { municipality: "2" } });
});

test.each([
  ["another municipality", { municipalityId: 2 }],
  ["another period", { period: { from: "2024-02-01", to: "2025-01-31" } }],
  ["another database", { database: "elsewhere" }],
  ["a new delivery", { delivery: "b" }],
])("%s is counted anew", async (_name, change) => {
  const [key, counted] = [newKey(), counter()];
  await recentAnswers(key, start, counted.count);
  await recentAnswers({ ...key, ...change }, start, counted.count);
  expect(counted.times).toBe(2);
});

test("a failure is not kept", async () => {
  const [key, counted] = [newKey(), counter()];
  const refused = failed({ code: "invalid-period", message: "Perioden är fel." });
  expect(await recentAnswers(key, start, () => Promise.resolve(refused))).toBe(refused);
  await expect(recentAnswers(key, start, () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  expect(await recentAnswers(key, start, counted.count)).toMatchObject({ ok: true });
});
