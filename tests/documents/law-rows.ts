/**
 * How the law was once misread, row by row of the list of corrections, and each walk through a version that misread it: what is right now has its paragraph
 * and the tests that hold it, each by its file and its whole title (in a table: the first of its row). `docs/law.md` shows them; `law-rows.test.ts` tries that they are there.
 */
export type Proof = readonly [file: string, title: string];
export type Row = {
  readonly what: string;
  readonly law: string;
  readonly proofs: readonly Proof[];
  /** What is not built of it. */ readonly lacks?: string;
};

const decision = "src/casework/decision/rules.test.ts";
const fit = "src/casework/decision/rules-fit.test.ts";
const consent = "src/casework/decision/rules-consent.test.ts";
const application = "src/casework/decision/rules-application.test.ts";
const intervention = "src/casework/intervention/rules.test.ts";
const followUp = "src/casework/intervention/rules-follow-up.test.ts";
const execution = "src/casework/intervention/rules-execution.test.ts";
const placement = "src/casework/intervention/rules-placement.test.ts";
const reporters = "src/casework/intake/rules-reporters.test.ts";
const secrecy = "src/casework/intake/rules-secrecy.test.ts";
const intakeRules = "src/casework/intake/rules.test.ts";
const delay = "src/casework/party/rules-delay.test.ts";
const retention = "src/casework/case/rules-retention.test.ts";
const register = "src/casework/intervention/rules-register.test.ts";
const clocks = "src/casework/case/clocks.test.ts";
const lastDay = "src/platform/law/rules-last-day.test.ts";
const provision = "src/platform/law/provision.test.ts";
const citations = "src/platform/law/citations.test.ts";
const ofIntake = "tests/casework/law-of-intake.db.test.ts";
const inFull = "tests/casework/intake-in-full.db.test.ts";
const fits = "tests/casework/what-fits.db.test.ts";
const whoDecides = "tests/casework/who-decides.db.test.ts";
const refused = "tests/casework/refused-by-the-database.db.test.ts";
const applications = "tests/casework/applications.db.test.ts";
const trueDays = "tests/casework/true-days.db.test.ts";
const parties = "tests/casework/parties.db.test.ts";
const known = "tests/identity/known-child.db.test.ts";

/** The rows of the list of corrections, in its order. */
export const corrections: readonly Row[] = [
  { what: "Who decides against one guardian, of a placement, and what cannot wait", law: "30 kap. 6 och 9 §§ SoL, 6 kap. 39 § KL", proofs: [[decision, "HVB may be delegated"], [decision, "supported housing may be delegated"], [decision, "a shelter with consent may be delegated"], [decision, "a foster home is the committee's"], [decision, "an emergency foster home too"], [decision, "an employee"], [decision, "the committee"], [decision, "the chair when it cannot"], [decision, "the chair when it can wait"], [whoDecides, "are the municipality's to entrust, from a day"], [whoDecides, "the same in the database: no employee, whatever the program says"]] },
  { what: "A guardian who is prevented", law: "6 kap. 13 § FB", proofs: [[consent, "0–11: the other is prevented, and nothing says that it cannot wait"], [consent, "0–11: the other is prevented: too far-reaching"], [fits, "with the reasons it is decided on one guardian's consent, and the reasons stand there"]] },
  { what: "What 13 a covers, and that ground, type and consent agree", law: "6 kap. 13 a § FB, 11 kap. 1 och 4 §§ SoL, 13 kap. 7 § SoL", proofs: [[fit, "whatever is decided against a guardian rests on 13 a, and nothing else does"], [fits, "the database knows the same table as the rules: each ground with each intervention and each consent"], [fits, "a contact person against a guardian cites its own paragraph too"], [refused, "6 kap. 13 a § FB where both consent"]] },
  { what: "Follow-up without consent: how long, after what, and talks", law: "23 kap. 1–5 §§ SoL, 11 kap. 4 c § äldre SoL, 21 b och 21 c §§ LVU", proofs: [[intervention, "under the old act: two months"], [intervention, "six months after the utredning"], [intervention, "the last day of the old act"], [intervention, "the first day of the new"], [intervention, "after care under LVU, before and after alike"], [followUp, "after a placement"]] },
  { what: "An application ends in bifall, avslag or återtagande", law: "11 kap. 1 § och 35 kap. 1 § SoL", proofs: [[application, "refused, with appeal"], [application, "no intervention, no answer"], [application, "withdrawn"], [applications, "an application is never turned away without a decision: it is tried, and what is refused can be appealed"], [applications, "by the database itself: no decision without appeal leaves it behind"]] },
  { what: "A decision, a consent and a conversation have their own day, maker and place", law: "31 § FvL", proofs: [[trueDays, "dates the intervention, the conclusion and the planning, and shows both days"], [trueDays, "a case is opened on the day the matter came in, a phase is closed on the day of its last step"], [fits, "and is kept with them beside the decision"], [whoDecides, "stands in the case, in the journal and in the log"]] },
  { what: "The last day, with the day as counted; born on 29 February", law: "1 och 2 §§ lag (1930:173)", proofs: [[lastDay, "juldagen on a Friday, over annandag jul and a Sunday"], [lastDay, "the sentence says what the day is and where it went"], ["src/casework/case/obligations.test.ts", "a day that a holiday moved is shown with the day as counted; one that stands is shown once"], ["src/casework/people/rules.test.ts", "born on a leap day, 28 February"]] },
  { what: "Not carried out: begun and not planned, breaks, reports for each quarter", law: "34 kap. 1 och 2 §§ SoL", proofs: [[intervention, "a decision under 11 kap. 4 §"], [intervention, "the day after"], [intervention, "carried out"], [execution, "the day after: by the end of the quarter"], [execution, "begun late, never reported"], ["src/casework/case/obligations.test.ts", "planned, not begun"], ["src/casework/case/obligations.test.ts", "broken off"], [clocks, "not carried out: three months from the decision or the break, then a report for each quarter until it begins"]] },
  { what: "Den som berörs: guardians, and a child of 15 too", law: "20 kap. 4 § och 23 kap. 3 § SoL", proofs: [[parties, "does not end while a guardian is neither told nor kept from it for stated reasons"], [parties, "with the child of fifteen as a party of its own, apart from the guardians"], [followUp, "fifteen on the day: the child too"], [followUp, "after care under LVU"]] },
  { what: "Feedback to the reporter: a week, at once, and no day before SFS 2025:1501", law: "19 kap. 6 § SoL", proofs: [[ofIntake, "one week after the decision"], [ofIntake, "at once where it is asked for later"], [inFull, "an investigation goes on already: at once, and that is what is told"], [ofIntake, "no fixed day before SFS 2025:1501: the row says what the rule says"]] },
  { what: "Who must report, and is never anonymous", law: "19 kap. 1–3 §§ SoL", proofs: [[reporters, "ordningsvakt"], [reporters, "medlare"], [reporters, "verksamhet enligt LSS"], [reporters, "enskild verksamhet för barn och unga"], [reporters, "nobody who is anonymous is mandated, on any day"]] },
  { what: "Violence: an investigation without delay, with a day of its own", law: "HSLF-FS 2022:39", proofs: [[intakeRules, "its day is the day of the protection assessment, a holiday or not, and never the fourteen days"], [ofIntake, "violence has a due day of its own, not the fourteen (HSLF-FS 2022:39, since 1 November 2022; before it SOSFS 2014:4)"]] },
  { what: "The fourteen days, and more for synnerliga skäl", law: "20 kap. 2 § SoL", proofs: [[ofIntake, "more only for synnerliga skäl: with the reason, the decider and the day, and never backwards"], [clocks, "the preliminary assessment: 14 days, moved from days off; a day that was extended to stands as decided"]] },
  { what: "Clocks that were missing", law: "9 a § LVU, lagen (2024:79), 11 kap. 3 § SoF, 11 § FvL, 34 kap. 3 § SoL", proofs: [[placement, "the first time"], [placement, "the year runs out before"], [placement, "necessary beyond the year"], [placement, "four weeks"], [placement, "to Good Friday moves past Easter"], [placement, "at eighteen"], [placement, "two weeks"], ["src/casework/intake/rules-eviction.test.ts", "an eviction, with a copy"], [delay, "the day it was extended"], [delay, "a Saturday too: at once"], ["tests/casework/delays.db.test.ts", "is asked for when the investigation of an application is extended, and told with its reason"], [execution, "a limit on the last day of a quarter: the next"]] },
  { what: "Whose consent: god man, appointed and temporary guardian, housing, shelter, from 12", law: "21 kap. 1 § och 22 kap. 5 § SoL, 6 kap. 10 a och 10 d §§ FB, 13 kap. 7 § SoL", proofs: [[consent, "a god man in the stead of parents who cannot be asked"], [consent, "two specially appointed, one refuses"], [consent, "a temporary guardian alone"], [consent, "housing: a child of 14 alone cannot"], [consent, "shelter: both, and placed with one of them"], [consent, "shelter: both, but the child would be alone there"], [consent, "16: guardians without the young person"], [consent, "12 on the day before the act of 2023"], [consent, "12 on its first day"], [fits, "a specially qualified contact person needs the young person's own word, whatever the guardians say"]] },
  { what: "Coordination numbers with zeros", law: "2 kap. 8 § lag (2022:1697)", proofs: [["src/casework/people/rules.test.ts", "is taken when its day exists, month 00 and day 60 among them"], ["src/casework/people/rules.test.ts", "is refused, with what is wrong, when the calendar has no such day"]] },
  { what: "How long documents are kept: what belongs to a placement or an investigation, not the whole file", law: "16 kap. 1–4 §§ SoL, 13 kap. 1 § SoF", proofs: [[retention, "an investigation: when the child is thirty"], [retention, "what was not investigated: five years"], [retention, "a placement"], [retention, "what is not of the placement beside it: not kept for its sake"], [retention, "the last note on New Year's Eve: the year after the year of the duty"], [retention, "born on 29 February: thirty on 28 February"], [retention, "born on the fifteenth"], [retention, "a district of Göteborg"], ["tests/casework/retention.db.test.ts", "where no investigation was opened: five years from the last note, and to the end of the year after"], ["tests/casework/retention.db.test.ts", "nothing is thinned while something of the same child goes on"], ["tests/casework/retention.db.test.ts", "that is open keeps nothing waiting: the list is word for word what it was"], ["tests/casework/retention.db.test.ts", "that was closed later moves no day, of a protected child neither"], ["tests/casework/retention.db.test.ts", "nobody but a leader reads the list, and of it only the cases of the own unit"]], lacks: "The rule, its days and the leader's list are there. The program removes nothing, and no decision to thin is written." },
  { what: "Secrecy that is easily missed, and what is kept from a party", law: "10 kap. 3 och 18 c §§ OSL, 26 kap. 7 och 9 §§ OSL, 26 kap. 9 a och 14 c §§ OSL", proofs: [[secrecy, "a concrete risk of a serious crime"], [secrecy, "with the consent of one"], [secrecy, "of somebody pregnant, for the child that is expected"], [secrecy, "shelter-address-is-secret"], [secrecy, "feedback-breaks-secrecy"], [parties, "stands in the own extract alone, without what was kept back, exceptions or the other's words"], ["tests/casework/insight.db.test.ts", "it is gone through piece by piece, decided, given, and kept as it was given"]] },
  { what: "The register of interventions: who and what is in it which year", law: "15 kap. 2 § SoL, 2 § förordning (1981:1370), HSLF-FS 2016:22", proofs: [[register, "a temporary identity since 2017"], [register, "a temporary identity in 2016"], [register, "what goes on is told every year"], [register, "ensamkommande is told since 2017, and not before"]], lacks: "The rule is there. The annex to HSLF-FS 2016:22 has not been read, so no file is made for the register, and the program keeps no mark for ensamkommande." },
  { what: "A paragraph is cited as of its day; new decisions cite the act in force", law: "SFS 2025:400", proofs: [[provision, "the first day of the new act"], [trueDays, "a decision of the old act that is typed under the new one cites the old"], [trueDays, "an investigation of the old act that is decided under the new one cites the new"], [citations, "to the act that is repealed is not written as one in force: its chapters follow the old order only where the old act is named"]] },
]; // prettier-ignore

/** The walks that found the misreadings, by their letters, and what holds each now. */
export const walks: readonly Row[] = [
  { what: "A: a caseworker decides against a guardian, on any ground", law: "6 kap. 13 a § FB, 30 kap. 9 § SoL", proofs: [[whoDecides, "an employee is refused, told who decides and where to write it"], [whoDecides, "the same in the database: no employee, whatever the program says"]] },
  { what: "A2: 13 a where both consent", law: "6 kap. 13 a § FB", proofs: [[refused, "6 kap. 13 a § FB where both consent"]] },
  { what: "B: a second report while it is investigated, and a reporter by duty who asked", law: "19 kap. 6 § SoL", proofs: [[inFull, "an investigation goes on already: at once, and that is what is told"], [inFull, "reaches the one who works there, with its clock, and opens no new case and no new fourteen days"]] },
  { what: "B: a stepfather whom a reporter named as a guardian", law: "6 kap. 11 § FB", proofs: [[ofIntake, "a report names nobody a guardian: it is a claim until it is confirmed with a source"]] },
  { what: "B: an ordningsvakt who asked for feedback", law: "19 kap. 1 och 6 §§ SoL", proofs: [[reporters, "ordningsvakt"], [ofIntake, "nothing is told to others"]] },
  { what: "B: every guardian is asked, and nobody else", law: "6 kap. 11 § FB", proofs: [[refused, "consent of one where the other was not asked"]] },
  { what: "C: unborn", law: "3 kap. 1 § SoL", proofs: [["tests/identity/twins-and-unborn.db.test.ts", "has a case under the one who expects it: nothing of the child's runs, is done or is counted"], ["tests/identity/twins-and-unborn.db.test.ts", "is registered when it is born, from its very day"]] },
  { what: "C: the year of birth alone, no number, a number that comes later", law: "3 kap. 1 § SoL", proofs: [["tests/casework/birthdays.db.test.ts", "the year alone is known: the last day of it is reckoned, and the birthday is asked for from the first"], ["tests/identity/without-number.db.test.ts", "gives a newborn its number when it has got one, with a trace, and finds it by the number from then on"]] },
  { what: "C: twins, and the same child reported again", law: "lokal regel", proofs: [["tests/identity/twins-and-unborn.db.test.ts", "that are reported again are each put where they belong: the other is not even offered"]] },
  { what: "C: a coordination number", law: "2 kap. 8 § lag (2022:1697)", proofs: [["src/casework/people/rules.test.ts", "a coordination number is known as one, its day less sixty"]] },
  { what: "C: somebody of nineteen is no child", law: "3 kap. 1 § SoL, 20 kap. 1 och 2 §§ SoL", proofs: [["src/casework/people/rules.test.ts", "the last day as a child is the day before the eighteenth birthday"]], lacks: "A report of concern about somebody who has turned eighteen is taken, and starts the days of a child's." },
  { what: "D: decided on Friday by the emergency duty, typed on Monday", law: "31 § FvL", proofs: [[trueDays, "is of Friday: its four months, its phase, its decision; and the journal shows both days"], [inFull, "keeps both moments and both people, and the clocks run from when it came in"]] },
  { what: "D: after day 14", law: "20 kap. 2 § SoL", proofs: [[ofIntake, "more only for synnerliga skäl: with the reason, the decider and the day, and never backwards"]] },
  { what: "E: opened under the old act, extended under the new", law: "20 kap. 3 § SoL", proofs: [["src/casework/investigation/rules.test.ts", "opened under the old act"], [trueDays, "an investigation of the old act that is decided under the new one cites the new"]] },
  { what: "E: feedback for a decision of August or December 2025", law: "19 kap. 6 § SoL", proofs: [[ofIntake, "no fixed day before SFS 2025:1501: the row says what the rule says"], [provision, "feedback between the new act and its first change"]] },
  { what: "F: refused without having been heard, and the appeal", law: "25 § FvL, 35 kap. 1 § SoL", proofs: [[parties, "only when each party has been told and has answered"], ["src/casework/decision/rules-grounds.test.ts", "by right: three weeks from the day the party got it"]] },
  { what: "G: granted and never planned", law: "34 kap. 1 § SoL", proofs: [[intervention, "the day after"], ["tests/casework/not-executed-list.db.test.ts", "from the day after three months on; within the quarter it is reported once, and the council gets figures alone"]] },
  { what: "G: planned in ten months", law: "34 kap. 1 § SoL", proofs: [["src/casework/case/obligations.test.ts", "planned, not begun"]] },
  { what: "H: a new report soon after a closed case", law: "20 kap. 2 § SoL", proofs: [[ofIntake, "a report after the closing opens a new case, and the fourteen days begin anew"]] },
  { what: "K: protected words in the text of a decision", law: "12 kap. 3 § OSL", proofs: [["tests/casework/withheld.db.test.ts", "is in no answer of any query but the one that is asked for it, nor in the lists, the search and the figures"], ["tests/casework/party-letters.db.test.ts", "is a tagged PDF with the whole decision and how it is appealed, in the law's words, and nothing of the other's"]] },
  { what: "A number that is somebody else's", law: "lokal regel", proofs: [[known, "not the same child: the number must be changed, and until it is nothing is written"]] },
  { what: "A channel that the database does not know", law: "lokal regel", proofs: [["tests/casework/code-lists.db.test.ts", "is a fault at its field, not an answer that something went wrong"]] },
  { what: "An application that ends as ingen insats", law: "35 kap. 1 § SoL", proofs: [[applications, "never ends without intervention and without an answer that can be appealed"]] },
]; // prettier-ignore

/** The days that deadlines go wrong on: each in a table of the rules. */
export const days: readonly Row[] = [
  { what: "A weekend", law: "2 § lag (1930:173)", proofs: [[lastDay, "a Saturday"], [intakeRules, "over the end of February, to a Saturday"]] },
  { what: "25 December", law: "2 § lag (1930:173)", proofs: [[intakeRules, "to juldagen"], ["src/casework/investigation/rules.test.ts", "to juldagen"], [intervention, "three months to juldagen"]] },
  { what: "The end of a month", law: "1 § lag (1930:173)", proofs: [["src/casework/investigation/rules.test.ts", "31 October ends on the last of February, a Sunday"], [intakeRules, "late in the evening on the last day of a month"]] },
  { what: "29 February", law: "1 § lag (1930:173)", proofs: [["src/casework/investigation/rules.test.ts", "29 February"], ["src/casework/people/rules.test.ts", "born on a leap day, 28 February"], [intakeRules, "over a leap day"], [retention, "the last note on 29 February"]] },
  { what: "The change of the clocks", law: "20 kap. 1 § SoL", proofs: [[intakeRules, "on the day the clocks go forward, late"], [intakeRules, "on the day the clocks go back, not yet late"], ["src/platform/basics/dates.test.ts", "a wall-clock time becomes the instant, also on clock-change days"]] },
  { what: "A birthday in the middle", law: "3 kap. 4 § SoL, 21 kap. 1 § SoL", proofs: [[trueDays, "a child who turned 15 over the weekend was 14 when it was decided"], [consent, "15 before the act of 2023, 14 when it answered"], ["tests/casework/birthdays.db.test.ts", "born on 29 February: the day that the municipality counts by"]] },
  { what: "1 July 2025", law: "SFS 2025:400", proofs: [[provision, "the first day of the new act"], [intakeRules, "the last day of the old act"], [intervention, "the first day of the new"]] },
  { what: "1 July 2023", law: "SFS 2023:292", proofs: [[consent, "12 on the day before the act of 2023"], [consent, "12 on its first day"]] },
]; // prettier-ignore
