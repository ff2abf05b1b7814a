import { choice, optionalChoice, optionalDate, optionalText, optionalYesNo, requiredText } from "../../platform/core/fields.ts";
import { personSources, protectedIdentities, sexes } from "../people/codes.ts";

/** Who the child is that a report is about, as the form of a report asks for it. */
export const childFields = {
  identityNumber: optionalText(13),
  birthDate: optionalDate(),
  givenName: requiredText("barnets förnamn", 100),
  familyName: requiredText("barnets efternamn", 100),
  sex: choice(sexes, "barnets kön"),
  protectedIdentity: choice(protectedIdentities, "om uppgifterna är skyddade").default("ingen"),
  language: optionalText(100),
  interpreterNeed: optionalYesNo(),
  correctionSource: optionalChoice(personSources),
  correctionSourceDetail: optionalText(200),
  correctionSourceOn: optionalDate(),
} as const;
