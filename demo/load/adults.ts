// Who has the adults' numbers of the official test series. There are few: the eldest are guardians, the youngest work in the demo.
import { testIdentities } from "../municipality.ts";

export type AdultSex = "kvinna" | "man";
const forStaff = 20;
const numbers: Readonly<Record<AdultSex, readonly string[]>> = { kvinna: adultsOf(0), man: adultsOf(1) };

/** The n-th guardian's number of the sex (from 0); undefined when there is none left. */
export function guardianNumber(sex: AdultSex, n: number): string | undefined {
  return numbers[sex].slice(0, -forStaff)[n];
}

/** The number of the n-th member of staff of the sex (from 0); undefined when there is none left. */
export function staffNumber(sex: AdultSex, n: number): string | undefined {
  return numbers[sex].slice(-forStaff)[n];
}

/** The eleventh digit is odd for men. */
function adultsOf(parity: 0 | 1): string[] {
  return testIdentities.adults.filter((identity) => Number(identity[10]) % 2 === parity).sort();
}
