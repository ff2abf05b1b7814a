import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applied } from "../core/law/rule.ts";
import { DECISION_TYPES } from "./rules-grounds.ts";
import { DECIDERS, decisionContent, qualification, whoMayDecide } from "./rules.ts";

const day = "2026-03-02";

describe("who-may-decide", () => {
  test.each([
    ["a caseworker grants an open intervention", "bevilja insats", "tjänsteman", false, true],
    ["a caseworker does not place", "bevilja placering", "tjänsteman", false, false],
    ["the committee places", "bevilja placering", "utskott", false, true],
    ["the chair does not place", "bevilja placering", "ordförande eller ledamot", true, false],
    ["a caseworker does not deliberate", "övervägande av vård", "tjänsteman", false, false],
    ["the chair takes into care when it cannot wait", "omedelbart omhändertagande", "ordförande eller ledamot", true, true],
    ["the chair does not when it can wait", "omedelbart omhändertagande", "ordförande eller ledamot", false, false],
    ["a caseworker never takes into care", "omedelbart omhändertagande", "tjänsteman", true, false],
    ["the board applies for care", "ansökan om vård enligt LVU", "nämnd", false, true],
  ] as const)("%s", (_name, type, decider, urgent, permitted) => {
    const { outcome, explanation } = applied(whoMayDecide, { type, decider, urgent, decidedOn: day });
    expect(outcome.permitted).toBe(permitted);
    expect(explanation).toMatch(/\(.+ §.*\)\.$/);
  });

  test("nothing is decided by a machine, and a higher level may do what a lower may", () => {
    fc.assert(
      fc.property(fc.constantFrom(...DECISION_TYPES), fc.nat(4), fc.boolean(), (type, level, urgent) => {
        const at = (index: number) => whoMayDecide.apply({ type, decider: DECIDERS[index] ?? "nämnd", urgent, decidedOn: day }).permitted;
        expect(at(0)).toBe(false);
        if (level > 0 && at(level)) expect(at(level + 1)).toBe(true);
        expect(at(4)).toBe(true);
      }),
    );
  });
});

describe("decision-content", () => {
  const whole = {
    decidedOn: day,
    content: "Familjebehandling",
    decisionMaker: "A",
    reasoning: "…",
    groundCitation: "11 kap. 1 § SoL",
  };
  test.each([
    ["all there", whole, []],
    ["no reasons", { ...whole, reasoning: " " }, ["motivering"]],
    ["no ground, no decider", { ...whole, groundCitation: null, decisionMaker: null }, ["vem som har fattat beslutet", "lagrum"]],
    ["no day", { ...whole, decidedOn: "" }, ["dagen för beslutet"]],
    ["nothing decided", { ...whole, content: "" }, ["vad beslutet innehåller"]],
  ])("%s", (_name, input, missing) => {
    const { outcome, explanation } = applied(decisionContent, input);
    expect(outcome).toEqual({ permitted: missing.length === 0, missing });
    expect(explanation).toContain("31 § FvL");
  });
});

describe("qualification", () => {
  test.each([
    [true, "utredning", true],
    [false, "utredning", false],
    [false, "bedömning", false],
    [false, "annat", true],
  ] as const)("qualified %s, %s", (qualified, task, permitted) => {
    const found = applied(qualification, { qualified, task, day });
    expect(found.outcome.permitted).toBe(permitted);
    expect(found.explanation).toContain("25 kap. 1 § SoL");
  });
});
