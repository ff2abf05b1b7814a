import { adults, numberAt } from "./identities.ts";
import { staffNames } from "./casework.ts";
import type { House, StaffName } from "./casework.ts";

/** The identity number of somebody who works in a house of `giveNumbers`. */
export const numberOf = (name: StaffName): string => numberAt(adults, staffNames.indexOf(name));

/** Numbers of grown-ups who work nowhere. */
export const strangersNumber = (place: number): string => numberAt(adults, 20 + place);

/** Gives everybody who works in the house an identity number, as the sign-on does. */
export async function giveNumbers(house: House): Promise<void> {
  for (const name of staffNames) {
    const { staffId } = house.staff[name];
    await house.database.owner
      .updateTable("access.staff")
      .set({ identity_number: numberOf(name) })
      .where("id", "=", staffId)
      .execute();
  }
}
