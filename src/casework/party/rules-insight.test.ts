import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { applied } from "../../platform/law/rule.ts";
import { insightAnswered, proposedGround } from "./rules-insight.ts";
import type { PieceInput } from "./rules-insight.ts";

describe("insight-answered", () => {
  test.each([
    ["2026-03-02", "2026-03-09"],
    ["2026-12-24", "2026-12-31"],
    ["2028-02-25", "2028-03-03"],
  ])("asked for %s", (requestedOn, dueOn) => {
    const { outcome, explanation } = applied(insightAnswered, { requestedOn });
    expect(outcome.dueOn).toBe(dueOn);
    expect(explanation).toContain("10 § FvL");
    expect(explanation).toContain("10 kap. 3 § OSL");
  });
});

const piece: PieceInput = {
  ...{ isMasked: false, isProtectedWords: false, isSecretReport: false, isOfAnother: false },
  ...{ hidesWhereabouts: false, isOfStaff: false },
};

describe("what is proposed to be withheld", () => {
  test.each([
    ["an ordinary note", {}, null],
    ["the child's protected words", { isProtectedWords: true }, "barnet"],
    ["a secret reporter", { isMasked: true, isSecretReport: true }, "den som har anmält"],
    ["a report that is shown without what is secret", { isSecretReport: true }, null],
    ["another guardian's account", { isMasked: true, isOfAnother: true }, "någon annan"],
    ["free text where the child is hidden", { isMasked: true, hidesWhereabouts: true }, "var någon finns"],
    ["who was given the case", { isMasked: true, isOfStaff: true }, "inte tillfört ärendet"],
    ["masked for whatever else", { isMasked: true }, "någon annan"],
  ] as const)("%s", (_name, given, ground) => {
    expect(proposedGround({ ...piece, ...given })).toBe(ground);
  });

  test("nothing that is masked is ever proposed as given", () => {
    const flag = fc.boolean();
    const any = fc.record({ isProtectedWords: flag, isSecretReport: flag, isOfAnother: flag, hidesWhereabouts: flag, isOfStaff: flag });
    fc.assert(fc.property(any, (of) => proposedGround({ ...of, isMasked: true }) !== null));
  });
});
