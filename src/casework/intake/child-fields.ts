import { about } from "../../platform/core/about.ts";
import { choice, optionalChoice, optionalDate, optionalText } from "../../platform/core/fields.ts";
import { childWords } from "../people/child-words.ts";
import { personSources, protectedIdentities } from "../people/codes.ts";

/** Who the child is that a report is about, as the form of a report asks for it. */
export const childFields = {
  identityNumber: about(optionalText(13), {
    label: "Personnummer",
    hint: "ÅÅÅÅMMDD-NNNN. Är barnet känt sedan tidigare jämförs det du skriver med det som finns, också utan nummer.",
    width: 16,
    keys: "numeric",
  }),
  birthDate: about(optionalDate(), {
    label: "Födelsedatum",
    hint: "Behövs när personnummer saknas.",
    optional: "om personnummer finns",
  }),
  givenName: childWords.givenName,
  familyName: childWords.familyName,
  sex: childWords.sex,
  protectedIdentity: about(choice(protectedIdentities, "om uppgifterna är skyddade").default("ingen"), {
    label: "Skyddade personuppgifter",
    as: "list",
    start: { code: "ingen" },
  }),
  language: childWords.language,
  interpreterNeed: childWords.interpreterNeed,
  correctionSource: about(optionalChoice(personSources), {
    label: "Var är den rätta uppgiften hämtad?",
    optional: "om det kända står kvar",
  }),
  correctionSourceDetail: about(optionalText(200), {
    label: "Vem eller vilken handling?",
    optional: "utom för uppgift från någon",
  }),
  correctionSourceOn: about(optionalDate(), { label: "Dag för källan", optional: "om det kända står kvar" }),
} as const;
