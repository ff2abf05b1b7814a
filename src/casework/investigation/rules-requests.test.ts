import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { askedOf } from "./request-fields.ts";
import { dutyToGive, requestReply } from "./rules-requests.ts";

describe("duty-to-give-information", () => {
  test.each([
    ["skola", "ja"],
    ["förskola", "ja"],
    ["hälso- och sjukvård", "ja"],
    ["barn- och ungdomspsykiatri", "ja"],
    ["tandvård", "ja"],
    ["polis", "ja"],
    ["socialtjänst, annan enhet eller kommun", "ja"],
    ["verksamhet enligt LSS", "ja"],
    ["enskild verksamhet för barn och unga", "ja"],
    ["annan myndighet", "när verksamheten berör barn och unga"],
    ["familjerådgivning", "nej"],
    ["enskild person", "nej"],
  ] as const)("%s: %s", (who, duty) => {
    const found = applied(dutyToGive, { askedOf: who, askedOn: "2026-03-02", ground: "uppgiftsskyldighet" });
    expect(found.outcome).toEqual({ duty, fits: duty !== "nej" });
    expect(found.explanation).toContain(duty === "nej" ? "10 kap. 1 § OSL" : "20 kap. 6 § SoL");
  });

  test("consent and free will fit whoever is asked", () => {
    for (const who of askedOf)
      for (const ground of ["samtycke", "frivilligt"] as const)
        expect(dutyToGive.apply({ askedOf: who, askedOn: "2026-03-02", ground }).fits).toBe(true);
  });
});

describe("request-reply", () => {
  test.each([
    ["a Saturday stands", "2026-03-14", false, "den dag som ni angav när ni frågade den 2 mars 2026"],
    ["Christmas Day stands", "2026-12-25", false, "lokal regel"],
    ["when they were reminded", "2026-03-30", true, "den dag som ni angav när ni påminde"],
  ])("%s", (_name, replyBy, reminded, says) => {
    const found = applied(requestReply, { askedOn: "2026-03-02", replyBy, reminded });
    expect(found.outcome.dueOn).toBe(replyBy);
    expect(found.explanation).toContain(says);
  });
});
