/** What a detail of somebody must be, by its kind. */
import { readIdentityNumber } from "../../platform/basics/identity-number.ts";
import { inOneLine, invalidField, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

type Said = {
  readonly kind: CodeOf<"people.person_detail.kind">;
  readonly detail: string;
  readonly isChild: boolean;
  readonly today: string;
};

/** A telephone number has at least so many digits, also an internal one. */
const fewestDigits = 4;

/** The detail as it is kept, or a fault at `detail`: a number that is none, an address without @, the child's language, which stands elsewhere. */
export function readDetail({ kind, detail, isChild, today }: Said): Result<string> {
  if (kind === "språk" && isChild) return invalidField("kind", "Barnets språk ändras bland barnets egna uppgifter.");
  if (kind === "telefon" && detail.replaceAll(/\D/gu, "").length < fewestDigits)
    return invalidField("detail", "Skriv telefonnumret med siffror.");
  if (kind === "e-post" && !/^[^\s@]+@[^\s@]+$/u.test(detail))
    return invalidField("detail", "Skriv e-postadressen, till exempel namn@exempel.se.");
  if (kind !== "samordningsnummer") return ok(detail);
  const read = readIdentityNumber({ text: detail, today });
  if (!read.ok) return invalidField("detail", inOneLine(read.error));
  if (read.value.kind !== "samordningsnummer")
    return invalidField("detail", "Det är ett personnummer. Ett samordningsnummer har dagen plus 60.");
  return ok(read.value.normalized);
}
