import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { reporterCategories } from "./codes.ts";
import { isMandated, mandatedReporter } from "./rules-reporters.ts";

describe("mandated-reporter", () => {
  test.each([
    ["skola", "2026-03-02", true, "19 kap. 1 § SoL"],
    ["polis", "2025-03-02", true, "14 kap. 1 § äldre SoL"],
    ["verksamhet enligt LSS", "2026-03-02", true, "19 kap. 1 § SoL"],
    ["enskild verksamhet för barn och unga", "2026-03-02", true, "19 kap. 1 § SoL"],
    ["ordningsvakt", "2025-12-31", false, "19 kap. 1 § SoL"],
    ["ordningsvakt", "2026-01-01", true, "19 kap. 1 § SoL"],
    ["medlare", "2025-12-31", false, "19 kap. 1 § SoL"],
    ["medlare", "2026-01-01", true, "19 kap. 1 § SoL"],
    ["familjerådgivning", "2026-03-02", true, "19 kap. 2 § SoL"],
    ["Barnombudsmannen", "2026-03-02", true, "19 kap. 3 § SoL"],
    ["barnet självt", "2026-03-02", false, "19 kap. 1 § SoL"],
    ["anonym", "2026-03-02", false, "19 kap. 1 § SoL"],
    ["annan", "2026-03-02", false, "19 kap. 1 § SoL"],
  ] as const)("%s on %s: %s", (category, receivedOn, mandated, citation) => {
    const { outcome, explanation } = applied(mandatedReporter, { category, receivedOn });
    expect(outcome.mandated).toBe(mandated);
    expect(explanation).toContain(citation);
  });

  test("nobody who is anonymous is mandated, on any day", () => {
    for (const day of ["2010-01-01", "2025-07-01", "2026-01-01", "2030-01-01"]) expect(isMandated("anonym", day)).toBe(false);
  });

  test("whoever was mandated stays so", () => {
    for (const category of reporterCategories) {
      if (isMandated(category, "2025-12-31")) expect(isMandated(category, "2026-01-01")).toBe(true);
    }
  });
});
