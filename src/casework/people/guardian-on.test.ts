import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { holdsDuring, holdsOn, whyNotOn } from "./guardian-on.ts";

const custody = { validFrom: "2026-03-02", validTo: "2026-03-10" };
const lasting = { validFrom: "2026-03-02", validTo: null };
const oneDay = { validFrom: "2026-03-02", validTo: "2026-03-02" };

test.each([
  ["the day before it begins", custody, "2026-03-01", false],
  ["its first day", custody, "2026-03-02", true],
  ["its last day", custody, "2026-03-10", true],
  ["the day after it ended", custody, "2026-03-11", false],
  ["any day after, where it has not ended", lasting, "2040-02-29", true],
  ["begins and ends the same day: that day", oneDay, "2026-03-02", true],
  ["begins and ends the same day: the next", oneDay, "2026-03-03", false],
])("custody by the day: %s", (_what, of, day, holds) => {
  expect(holdsOn(of, day)).toBe(holds);
  expect(holdsDuring(of, day, day)).toBe(holds);
});

test("why a day is outside custody", () => {
  expect(whyNotOn(custody, "2026-03-11")).toBe("var vårdnadshavare till och med 2026-03-10");
  expect(whyNotOn(custody, "2026-03-01")).toBe("är vårdnadshavare från och med 2026-03-02");
});

/** Every file that reads guardianships, and which day it asks about. Whatever asks whether somebody ever was a guardian says why. */
const readers: Readonly<Record<string, string>> = {
  "casework/clocks/database/due.refuse_clocks_not_kept.sql": "no person: which tables clocks follow",
  "casework/decision/child-of-case.ts": "the day of the decision, and of each answer",
  "casework/decision/database/decision.refuse_consent_of_no_guardian.sql": "the day of the answer and of the decision",
  "casework/intake/journal-extracts.ts": "no day: the name on an extract that was made",
  "casework/investigation/check-guardian.ts": "ever: whose account of a day it was",
  "casework/investigation/clocks.ts": "who has not ended: an end is written when it has been",
  "casework/investigation/database/investigation.refuse_finding_of_no_guardian.sql": "ever: whose account of a day it was",
  "casework/investigation/database/investigation.refuse_telling_no_guardian.sql": "the day of the telling",
  "casework/investigation/extract-guardian.ts": "today; ever of the others, whose numbers stay hidden",
  "casework/letters/look-through.ts": "no day: how whoever is protected is or was reached stays hidden",
  "casework/meeting/called.ts": "today: whoever is called is told now",
  "casework/meeting/may-be-sent.ts": "no day: whose number a summons that was made goes to",
  "casework/meeting/meeting-sql.ts": "no day: the name of whoever was called",
  "casework/decision/queries/find-workload.ts": "ever: whoever has worked with a sibling",
  "casework/party/clocks.ts": "the day of the decision, and who has not ended",
  "casework/party/database/party.refuse_closing_with_untold_party.sql": "the day of the decision and the day the case is closed",
  "casework/party/case-part.ts": "each period, shown with its first day",
  "casework/party/database/party.parties_on.sql": "the day that is asked about",
  "casework/party/database/party.refuse_who_is_no_party.sql": "ever: who may have been a party of the case",
  "casework/party/find-parties.ts": "no day: the name of a party of the day",
  "casework/party/others-around.ts": "ever: whose numbers and protection the child's own copy does not tell of",
  "casework/people/actions/change-guardian.ts": "no day: writes what stands",
  "casework/people/actions/confirm-guardian.ts": "from the first day that is confirmed",
  "casework/people/actions/protect-person.ts": "ever: a protection is not lowered past a case of before",
  "casework/people/carry-details.ts": "ever: whoever was a guardian under the number keeps what is known",
  "casework/people/actions/receive-population.ts": "today: whose open cases are told",
  "casework/people/population/receive.ts": "today: whom the register is held against",
  "casework/people/case-part.ts": "today",
  "casework/people/codes.ts": "no person: the kinds",
  "casework/people/custodies.ts": "each period, for whoever asks about a day",
  "casework/people/database/people.keep_name_words.sql": "ever: somebody is found by the words of each name",
  "casework/people/database/people.now_guardian.sql": "no day: who the same guardian is now",
  "casework/people/database/people.open_guardian_claim.sql": "ever: what has been confirmed once is answered",
  "casework/people/database/people.refuse_unborn_again.sql": "no day: who ever had a guardian is born",
  "casework/people/database/people.refuse_before_birth.sql": "no day: nobody is the guardian of a child who is not born",
  "casework/people/database/people.refuse_overlapping_guardianship.sql": "each day of the period",
  "casework/people/database/people.standing_guardianship.sql": "no day: what stands",
  "casework/people/doubles.ts": "ever: whoever has been a guardian helps to tell two children apart",
  "casework/people/found-by-name.ts": "ever: a case is found by whoever has been a guardian in it",
  "casework/people/guardian-on.ts": "says the condition",
  "casework/people/guardians.ts": "ever: in which open case somebody is known",
  "casework/people/in-case.ts": "ever: somebody of before has a page in the case",
  "casework/people/name-in-case.ts": "ever: what was written keeps its name",
  "casework/people/protected-guardian.ts": "no day: whoever was called",
  "casework/people/queries/find-guardians.ts": "each period, shown with its days",
  "casework/people/queries/find-people.ts": "ever, shown with the last day",
  "casework/people/database/people.refuse_relation_outside_case.sql": "ever: somebody of before is still of the case",
  "casework/people/queries/get-genogram.ts": "ever: somebody of before is still in the picture",
  "casework/people/queries/get-person.ts": "each period, shown with its days",
  "casework/people/queries/get-shielded.ts": "ever: how somebody of before was reached",
  "casework/people/same-person.ts": "ever: whom one may know of already",
  "platform/access/database/access.family_match.sql": "ever: nobody makes a match go away",
  "platform/access/emergency.ts": "ever: a protected person of before is protected",
};

describe("whoever reads guardianships says which day is asked about", () => {
  const src = join(import.meta.dirname, "..", "..");
  const files = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:ts|tsx|sql)$/u.test(name) && !/\.test\.ts$|migrations|generated\.ts$/u.test(name))
    .map((name) => name.replaceAll("\\", "/"));
  test("and nobody else does", () => {
    const found = files.filter((name) => /people\.(?:standing_)?guardianship\b/u.test(readFileSync(join(src, name), "utf8")));
    expect(found.toSorted()).toEqual(Object.keys(readers).toSorted());
  });
});
