import { describe, expect, test } from "vitest";
import { addDays } from "../basics/dates.ts";
import { citationOn, citationsOn, provisionOn, wordingsOf } from "./provision.ts";
import { provisions } from "./provisions.ts";

const ids = [...new Set(provisions.map((p) => p.id))];

describe("the wording in force on a day", () => {
  test.each([
    ["the last day of the old act", "preliminary-assessment", "2025-06-30", "11 kap. 1 a § äldre SoL"],
    ["the first day of the new act", "preliminary-assessment", "2025-07-01", "20 kap. 2 § SoL"],
    ["the four months, old", "child-investigation", "2020-02-29", "11 kap. 2 § äldre SoL"],
    ["the four months, new", "child-investigation", "2026-11-22", "20 kap. 3 § SoL"],
    ["feedback between the new act and its first change", "feedback-to-reporter", "2025-12-31", "19 kap. 6 § SoL"],
    ["the convention as Swedish law", "crc-feedback", "2020-01-01", "artikel 12 barnkonventionen (allmän kommentar nr 12 p. 45)"],
  ] as const)("%s", (_name, id, date, citation) => {
    const found = provisionOn(id, date);
    expect(found.ok && found.value.citation).toBe(citation);
    expect(citationOn(id, date)).toBe(citation);
  });

  test("a provision that was not yet in force is a problem that says since when it is", () => {
    const found = provisionOn("intervention-without-needs-test", "2025-06-30");
    expect(found).toMatchObject({ ok: false, error: { code: "provision-not-in-force" } });
    expect(!found.ok && found.error.hint).toContain("1 juli 2025");
  });

  test("several citations become one phrase without doubles", () => {
    expect(citationsOn(["best-interests", "child-opinion", "reasoning"], "2026-01-01")).toBe("3 kap. 1 § SoL, 3 kap. 2 § SoL och 32 § FvL");
    expect(citationsOn(["child-opinion", "child-information"], "2025-01-01")).toBe("11 kap. 10 § äldre SoL");
  });
});

describe("the data", () => {
  test.each(ids)("%s: the wordings follow each other without overlap, and doubt is explained", (id) => {
    const wordings = wordingsOf(id);
    for (const [index, wording] of wordings.entries()) {
      if (wording.certainty !== "verifierad") expect(wording.note).toBeTruthy();
      if (wording.validTo !== undefined) expect(wording.validTo >= wording.validFrom).toBe(true);
      const next = wordings[index + 1];
      if (next) expect(next.validFrom).toBe(addDays(wording.validTo ?? "", 1));
    }
    expect(wordings.at(-1)?.validTo).toBeUndefined();
  });
});
