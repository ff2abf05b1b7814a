import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/**
 * How the law was once misread, row by row of the list of corrections, and each walk through a version that misread it: what is right now has its paragraph
 * and the tests that hold it, by words of their titles. A row without tests says what it waits for; the last test counts those.
 */
type Proof = readonly [file: string, words: string];
type Row = { readonly what: string; readonly law: string; readonly proofs: readonly Proof[]; readonly waits?: string };

const decision = "src/casework/decision";
const consent = `${decision}/rules-consent.test.ts`;
const intake = "tests/casework/intake-in-full.db.test.ts";
const ofIntake = "tests/casework/law-of-intake.db.test.ts";
const intervention = "src/casework/intervention/rules.test.ts";
const fits = "tests/casework/what-fits.db.test.ts";

const rows: readonly Row[] = [
  { what: "who decides", law: "30 kap. 6 och 9 §§ SoL, 6 kap. 39 § KL", proofs: [[`${decision}/rules.test.ts`, "HVB may be delegated"], [`${decision}/rules.test.ts`, "the chair when it cannot"], ["tests/casework/who-decides.db.test.ts", "against one of two guardians (FB 6:13 a)"]] },
  { what: "a guardian who is prevented", law: "6 kap. 13 § FB", proofs: [[consent, "the other is prevented, and nothing says that it cannot wait"], [fits, "one guardian is prevented (FB 6:13)"]] },
  { what: "what 13 a covers, and that ground, type and consent agree", law: "6 kap. 13 a § FB, 11 kap. 1 och 4 §§, 13 kap. 7 § SoL", proofs: [[`${decision}/rules-fit.test.ts`, "whatever is decided against a guardian rests on 13 a"], [fits, "the database knows the same table as the rules"], ["tests/casework/refused-by-the-database.db.test.ts", "a ground that does not fit the intervention or the consent"]] },
  { what: "follow-up without consent", law: "23 kap. 5 § SoL, 11 kap. 4 c § äldre SoL", proofs: [[intervention, "under the old act: two months"], [intervention, "six months after the utredning"]] },
  { what: "an application ends in bifall, avslag or återtagande", law: "11 kap. 1 § och 35 kap. 1 § SoL", proofs: [["tests/casework/applications.db.test.ts", "an application is never turned away without a decision"]] },
  { what: "a decision has its own day, decider and place", law: "31 § FvL", proofs: [["tests/casework/true-days.db.test.ts", "the law and the age of the true day"], ["tests/casework/who-decides.db.test.ts", "stands in the case, in the journal and in the log"]] },
  { what: "the last day", law: "1 och 2 §§ lag (1930:173)", proofs: [["src/platform/law/rules-last-day.test.ts", "juldagen on a Friday, over annandag jul and a Sunday"], ["src/platform/basics/leap-day.test.ts", "born on 29 February"]] },
  { what: "not carried out", law: "34 kap. 1 och 2 §§ SoL", proofs: [[intervention, "a decision under 11 kap. 4 §"], ["src/casework/case/clocks.test.ts", "three months from the decision or the break, then a report for each quarter"]] },
  { what: "den som berörs: guardians and a child of 15 too", law: "20 kap. 4 § och 23 kap. 3 § SoL", proofs: [["tests/casework/parties.db.test.ts", "an investigation that is opened (20:4)"], ["src/casework/intervention/rules-follow-up.test.ts", "fifteen on the day: the child too"]] },
  { what: "feedback to the reporter", law: "19 kap. 6 § SoL", proofs: [[ofIntake, "feedback to a reporter by duty (19 kap. 6 § SoL)"], ["src/casework/case/clocks.test.ts", "no day before SFS 2025:1501"]] },
  { what: "who must report", law: "19 kap. 1–3 §§ SoL", proofs: [["src/casework/intake/rules-reporters.test.ts", "ordningsvakt"], ["src/casework/intake/rules-reporters.test.ts", "nobody who is anonymous is mandated"]] },
  { what: "violence", law: "HSLF-FS 2022:39", proofs: [[ofIntake, "violence has a due day of its own"]] },
  { what: "the fourteen days", law: "20 kap. 2 § SoL", proofs: [[ofIntake, "more only for synnerliga skäl"]] },
  { what: "clocks that were missing: LVU 9 a, lag 2024:79, SoF 11:3, FvL 11, SoL 34:3", law: "9 a § LVU, 11 § FvL", proofs: [["src/casework/intervention/rules-placement.test.ts", "necessary beyond the year"], ["src/casework/intervention/rules-placement.test.ts", "to Good Friday moves past Easter"], ["src/casework/intake/rules-eviction.test.ts", "an eviction, with a copy"], ["src/casework/party/rules-delay.test.ts", "the day it was extended"], ["src/casework/intervention/rules-execution.test.ts", "a limit on the last day of a quarter: the next"]] },
  { what: "whose consent: god man, appointed and temporary guardian, housing, shelter, from 12", law: "21 kap. 1 §, 22 kap. 5 § SoL, 6 kap. 10 a och 10 d §§ FB", proofs: [[consent, "a god man in the stead of parents who cannot be asked"], [consent, "shelter: both, and placed with one of them"], [consent, "12 on its first day"]] },
  { what: "coordination numbers with zeros", law: "18 b § folkbokföringslagen", proofs: [["src/casework/people/rules.test.ts", "month 00 and day 60 among them"]] },
  { what: "how long documents are kept", law: "16 kap. 2 och 2 a §§ SoL", proofs: [], waits: "nothing is removed by the program yet" },
  { what: "secrecy: 10:18 c, 26:7, 26:9, 26:14 c OSL; what is kept from a party", law: "10 kap. 3 § OSL", proofs: [["tests/casework/parties.db.test.ts", "stands in the own extract alone, without what was kept back"], ["src/casework/intake/rules-secrecy.test.ts", "a concrete risk of a serious crime"], ["src/casework/intake/rules-secrecy.test.ts", "with the consent of one"], ["src/casework/intake/rules-secrecy.test.ts", "of somebody pregnant, for the child that is expected"], ["src/casework/intake/rules-secrecy.test.ts", "the purpose unharmed"]] },
  { what: "the register of interventions", law: "HSLF-FS 2016:22", proofs: [], waits: "the delivery to the register is not built" },
  { what: "a paragraph is cited as of its day; new decisions cite the act in force", law: "SFS 2025:400", proofs: [["src/platform/law/provision.test.ts", "the first day of the new act"], ["src/platform/law/citations.test.ts", "to the act that is repealed is not written as one in force"]] },
]; // prettier-ignore

/** The walks that found the misreadings, by their letters, and what holds each now. */
const walks: readonly Row[] = [
  { what: "A: a caseworker decides against a guardian, on any ground; 13 a where both consent", law: "6 kap. 13 a § FB, 30 kap. 9 § SoL", proofs: [["tests/casework/who-decides.db.test.ts", "an employee is refused, told who decides and where to write it"], ["tests/casework/refused-by-the-database.db.test.ts", "6 kap. 13 a § FB where both consent"]] },
  { what: "B: a second report while it is investigated; a stepfather whom a reporter named; ordningsvakt", law: "19 kap. 6 § SoL", proofs: [[ofIntake, "feedback to a reporter by duty (19 kap. 6 § SoL)"], ["tests/casework/guardians-by-day.db.test.ts", "whoever is told was a guardian that day"]] },
  { what: "B: every guardian is asked, and nobody else", law: "6 kap. 11 § FB", proofs: [["tests/casework/refused-by-the-database.db.test.ts", "consent of one where the other was not asked"]] },
  { what: "C: unborn, without a day of birth, twins, grown up", law: "1 kap. SoL", proofs: [["tests/identity/without-number.db.test.ts", "gives a newborn its number when it has got one"], ["tests/identity/twins-and-unborn.db.test.ts", "is registered when it is born, from its very day"]] },
  { what: "D: decided on Friday by the emergency duty, typed on Monday; after day 14", law: "31 § FvL, 20 kap. 2 § SoL", proofs: [["tests/casework/true-days.db.test.ts", "whatever else is typed later"], [intake, "registered for somebody else and later"]] },
  { what: "E: opened under the old act, extended under the new; feedback before it had a day", law: "20 kap. 3 § SoL", proofs: [["src/casework/investigation/rules.test.ts", "opened under the old act"], ["src/platform/law/provision.test.ts", "feedback between the new act and its first change"]] },
  { what: "F: refused without having been heard", law: "25 § FvL", proofs: [["tests/casework/parties.db.test.ts", "an application is refused (25 § FvL)"]] },
  { what: "G: granted and never planned; planned in ten months", law: "34 kap. 1 § SoL", proofs: [["src/casework/case/obligations.test.ts", "planned, not begun"], [intervention, "the day after"]] },
  { what: "H: a new report soon after a closed case", law: "20 kap. 2 § SoL", proofs: [["tests/identity/known-child.db.test.ts", "is joined without a stop where the name is equal enough"]] },
  { what: "K: protected words in the text of a decision", law: "12 kap. 3 § OSL", proofs: [["tests/casework/withheld.db.test.ts", "is in no answer of any query but the one that is asked for it"], ["tests/casework/party-letters.db.test.ts", "the whole decision and how it is appealed, in the law's words, and nothing of the other's"]] },
  { what: "a number that is somebody else's", law: "5 § FvL", proofs: [["tests/identity/known-child.db.test.ts", "not the same child: the number must be changed"]] },
  { what: "a channel that the database does not know", law: "lokal regel", proofs: [["tests/casework/code-lists.db.test.ts", "is a fault at its field, not an answer that something went wrong"]] },
  { what: "an application that ends as ingen insats", law: "35 kap. 1 § SoL", proofs: [["tests/casework/applications.db.test.ts", "by the database itself: no decision without appeal leaves it behind"]] },
]; // prettier-ignore

/** The days that deadlines go wrong on: each in a table of the rules. */
const days: readonly (readonly [day: string, proofs: readonly Proof[]])[] = [
  ["a weekend", [["src/platform/law/rules-last-day.test.ts", "a Saturday"], ["src/casework/intake/rules.test.ts", "over the end of February, to a Saturday"]]],
  ["25 December", [["src/casework/intake/rules.test.ts", "to juldagen"], ["src/casework/investigation/rules.test.ts", "to juldagen"], [intervention, "three months to juldagen"]]],
  ["the end of a month", [["src/casework/investigation/rules.test.ts", "31 October ends on the last of February, a Sunday"], ["src/casework/intake/rules.test.ts", "late in the evening on the last day of a month"]]],
  ["29 February", [["src/casework/investigation/rules.test.ts", "29 February"], ["src/casework/people/rules.test.ts", "born on a leap day, 28 February"], ["src/casework/intake/rules.test.ts", "over a leap day"]]],
  ["the change of the clocks", [["src/casework/intake/rules.test.ts", "on the day the clocks go forward, late"], ["src/casework/intake/rules.test.ts", "on the day the clocks go back, not yet late"], ["src/platform/basics/dates.test.ts", "also on clock-change days"]]],
  ["a birthday in the middle", [["tests/casework/true-days.db.test.ts", "a child who turned 15 over the weekend was 14 when it was decided"], [consent, "15 before the act of 2023, 14 when it answered"], ["tests/casework/birthdays.db.test.ts", "born on 29 February: the day that the municipality counts by"]]],
  ["1 July 2025", [["src/platform/law/provision.test.ts", "2025-07-01"], ["src/casework/intake/rules.test.ts", "the last day of the old act"], [intervention, "the first day of the new"]]],
  ["1 July 2023", [[consent, "12 on the day before the act of 2023"], [consent, "12 on its first day"]]],
]; // prettier-ignore

/** The proofs whose file is no test or has no title with those words: words that any test has ("test(") prove nothing. */
const isTitled = (text: string, words: string) =>
  text.split("\n").some((line) => line.slice(line.indexOf('"') + 1).includes(words) && line.includes('"'));
const missing = (proofs: readonly Proof[]) =>
  proofs.filter(([file, words]) => !file.endsWith(".test.ts") || !isTitled(readFileSync(file, "utf8"), words)).map((one) => one.join(": "));

describe("each row of the corrections of the law", () => {
  test.each(rows.map((row, place) => [place + 1, row.what, row] as const))("%i. %s", (_number, _what, { law, proofs, waits }) => {
    expect(law).toMatch(/§|HSLF|SFS/u);
    expect(proofs.length > 0 || waits !== undefined).toBe(true);
    expect(missing(proofs)).toEqual([]);
  });

  test("all twenty are there, and those that wait are these", () => {
    expect(rows).toHaveLength(20);
    expect(rows.flatMap(({ waits }, place) => (waits === undefined ? [] : [place + 1]))).toEqual([17, 19]);
  });
});

test.each(walks.map((walk) => [walk.what, walk] as const))("the walk that found it: %s", (_what, { proofs }) => {
  expect(proofs.length).toBeGreaterThan(0);
  expect(missing(proofs)).toEqual([]);
});

test.each(days)("%s stands in a table", (_day, proofs) => {
  expect(missing(proofs)).toEqual([]);
});
