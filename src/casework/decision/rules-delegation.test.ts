import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { codes } from "../../platform/database/generated.ts";
import { DECISION_TYPES, LEGAL_GROUNDS } from "./rules-grounds.ts";
import { exampleOrder } from "./delegation/example.ts";
import { covers, levels, reservedBy, undelegable } from "./delegation/points.ts";
import type { Order, StaffLevel } from "./delegation/points.ts";
import { orderCsv, readOrder } from "./delegation/read-order.ts";
import { allowing, mayDecide } from "./rules-delegation.ts";
import type { UnnamedLevel } from "./rules-delegation.ts";

const day = "2026-03-02";
const order: Order = {
  ...{ version: 3, validFrom: "2026-01-01", decidedOn: "2025-12-10", body: "Socialnämnden", minutesNumber: "§ 112" },
  ...{ isExample: true, points: exampleOrder },
};
const karin = (level: StaffLevel | null, qualified = true) => ({ name: "Karin Ek", mandate: level === null ? null : { level, qualified } });

describe("delegation: who may decide by the board's order", () => {
  const support = { type: "bevilja insats", ground: "right-to-intervention", intervention: "föräldrastöd" } as const;
  const treatment = { ...support, intervention: "familjebehandling" } as const;
  test.each([
    ["a caseworker grants parental support", support, karin("handläggare"), "får", "4.1"],
    ["without the degree", support, karin("handläggare", false), "behörigheten", "4.1"],
    ["of whom nothing is said", support, karin(null), "nivån", "4.1"],
    ["who decides nothing any more", support, karin("ingen"), "nivån", "4.1"],
    ["family treatment is above a caseworker", treatment, karin("handläggare"), "nivån", "4.3"],
    ["within a year it is the senior's", { ...treatment, months: 12 }, karin("förste socialsekreterare"), "får", "4.2"],
    ["beyond a year it is not", { ...treatment, months: 13 }, karin("förste socialsekreterare"), "nivån", "4.3"],
    ["and when the time is not said neither", treatment, karin("förste socialsekreterare"), "nivån", "4.3"],
    ["the head of unit grants it", treatment, karin("enhetschef"), "får", "4.3"],
    ["against one of two guardians nobody employed", { ...support, ground: "one-guardian-refuses" }, karin("enhetschef"), "lagen", null],
    ["a foster home neither", { type: "bevilja placering", intervention: "familjehem" }, karin("enhetschef"), "lagen", null],
    ["HVB the head of unit", { type: "bevilja placering", intervention: "HVB" }, karin("enhetschef"), "får", "5.1"],
    ["an application for care neither", { type: "ansökan om vård enligt LVU" }, karin("enhetschef"), "lagen", null],
    ["SiS has no point", { type: "bevilja placering", intervention: "SiS" }, karin("enhetschef"), "ingen punkt", null],
  ] as const)("%s", (_name, matter, employee, why, point) => {
    const { outcome, explanation } = applied(mayDecide, { ...matter, day, order, employee });
    expect([outcome.why, outcome.point?.point ?? null, outcome.permitted]).toEqual([why, point, why === "får"]);
    expect(explanation).toMatch(/§/);
    expect(explanation.startsWith(why === "får" ? "Ja." : "Nej.")).toBe(true);
    if (point !== null) expect(explanation).toContain(`punkt ${point}`);
  });

  test.each([
    ["a caseworker opens an investigation", "inleda utredning", karin("handläggare"), undefined, "får", "2.1"],
    ["and does not decide that none is opened", "inte inleda utredning", karin("handläggare"), undefined, "nivån", "2.2"],
    ["nor takes more time", "förlänga utredning", karin("förste socialsekreterare"), undefined, "nivån", "2.4"],
    [
      "the head of unit takes more time for exceptional reasons",
      "förlänga förhandsbedömning",
      karin("enhetschef"),
      undefined,
      "får",
      "2.3",
    ],
    ["a senior dismisses a late appeal", "avvisa överklagande", karin("förste socialsekreterare"), undefined, "får", "6.2"],
    ["a caseworker refuses no insight", "neka insyn", karin("handläggare"), undefined, "nivån", "6.3"],
    ["what no point is for is not asked where the board has said nothing", "neka insyn", karin(null), "-", "frågas inte", null],
    ["and is the level's that the board has said", "neka insyn", karin("enhetschef"), "-förste socialsekreterare", "får", null],
    ["not below it", "neka insyn", karin("handläggare"), "-förste socialsekreterare", "nivån", null],
    ["nor anybody's where it is the board's own", "neka insyn", karin("enhetschef"), "-nämnd", "nivån", null],
  ] as const)("%s", (_name, type, employee, rest, why, point) => {
    const points = rest === undefined ? exampleOrder : exampleOrder.filter((one) => one.decisionType !== type);
    const unnamed = (rest?.slice(1) || undefined) as UnnamedLevel | undefined;
    const { outcome, explanation } = applied(mayDecide, { type, day, order: { ...order, points }, employee, unnamed });
    expect([outcome.why, outcome.point?.point ?? null]).toEqual([why, point]);
    expect(explanation).toMatch(point === null && why !== "nivån" ? /lokal regel|§/ : /§/);
    expect(explanation).toContain(type);
  });

  test("without an order the typed point is kept, but never what the law reserves", () => {
    const asked = (matter: object) => mayDecide.apply({ type: "bevilja insats", ...matter, day, order: null, employee: karin(null) });
    expect(asked({}).why).toBe("ingen ordning");
    expect(asked({ ground: "one-guardian-refuses" })).toMatchObject({ why: "lagen", permitted: false });
  });

  const anyPoint = fc.record({
    point: fc.constantFrom("1", "2"),
    decisionType: fc.constantFrom(...DECISION_TYPES),
    grounds: fc.subarray(LEGAL_GROUNDS.map(({ id }) => id)),
    interventions: fc.subarray([...codes["intervention.intervention.type"]]),
    mostMonths: fc.option(fc.integer({ min: 1, max: 24 })),
    mostKronor: fc.option(fc.integer({ min: 0, max: 9000 })),
    level: fc.constantFrom(...levels),
    qualified: fc.boolean(),
    restriction: fc.constant(null),
  });
  const anyMatter = fc.record({
    type: fc.constantFrom(...DECISION_TYPES),
    ground: fc.option(fc.constantFrom(...LEGAL_GROUNDS.map(({ id }) => id)), { nil: undefined }),
    intervention: fc.option(fc.constantFrom(...codes["intervention.intervention.type"]), { nil: undefined }),
    months: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
    kronor: fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: undefined }),
  });
  const anyEmployee = fc
    .tuple(fc.constantFrom("handläggare", "förste socialsekreterare", "enhetschef", "ingen", null), fc.boolean())
    .map(([level, qualified]) => karin(level, qualified));

  test("whatever an order says, it lets nobody decide what the law reserves or what no point of their level covers", () => {
    fc.assert(
      fc.property(fc.array(anyPoint, { maxLength: 6 }), anyMatter, anyEmployee, (points, matter, employee) => {
        const found = mayDecide.apply({ ...matter, day, order: { ...order, points }, employee, unnamed: "nämnd" });
        if (!found.permitted) return;
        expect(reservedBy(matter, day)).toBeUndefined();
        expect(found.point && covers(found.point, matter)).toBe(true);
        expect(levels.indexOf(found.point?.level ?? "nämnd")).toBeLessThanOrEqual(
          (levels as readonly string[]).indexOf(employee.mandate?.level ?? ""),
        );
        expect(found.point?.qualified === true && employee.mandate?.qualified !== true).toBe(false);
        expect(allowing({ ...matter, day, order: { ...order, points }, employee })).toContain(found.point);
      }),
      { numRuns: 500, seed: 20_261_130 },
    );
  });

  test("a higher level may whatever a lower may", () => {
    fc.assert(
      fc.property(fc.array(anyPoint, { maxLength: 6 }), anyMatter, (points, matter) => {
        const may = (level: StaffLevel) =>
          mayDecide.apply({ ...matter, day, order: { ...order, points }, employee: karin(level), unnamed: "nämnd" }).permitted;
        expect(may("handläggare") && !may("enhetschef")).toBe(false);
        expect(may("ingen")).toBe(false);
      }),
      { numRuns: 500, seed: 20_261_130 },
    );
  });
});

const head = "punkt;beslut;lagrum;insats;månader;kronor;lägst;behörighet;villkor";

describe("the order as a file", () => {
  test("the example is read back as it was written, and delegates nothing that the law reserves", () => {
    expect(readOrder(orderCsv(exampleOrder), day)).toEqual({ points: exampleOrder, faults: [] });
    const [first = exampleOrder[0]] = exampleOrder;
    const odd = [{ ...first, point: "3.10", restriction: '-Bara "efter" samråd;\nmed chef' }] as const;
    expect(readOrder(orderCsv(odd as never), day)).toEqual({ points: odd, faults: [] });
    expect(exampleOrder.filter((point) => undelegable(point, day) !== undefined)).toEqual([]);
  });

  test("every fault is told at once, with its row", () => {
    const text = [
      "punkt;beslut;lagrum;insats;månader;kronor;lägst;behörighet;villkor",
      "1.1;bevilja insats;;;;;handläggare;ja;",
      "1.1;bevilja något;;;;;handläggare;ja;",
      "1 2;bevilja insats;Påhittat;familjeterapi;noll;-1;chef;kanske;",
      "",
      "1.4;bevilja placering;;familjehem;;;enhetschef;ja;",
      "1.5;övervägande av vård;;;;;enhetschef;ja;",
      "1.6;bevilja insats;Insats fast en av två vårdnadshavare inte samtycker;;;;handläggare;ja;",
    ].join("\r\n");
    const { points, faults } = readOrder(text, day);
    expect(points).toEqual([]);
    const rows = faults.map((fault) => /^Rad (\d+)/.exec(fault)?.[1]);
    expect(new Set(rows)).toEqual(new Set(["3", "4", "6", "7", "8"]));
    const places = faults.filter((fault) => fault.startsWith("Rad 4")).map((fault) => /kolumn (\w \([a-zåäö]+\)):/u.exec(fault)?.[1]);
    expect(places).toEqual(["A (punkt)", "C (lagrum)", "D (insats)", "G (lägst)", "H (behörighet)", "E (månader)", "F (kronor)"]);
    expect(faults.join("\n")).toMatch(/punkt 1\.1 står redan på rad 2/);
    expect(faults.filter((fault) => /30\s*kap\.\s*6\s*§\s*SoL/u.test(fault))).toHaveLength(2);
    expect(faults.join("\n")).toMatch(/30\s*kap\.\s*9\s*§\s*SoL/u);
  });

  test.each([
    ["an empty file", "", /rubriken punkt/],
    ["headings alone", "punkt;beslut;lagrum;insats;månader;kronor;lägst;behörighet;villkor", /inga punkter/],
    ["a column too many", "punkt;beslut;lagrum;insats;månader;kronor;lägst;behörighet;villkor;mer\n1;a;;;;;;;;", /mer är okänd/],
    ["a heading twice", "punkt;punkt;beslut;lagrum;insats;månader;kronor;lägst;behörighet;villkor", /punkt står två gånger/],
    ["a point that became a day", `${head}\n2026-01-03;inleda utredning;;;;;handläggare;ja;`, /Rad 2, kolumn A \(punkt\): .*till en dag/],
    ["a point that became a number", `${head}\n3,1;inleda utredning;;;;;handläggare;ja;`, /3\.10 och 3\.1 samma/],
    ["a formula without value", `${head}\n1;inleda utredning;=?;;;;handläggare;ja;`, /kolumn C \(lagrum\): formeln/],
    [
      "columns in another order",
      "villkor;punkt;beslut;lagrum;insats;månader;kronor;behörighet;lägst\n;1;inleda utredning;;;;;ja;chef",
      /kolumn I \(lägst\)/,
    ],
    ["quotation marks that do not meet", 'punkt;"beslut\n1', /Citattecknen/],
  ])("%s says what is wrong", (_name, text, words) => {
    expect(readOrder(text, day).faults.join("\n")).toMatch(words);
  });
});
