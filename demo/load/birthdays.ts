// Before a birthday that changes something the caseworker has gone through it with the child; what is near is still to be done.
import { birthday, dateOf, weekday } from "../calendar.ts";
import { Random } from "../random.ts";
import type { CaseOfLife } from "./cases.ts";
import type { CasePaper } from "./desk.ts";
import { say } from "./words.ts";

/** So long before it is done. */
const daysBefore = 20;

export function writeBirthdays(paper: CasePaper, one: CaseOfLife): void {
  const { desk, life, caseId, caseworker, name } = paper;
  const until = one.endsOn ?? desk.municipality.referenceDay;
  for (const age of [12, 15, 18, 21]) {
    const turns = birthday(life.birth, age);
    const day = weekday(Math.max(turns - daysBefore, one.openedOn));
    if (turns < one.openedOn || day > until) continue;
    // Chance of its own: what else is written of the child stays as it is.
    const content = say("birthday", new Random(life.number, age), { name, age, facts: [] });
    desk.tables.birthdayPrepared.add(desk.municipalityId, caseId, String(age), dateOf(day), content, caseworker, desk.at(day, 15 * 60));
  }
}
