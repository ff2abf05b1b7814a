import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { applicationEnding } from "./rules-application.ts";

const waiting = { decidedOn: "2026-03-02", waits: true, outcome: "bifall", appeal: "förvaltningsbesvär", withdrawn: false } as const;

describe("application-ending", () => {
  test.each([
    ["granted", waiting, true, "besvarad"],
    ["refused, with appeal", { ...waiting, outcome: "avslag" }, true, "besvarad"],
    ["refused without appeal", { ...waiting, outcome: "avslag", appeal: "laglighetsprövning" }, false, "kan inte överklagas"],
    ["granted beyond the right only", { ...waiting, appeal: "laglighetsprövning" }, false, "kan inte överklagas"],
    ["no intervention, no answer", { ...waiting, outcome: "ingen insats", appeal: "kan inte överklagas" }, false, "obesvarad"],
    ["withdrawn", { ...waiting, outcome: "ingen insats", appeal: "kan inte överklagas", withdrawn: true }, true, "återtagen"],
    ["no application", { ...waiting, waits: false, outcome: "ingen insats", appeal: "kan inte överklagas" }, true, "ingen ansökan"],
  ] as const)("%s", (_name, input, permitted, why) => {
    const found = applied(applicationEnding, input);
    expect(found.outcome).toEqual({ permitted, why });
    expect(found.explanation).toContain(why === "ingen ansökan" ? "11 kap. 1 § SoL" : "35 kap. 1 § SoL");
  });
});
