import { describe, expect, test } from "vitest";
import type { WorkCase } from "./queries/get-work-list.ts";
import { endOfWeek, sortWork } from "./work.ts";

const workCase = (caseId: string, ...days: string[]): WorkCase => ({
  caseId,
  caseNumber: "2026-00001",
  childName: "Test Testsson",
  birthDate: "2016-01-01",
  protectedIdentity: "ingen",
  openedOn: "2026-01-01",
  closedOn: null,
  responsible: null,
  obligations: days.map((due_on) => ({
    case_id: caseId,
    rule_id: "follow-up-time",
    of: "follow-up-time" as const,
    facts: { started_on: "2026-01-01", last_on: null, agreed_on: due_on },
    subject_id: "s",
    phase_id: null,
    since: "2026-01-01",
    due_on: due_on === "" ? null : due_on,
    target_on: due_on === "" ? null : due_on,
  })),
});

describe("the work list", () => {
  test("sorts what must be done by day, whichever case it belongs to", () => {
    // 2026-03-04 is a Wednesday.
    const work = sortWork(
      [workCase("a", "2026-03-01", "2026-03-09", "2026-04-04"), workCase("b", "2026-03-04", "2026-03-08"), workCase("c")],
      "2026-03-04",
    );
    expect(work.due.map((one) => [one.of.caseId, one.group])).toEqual([
      ["a", "late"],
      ["b", "today"],
      ["b", "week"],
      ["a", "month"],
      ["a", "later"],
    ]);
    expect(work.calm.map((one) => one.caseId)).toEqual(["c"]);
  });

  test("of one day a child's immediate protection comes first, then violence", () => {
    const ruled = (caseId: string, rule_id: string): WorkCase => {
      const one = workCase(caseId, "2026-03-04");
      return { ...one, obligations: one.obligations.map((each) => ({ ...each, rule_id })) as WorkCase["obligations"] };
    };
    const cases = [
      workCase("calm", "2026-03-04"),
      ruled("violence", "violence-means-investigation"),
      ruled("protection", "immediate-protection"),
    ];
    expect(sortWork(cases, "2026-03-04").due.map((one) => one.of.caseId)).toEqual(["protection", "violence", "calm"]);
  });

  test("what has no day stands after today, before what is due later", () => {
    const work = sortWork([workCase("a", "2026-03-05", ""), workCase("b", "2026-03-04")], "2026-03-04");
    expect(work.due.map((one) => [one.of.caseId, one.group])).toEqual([
      ["b", "today"],
      ["a", "undated"],
      ["a", "week"],
    ]);
  });

  test.each([
    ["2026-03-02", "2026-03-08"],
    ["2026-03-07", "2026-03-08"],
    ["2026-03-08", "2026-03-08"],
    ["2026-03-09", "2026-03-15"],
  ])("the week of %s ends on %s", (day, sunday) => expect(endOfWeek(day)).toBe(sunday));
});
