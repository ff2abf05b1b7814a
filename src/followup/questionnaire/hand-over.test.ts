import { describe, expect, it } from "vitest";
import { judgeHandOver } from "./hand-over.ts";

describe("question 14", () => {
  it.each([
    [0, 0, 0, null],
    [10, 4, 4, null],
    [10, 5, 5, "I samtliga ärenden"],
    [10, 0, 0, null],
    [1, 1, 0, "Inte i några ärenden"],
    [1, 1, 1, "I samtliga ärenden"],
    [100, 100, 44, "I mindre än hälften av alla ärenden"],
    [100, 100, 45, "I cirka hälften av alla ärenden"],
    [100, 100, 55, "I cirka hälften av alla ärenden"],
    [100, 100, 56, "I fler än hälften av alla ärenden"],
    [1000, 1000, 449, "I mindre än hälften av alla ärenden"],
    [1000, 1000, 551, "I fler än hälften av alla ärenden"],
    [20, 20, 11, "I cirka hälften av alla ärenden"],
    [80, 80, 66, "I fler än hälften av alla ärenden"],
    [80, 80, 1, "I mindre än hälften av alla ärenden"],
  ])("%i granted, %i with a value, %i yes or partly: %s", (granted, denominator, numerator, answer) => {
    expect(judgeHandOver(granted, denominator, numerator)?.answer ?? null).toBe(answer);
  });
});
