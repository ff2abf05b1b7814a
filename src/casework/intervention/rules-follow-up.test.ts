import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { followUpInformation } from "./rules-follow-up.ts";

describe("follow-up-information", () => {
  test.each([
    ["under fifteen: the guardians", "2011-03-03", "2026-03-02", "utredning", ["vårdnadshavarna"], "23 kap. 3 § SoL"],
    ["fifteen on the day: the child too", "2011-03-02", "2026-03-02", "utredning", ["barnet", "vårdnadshavarna"], "23 kap. 3 § SoL"],
    ["after a placement", "2011-03-02", "2026-03-02", "placering", ["barnet", "vårdnadshavarna"], "23 kap. 3 § SoL"],
    ["under the old act", "2009-03-02", "2025-03-02", "utredning", ["barnet", "vårdnadshavarna"], "11 kap. 4 c § äldre SoL"],
    ["after care under LVU", "2009-03-02", "2026-03-02", "vård enligt LVU", ["barnet", "vårdnadshavarna"], "21 b och 21 c §§ LVU"],
  ] as const)("%s", (_name, birthDate, day, after, told, citation) => {
    const { outcome, explanation } = applied(followUpInformation, { birthDate, day, after });
    expect(outcome.told).toEqual(told);
    expect(explanation).toContain(citation);
  });
});
