/** When somebody was or is to be born, and how old they are, in words for a page. */
import { ageOn } from "../../platform/basics/dates.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

type Known = CodeOf<"people.person.birth_date_known">;

/** "2017-04-03", "2017, dagen är inte känd", "väntas 2027-02-03". */
export function bornWords(birthDate: string, known: Known | null): string {
  if (known === "väntat") return `väntas ${birthDate}`;
  return known === "år" ? `${birthDate.slice(0, 4)}, dagen är inte känd` : birthDate;
}

/** "9 år"; "Inte född" of who is expected. Of whom the year alone is known the last day of the year is reckoned, and this year's is 0. */
export function ageWords(birthDate: string, day: string): string {
  const isThisYear = birthDate.slice(0, 4) === day.slice(0, 4) && birthDate.endsWith("-12-31");
  return birthDate > day && !isThisYear ? "Inte född" : `${Math.max(ageOn(birthDate, day), 0)} år`;
}

/** What stands as the name of a child who is expected, and of one whom nobody knows by name. */
export const standInNames = {
  expected: "Väntat barn",
  newborn: "Nyfödd",
  unknown: { givenName: "Okänt", familyName: "barn" },
} as const;
