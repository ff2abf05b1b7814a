import { describe, expect, it } from "vitest";
import { createTable, factorColumn, numericColumn } from "../data/table.ts";
import { forecastResponse } from "./forecast.ts";
import { responsePropensity } from "./propensity.ts";
import { partialIndicators, representativityInterval } from "./representativity.ts";

/** Numbers between 0 and 1, the same in every run (Park & Miller 1988). */
function lottery(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const asked = [
  ["small", 140, 0.79],
  ["medium", 110, 0.86],
  ["large", 53, 0.92],
] as const;
const size = asked.flatMap(([name, units]) => Array.from({ length: units }, () => name as string));
const half = size.map((_, unit) => (unit % 2 === 0 ? "north" : "south"));
const frameOf = (responded: readonly number[]) =>
  createTable([
    factorColumn("size", size, ["small", "medium", "large"]),
    factorColumn("part", half),
    numericColumn("responded", [...responded]),
  ]);

/** So many of each class answered: the rest of the figures follow by hand. */
const answeredBy = (counts: readonly number[]) =>
  asked.flatMap(([, units], k) => Array.from({ length: units }, (_, at) => Number(at < (counts[k] ?? 0))));

describe("the R-indicator of a saturated model", () => {
  const counts = [111, 95, 49];
  const frame = frameOf(answeredBy(counts));
  const analysis = responsePropensity(frame, "responded", ["size"]);
  const n = size.length;
  const rates = asked.map(([, units], k) => (counts[k] ?? 0) / units);
  const mean = 255 / n;
  const squared = asked.reduce((sum, [, units], k) => sum + units * ((rates[k] ?? 0) - mean) ** 2, 0) / (n - 1);
  /** Of a saturated model each class has its own propensity, with variance r(1 − r)/n_k: plain sums over classes. */
  const spread = asked.map(([, units], k) => ((rates[k] ?? 0) * (1 - (rates[k] ?? 0))) / units);
  const centred = (k: number, l: number) =>
    ((k === l ? (asked[k]?.[1] ?? 0) : 0) - ((asked[k]?.[1] ?? 0) * (asked[l]?.[1] ?? 0)) / n) / (n - 1);

  it("is adjusted, and its limits come from, the plain sums over the classes", () => {
    const interval = representativityInterval(frame, analysis);
    const bias = spread.reduce((sum, variance, k) => sum + centred(k, k) * variance, 0);
    const linear = asked.reduce((sum, [, units], k) => sum + ((units * ((rates[k] ?? 0) - mean)) / (n - 1)) ** 2 * (spread[k] ?? 0), 0);
    let quadratic = 0;
    for (const k of [0, 1, 2]) for (const l of [0, 1, 2]) quadratic += centred(k, l) ** 2 * (spread[k] ?? 0) * (spread[l] ?? 0);
    const se = Math.sqrt(4 * linear + 2 * quadratic);
    expect(interval.varianceStandardError).toBeCloseTo(se, 10);
    expect(interval.adjusted).toBeCloseTo(1 - 2 * Math.sqrt(squared - bias), 10);
    expect(interval.lower).toBeCloseTo(1 - 2 * Math.sqrt(squared - bias + 1.959963984540054 * se), 10);
    expect(interval.upper).toBe(1);
  });

  it("its partial indicators are the spread between classes, and within those of the others", () => {
    const alone = partialIndicators(frame, analysis, "size", []);
    expect(alone.unconditional).toBeCloseTo(analysis.standardDeviation, 12);
    expect(alone.conditional).toBeCloseTo(analysis.standardDeviation, 12);
    expect(alone.classes.map(({ group, units }) => [group, units])).toEqual(asked.map(([name, units]) => [name, units]));
    expect(alone.classes[0]?.unconditional).toBeCloseTo(Math.sqrt(140 / 302) * (111 / 140 - mean), 12);
    // Who lies where in the country has nothing to do with the size: it explains nothing, and takes nothing away.
    const part = partialIndicators(frame, analysis, "part", ["size"]);
    expect(part.unconditional).toBeLessThan(0.01);
    expect(part.conditional).toBeCloseTo(0, 12);
  });

  it("refuses another frame, weights, and classes that are not known", () => {
    const other = createTable([numericColumn("responded", [1, 0, 1])]);
    expect(() => representativityInterval(other, analysis)).toThrow("the frame that was analysed");
    const weighted = createTable([
      ...frame.columns.values(),
      numericColumn(
        "w",
        size.map((_, at) => 1 + (at % 2)),
      ),
    ]);
    expect(() => representativityInterval(weighted, responsePropensity(weighted, "responded", ["size"], "w"))).toThrow("asked whole");
    const gap = createTable([factorColumn("gap", ["a", null, ...size.slice(2)]), numericColumn("responded", answeredBy(counts))]);
    expect(() => partialIndicators(gap, analysis, "gap", [])).toThrow('"gap" is missing in 1 rows');
  });

  it("holds the true value as often as it says, also where everybody is as likely to answer", () => {
    for (const chances of [asked.map(([, , chance]) => chance), [0.5, 0.7, 0.9], [0.85, 0.85, 0.85]]) {
      const draw = lottery(2_024 + chances.length);
      const chanceOf = asked.flatMap(([, units], k) => Array.from({ length: units }, () => chances[k] ?? 0));
      const average = chanceOf.reduce((sum, one) => sum + one, 0) / n;
      const truth = 1 - 2 * Math.sqrt(chanceOf.reduce((sum, one) => sum + (one - average) ** 2, 0) / (n - 1));
      let held = 0;
      for (let run = 0; run < 400; run++) {
        const drawn = frameOf(chanceOf.map((chance) => Number(draw() < chance)));
        const found = representativityInterval(
          drawn,
          responsePropensity(drawn, "responded", ["size"], undefined, { fullClasses: "certain" }),
        );
        if (found.lower <= truth && truth <= found.upper) held += 1;
      }
      expect(held / 400, chances.join()).toBeGreaterThan(0.91);
    }
  });
});

describe("the forecast", () => {
  it("is the rate of the days so far, over the days that are left", () => {
    const days = [
      { waiting: 200, answered: 10 },
      { waiting: 190, answered: 9 },
      { waiting: 181, answered: 9 },
      { waiting: 172, answered: 8 },
      { waiting: 164, answered: 9 },
    ];
    const forecast = forecastResponse(days, 155, 4);
    const rate = 45 / 907;
    expect(forecast.rate).toBeCloseTo(rate, 12);
    expect(forecast.dispersion).toBe(1);
    expect(forecast.further).toBeCloseTo(155 * (1 - (1 - rate) ** 4), 10);
    expect(forecast.lower).toBeLessThan(forecast.further);
    expect(forecast.upper).toBeGreaterThan(forecast.further);
    expect(forecastResponse(days, 155, 0)).toMatchObject({ further: 0, lower: 0, upper: 0 });
    // Days that differ more than chance gives make it less sure.
    const uneven = days.map((day, at) => ({ ...day, answered: at % 2 === 0 ? day.answered + 9 : Math.max(0, day.answered - 8) }));
    const unsure = forecastResponse(uneven, 155, 4);
    expect(unsure.dispersion).toBeGreaterThan(2);
    expect(unsure.upper - unsure.lower).toBeGreaterThan(forecast.upper - forecast.lower);
  });

  it("is not made of too little", () => {
    const day = { waiting: 100, answered: 2 };
    expect(() => forecastResponse([day, day, day, day], 90, 3)).toThrow("a forecast takes 5 days and 5 answers");
    expect(() =>
      forecastResponse(
        Array.from({ length: 9 }, () => ({ waiting: 100, answered: 0 })),
        100,
        3,
      ),
    ).toThrow("with 0 answers");
    expect(() => forecastResponse([{ waiting: 1, answered: 2 }], 1, 1)).toThrow("More answered than waited");
  });

  it("holds what comes as often as it says, on even days and on uneven ones", () => {
    for (const uneven of [0, 0.6]) {
      const draw = lottery(303);
      let held = 0;
      for (let run = 0; run < 400; run++) {
        let waiting = 303;
        const day = () => {
          // The rate of a day is that of all who wait: a good one or a bad one.
          const rate = 0.05 * (1 + uneven * (draw() < 0.5 ? -1 : 1));
          let answered = 0;
          for (let unit = 0; unit < waiting; unit++) if (draw() < rate) answered += 1;
          const one = { waiting, answered };
          waiting -= answered;
          return one;
        };
        const seen = Array.from({ length: 10 }, day);
        const forecast = forecastResponse(seen, waiting, 5);
        const before = waiting;
        for (let left = 0; left < 5; left++) day();
        const came = before - waiting;
        if (forecast.lower <= came && came <= forecast.upper) held += 1;
      }
      expect(held / 400, String(uneven)).toBeGreaterThan(0.92);
    }
  });
});
