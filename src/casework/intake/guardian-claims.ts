import { withGuardians } from "../people/guardian-fields.ts";
import type { Context } from "../../platform/core/door.ts";
import { about } from "../../platform/core/about.ts";
import { optionalText } from "../../platform/core/fields.ts";
import { failed, inOneLine, ok } from "../../platform/basics/result.ts";
import type { FieldProblem, Result } from "../../platform/basics/result.ts";
import type { GuardianDetails } from "../people/guardians.ts";
import { readIdentityNumber } from "../../platform/basics/identity-number.ts";

const claimOf = (which: 1 | 2) => ({
  given: about(optionalText(100), { quiet: withGuardians, label: `Förnamn, vårdnadshavare ${which}`, optional: "om resten är tomt" }),
  family: about(optionalText(100), { quiet: withGuardians, label: `Efternamn, vårdnadshavare ${which}`, optional: "om resten är tomt" }),
  number: about(optionalText(13), { quiet: withGuardians, label: `Personnummer, vårdnadshavare ${which}`, width: 16, keys: "numeric" }),
  phone: about(optionalText(40), { quiet: withGuardians, label: `Telefon, vårdnadshavare ${which}`, keys: "tel" }),
});
const first = claimOf(1);
const second = claimOf(2);

/** What a report may say of two guardians. */
export const claimFields = {
  guardian1Given: first.given,
  guardian1Family: first.family,
  guardian1Number: first.number,
  guardian1Phone: first.phone,
  guardian2Given: second.given,
  guardian2Family: second.family,
  guardian2Number: second.number,
  guardian2Phone: second.phone,
} as const;

export type ClaimFields = { readonly [Field in keyof typeof claimFields]?: string | undefined };

/**
 * The guardians that a report names. A guardian has both names; a number or a telephone without a name is asked about, never
 * dropped. Every fault at its field. `childNumbers` are the children's own numbers in twelve digits: nobody is their own
 * guardian, nor a sibling's.
 */
export function readClaims(
  input: ClaimFields,
  context: Pick<Context, "today">,
  childNumbers: readonly string[],
): Result<readonly GuardianDetails[]> {
  const claims: GuardianDetails[] = [];
  const fields: FieldProblem[] = [];
  for (const which of [1, 2] as const) {
    const said = {
      given: input[`guardian${which}Given`],
      family: input[`guardian${which}Family`],
      number: input[`guardian${which}Number`],
      phone: input[`guardian${which}Phone`],
    };
    if (Object.values(said).every((word) => word === undefined)) continue;
    if (said.given === undefined) fields.push({ field: `guardian${which}Given`, message: "Skriv både förnamn och efternamn." });
    if (said.family === undefined) fields.push({ field: `guardian${which}Family`, message: "Skriv både förnamn och efternamn." });
    const field = `guardian${which}Number`;
    const read = said.number === undefined ? undefined : readIdentityNumber({ text: said.number, today: context.today, field });
    if (read && !read.ok) fields.push({ field, message: inOneLine(read.error) });
    const number = read?.ok ? read.value.normalized : undefined;
    if (number !== undefined && childNumbers.includes(number)) {
      fields.push({ field, message: "Det är barnets personnummer. Skriv vårdnadshavarens." });
    }
    claims.push({ givenName: said.given ?? "", familyName: said.family ?? "", identityNumber: number, phone: said.phone });
  }
  if (fields.length === 0) return ok(claims);
  return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields });
}
