// What a recode, a cut point, a filter or any other name gives away of a group of few is not printed: two tables of one plan whose cells are sums of each
// other's, however named.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTable, factorColumn } from "@fortrogen/statistics";
import { loadSolver } from "@fortrogen/statistics/parts";
import { type Asked, type Meaning, type Person, kindsOf, rangeOf, seenIn, sizeOf, smallGroups } from "./attacker.ts";
import { parsePlan } from "./parse.ts";
import type { PlanResult } from "./result.ts";
import { runPlan } from "./run.ts";
import { sourcesOf } from "./sources.ts";

const context = { dataHash: "", planHash: "", versions: {}, time: "2026-11-22T12:00:00.000Z" };

const levels = { g: [..."abcs"], h: [..."xy"], t: [..."12345"] } as const;

async function run(text: string, people: readonly Person[]): Promise<PlanResult> {
  const names = ["g", "h", "t"] as const;
  const columns = names.map((name) =>
    factorColumn(
      name,
      people.map((one) => one[name]),
      // Also levels that nobody of a random crowd has, for the recodes name them.
      [...new Set([...levels[name], ...people.map((one) => one[name])])].sort(),
    ),
  );
  return (await runPlan(parsePlan(`data: { file: a.csv }\n${text}`, "p"), { ...context, table: createTable(columns) })).result;
}

/** 60 people, three of them in the group "s", all of whom answered 5. */
const people: readonly Person[] = Array.from({ length: 60 }, (_, i) => ({
  g: i < 3 ? "s" : i % 3 === 0 ? "b" : "a",
  h: i % 2 === 0 ? "x" : "y",
  t: i < 3 ? "5" : String(1 + ((i * 7) % 5)),
}));

const everybody = (): boolean => true;
const others = ({ g }: Person): boolean => g !== "s";
const high: Meaning = ({ t }) => (t >= "4" ? "1" : "0");
const trust: Meaning = ({ t }) => t;

/** Each: recodes, two analyses, and what they mean. */
const cases: readonly (readonly [kind: string, recodes: string, analyses: readonly [text: string, asked: Asked][]])[] = [
  [
    "a share, and a share of its recode outside the group",
    `{ name: high, expression: "t in ('4','5')" }`,
    [
      ["type: share, variable: t", { measured: trust, by: [], domain: everybody }],
      [`type: share, variable: high, domain: "g != 's'"`, { measured: high, by: [], domain: others }],
    ],
  ],
  [
    "the same variable, filtered",
    `{ name: unused, expression: "t == '1'" }`,
    [
      ["type: share, variable: t", { measured: trust, by: [], domain: everybody }],
      [`type: share, variable: t, domain: "g != 's'"`, { measured: trust, by: [], domain: others }],
    ],
  ],
  [
    "an identity recode, and a filter that is itself a recode",
    `{ name: same, from: t, labels: { "1": "1", "2": "2", "3": "3", "4": "4", "5": "5" } }, { name: out, expression: "g == 's'" }`,
    [
      ["type: share, variable: same", { measured: trust, by: [], domain: everybody }],
      [`type: share, variable: t, domain: "out == 0"`, { measured: trust, by: [], domain: others }],
    ],
  ],
  [
    "a recode of a recode of a recode",
    `{ name: one, from: t, labels: { "1": low, "2": low, "3": low, "4": high, "5": high } }, { name: two, expression: "one == 'high'" }, { name: three, expression: "1 - two" }`,
    [
      ["type: share, variable: two", { measured: high, by: [], domain: everybody }],
      [
        `type: share, variable: three, domain: "g in ('a', 'b')"`,
        { measured: (one) => (high(one) === "1" ? "0" : "1"), by: [], domain: others },
      ],
    ],
  ],
  [
    "a total, and the groups of a recode that leaves some out",
    `{ name: known, from: g, labels: { a: first, b: second } }`,
    [
      ["type: share, variable: t", { measured: trust, by: [], domain: everybody }],
      [
        "type: share, variable: t, by: [known]",
        { measured: trust, by: [({ g }) => ({ a: "first", b: "second" })[g] ?? null], domain: others },
      ],
    ],
  ],
  [
    "two variables, their filters alone in common",
    `{ name: high, expression: "t in ('4','5')" }`,
    [
      ["type: share, variable: h", { measured: ({ h }) => h, by: [], domain: everybody }],
      [`type: share, variable: high, domain: "g != 's'"`, { measured: high, by: [], domain: others }],
    ],
  ],
  [
    "groups of two recodes that overlap, with other cut points",
    `{ name: here, expression: "g in ('a', 's')" }, { name: there, expression: "g == 'a'" }, { name: first, from: g, labels: { a: p, s: p, b: q } }, { name: second, from: g, labels: { a: p, s: q, b: q } }`,
    [
      ["type: share, variable: t, by: [first]", { measured: trust, by: [({ g }) => (g === "b" ? "q" : "p")], domain: everybody }],
      ["type: share, variable: t, by: [second]", { measured: trust, by: [({ g }) => (g === "a" ? "p" : "q")], domain: everybody }],
    ],
  ],
  [
    "a margin that is a recode's cell",
    `{ name: rest, from: g, labels: { a: rest, b: rest, s: few } }`,
    [
      ["type: share, variable: t, by: [h], overall: true", { measured: trust, by: [({ h }) => h], domain: everybody }],
      [
        `type: share, variable: t, by: [h], overall: true, domain: "rest == 'rest'"`,
        { measured: trust, by: [({ h }) => h], domain: others },
      ],
    ],
  ],
  [
    "nested filters",
    `{ name: high, expression: "t in ('4','5')" }`,
    [
      [`type: share, variable: t, domain: "h == 'x'"`, { measured: trust, by: [], domain: ({ h }) => h === "x" }],
      [
        `type: share, variable: high, domain: "h == 'x' and g != 's'"`,
        { measured: high, by: [], domain: ({ h, g }) => h === "x" && g !== "s" },
      ],
    ],
  ],
  [
    "a crossing of two recodes beside one of them",
    `{ name: few, expression: "g == 's'" }, { name: both, from: h, labels: { x: p, y: q } }`,
    [
      [
        `type: share, variable: t, by: [both], overall: true, domain: "few == 0"`,
        { measured: trust, by: [({ h }) => (h === "x" ? "p" : "q")], domain: others },
      ],
      ["type: share, variable: t, by: [h]", { measured: trust, by: [({ h }) => h], domain: everybody }],
    ],
  ],
];

const planOf = (recodes: string, analyses: readonly string[], rule = "{ minimum: 7 }"): string =>
  `recodes: [ ${recodes} ]\ndisclosure: ${rule}\nanalyses:\n${analyses.map((one, k) => `  - { id: a${k}, ${one} }\n`).join("")}`;

describe("no group of few is told of by two tables whose cells are sums of each other's:", () => {
  test.each(cases)("%s", async (_, recodes, analyses) => {
    const { kinds, size } = kindsOf(people);
    const result = await run(
      planOf(
        recodes,
        analyses.map(([text]) => text),
      ),
      people,
    );
    const seen = seenIn(
      result,
      analyses.map(([, asked]) => asked),
      kinds,
    );
    // The attacker is one: with everything shown, he finds them.
    expect(
      smallGroups(
        seen.map((one) => ({ ...one, isShown: true })),
        kinds,
        size,
        7,
      ),
    ).not.toEqual([]);
    expect(smallGroups(seen, kinds, size, 7)).toEqual([]);
    // Nor is everything hidden.
    expect(seen.some(({ isShown }) => isShown)).toBe(true);
  });

  test("three figures of two groupings, none of which lies in another", async () => {
    const labelsOf = (parts: readonly string[]): Record<string, string> =>
      Object.fromEntries(parts.flatMap((part, k) => [...part].map((level) => [level, `part ${k}`])));
    const [first, second] = [labelsOf(["12", "34", "s5", "6"]), labelsOf(["13", "24s", "56"])];
    const crowd = [..."123456".repeat(12), ..."sss"].map((g, i) => ({ g, h: "x", t: String(1 + (i % 3)) }));
    const text = (labels: object): string => JSON.stringify(labels);
    const plan = planOf(`{ name: first, from: g, labels: ${text(first)} }, { name: second, from: g, labels: ${text(second)} }`, [
      "type: share, variable: t, by: [first]",
      "type: share, variable: t, by: [second]",
    ]);
    const asked = [first, second].map((labels) => ({ measured: trust, by: [({ g }: Person) => labels[g] ?? null], domain: everybody }));
    const { kinds, size } = kindsOf(crowd);
    const seen = seenIn(await run(plan, crowd), asked, kinds);
    // {s, 5} and {6} without {5, 6}.
    expect(
      smallGroups(
        seen.map((one) => ({ ...one, isShown: true })),
        kinds,
        size,
        7,
      ),
    ).toEqual(["sx"]);
    expect(smallGroups(seen, kinds, size, 7)).toEqual([]);
    expect(seen.filter(({ isShown }) => isShown).length).toBeGreaterThan(3);
  });

  test("a table of counts beside the share of a recode", async () => {
    const { results } = await run(
      planOf(`{ name: high, expression: "t in ('4','5')" }`, [
        "type: table, dimensions: [ { variable: t } ]",
        `type: share, variable: high, domain: "g != 's'"`,
      ]),
      people,
    );
    const [total, share] = results.map(({ rows }) => rows[0]?.hidden);
    expect([total, share]).toContain(true);
  });

  test("a variable that differs in nothing but its missing values is told by its name", async () => {
    // Those without an opinion are three; the recode leaves them out, which the first table says itself.
    const some = people.map((one, i) => ({ ...one, g: "a", t: i < 3 ? "9" : one.t === "5" ? "4" : one.t }));
    const recode = `{ name: opinion, from: t, labels: { "1": "1", "2": "2", "3": "3", "4": "4" } }`;
    const { disclosure } = await run(planOf(recode, ["type: share, variable: t", "type: share, variable: opinion"]), some);
    expect(disclosure?.hidden).toBe(0);
  });
});

describe("the sources of a name", () => {
  const sources = sourcesOf([
    { name: "high", expression: "trust in ('4','5') and age > 17" },
    { name: "higher", from: "high", labels: {} },
    { name: "trust", expression: "`odd name` + log(higher)" },
  ]);

  test.each([
    ["y", ["y"]],
    ["higher", ["trust", "age"]],
    ["trust", ["odd name", "trust", "age"]],
    ["y ~ higher * g", ["y", "trust", "age", "g"]],
    ["omsättning (mkr)", ["omsättning (mkr)"]],
  ])("%s", (text, expected) => {
    const found = [...sources(text)];
    for (const name of expected) expect(found).toContain(name);
    expect(found).not.toContain("high");
  });
});

const minimum = 5;
const letters = fc.record({ g: fc.constantFrom(..."abbbbbbbcccccs"), h: fc.constantFrom(..."xxxyyy"), t: fc.constantFrom(..."12345") });

/** A grouping of the levels of a variable; "-" leaves a level out. */
const groupings = {
  g: { levels: ["a", "b", "c", "s"], to: ["p", "q", "r"] },
  h: { levels: ["x", "y"], to: ["p", "q"] },
  t: { levels: ["1", "2", "3", "4", "5"], to: ["p", "q", "r"] },
} as const;

type Recode = { readonly text: (name: string) => string; readonly meaning: Meaning; readonly of: keyof typeof groupings };

const recode: fc.Arbitrary<Recode> = fc.constantFrom<keyof typeof groupings>("g", "h", "t").chain((of) => {
  const { levels, to } = groupings[of];
  const mapped = fc.array(fc.constantFrom(...to), { minLength: levels.length, maxLength: levels.length });
  return mapped.map((list): Recode => {
    const labels = levels.map((level, k) => `"${level}": ${list[k]}`).join(", ");
    const meaning: Meaning = (one) => list[(levels as readonly string[]).indexOf(one[of])] ?? null;
    return { of, meaning, text: (name) => `{ name: ${name}, from: ${of}, labels: { ${labels} } }` };
  });
});

const analysis = fc.record({
  measured: fc.nat(),
  by: fc.array(fc.nat(), { maxLength: 2 }),
  overall: fc.boolean(),
  domain: fc.option(fc.record({ of: fc.nat(), level: fc.nat() })),
});

describe("an attacker with whole numbers", () => {
  test("cannot narrow what is protected in a random plan with recodes", async () => {
    const highs = await loadSolver();
    await fc.assert(
      fc.asyncProperty(
        fc.array(letters, { minLength: 40, maxLength: 70 }),
        fc.array(recode, { minLength: 1, maxLength: 4 }),
        fc.array(analysis, { minLength: 2, maxLength: 4 }),
        async (crowd, recodes, wanted) => {
          const own = (["g", "h", "t"] as const).map((of) => ({ name: of, of, meaning: (one: Person) => one[of] }));
          const made = recodes.map(({ of, meaning }, k) => ({ name: `r${k}`, of, meaning }));
          const all = [...own, ...made];
          const measures = all.filter(({ of }) => of === "t");
          const groups = all.filter(({ of }) => of !== "t");
          const asked: Asked[] = [];
          const texts = wanted.map(({ measured, by, overall, domain }) => {
            const variable = measures[measured % measures.length] ?? own[2];
            const chosen = [...new Set(by.map((one) => groups[one % groups.length]))].filter((one) => one !== undefined);
            const limit = domain && groups[domain.of % groups.length];
            const present = limit ? [...new Set(crowd.map(limit.meaning))].filter((one) => one !== null).sort() : [];
            const level = present[(domain?.level ?? 0) % Math.max(present.length, 1)];
            const isLimited = limit && level !== undefined && present.length > 1;
            asked.push({
              measured: variable?.meaning ?? null,
              by: chosen.map(({ meaning }) => meaning),
              domain: (one) => !isLimited || ![null, level].includes(limit.meaning(one)),
            });
            const groupsText = chosen.length === 0 ? "" : `, by: [${chosen.map(({ name }) => name).join(", ")}], overall: ${overall}`;
            return `type: share, variable: ${variable?.name}${groupsText}${isLimited ? `, domain: "${limit.name} != '${level}'"` : ""}`;
          });
          const plan = planOf(recodes.map(({ text }, k) => text(`r${k}`)).join(", "), texts, `{ minimum: ${minimum} }`);
          const result = await run(plan, crowd);
          const { kinds, size } = kindsOf(crowd);
          const seen = seenIn(result, asked, kinds);
          expect(smallGroups(seen, kinds, size, minimum), plan).toEqual([]);
          const secret = seen.map((one) => ({ ...one, isShown: false }));
          for (const { isShown, base } of seen) {
            const rows = sizeOf(base, size);
            if (rows === 0 || rows >= minimum) continue;
            expect(isShown, plan).toBe(false);
            const [low, high] = rangeOf(highs, seen, size, base);
            const [least] = rangeOf(highs, secret, size, base);
            expect(high, plan).toBeGreaterThanOrEqual(minimum - 1);
            expect(low, plan).toBeLessThanOrEqual(Math.max(1, least));
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
