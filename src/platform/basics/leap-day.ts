/**
 * When whoever is born on 29 February completes a year in a year without that day. The law does not say; 1 § lag (1930:173) lets a time
 * in years end on the last day of a month that has no such day, which points to 28 February. Unsettled, so dated and the operator's to
 * change: `LEAP_DAY_BIRTHDAY=03-01`, or from a day on `LEAP_DAY_BIRTHDAY=02-28,2027-07-01:03-01`.
 */

export type LeapDayPractice = {
  /** The first birthday that it holds for. */ readonly validFrom: string;
  readonly completesOn: "02-28" | "03-01";
};

/** The first day of lag (1930:173). */
const ALWAYS = "1930-07-01";
const DEFAULT = "02-28";

/** Reads the setting. @throws Error that says how it is written, when it is written in another way. */
export function readLeapDayPractice(setting: string | undefined): readonly LeapDayPractice[] {
  const parts = (setting === undefined || setting.trim() === "" ? DEFAULT : setting).split(",").map((part) => part.trim());
  const practice = parts.map((part, place): LeapDayPractice => {
    const [, validFrom = ALWAYS, completesOn] = /^(?:(\d{4}-\d{2}-\d{2}):)?(02-28|03-01)$/.exec(part) ?? [];
    if ((completesOn !== "02-28" && completesOn !== "03-01") || (place > 0 && validFrom === ALWAYS)) {
      throw new Error("LEAP_DAY_BIRTHDAY is written 02-28 or 03-01, and with a later day 02-28,2027-07-01:03-01.");
    }
    return { validFrom, completesOn };
  });
  return practice.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
}

/** What holds in this installation, the latest first. */
export const LEAP_DAY_PRACTICE = readLeapDayPractice(process.env["LEAP_DAY_BIRTHDAY"]);

/** "02-28" or "03-01": the birthday in a common year of whoever is born on 29 February. */
export function leapDayBirthdayIn(year: number, practice: readonly LeapDayPractice[] = LEAP_DAY_PRACTICE): "02-28" | "03-01" {
  const first = `${String(year).padStart(4, "0")}-02-28`;
  return practice.find((one) => one.validFrom <= first)?.completesOn ?? DEFAULT;
}

/** The choice in words, for docs/law.md. */
export function leapDayWords(): string {
  return "Den som är född 29 februari fyller år 28 februari när det inte är skottår: 1 § lag (1930:173) pekar dit, men frågan är inte avgjord. Dagen är en daterad inställning (LEAP_DAY_BIRTHDAY) och samma i alla åldrar som lagen frågar efter.";
}
