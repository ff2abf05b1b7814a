import { expect, test } from "vitest";
import { readDetail } from "./rules-details.ts";

const today = "2026-03-02";

test.each([
  ["telefon", "070-174 06 05", false, "070-174 06 05"],
  ["telefon", "hos mormor", false, "detail"],
  ["e-post", "maria@exempel.se", false, "maria@exempel.se"],
  ["e-post", "maria", false, "detail"],
  ["språk", "somaliska", false, "somaliska"],
  ["språk", "somaliska", true, "kind"],
  ["samordningsnummer", "20180103-2391", true, "detail"],
  ["samordningsnummer", "nittio", true, "detail"],
  ["reservnummer", "TF-1234", true, "TF-1234"],
] as const)("%s %s (the child: %s): %s", (kind, detail, isChild, expected) => {
  const read = readDetail({ kind, detail, isChild, today });
  expect(read.ok ? read.value : read.error.fields?.[0]?.field).toBe(expected);
});
