import { describe, expect, it } from "vitest";
import { createTable, factorColumn, numericColumn } from "../data/table.ts";
import { compareEarlyLate, compareWithFrame, responsePropensity } from "./propensity.ts";
import { responseByReminder, responseRates, responseRatesBy } from "./response-rates.ts";

// 40 small units of which 20 answered, 60 large of which 45 answered; reminders 0, 1, 2 in turn.
const size = Array.from({ length: 100 }, (_, i) => (i < 40 ? "small" : "large"));
const responded = size.map((one, i) => (one === "small" ? Number(i % 2 === 0) : Number(i % 4 !== 0)));
const frame = createTable([
  factorColumn("size", size, ["small", "large"]),
  numericColumn("responded", responded),
  numericColumn(
    "reminders",
    responded.map((_, i) => i % 3),
  ),
  numericColumn(
    "routine",
    responded.map((one, i) => (one === 1 ? i % 5 : null)),
  ),
]);

describe("response rates", () => {
  it("follow AAPOR's definitions", () => {
    const rates = responseRates({ complete: 50, partial: 10, refusal: 20, nonContact: 10, other: 5, unknownHousehold: 5 }, 0.6);
    expect(rates.rr1).toBeCloseTo(50 / 100, 12);
    expect(rates.rr2).toBeCloseTo(60 / 100, 12);
    expect(rates.rr3).toBeCloseTo(50 / 98, 12);
    expect(rates.rr4).toBeCloseTo(60 / 98, 12);
    expect(rates.rr5).toBeCloseTo(50 / 95, 12);
    expect(rates.rr6).toBeCloseTo(60 / 95, 12);
    expect(rates.coop1).toBeCloseTo(50 / 85, 12);
    expect(rates.ref1).toBeCloseTo(20 / 100, 12);
    expect(rates.con1).toBeCloseTo(85 / 100, 12);
    expect(() => responseRates({ complete: 0 })).toThrow("0 units known to be eligible");
    expect(() => responseRates({ complete: 3, refusal: -1 })).toThrow('"refusal" must be 0 or more');
  });

  it("are counted by class and by reminder", () => {
    expect(responseRatesBy(frame, "responded", "size").map((one) => [one.group, one.units, one.rate])).toEqual([
      ["small", 40, 0.5],
      ["large", 60, 0.75],
    ]);
    const steps = responseByReminder(frame, "responded", "reminders");
    expect(steps.map((one) => one.reminder)).toEqual([0, 1, 2]);
    expect(steps.at(-1)?.cumulative).toBeCloseTo(0.65, 12);
  });
});

describe("the analysis of non-response", () => {
  it("gives the R-indicator of a saturated model from the rates themselves", () => {
    const result = responsePropensity(frame, "responded", ["size"]);
    const deviation = Math.sqrt((40 * (0.5 - 0.65) ** 2 + 60 * (0.75 - 0.65) ** 2) / 99);
    expect(result.mean).toBeCloseTo(0.65, 12);
    expect(result.rIndicator).toBeCloseTo(1 - 2 * deviation, 10);
    expect(result.maximumBias).toBeCloseTo(deviation / 0.65, 10);
    expect(result.modelStandardErrors[0]).toBeCloseTo(Math.sqrt(1 / 20 + 1 / 20), 10);
  });

  it("says which class answered fully", () => {
    const all = createTable([
      factorColumn("size", size, ["small", "large"]),
      numericColumn(
        "responded",
        size.map((one, i) => Number(one === "large" || i % 2 === 0)),
      ),
    ]);
    expect(() => responsePropensity(all, "responded", ["size"])).toThrow('"sizelarge" separates the outcomes: 60 rows');
  });

  it("compares respondents with the frame, and late with early", () => {
    const comparison = compareWithFrame(frame, "responded", "size");
    expect(comparison.chiSquare).toBeCloseTo((100 * (20 * 15 - 20 * 45) ** 2) / (40 * 60 * 65 * 35), 10);
    expect(comparison.groups[0]).toMatchObject({ group: "small", frame: 0.4, respondents: 20 / 65 });
    const late = compareEarlyLate(frame, "responded", "reminders", "routine", 1);
    expect(late.difference).toBeCloseTo(late.late - late.early, 12);
    expect(late.p).toBeGreaterThan(0);
    expect(() => compareEarlyLate(frame, "responded", "reminders", "routine", 9)).toThrow("0 of 65 respondents");
  });
});
