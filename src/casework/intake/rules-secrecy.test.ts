import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { feedbackSecrecy, neededCareDisclosure, openDecision, shelterAddress, violenceDisclosure } from "./rules-secrecy.ts";

const day = "2026-03-02";

describe("disclosure-of-violence-to-come", () => {
  const risk = { day, concreteRisk: true, seriousCrime: true, unsuitable: false, committedCrime: false };
  test.each([
    ["a concrete risk of a serious crime", risk, true],
    ["no concrete risk", { ...risk, concreteRisk: false }, false],
    ["a crime of less than a year", { ...risk, seriousCrime: false }, false],
    ["unsuitable, considering what goes on", { ...risk, unsuitable: true }, false],
    ["a crime that has been committed", { ...risk, committedCrime: true }, false],
  ])("%s", (_name, input, may) => {
    const found = applied(violenceDisclosure, input);
    expect(found.outcome).toEqual({ may });
    expect(found.explanation).toContain("10 kap. 18 c § OSL");
  });
});

describe("shelter-decision-is-open", () => {
  test.each([
    ["with the consent of one", true, false],
    ["another decision", false, true],
  ])("%s", (_name, shelterWithOneConsent, secret) => {
    const found = applied(openDecision, { day, shelterWithOneConsent });
    expect(found.outcome).toEqual({ secret });
    expect(found.explanation).toContain("26 kap. 7 § OSL");
  });
});

describe("disclosure-for-needed-care", () => {
  const asked = { day, about: "någon under 18 år", needed: true, to: "hälso- och sjukvård" } as const;
  test.each([
    ["of a child to health care", asked, true],
    ["of a child to another social service", { ...asked, to: "socialtjänst" }, true],
    ["of somebody pregnant, for the child that is expected", { ...asked, about: "en gravid person" }, true],
    ["of somebody who uses drugs", { ...asked, about: "någon som fortgående missbrukar" }, true],
    ["of somebody in compulsory care", { ...asked, about: "någon i tvångsvård" }, true],
    ["not needed", { ...asked, about: "en gravid person", needed: false }, false],
    ["to the school", { ...asked, to: "någon annan" }, false],
    ["of another adult", { ...asked, about: "någon annan" }, false],
  ] as const)("%s", (_name, input, may) => {
    const found = applied(neededCareDisclosure, input);
    expect(found.outcome).toEqual({ may });
    expect(found.explanation).toContain("26 kap. 9 § OSL");
    if (may && input.about === "en gravid person") expect(found.explanation).toContain("väntade barnet");
  });
});

describe("shelter-address-is-secret", () => {
  test.each([
    ["skyddat boende", false, true],
    ["hem för vård eller boende som motsvarar skyddat boende", false, true],
    ["skyddat boende", true, false],
    ["annat boende", false, false],
  ] as const)("%s, the purpose unharmed: %s", (of, purposeUnharmed, secret) => {
    const found = applied(shelterAddress, { day, of, purposeUnharmed });
    expect(found.outcome).toEqual({ secret });
    expect(found.explanation).toContain("26 kap. 14 c § OSL");
  });
});

describe("feedback-breaks-secrecy", () => {
  test.each([
    ["19:1", false, true],
    ["19:2", false, true],
    ["19:3", false, false],
    [null, false, false],
    ["19:1", true, false],
  ] as const)("reported by %s, unsuitable: %s", (reportedBy, unsuitable, may) => {
    const found = applied(feedbackSecrecy, { day, reportedBy, unsuitable });
    expect(found.outcome).toEqual({ may });
    expect(found.explanation).toContain("26 kap. 9 a § OSL");
  });
});
