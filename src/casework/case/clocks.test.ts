import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dangerous, isOff, lawful, NEW_ACT, plusDays, plusMonths, WEEK_FOR_REPORTERS } from "../../../tests/support/reckoned-days.ts";
import { obligationsOf } from "../../../tests/support/due.ts";
import type { DueRow } from "../../../tests/support/due.ts";
import { formatLong, stockholmInstant } from "../../platform/basics/dates.ts";
import { dayOffName, nextWorkingDay } from "../../platform/basics/working-days.ts";
import { describeObligation } from "./obligations.ts";
import { sortWork } from "../../portals/desk/work.ts";

/** Every clock of the list and of the case page, on generated days, against the law reckoned a second time (tests/support/reckoned-days.ts). */
const days = fc.oneof(
  fc.constantFrom(...dangerous),
  fc.integer({ min: 0, max: 365 * 16 }).map((n) => plusDays("2014-10-01", n)),
);
const later = (most: number) => fc.integer({ min: 0, max: most });
/** A guardian, or an interruption. */
const person = "00000000-0000-4000-8000-000000000001";
const base = { case_id: "C", subject_id: "S", phase_id: "P" } as const;
const hours = fc.constantFrom("00:00", "00:30", "01:59", "02:30", "03:00", "15:59", "16:00", "23:59");

type Expected = { readonly due: string | null; readonly target?: string | null };

/** The row's one clock stands on the expected days, in the part, in the words, in the tag and in the group of the list. */
function holds(row: DueRow, today: string, { due, target = due }: Expected): void {
  const parts = obligationsOf([row], today);
  expect(parts.map((one) => [one.due_on, one.target_on])).toEqual([[due, target]]);
  for (const part of parts) {
    const said = describeObligation(part, today);
    expect(said.dueOn).toBe(due);
    expect(said.targetOn).toBe(due === target ? null : target);
    if (due !== null) expect(said.sentence).toContain(formatLong(due));
    if (due !== null && target !== null && due !== target) expect(said.sentence).toContain(`Räknat till ${formatLong(target)}`);
    const calm = {
      caseId: "C",
      caseNumber: "1",
      childName: "B",
      birthDate: "2016-01-01",
      protectedIdentity: "ingen" as const,
      openedOn: today,
    };
    const [item] = sortWork([{ ...calm, closedOn: null, responsible: null, obligations: parts }], today).due;
    const group = due === null ? ["undated"] : due < today ? ["late"] : due === today ? ["today"] : ["week", "month", "later"];
    expect(group).toContain(item?.group);
  }
}

const inLaw = (target: string): Expected => ({ due: lawful(target), target });

describe("each clock, on generated days, stands where the law puts it", () => {
  test("days off: the program's calendar and the second reckoning agree on every day from 2005 to 2050", () => {
    for (let day = "2005-01-01"; day < "2051"; day = plusDays(day, 1)) {
      expect([day, dayOffName(day) !== null]).toEqual([day, isOff(day)]);
      if (isOff(day)) expect(nextWorkingDay(day)).toBe(lawful(day));
    }
  });

  test("protection at once, and violence: the same day, or the next after 16; on either side of the turns of the clock", () => {
    fc.assert(
      fc.property(days, hours, days, (since, time, today) => {
        const facts = { received_at: stockholmInstant(since, time).toISOString() };
        // A time that the clock skips in spring is moved on an hour; none of ours passes 16 by it.
        const due = time >= "16:00" ? plusDays(since, 1) : since;
        holds({ ...base, since, rule_id: "immediate-protection", facts }, today, { due });
        holds({ ...base, since, rule_id: "violence-means-investigation", facts: { ...facts, extended_to: null } }, today, { due });
      }),
    );
  });

  test("the preliminary assessment: 14 days, moved from days off; a day that was extended to stands as decided", () => {
    fc.assert(
      fc.property(days, fc.option(later(60)), days, (since, more, today) => {
        const target = plusDays(since, 14);
        const extended = more === null ? null : plusDays(since, more);
        const facts = { received_at: stockholmInstant(since, "10:00").toISOString(), extended_to: extended };
        const expected = extended !== null && extended > lawful(target) ? { due: extended } : inLaw(target);
        holds({ ...base, since, rule_id: "preliminary-assessment", facts }, today, expected);
      }),
    );
  });

  test("the investigation: four months, to the last of a shorter month, moved from days off", () => {
    fc.assert(
      fc.property(days, fc.option(later(300)), days, (since, more, today) => {
        const target = plusMonths(since, 4);
        const extended = more === null ? null : plusDays(since, more);
        const expected = extended !== null && extended > lawful(target) ? { due: extended } : inLaw(target);
        holds({ ...base, since, rule_id: "investigation-time", facts: { extended_to: extended } }, today, expected);
      }),
    );
  });

  test("the reporter's answer: a week from the decision, at once when asked later or while one is open, no day before SFS 2025:1501", () => {
    fc.assert(
      fc.property(days, later(20), later(40), fc.boolean(), days, (received, until, askedAfter, open, today) => {
        const [decided, requested] = [plusDays(received, until), plusDays(received, askedAfter)];
        const facts = { requested_on: requested, decided_on: decided, investigation_open: open };
        const row = { ...base, since: decided, rule_id: "feedback-to-reporter", facts } as const;
        const later = decided > requested ? decided : requested;
        const week = lawful(plusDays(decided, 7));
        const expected =
          later < WEEK_FOR_REPORTERS
            ? { due: null }
            : open
              ? { due: later }
              : requested > week || decided < WEEK_FOR_REPORTERS
                ? { due: requested }
                : inLaw(plusDays(decided, 7));
        holds(row, today, expected);
      }),
    );
  });

  test("what is done at once, and what was agreed, is moved by no holiday", () => {
    fc.assert(
      fc.property(days, later(200), days, (since, n, today) => {
        const agreed = plusDays(since, n + 1);
        holds({ ...base, since, rule_id: "open-investigation-at-once", facts: { type: "ansökan" } }, today, { due: since });
        holds({ ...base, since, rule_id: "tell-the-child", facts: {} }, today, { due: since });
        holds({ ...base, since, rule_id: "try-again", facts: { agreed_on: agreed, step: "hörd" } }, today, { due: agreed });
        holds({ ...base, since, rule_id: "information-that-opened", facts: { person_id: null, review_on: null } }, today, { due: since });
        holds({ ...base, since, rule_id: "information-that-opened", facts: { person_id: person, review_on: agreed } }, today, {
          due: agreed,
        });
        holds({ ...base, since, rule_id: "urgent-decision-reported", facts: { next_meeting_on: agreed } }, today, { due: agreed });
      }),
    );
  });

  test("a follow-up: the agreed day within six months of the last, otherwise six months; nothing moves it", () => {
    fc.assert(
      fc.property(days, fc.option(later(400)), fc.option(later(400)), days, (started, followed, agreedAfter, today) => {
        const last = followed === null ? null : plusDays(started, followed);
        const from = last ?? started;
        const agreed = agreedAfter === null ? null : plusDays(from, agreedAfter);
        const six = plusMonths(from, 6);
        const facts = { started_on: started, last_on: last, agreed_on: agreed };
        holds({ ...base, since: started, rule_id: "follow-up-time", facts }, today, {
          due: agreed !== null && agreed > from && agreed <= six ? agreed : six,
        });
      }),
    );
  });

  test("not carried out: three months from the decision or the break, then a report for each quarter until it begins", () => {
    fc.assert(
      fc.property(days, fc.boolean(), fc.boolean(), later(500), (since, isOld, broken, n) => {
        const today = plusDays(since, n);
        const limit = inLaw(plusMonths(since, 3));
        const facts = {
          granted_on: broken ? plusDays(since, -40) : since,
          interruption_id: broken ? person : null,
          interrupted_on: broken ? since : null,
          executed_on: null,
          gave_up_on: null,
          planned_on: null,
          legal_provision: isOld && since < NEW_ACT ? "4 kap. 1 § äldre SoL" : "11 kap. 1 § SoL",
          last_reported_on: null,
          executed_reported: false,
        };
        const row: DueRow = { ...base, since, rule_id: "not-executed", facts };
        const found = new Map(obligationsOf([row], today).map((one) => [one.rule_id, one]));
        expect(found.get("not-executed")).toMatchObject({ due_on: limit.due, target_on: limit.target });
        const isLate = today > (limit.due ?? "");
        expect(found.has("execution-report")).toBe(isLate);
        if (!isLate) return;
        const first = plusDays(limit.due ?? "", 1);
        const quarter = plusDays(
          plusMonths(`${first.slice(0, 5)}${["01", "04", "07", "10"][Math.floor((Number(first.slice(5, 7)) - 1) / 3)] ?? ""}-01`, 3),
          -1,
        );
        expect(found.get("execution-report")?.due_on).toBe(quarter);
        // What was decided beyond the right to interventions is nobody's law: three months all the same, and no report.
        const beyond: DueRow = { ...row, facts: { ...facts, legal_provision: "11 kap. 4 § SoL" } };
        expect(obligationsOf([beyond], today).map((one) => [one.rule_id, one.due_on])).toEqual([
          ["begin-intervention", plusMonths(since, 3)],
        ]);
      }),
    );
  });
});
