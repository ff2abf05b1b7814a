import type { z } from "zod";
import { choice, optionalText, requiredDate, requiredText } from "../../platform/core/fields.ts";
import { guardianKinds, guardianSources } from "./codes.ts";

/** Where it was read, for whatever is said of a guardianship. */
export const sourceFields = {
  source: choice(guardianSources, "var uppgiften är hämtad"),
  sourceDetail: optionalText(200),
  sourceOn: requiredDate("vilken dag källan lästes"),
} as const;

/** Who the guardian is, of which kind and since when. */
export const guardianFields = {
  givenName: requiredText("vårdnadshavarens förnamn", 100),
  familyName: requiredText("vårdnadshavarens efternamn", 100),
  identityNumber: optionalText(13),
  phone: optionalText(40),
  kind: choice(guardianKinds, "vad personen är för barnet"),
  validFrom: requiredDate("från vilken dag"),
} as const;

type Source = { readonly source: string; readonly sourceDetail?: string | undefined };

/** For `refine`: what somebody has told is a source only with the name of who told it. */
export const saysWhose = [
  (input: Source): boolean => input.source !== "uppgift från någon" || input.sourceDetail !== undefined,
  { path: ["sourceDetail"], message: "Skriv vem som har lämnat uppgiften." },
] as const satisfies Parameters<z.ZodType<Source>["refine"]>;
