import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { evictionConfirmed } from "./rules-eviction.ts";

describe("eviction-confirmed", () => {
  test.each([
    ["an eviction, with a copy", "2026-03-02", "avhysning", true],
    ["a removal, without", "2026-03-02", "avlägsnande", false],
    ["on Christmas Eve: the same day", "2026-12-24", "avhysning", true],
  ] as const)("%s", (_name, receivedOn, kind, copyToPerson) => {
    const found = applied(evictionConfirmed, { receivedOn, kind });
    expect(found.outcome).toEqual({ dueOn: receivedOn, copyToPerson });
    expect(found.explanation).toContain("11 kap. 3 § SoF");
    expect(found.explanation.includes("kopia")).toBe(copyToPerson);
  });
});
