import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { obligationsOf } from "../../../tests/support/due.ts";
import type { DueRow } from "../../../tests/support/due.ts";
import { clocks } from "./clocks.ts";
import { describeObligation } from "./obligations.ts";

/** Puts statements together and sends none. */
const nowhere = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
/** A guardian, or an interruption. */
const person = "00000000-0000-4000-8000-000000000001";
const base = { case_id: "C", subject_id: "S", phase_id: "P", since: "2026-03-02" } as const;
const waiting = {
  granted_on: "2026-03-02",
  interruption_id: null,
  interrupted_on: null,
  executed_on: null,
  gave_up_on: null,
  planned_on: null,
  legal_provision: "11 kap. 1 § SoL",
  last_reported_on: null,
  executed_reported: false,
};
const execution = (given: Partial<typeof waiting> | object = {}): DueRow => ({
  ...base,
  rule_id: "not-executed",
  facts: { ...waiting, ...given },
});
const report = (received: string, extended: string | null = null) => ({ received_at: received, extended_to: extended });
const asked = { requested_on: "2026-03-02", decided_on: "2026-03-02", investigation_open: false };

/** What a row asks for on a day: the first thing, in words. */
const said = (row: DueRow, today = "2026-03-02") => obligationsOf([row], today).map((one) => describeObligation(one, today));

describe("an obligation in words", () => {
  test.each<[string, DueRow, string | null, string, string]>([
    [
      "protection",
      { ...base, rule_id: "immediate-protection", facts: { received_at: "2026-03-02T09:30:00+01:00" } },
      "2026-03-02",
      "/arenden/C/skyddsbedomning/S",
      "Bedöms senast 2 mars 2026: behovet av omedelbart skydd bedöms samma dag",
    ],
    [
      "protection, late in the day",
      { ...base, rule_id: "immediate-protection", facts: { received_at: "2026-03-02T16:30:00+01:00" } },
      "2026-03-03",
      "/arenden/C/skyddsbedomning/S",
      "anmälan kom in efter klockan 16:00",
    ],
    [
      "fourteen days",
      { ...base, rule_id: "preliminary-assessment", facts: report("2026-03-02T09:30:00+01:00") },
      "2026-03-16",
      "/arenden/C/forhandsbedomning/S",
      "14 dagar efter anmälan (20 kap. 2 § SoL)",
    ],
    [
      "fourteen days over Christmas",
      { ...base, since: "2026-12-11", rule_id: "preliminary-assessment", facts: report("2026-12-11T09:30:00+01:00") },
      "2026-12-28",
      "/arenden/C/forhandsbedomning/S",
      "Räknat till 25 december 2026, som är juldagen: då gäller nästa vardag (2 § lag (1930:173)).",
    ],
    [
      "fourteen days that are extended",
      { ...base, rule_id: "preliminary-assessment", facts: report("2026-03-02T09:30:00+01:00", "2026-03-28") },
      "2026-03-28",
      "/arenden/C/forhandsbedomning/S",
      "synnerliga skäl",
    ],
    [
      "violence",
      { ...base, rule_id: "violence-means-investigation", facts: report("2026-03-02T09:30:00+01:00") },
      "2026-03-02",
      "/arenden/C/forhandsbedomning/S",
      "utredning ska inledas utan dröjsmål (HSLF-FS 2022:39), senast 2 mars 2026.",
    ],
    [
      "feedback",
      { ...base, rule_id: "feedback-to-reporter", facts: asked },
      "2026-03-09",
      "/arenden/C/aterkoppling/S",
      "en vecka efter beslutet (19 kap. 6 § SoL)",
    ],
    [
      "feedback of a decision before there was a week",
      {
        ...base,
        since: "2025-12-15",
        rule_id: "feedback-to-reporter",
        facts: { ...asked, requested_on: "2025-12-12", decided_on: "2025-12-15" },
      },
      null,
      "/arenden/C/aterkoppling/S",
      "utan någon bestämd dag (19 kap. 6 § SoL)",
    ],
    [
      "an application",
      { ...base, rule_id: "open-investigation-at-once", facts: { type: "annat sätt" } },
      "2026-03-02",
      "/arenden/C/inled-utredning/S",
      "utredning inleds genast (14 kap. 2 § SoL)",
    ],
    [
      "four months",
      { ...base, rule_id: "investigation-time", facts: { extended_to: null } },
      "2026-07-02",
      "/arenden/C/utredning/S/beslut",
      "fyra månader från att utredningen inleddes den 2 mars 2026",
    ],
    [
      "four months that are extended",
      { ...base, rule_id: "investigation-time", facts: { extended_to: "2026-09-05" } },
      "2026-09-05",
      "/arenden/C/utredning/S/beslut",
      "förlängd genom beslut",
    ],
    [
      "the child is informed",
      { ...base, rule_id: "information-that-opened", facts: { person_id: null, review_on: null } },
      "2026-03-02",
      "/arenden/C/delaktighet/P/informerad",
      "här barnet, informeras genast",
    ],
    [
      "a guardian is informed",
      { ...base, rule_id: "information-that-opened", facts: { person_id: person, review_on: null } },
      "2026-03-02",
      "/arenden/C/utredning/S/information",
      "här vårdnadshavaren, informeras genast",
    ],
    [
      "a guardian who is not to know yet",
      { ...base, rule_id: "information-that-opened", facts: { person_id: person, review_on: "2026-03-21" } },
      "2026-03-21",
      "/arenden/C/utredning/S/information",
      "Skälen prövas igen 21 mars 2026 (lokal regel)",
    ],
    [
      "the child is told",
      { ...base, rule_id: "tell-the-child", facts: {} },
      "2026-03-02",
      "/arenden/C/delaktighet/P/berattad",
      "barnet ska få veta vad som beslutades",
    ],
    ["not carried out", execution(), "2026-06-02", "/arenden/C/insats/S/plan", "annars rapporteras det till IVO"],
    [
      "planned, not begun",
      execution({ planned_on: "2026-12-31" }),
      "2026-06-02",
      "/arenden/C/insats/S/borjan",
      "annars rapporteras det till IVO",
    ],
    [
      "broken off",
      execution({ interrupted_on: "2026-04-25", interruption_id: person }),
      "2026-07-27",
      "/arenden/C/insats/S/avbrott",
      "tre månader från avbrottet",
    ],
    [
      "a decision that is not reported",
      execution({ legal_provision: "11 kap. 4 § SoL" }),
      "2026-06-02",
      "/arenden/C/insats/S/plan",
      "som inte rapporteras till IVO (lokal regel)",
    ],
    [
      "a follow-up",
      { ...base, rule_id: "follow-up-time", facts: { started_on: "2026-03-02", last_on: null, agreed_on: "2026-05-02" } },
      "2026-05-02",
      "/arenden/C/insats/S/uppfoljning",
      "den dag som är bestämd i planen (lokal regel)",
    ],
    [
      "a follow-up agreed too late",
      { ...base, rule_id: "follow-up-time", facts: { started_on: "2026-03-02", last_on: null, agreed_on: "2027-05-02" } },
      "2026-09-02",
      "/arenden/C/insats/S/uppfoljning",
      "6 månader efter att insatsen började (lokal regel)",
    ],
  ])("%s", (_name, row, dueOn, href, part) => {
    const [first] = said(row);
    expect(first).toMatchObject({ dueOn, href });
    expect(first?.sentence).toContain(part);
    expect(first?.label).not.toBe("Något ska göras i ärendet");
  });

  test("a day that a holiday moved is shown with the day as counted; one that stands is shown once", () => {
    const christmas = { ...base, since: "2026-08-25", rule_id: "investigation-time", facts: { extended_to: null } } as const;
    expect(said(christmas)[0]).toMatchObject({ dueOn: "2026-12-28", targetOn: "2026-12-25" });
    expect(said({ ...christmas, since: "2026-03-02" })[0]).toMatchObject({ dueOn: "2026-07-02", targetOn: null });
  });

  test("what has no day is not late, and not lost", () => {
    const [feedback] = said({
      ...base,
      rule_id: "feedback-to-reporter",
      facts: { ...asked, requested_on: "2025-12-12", decided_on: "2025-12-15" },
    });
    expect(feedback).toMatchObject({ dueOn: null, days: null, urgency: "utan dag" });
  });

  test.each([
    ["hörd", "/arenden/C/samtal/ny?fas=P", "Försök igen att låta barnet komma till tals"],
    ["informerad", "/arenden/C/delaktighet/P/informerad", "Försök igen att informera barnet"],
    ["berättad", "/arenden/C/delaktighet/P/berattad", "Försök igen att berätta för barnet"],
  ])("try again with %s", (step, href, label) => {
    const row: DueRow = { ...base, rule_id: "try-again", facts: { agreed_on: "2026-03-20", step } };
    expect(said(row)[0]).toMatchObject({ href, label, dueOn: "2026-03-20" });
  });

  test.each([
    ["2026-03-17", "försenad", -1],
    ["2026-03-16", "i dag", 0],
    ["2026-03-13", "snart", 3],
    ["2026-03-12", "i tid", 4],
  ])("on %s it is %s", (today, urgency, days) => {
    const row: DueRow = { ...base, rule_id: "preliminary-assessment", facts: report("2026-03-02T09:30:00+01:00") };
    expect(said(row, today)[0]).toMatchObject({ urgency, days });
  });
});

describe("a decision that is not carried out", () => {
  test.each<[string, object, string, readonly (readonly [string, string | null])[]]>([
    ["within three months", {}, "2026-06-02", [["not-executed", "2026-06-02"]]],
    [
      "the day after: late, and a report by the end of the quarter",
      {},
      "2026-06-03",
      [
        ["not-executed", "2026-06-02"],
        ["execution-report", "2026-06-30"],
      ],
    ],
    ["reported, in the same quarter", { last_reported_on: "2026-06-10" }, "2026-06-30", [["not-executed", "2026-06-02"]]],
    [
      "reported, in the next quarter",
      { last_reported_on: "2026-06-10" },
      "2026-07-01",
      [
        ["not-executed", "2026-06-02"],
        ["execution-report", "2026-09-30"],
      ],
    ],
    ["a plan alone changes nothing", { planned_on: "2026-12-31" }, "2026-06-02", [["not-executed", "2026-06-02"]]],
    ["begun late and never reported", { executed_on: "2026-08-03" }, "2026-08-03", [["execution-report", "2026-06-30"]]],
    [
      "begun late, reported before: that it is carried out",
      { executed_on: "2026-08-03", last_reported_on: "2026-06-10" },
      "2026-08-10",
      [["execution-report", "2026-08-03"]],
    ],
    ["begun late, all reported", { executed_on: "2026-08-03", last_reported_on: "2026-06-10", executed_reported: true }, "2026-08-10", []],
    ["under 11 kap. 4 §: no report", { legal_provision: "11 kap. 4 § SoL" }, "2026-12-01", [["begin-intervention", "2026-06-02"]]],
    [
      "under 14 kap. 1 §, which is not 4 kap. 1 §",
      { legal_provision: "14 kap. 1 § SoL" },
      "2026-12-01",
      [["begin-intervention", "2026-06-02"]],
    ],
    [
      "under 11 kap. 1 § together with another",
      { legal_provision: "11 kap. 1 § SoL och 13 kap. 7 § SoL" },
      "2026-06-02",
      [["not-executed", "2026-06-02"]],
    ],
    ["broken off", { interrupted_on: "2026-04-25", interruption_id: person }, "2026-07-27", [["not-executed", "2026-07-27"]]],
  ])("%s", (_name, given, today, expected) => {
    expect(obligationsOf([execution(given)], today).map((one) => [one.rule_id, one.due_on])).toEqual(expected);
  });
});

describe("each clock's own table of cases", () => {
  test.each(clocks.flatMap((clock) => clock.examples.map((example) => [clock.id, example.name, clock, example] as const)))(
    "%s: %s",
    (_id, _name, clock, { since, facts, due, target = due, visibleFrom = null, says }) => {
      const counted = clock.count({ since, facts: clock.facts.parse(facts) });
      expect(counted).toMatchObject({ dueOn: due, targetOn: target });
      expect(counted?.visibleFrom ?? null).toBe(visibleFrom);
      expect(counted?.sentence(visibleFrom ?? since)).toContain(says);
    },
  );

  test("each has cases, a name of its own, and facts without names, words or days of the law", () => {
    expect(new Set(clocks.map(({ id }) => id)).size).toBe(clocks.length);
    for (const clock of clocks) {
      expect(clock.examples.length, clock.id).toBeGreaterThan(0);
      const read = clock.read((alias) => sql<boolean>`${sql.ref(alias)}.case_id is not null`);
      const text = read.compile(nowhere).sql;
      expect(text, clock.id).not.toMatch(/interval|date_trunc|current_date|now\(\)|[+-] ?\d|given_name|family_name|concern|content/u);
    }
  });
});

test("two interventions to follow up on the same day are told apart", () => {
  const facts = { started_on: "2026-01-02", last_on: null, agreed_on: "2026-04-02" };
  const labels = ["kontaktperson", "föräldrastöd"].map(
    (subject) => said({ ...base, rule_id: "follow-up-time", facts, subject_id: subject, subject })[0]?.label,
  );
  expect(labels).toEqual(["Följ upp insatsen med barnet: kontaktperson", "Följ upp insatsen med barnet: föräldrastöd"]);
});
