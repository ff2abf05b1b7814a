import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { BOARD_AGAINST_GUARDIAN, CONSENT_BASES, ONE_GUARDIAN_ALONE } from "./consent-terms.ts";
import { CARE_TYPES, OPEN_TYPES } from "./intervention-types.ts";
import { COVERAGE, MEASURES, decidedAgainstGuardian, groundFits } from "./rules-fit.ts";
import { LEGAL_GROUNDS } from "./rules-grounds.ts";

const day = "2026-03-02";

describe("ground-fits", () => {
  test.each([
    ["the right, with consent", "right-to-intervention", "familjebehandling", "samtycke", day, "passar"],
    ["the right, one guardian alone", "right-to-intervention", "familjebehandling", ONE_GUARDIAN_ALONE, day, "passar"],
    ["the right, against a guardian", "right-to-intervention", "familjebehandling", BOARD_AGAINST_GUARDIAN, day, "samtycket"],
    ["the right covers a contact person", "right-to-intervention", "kontaktperson", "samtycke", day, "passar"],
    ["the right covers care", "right-to-intervention", "HVB", "samtycke", day, "passar"],
    ["contact person for family treatment", "contact-person", "familjebehandling", "samtycke", day, "insatsen"],
    ["qualified contact person for a group", "qualified-contact-person", "stöd till barn i grupp", "samtycke", day, "insatsen"],
    ["contact person, against a guardian", "contact-person", "kontaktperson", BOARD_AGAINST_GUARDIAN, day, "samtycket"],
    ["13 a although both consent", "one-guardian-refuses", "familjebehandling", "samtycke", day, "samtycket"],
    ["13 a against a guardian", "one-guardian-refuses", "familjebehandling", BOARD_AGAINST_GUARDIAN, day, "passar"],
    ["13 a for a contact person", "one-guardian-refuses", "kontaktperson", BOARD_AGAINST_GUARDIAN, day, "passar"],
    ["13 a for a foster home", "one-guardian-refuses", "familjehem", BOARD_AGAINST_GUARDIAN, day, "insatsen"],
    ["13 a before it came", "one-guardian-refuses", "familjebehandling", BOARD_AGAINST_GUARDIAN, "2012-04-30", "dagen"],
    ["beyond the right, against a guardian", "intervention-beyond-right", "familjebehandling", BOARD_AGAINST_GUARDIAN, day, "samtycket"],
    ["beyond the right, the child of 12", "intervention-beyond-right", "familjebehandling", "barnet fyllt 12 år samtycker", day, "passar"],
    ["a ground of another kind", "child-investigation", "familjebehandling", "samtycke", day, "okänt lagrum"],
  ] as const)("%s", (_name, groundId, intervention, basis, decidedOn, why) => {
    const { outcome, explanation } = applied(groundFits, { groundId, intervention, basis, decidedOn });
    expect(outcome).toMatchObject({ permitted: why === "passar", why });
    if (why !== "okänt lagrum") expect(explanation).toMatch(/\(.+ §.*\)/);
  });

  test("every ground that an intervention may be granted on says what it covers, and no other", () => {
    const granting = LEGAL_GROUNDS.filter((ground) => ground.decisionTypes.includes("bevilja insats")).map((ground) => ground.id);
    expect(COVERAGE.map((row) => row.groundId).toSorted()).toEqual(granting.toSorted());
  });

  test("whatever is decided against a guardian rests on 13 a, and nothing else does", () => {
    for (const intervention of [...OPEN_TYPES, ...CARE_TYPES])
      for (const basis of CONSENT_BASES)
        for (const { groundId } of COVERAGE) {
          const { permitted } = groundFits.apply({ groundId, intervention, basis, decidedOn: day });
          if (permitted) expect(basis === BOARD_AGAINST_GUARDIAN).toBe(groundId === "one-guardian-refuses");
        }
  });

  test("every open intervention has a ground for every consent", () => {
    for (const intervention of OPEN_TYPES)
      for (const basis of CONSENT_BASES)
        expect(groundFits.apply({ groundId: "", intervention, basis, decidedOn: day }).fitting.length).toBeGreaterThan(0);
  });
});

describe("decided-against-guardian", () => {
  test.each([
    ["insats i öppen form enligt 11 kap. 1 §", true],
    ["kontaktperson eller kontaktfamilj", true],
    ["psykiatrisk eller psykologisk undersökning eller behandling", true],
    ["insats enligt 9 § 4, 5 eller 6 LSS", true],
    ["insats enligt 11 kap. 4 §", false],
    ["särskilt kvalificerad kontaktperson", false],
    ["insats utan individuell behovsprövning", false],
    ["vård eller boende utanför hemmet", false],
    ["annan hälso- och sjukvård", false],
    ["annan insats enligt LSS", false],
  ] as const)("%s: %s", (measure, covered) => {
    const found = applied(decidedAgainstGuardian, { measure, decidedOn: day });
    expect(found.outcome.covered).toBe(covered);
    expect(found.explanation).toContain("6 kap. 13 a § FB");
  });
  test("nothing before 1 May 2012", () => {
    for (const measure of MEASURES) expect(decidedAgainstGuardian.apply({ measure, decidedOn: "2012-04-30" }).covered).toBe(false);
  });
});
