// Who the child is.
import { birthday, dayOf } from "../calendar.ts";
import type { DemoMunicipality } from "../municipality.ts";
import { shuffledIndex } from "../random.ts";
import type { Random } from "../random.ts";
import type { Life, Sex } from "./types.ts";

/** Newborns and newcomers are often known before they have a number; the series also ends with births in 2023. */
const withoutNumber = 0.1;

const origins = [
  ["Sverige", undefined, 78], ["Syrien", "arabiska", 5], ["Somalia", "somaliska", 3.5], ["Afghanistan", "dari", 3], ["Irak", "arabiska", 3],
  ["Eritrea", "tigrinska", 2.5], ["Ukraina", "ukrainska", 2], ["Polen", "polska", 1.5], ["Iran", "persiska", 1.5],
] as const; // prettier-ignore
const disabilities = [
  ["ADHD", 4],
  ["autism", 3],
  ["intellektuell funktionsnedsättning", 2],
  ["hörselnedsättning", 0.7],
  ["rörelsenedsättning", 0.7],
] as const;

/** A child without any contact yet. The birth date is that of the identity number where there is one. */
export function makeChild(municipality: DemoMunicipality, number: number, random: Random, yearsBack: number): Life {
  const reference = municipality.referenceDay;
  const identityNumber = random.chance(withoutNumber) ? undefined : identityOf(municipality, number, yearsBack);
  const birth = identityNumber
    ? dayOf(birthDateOf(identityNumber))
    : reference - Math.floor(drawAge(random) * 365.25) - random.whole(0, Math.round(yearsBack * 365.25 * 0.7));
  const [country, language] = random.weighted(origins.map(([name, speaks, weight]) => [[name, speaks] as const, weight] as const));
  const isForeign = country !== "Sverige";
  return {
    number,
    sex: identityNumber ? sexOf(identityNumber) : random.weighted<Sex>([["pojke", 50], ["flicka", 47], ["okänt", 3]]),
    birth,
    identityNumber,
    isProtected: random.chance(0.012),
    countryOfBirth: country,
    interpreter: isForeign && random.chance(0.6) ? language : undefined,
    disability: random.chance(0.11) ? random.weighted(disabilities) : undefined,
    unaccompanied: isForeign && random.chance(0.06),
    intakes: [], investigations: [], interventions: [], conversations: [], missed: [],
  }; // prettier-ignore
}

/** "YYYY-MM-DD" in a twelve-digit identity number of the test series (no samordningsnummer among them). */
export function birthDateOf(identityNumber: string): string {
  return `${identityNumber.slice(0, 4)}-${identityNumber.slice(4, 6)}-${identityNumber.slice(6, 8)}`;
}

/** The eleventh digit is odd for boys. */
export function sexOf(identityNumber: string): Sex {
  return Number(identityNumber[10]) % 2 === 1 ? "pojke" : "flicka";
}

function identityOf(municipality: DemoMunicipality, number: number, yearsBack: number): string | undefined {
  const { identities, referenceDay, seed, key } = municipality;
  if (number > identities.length) return undefined;
  const identity = identities[shuffledIndex(number - 1, identities.length, seed ^ key)];
  if (identity === undefined) return undefined;
  const birth = dayOf(birthDateOf(identity));
  // The child must have been a child at some time in the window.
  return birth <= referenceDay - 30 && birthday(birth, 18) > referenceDay - yearsBack * 365 + 30 ? identity : undefined;
}

/** Age at contact in years: small children and teenagers are reported more often than those between. */
function drawAge(random: Random): number {
  return random.weighted([
    [random.between(0, 3), 20],
    [random.between(3, 7), 20],
    [random.between(7, 13), 34],
    [random.between(13, 17.9), 26],
  ] as const);
}
