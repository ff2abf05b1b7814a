import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { codes } from "../../platform/database/generated.ts";
import { ALWAYS_ASSESSED, withoutAssessment, writtenDown } from "./rules-offer.ts";
import { offerCsv, readOffers } from "./offer-file.ts";
import type { OfferRow } from "./offer-file.ts";

const day = "2026-03-02";

describe("without-assessment", () => {
  test.each([
    ["parental support", "föräldrastöd", day, true, "får erbjuda"],
    ["advice", "rådgivning", day, true, "får erbjuda"],
    ["an open activity", "öppen verksamhet", day, true, "får erbjuda"],
    ["a contact person", "kontaktperson", day, false, "kräver alltid"],
    ["a foster home", "familjehem", day, false, "kräver alltid"],
    ["a home in the network", "nätverkshem", day, false, "kräver alltid"],
    ["HVB", "HVB", day, false, "kräver alltid"],
    ["shelter", "skyddat boende", day, false, "kräver alltid"],
    ["on the act's first day", "föräldrastöd", "2025-07-01", true, "får erbjuda"],
    ["the day before there was no such rule", "föräldrastöd", "2025-06-30", false, "från den 1 juli 2025"],
  ] as const)("%s", (_name, type, on, permitted, words) => {
    const { outcome, explanation } = applied(withoutAssessment, { type, day: on });
    expect([outcome.permitted, explanation]).toEqual([permitted, expect.stringContaining(words)]);
    expect(explanation).toMatch(/11\s*kap\.\s*5\s*§\s*SoL/u);
  });
  test("everything in the list is a type", () => {
    for (const type of ALWAYS_ASSESSED) expect(codes["intervention.offer.type"]).toContain(type);
  });
});

describe("offer-written-down", () => {
  test.each([
    ["dokumenteras", true, /14\s*kap\.\s*3\s*§\s*SoL/u],
    ["rådgivning", false, /14\s*kap\.\s*4\s*§\s*SoL/u],
    ["utan identitet", false, /14\s*kap\.\s*5\s*§\s*SoL/u],
  ] as const)("%s", (documentation, personal, citation) => {
    const { outcome, explanation } = applied(writtenDown, { documentation, day });
    expect([outcome.personal, explanation]).toEqual([personal, expect.stringMatching(citation)]);
  });
});

describe("the catalogue as a file", () => {
  const granted: OfferRow = {
    ...{ offerName: "Familjebehandling Linden", type: "familjebehandling", assessment: "med", documentation: null, conditions: null },
    ...{ specialReasons: null, decidedOn: null, minutesNumber: null, validFrom: "2026-01-01" },
  };
  const open: OfferRow = {
    ...{ offerName: "Ungdomsmottagningens samtal", type: "rådgivning", assessment: "utan", documentation: "rådgivning" },
    ...{ conditions: "Högst fem samtal.", specialReasons: null, decidedOn: "2025-12-01", minutesNumber: "§ 9", validFrom: "2026-01-01" },
  };
  test("is read back as it was written", () => {
    expect(readOffers(offerCsv([granted, open]), day)).toEqual({ offers: [granted, open], faults: [] });
  });

  const head = "namn;insats;behovsprövning;dokumentation;villkor;särskilda skäl;beslutad;paragraf;gäller från";
  test("every fault is told at once, with its row and column", () => {
    const text = [
      head,
      "A;kontaktperson;utan;dokumenteras;V;;2025-12-01;§ 9;2026-01-01",
      "A;föräldrastöd;utan;;;;;;2026-01-01",
      ";påhittad;kanske;;;;;;i går",
      "C;föräldrastöd;utan;utan identitet;V;;2027-12-01;§ 9;2026-01-01",
      "D;föräldrastöd;med;dokumenteras;;;;;2026-01-01",
      "E;rådgivning;med;;;;;;2026-01-01",
      "F;föräldrastöd;utan;rådgivning;V;;2025-12-01;§ 9;2025-06-30",
    ].join("\n");
    const { offers, faults } = readOffers(text, day);
    expect(offers).toEqual([]);
    const places = faults.map((fault) => /^Rad (\d+), kolumn (\w)/u.exec(fault)?.slice(1).join(""));
    expect(places).toEqual(["2B", "3A", "3D", "3E", "3G", "3H", "4A", "4B", "4C", "4I", "5F", "5G", "5I", "6D", "7B", "8B", "8D", "8I"]);
  });
});
