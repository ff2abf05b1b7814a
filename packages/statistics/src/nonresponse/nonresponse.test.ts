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

  it("gives a class that answered fully, or not at all, its propensity, and fits the rest", () => {
    const kinds = ["small", "middle", "large", "none"];
    const rows = Array.from({ length: 200 }, (_, i) => ({ size: kinds[i % 4] ?? "", sector: i % 3 === 0 ? "a" : "b", sent: (i * 7) % 10 }));
    const yes = rows.map(({ size, sent }) => (size === "large" ? 1 : size === "none" ? 0 : Number(sent < (size === "small" ? 4 : 7))));
    const census = createTable([
      factorColumn(
        "size",
        rows.map(({ size }) => size),
        kinds,
      ),
      factorColumn(
        "sector",
        rows.map(({ sector }) => sector),
      ),
      numericColumn("responded", yes),
    ]);
    const result = responsePropensity(census, "responded", ["size", "sector"], undefined, { fullClasses: "certain" });
    expect(result.certain).toEqual([
      { variable: "size", level: "large", rows: 50, propensity: 1 },
      { variable: "size", level: "none", rows: 50, propensity: 0 },
    ]);
    rows.forEach(({ size }, row) => {
      if (size === "large" || size === "none") expect(result.propensity[row]).toBe(size === "large" ? 1 : 0);
    });
    // What is left is the model of the rest, and the mean is the response rate.
    const rest = rows.flatMap(({ size }, row) => (size === "small" || size === "middle" ? [row] : []));
    const left = createTable([
      factorColumn(
        "size",
        rest.map((row) => rows[row]?.size ?? ""),
      ),
      factorColumn(
        "sector",
        rest.map((row) => rows[row]?.sector ?? ""),
      ),
      numericColumn(
        "responded",
        rest.map((row) => yes[row] ?? 0),
      ),
    ]);
    const alone = responsePropensity(left, "responded", ["size", "sector"]);
    rest.forEach((row, i) => expect(result.propensity[row]).toBeCloseTo(alone.propensity[i] ?? 0, 8));
    expect(result.mean).toBeCloseTo(yes.reduce((sum, one) => sum + one, 0) / 200, 8);
  });

  it("gives everybody propensity 1 where all answered", () => {
    const all = createTable([
      factorColumn("size", size, ["small", "large"]),
      numericColumn(
        "responded",
        size.map(() => 1),
      ),
    ]);
    const result = responsePropensity(all, "responded", ["size"], undefined, { fullClasses: "certain" });
    expect(result).toMatchObject({ fit: null, mean: 1, rIndicator: 1, maximumBias: 0 });
    expect(result.certain).toEqual([{ variable: "", level: "", rows: 100, propensity: 1 }]);
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
