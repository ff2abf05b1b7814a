import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { reporterCategories } from "./codes.ts";
import { isMandated, mandatedReporter, reporterMeeting, reporterSecrecy } from "./rules-reporters.ts";

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

describe("reporter-secrecy", () => {
  test.each([
    ["nothing can be assumed", null, false, "är inte hemligt"],
    ["violence", "fara för våld", true, "hålls hemligt för dem som anmälan gäller: fara för våld (26 kap. 5 § OSL)."],
    ["other serious harm", "fara för annat allvarligt men", true, "fara för annat allvarligt men"],
  ] as const)("%s", (_what, danger, secret, says) => {
    const input = { danger, day: "2026-03-02" };
    expect(reporterSecrecy.apply(input)).toEqual({ secret });
    expect(plain(reporterSecrecy.explain(input, { secret }))).toContain(says);
  });
});

describe("reporter-meeting", () => {
  test.each([
    ["a reporter by duty, and suitable", true, true, true, "bör erbjudas ett möte (19 kap. 5 § SoL)"],
    ["a reporter by duty, and not suitable", true, false, false, "inte lämpligt med hänsyn till barnets bästa"],
    ["anybody else", false, true, false, "anmälaren är inte skyldig att anmäla"],
  ] as const)("%s", (_what, byMandatedReporter, suitable, offered, says) => {
    const input = { byMandatedReporter, suitable, day: "2026-03-02" };
    expect(reporterMeeting.apply(input)).toEqual({ offered });
    expect(plain(reporterMeeting.explain(input, { offered }))).toContain(says);
  });
});

const plain = (text: string) => text.replaceAll("\u00a0", " ");
