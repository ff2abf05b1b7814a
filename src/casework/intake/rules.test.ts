import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, stockholmDate } from "../../platform/basics/dates.ts";
import { nextWorkingDay } from "../../platform/basics/working-days.ts";
import { applied } from "../../platform/law/rule.ts";
import {
  feedbackToReporter,
  immediateProtection,
  openInvestigationAtOnce,
  preliminaryAssessment,
  preliminaryExtension,
  violenceMeansInvestigation,
} from "./rules.ts";

const anyDay = fc.integer({ min: 0, max: 9000 }).map((days) => addDays("2013-01-01", days));
const anyInstant = fc.date({ min: new Date("2013-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

describe("immediate-protection", () => {
  test.each([
    ["in the morning: the same day", "2026-03-02T08:00:00Z", "2026-03-02"],
    ["one minute before late", "2026-03-02T14:59:00Z", "2026-03-02"],
    ["at 16:00 in winter: the next day", "2026-03-02T15:00:00Z", "2026-03-03"],
    ["at 16:00 in summer: the next day", "2026-07-01T14:00:00Z", "2026-07-02"],
    ["late in the evening on the last day of a month", "2026-01-31T22:30:00Z", "2026-02-01"],
    ["after midnight belongs to the new day", "2026-01-31T23:30:00Z", "2026-02-01"],
    ["on the day the clocks go forward, late", "2026-03-29T14:00:00Z", "2026-03-30"],
    ["on the day the clocks go back, not yet late", "2026-10-25T14:59:00Z", "2026-10-25"],
    ["on 28 February of a leap year, late", "2028-02-28T20:00:00Z", "2028-02-29"],
  ])("%s", (_name, instant, dueOn) => {
    expect(immediateProtection.apply({ type: "anmälan", receivedAt: new Date(instant) }).dueOn).toBe(dueOn);
  });

  test("what is late is the municipality's to say", () => {
    const report = { type: "anmälan", receivedAt: new Date("2026-03-02T17:00:00Z") } as const;
    expect(immediateProtection.apply({ ...report, lateFrom: "20:00" }).dueOn).toBe("2026-03-02");
  });

  test("an application needs none, and the sentence says so", () => {
    const { outcome, explanation } = applied(immediateProtection, {
      type: "ansökan",
      receivedAt: new Date("2026-03-02T08:00:00Z"),
    });
    expect(outcome.needed).toBe(false);
    expect(explanation).toBe("Lagen kräver omedelbar skyddsbedömning bara när en anmälan har kommit in.");
  });

  test("it is due the same day or the next, never else", () => {
    fc.assert(
      fc.property(anyInstant, (receivedAt) => {
        const { dueOn } = immediateProtection.apply({ type: "anmälan", receivedAt });
        expect([0, 1]).toContain(daysBetween(stockholmDate(receivedAt), dueOn ?? ""));
      }),
    );
  });

  test("the sentence cites the act of its time", () => {
    const of = (instant: string) => applied(immediateProtection, { type: "anmälan", receivedAt: new Date(instant) }).explanation;
    expect(of("2026-03-02T16:30:00Z")).toBe(
      "Bedöms senast 3 mars 2026: behovet av omedelbart skydd bedöms genast, och anmälan kom in efter klockan 16:00 (20 kap. 1 § SoL).",
    );
    expect(of("2025-06-30T08:00:00Z")).toContain("(11 kap. 1 a § äldre SoL)");
  });
});

describe("preliminary-assessment", () => {
  const report = { type: "anmälan", investigationOpen: false } as const;
  test.each([
    ["an ordinary day", { ...report, receivedOn: "2026-03-02" }, "2026-03-16"],
    ["over the end of February, to a Saturday", { ...report, receivedOn: "2026-02-28" }, "2026-03-16"],
    ["to juldagen", { ...report, receivedOn: "2026-12-11" }, "2026-12-28"],
    ["to midsommarafton", { ...report, receivedOn: "2026-06-05" }, "2026-06-22"],
    ["to långfredagen", { ...report, receivedOn: "2026-03-20" }, "2026-04-07"],
    ["over a leap day", { ...report, receivedOn: "2028-02-16" }, "2028-03-01"],
    ["over the new year, to a Sunday", { ...report, receivedOn: "2026-12-20" }, "2027-01-04"],
    ["the last day of the old act", { ...report, receivedOn: "2025-06-30" }, "2025-07-14"],
    ["extended for synnerliga skäl", { ...report, receivedOn: "2026-03-01", extendedTo: "2026-03-25" }, "2026-03-25"],
    [
      "extended to a Saturday, which stands: the board has said it",
      { ...report, receivedOn: "2026-03-01", extendedTo: "2026-03-28" },
      "2026-03-28",
    ],
    ["an extension to an earlier day changes nothing", { ...report, receivedOn: "2026-03-01", extendedTo: "2026-03-10" }, "2026-03-16"],
    ["no decision while an utredning of the child is open", { ...report, receivedOn: "2026-03-01", investigationOpen: true }, null],
    ["no preliminary assessment of an application", { ...report, type: "ansökan", receivedOn: "2026-03-01" }, null],
  ] as const)("%s", (_name, input, dueOn) => expect(preliminaryAssessment.apply(input).dueOn).toBe(dueOn));

  test.each([
    ["2026-03-02", false, "anmälan", "Beslutas senast 16 mars 2026: 14 dagar efter anmälan (20 kap. 2 § SoL)."],
    [
      "2026-12-11",
      false,
      "anmälan",
      "Beslutas senast 28 december 2026: 14 dagar efter anmälan (20 kap. 2 § SoL). Räknat till 25 december 2026, som är juldagen: då gäller nästa vardag (2 § lag (1930:173)).",
    ],
    ["2025-06-30", false, "anmälan", "Beslutas senast 14 juli 2025: 14 dagar efter anmälan (11 kap. 1 a § äldre SoL)."],
    ["2026-02-28", true, "anmälan", "Inget beslut behövs: en utredning om barnet pågår redan (20 kap. 2 § SoL)."],
    ["2026-02-28", false, "ansökan", "Ingen förhandsbedömning: den gäller bara anmälningar (20 kap. 2 § SoL)."],
  ] as const)("the sentence for %s, open %s, %s", (receivedOn, investigationOpen, type, sentence) => {
    expect(applied(preliminaryAssessment, { receivedOn, investigationOpen, type }).explanation).toBe(sentence);
  });

  test("a report is due fourteen days on or the next working day, and never before that when extended", () => {
    fc.assert(
      fc.property(anyDay, fc.option(anyDay, { nil: undefined }), (receivedOn, extendedTo) => {
        const { dueOn, targetOn } = preliminaryAssessment.apply({ ...report, receivedOn, ...(extendedTo ? { extendedTo } : {}) });
        expect(daysBetween(receivedOn, dueOn ?? "")).toBeGreaterThanOrEqual(14);
        if (extendedTo !== undefined) return;
        expect(daysBetween(receivedOn, targetOn ?? "")).toBe(14);
        expect(dueOn).toBe(nextWorkingDay(targetOn ?? ""));
      }),
    );
  });
});

describe("preliminary-extension", () => {
  const asked = { receivedOn: "2026-12-11", newDate: "2027-01-08", exceptionalReasons: "Barnet är utomlands till den 6 januari." };
  test.each([
    ["with a day and reasons", asked, []],
    ["to the last day in law", { ...asked, newDate: "2026-12-28" }, ["en dag efter den nuvarande tiden"]],
    ["to the day as counted", { ...asked, newDate: "2026-12-25" }, ["en dag efter den nuvarande tiden"]],
    ["without reasons", { ...asked, exceptionalReasons: " " }, ["synnerliga skäl"]],
    ["a second time, not further than the first", { ...asked, extendedTo: "2027-01-08" }, ["en dag efter den nuvarande tiden"]],
  ])("%s", (_name, input, missing) => {
    const { outcome, explanation } = applied(preliminaryExtension, input);
    expect(outcome).toEqual({ permitted: missing.length === 0, missing });
    expect(explanation).toContain("(20 kap. 2 § SoL)");
  });
});

describe("open-investigation-at-once", () => {
  test.each([
    ["an application", "ansökan", true, "2026-03-01"],
    ["knowledge in another way", "annat sätt", true, "2026-03-01"],
    ["nothing that could lead to a measure", "annat sätt", false, null],
    ["a report goes to preliminary assessment first", "anmälan", true, null],
  ] as const)("%s", (_name, type, mayLeadToMeasure, dueOn) => {
    expect(openInvestigationAtOnce.apply({ type, mayLeadToMeasure, receivedOn: "2026-03-01" }).dueOn).toBe(dueOn);
  });

  test("the sentence says genast now and utan dröjsmål before", () => {
    const of = (receivedOn: string) =>
      applied(openInvestigationAtOnce, { type: "ansökan", mayLeadToMeasure: true, receivedOn }).explanation;
    expect(of("2026-03-01")).toBe("Inleds senast 1 mars 2026: en ansökan utreds genast, utan förhandsbedömning (14 kap. 2 § SoL).");
    expect(of("2025-03-01")).toContain("utan dröjsmål");
  });
});

describe("violence-means-investigation", () => {
  test.each([
    ["now", true, "2026-03-01", "2026-03-01", "HSLF-FS 2022:39"],
    ["the first day of the present regulation", true, "2022-11-01", "2022-11-01", "HSLF-FS 2022:39"],
    ["the last day of the one before", true, "2022-10-31", "2022-10-31", "6 kap. 1 § SOSFS 2014:4"],
    ["before there was any", true, "2014-09-30", null, "vanligt sätt"],
    ["no violence", false, "2026-03-01", null, "vanligt sätt"],
  ])("%s: violence %s on %s", (_name, concernsViolence, receivedOn, dueOn, words) => {
    const { outcome, explanation } = applied(violenceMeansInvestigation, { concernsViolence, receivedOn });
    expect(outcome).toEqual({ openWithoutDelay: dueOn !== null, dueOn });
    expect(explanation).toContain(words);
  });

  test("its day is the day of the protection assessment, a holiday or not, and never the fourteen days", () => {
    fc.assert(
      fc.property(
        anyInstant.filter((at) => at >= new Date("2014-10-02")),
        (receivedAt) => {
          const receivedOn = stockholmDate(receivedAt);
          const { dueOn } = violenceMeansInvestigation.apply({ concernsViolence: true, receivedOn, receivedAt });
          expect(dueOn).toBe(immediateProtection.apply({ type: "anmälan", receivedAt }).dueOn);
        },
      ),
    );
  });
});

describe("feedback-to-reporter", () => {
  const asked = {
    byMandatedReporter: true,
    requestedOn: "2026-03-02",
    decidedOn: "2026-03-10",
    investigationOpen: false,
  };
  test.each([
    ["a week after the decision", asked, "2026-03-17", "en vecka"],
    ["a week that ends on långfredagen", { ...asked, decidedOn: "2026-03-27" }, "2026-04-07", "en vecka"],
    ["asked after that week: at once", { ...asked, requestedOn: "2026-04-01" }, "2026-04-01", "genast"],
    ["asked after that week, on a Sunday: at once", { ...asked, requestedOn: "2026-04-12" }, "2026-04-12", "genast"],
    [
      "asked on the day that the holiday moved it to",
      { ...asked, decidedOn: "2026-03-27", requestedOn: "2026-04-07" },
      "2026-04-07",
      "en vecka",
    ],
    ["asked on the last day of the week", { ...asked, requestedOn: "2026-03-17" }, "2026-03-17", "en vecka"],
    ["an utredning was already open: at once", { ...asked, decidedOn: null, investigationOpen: true }, "2026-03-02", "genast"],
    ["put to an open utredning: at once", { ...asked, investigationOpen: true }, "2026-03-10", "genast"],
    [
      "asked while an utredning is open, before there was a law of it",
      { ...asked, requestedOn: "2025-12-30", decidedOn: null, investigationOpen: true },
      null,
      "ingen bestämd dag",
    ],
    ["no decision yet", { ...asked, decidedOn: null }, null, "väntar på beslut"],
    ["a neighbour has no right to it", { ...asked, byMandatedReporter: false }, null, "inte anmälningsskyldig"],
    ["nobody has asked", { ...asked, requestedOn: null }, null, "inte begärd"],
    ["unsuitable", { ...asked, unsuitable: true }, null, "olämpligt"],
    ["a decision before the week was law", { ...asked, requestedOn: "2025-12-01", decidedOn: "2025-12-31" }, null, "ingen bestämd dag"],
    [
      "asked, when it was law, about an older decision",
      { ...asked, requestedOn: "2026-01-08", decidedOn: "2025-12-31" },
      "2026-01-08",
      "genast",
    ],
    ["a decision under the old act", { ...asked, requestedOn: "2025-03-01", decidedOn: "2025-03-10" }, null, "ingen bestämd dag"],
  ])("%s", (_name, input, dueOn, why) => {
    const { outcome, explanation } = applied(feedbackToReporter, input);
    expect(outcome).toMatchObject({ dueOn, why });
    expect(explanation).toMatch(/ \(.+ §.*\)\.$/);
  });
});
