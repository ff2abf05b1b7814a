import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { DECISION_TYPES, LEGAL_GROUNDS, appeal, appealOpenOn, legalGround, legalGroundsFor } from "./rules-grounds.ts";

const day = "2026-03-02";

describe("legal-ground", () => {
  test.each([
    ["granting by right", "bevilja insats", "right-to-intervention", day, "11 kap. 1 § SoL"],
    ["granting by right, old act", "bevilja insats", "right-to-intervention", "2025-06-30", "4 kap. 1 § äldre SoL"],
    ["beyond the right", "bevilja insats", "intervention-beyond-right", day, "11 kap. 4 § SoL"],
    ["contact person", "bevilja insats", "contact-person", day, "11 kap. 1 § SoL och 13 kap. 7 § SoL"],
    ["one guardian refuses", "bevilja insats", "one-guardian-refuses", day, "11 kap. 1 § SoL och 6 kap. 13 a § FB"],
    ["opening on an application", "inleda utredning", "open-investigation", day, "14 kap. 2 § SoL"],
    ["not opening", "inte inleda utredning", "preliminary-assessment", day, "20 kap. 2 § SoL"],
    ["extending", "förlänga utredning", "child-investigation", day, "20 kap. 3 § SoL"],
    ["follow-up", "uppföljning utan samtycke", "follow-up-without-consent", day, "23 kap. 1 § SoL"],
    ["a qualified contact person", "bevilja insats", "qualified-contact-person", day, "11 kap. 1 § SoL och 13 kap. 7 § andra stycket SoL"],
    ["refusing what was applied for", "avslå ansökan om insats", "right-to-intervention", day, "11 kap. 1 § SoL"],
    ["refusing it beyond the right too", "avslå ansökan om insats", "right-and-beyond", day, "11 kap. 1 § SoL och 11 kap. 4 § SoL"],
    [
      "refusing it beyond the right only, so that nothing could be appealed",
      "avslå ansökan om insats",
      "intervention-beyond-right",
      day,
      null,
    ],
    ["a ground of another type", "bevilja insats", "child-investigation", day, null],
    ["no ground", "bevilja insats", null, day, null],
  ] as const)("%s", (_name, type, groundId, decidedOn, citation) => {
    const { outcome, explanation } = applied(legalGround, { type, groundId, decidedOn });
    expect(outcome).toMatchObject({ permitted: citation !== null, citation });
    expect(explanation).toContain(citation ?? "32 § FvL");
  });

  test("what waits on an application is granted beyond the right only where the refusal of the right can be appealed", () => {
    const on = (groundId: string, onApplication: boolean) =>
      legalGround.apply({ type: "bevilja insats", groundId, decidedOn: day, onApplication }).permitted;
    expect([on("intervention-beyond-right", true), on("right-and-beyond", true)]).toEqual([false, true]);
    expect([on("intervention-beyond-right", false), on("right-and-beyond", false)]).toEqual([true, false]);
  });

  test("an application is never refused on a ground without appeal", () => {
    for (const ground of LEGAL_GROUNDS.filter((one) => one.decisionTypes.includes("avslå ansökan om insats")))
      expect(ground.appeal).toBe("förvaltningsbesvär");
  });

  // What is decided of an appeal or of insight stands on the provisions of the room `party`.
  const ofParties: readonly string[] = ["avvisa överklagande", "avslå begäran om avgörande", "neka insyn"];
  test.each(DECISION_TYPES.filter((type) => !ofParties.includes(type)))("%s has a ground under both acts", (type) => {
    for (const decidedOn of ["2024-02-29", "2025-06-30", "2025-07-01", day])
      expect(legalGroundsFor(type, decidedOn).length).toBeGreaterThan(0);
  });
  test("every ground is used, and its id is unique", () => {
    expect(new Set(LEGAL_GROUNDS.map((ground) => ground.id)).size).toBe(LEGAL_GROUNDS.length);
    for (const ground of LEGAL_GROUNDS) expect(ground.decisionTypes.length).toBeGreaterThan(0);
  });
});

describe("appeal", () => {
  test.each([
    ["by right: three weeks from the day the party got it", "right-to-intervention", "2026-03-05", "förvaltningsbesvär", "2026-03-26"],
    ["over the new year, to a Sunday", "right-to-intervention", "2026-12-20", "förvaltningsbesvär", "2027-01-11"],
    ["to juldagen", "right-to-intervention", "2026-12-04", "förvaltningsbesvär", "2026-12-28"],
    ["over a leap day", "right-to-intervention", "2028-02-10", "förvaltningsbesvär", "2028-03-02"],
    ["over the spring clock change", "right-to-intervention", "2026-03-20", "förvaltningsbesvär", "2026-04-10"],
    ["not yet received", "right-to-intervention", null, "förvaltningsbesvär", null],
    ["beyond the right", "intervention-beyond-right", "2026-03-05", "laglighetsprövning", null],
    ["not opening", "preliminary-assessment", "2026-03-05", "kan inte överklagas", null],
    ["an unknown ground", "nonsense", "2026-03-05", "kan inte överklagas", null],
  ] as const)("%s", (_name, groundId, receivedOn, way, lastDay) => {
    const { outcome, explanation } = applied(appeal, { groundId, receivedOn, decidedOn: day });
    expect(outcome).toMatchObject({ way, lastDay });
    expect(explanation).toContain("35 kap. 1 § SoL");
  });
  test("the last day is still open, the next is not", () => {
    const input = { groundId: "right-to-intervention", decidedOn: day, receivedOn: "2026-03-05" };
    expect([appealOpenOn(input, "2026-03-26"), appealOpenOn(input, "2026-03-27")]).toEqual([true, false]);
  });
});
