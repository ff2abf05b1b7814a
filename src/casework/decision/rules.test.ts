import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { urgentDecisionReported } from "./rules-board-report.ts";
import { DECISION_TYPES } from "./rules-grounds.ts";
import { DECIDERS, decisionContent, qualification, whoMayDecide } from "./rules.ts";

const day = "2026-03-02";

describe("who-may-decide", () => {
  test.each([
    ["a caseworker grants an open intervention", "bevilja insats", "tjänsteman", false, true],
    ["a caseworker does not place", "bevilja placering", "tjänsteman", false, false],
    ["the committee places", "bevilja placering", "utskott", false, true],
    ["the chair places when it cannot wait", "bevilja placering", "ordförande eller ledamot", true, true],
    ["the chair does not place when it can", "bevilja placering", "ordförande eller ledamot", false, false],
    ["the chair applies for care when it cannot wait", "ansökan om vård enligt LVU", "ordförande eller ledamot", true, true],
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

  test.each([
    ["a foster home is the committee's", "familjehem", "tjänsteman", false],
    ["a kinship home too", "nätverkshem", "tjänsteman", false],
    ["an emergency foster home too", "jourhem", "tjänsteman", false],
    ["what is not said is taken for a private home", undefined, "tjänsteman", false],
    ["HVB may be delegated", "HVB", "tjänsteman", true],
    ["supported housing may be delegated", "stödboende", "tjänsteman", true],
    ["a shelter with consent may be delegated", "skyddat boende", "tjänsteman", true],
    ["the committee may too", "HVB", "utskott", true],
  ] as const)("placing: %s", (_name, intervention, decider, permitted) => {
    const input = { type: "bevilja placering", decider, decidedOn: day, ...(intervention ? { intervention } : {}) } as const;
    expect(whoMayDecide.apply(input).permitted).toBe(permitted);
  });

  test.each([
    ["an employee", "tjänsteman", false, day, false, "30 kap. 9 § SoL"],
    ["an employee, old act", "tjänsteman", false, "2025-06-30", false, "10 kap. 5 § äldre SoL"],
    ["the committee", "utskott", false, day, true, "30 kap. 9 § SoL"],
    ["the board", "nämnd", false, day, true, "30 kap. 9 § SoL"],
    ["the chair when it can wait", "ordförande eller ledamot", false, day, false, "30 kap. 9 § SoL"],
    ["the chair when it cannot", "ordförande eller ledamot", true, day, true, "6 kap. 39 § KL"],
  ] as const)("against one of two guardians: %s", (_name, decider, urgent, decidedOn, permitted, citation) => {
    const consentBasis = "nämnden beslutar trots att en vårdnadshavare inte samtycker";
    const found = applied(whoMayDecide, { type: "bevilja insats", consentBasis, decider, urgent, decidedOn });
    expect(found.outcome.permitted).toBe(permitted);
    expect(found.explanation).toContain(citation);
  });

  test.each([
    ["the chair, entrusted", "ordföranden", "ordföranden", true],
    ["an appointed member, when only the chair is entrusted", "ordföranden", "en utsedd ledamot", false],
    ["an appointed member, entrusted", "ordföranden eller en utsedd ledamot", "en utsedd ledamot", true],
    ["the chair, when nobody is entrusted", "ingen", "ordföranden", false],
  ] as const)("urgent: %s", (_name, mandate, urgentDecider, permitted) => {
    const input = {
      type: "bevilja placering",
      decider: "ordförande eller ledamot",
      urgent: true,
      decidedOn: day,
      mandate,
      urgentDecider,
    } as const;
    const found = applied(whoMayDecide, input);
    expect(found.outcome.permitted).toBe(permitted);
    expect(found.explanation).toContain("6 kap. 39 § KL");
    if (permitted) expect(found.explanation).toContain("6 kap. 40 § KL");
    // What the act itself gives the chair needs no entrusting (LVU 6 §).
    expect(whoMayDecide.apply({ ...input, type: "omedelbart omhändertagande" }).permitted).toBe(true);
  });

  test.each([
    ["where the law forbids it", "inleda utredning", "6 kap. 38 § KL"],
    ["where only we do", "bevilja insats", "lokal regel"],
  ] as const)("never by a machine, and says whose rule that is: %s", (_name, type, citation) => {
    expect(applied(whoMayDecide, { type, decider: "automatiserat", decidedOn: day }).explanation).toContain(`(${citation})`);
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

describe("urgent-decision-reported", () => {
  test.each([
    ["the next meeting", "2026-03-02", "2026-03-18"],
    ["a meeting on the day of the decision", "2026-03-02", "2026-03-02"],
    ["the board's own day stands on a holiday too", "2026-12-20", "2026-12-25"],
  ])("%s", (_name, decidedOn, nextMeetingOn) => {
    const { outcome, explanation } = applied(urgentDecisionReported, { decidedOn, nextMeetingOn });
    expect(outcome.dueOn).toBe(nextMeetingOn);
    expect(explanation).toContain("6 kap. 40 § KL");
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
