import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { registerOfInterventions } from "./rules-register.ts";
import type { RegisterInput } from "./rules-register.ts";

const placed: RegisterInput = { year: 2026, identity: "personnummer", type: "familjehem", startedOn: "2025-03-02", endedOn: null };

describe("register-of-interventions", () => {
  test.each([
    ["what goes on is told every year", {}, true, "ingår"],
    ["what began on the last day of the year", { startedOn: "2026-12-31" }, true, "ingår"],
    ["what ended on the first day of the year", { endedOn: "2026-01-01" }, true, "ingår"],
    ["what ended the day before", { endedOn: "2025-12-31" }, false, "pågick inte under året"],
    ["what began the day after", { startedOn: "2027-01-01" }, false, "pågick inte under året"],
    ["what never began", { startedOn: null }, false, "pågick inte under året"],
    ["a temporary identity since 2017", { year: 2017, identity: "tillfällig identitet", startedOn: "2016-05-01" }, true, "ingår"],
    ["a temporary identity in 2016", { year: 2016, identity: "tillfällig identitet", startedOn: "2016-05-01" }, false, "identiteten ingick inte det året"],
    ["a coordination number in 2014", { year: 2014, identity: "samordningsnummer", startedOn: "2014-05-01" }, false, "identiteten ingick inte det året"],
    ["a full number in 2016", { year: 2016, startedOn: "2016-05-01" }, true, "ingår"],
    ["a contact person", { type: "kontaktperson" }, true, "ingår"],
    ["family treatment in open forms", { type: "familjebehandling" }, false, "insatsen ingår inte"],
  ] as const)("%s", (_name, given, reported, because) => {
    const found = applied(registerOfInterventions, { ...placed, ...given } as RegisterInput);
    expect(found.outcome).toMatchObject({ reported, because });
    expect(found.explanation).toContain("2 § förordning (1981:1370)");
  }); // prettier-ignore

  test("ensamkommande is told since 2017, and not before", () => {
    const variables = (year: number) => applied(registerOfInterventions, { ...placed, year, startedOn: "2016-01-01" }).outcome.variables;
    expect(variables(2016)).toEqual([]);
    expect(variables(2017)).toEqual(["ensamkommande"]);
  });
});
