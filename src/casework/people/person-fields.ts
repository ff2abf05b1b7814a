import { about } from "../../platform/core/about.ts";
import { choice, optionalChoice, optionalDate, optionalText, requiredDate } from "../../platform/core/fields.ts";
import { without } from "../../platform/basics/codes.ts";
import { codes } from "../../platform/database/generated.ts";
import { childWords } from "./child-words.ts";
import { personChanges, personSources, protectedIdentities } from "./codes.ts";

/** Where somebody has read what a person is called, was born, is protected by. */
export const readWhere = {
  source: about(choice(personSources, "var uppgiften är hämtad"), { label: "Var är uppgiften hämtad?" }),
  sourceDetail: about(optionalText(200), {
    label: "Vem eller vilken handling?",
    hint: "Behövs när någon har lämnat uppgiften.",
    needed: { message: "Skriv vem som har lämnat uppgiften.", when: { field: "source", is: ["uppgift från någon"] } },
    optional: "utom för uppgift från någon",
  }),
  sourceOn: about(requiredDate("vilken dag källan lästes"), { label: "Dag för källan", start: "today", past: true }),
} as const;

/** What of a child is corrected or has changed, since when, and where it was read. */
export const correctionFields = {
  change: about(choice(personChanges, "om uppgiften var fel eller har ändrats"), {
    label: "Vad gäller det?",
    words: { rättad: "Uppgiften var fel och ska rättas", ändrad: "Uppgiften har ändrats, till exempel ett nytt namn" },
  }),
  validFrom: about(optionalDate(), {
    label: "Gäller från och med",
    when: { field: "change", is: ["ändrad"] },
    needed: "Ange vilken dag ändringen började gälla.",
    past: true,
  }),
  givenName: childWords.givenName,
  familyName: childWords.familyName,
  identityNumber: about(optionalText(13), {
    label: "Personnummer eller samordningsnummer",
    hint: "ÅÅÅÅMMDD-NNNN. I ett samordningsnummer kan månaden vara 00 och dagen 60.",
    width: 16,
    keys: "numeric",
  }),
  birthDate: about(requiredDate("barnets födelsedatum"), {
    label: "Födelsedatum",
    past: "Dagen har inte varit än. Kontrollera födelsedatumet.",
  }),
  birthDateKnown: about(optionalChoice(without(codes["people.person.birth_date_known"], "väntat")), {
    label: "Är dagen känd?",
    words: { dag: "Ja", år: "Nej, bara året" },
    hint: "Är bara året känt räknas barnet som fött årets sista dag: den som kan vara barn behandlas som barn (lokal regel).",
    inline: true,
    optional: false,
    start: { code: "dag" },
  }),
  sex: childWords.sex,
  language: childWords.language,
  interpreterNeed: childWords.interpreterNeed,
  ...readWhere,
} as const;

/** By what somebody's identity is protected, since when, and where it was read. */
export const protectionFields = {
  protectedIdentity: about(choice(protectedIdentities, "hur uppgifterna är skyddade"), {
    label: "Skyddade personuppgifter",
    words: { ingen: "Inget skydd" },
    hints: {
      ingen: "Inget skydd är känt.",
      sekretessmarkering: "Skatteverket varnar den som hanterar uppgifterna för att lämna ut dem.",
      "skyddad folkbokföring": "Personen är folkbokförd någon annanstans än där den bor.",
      "fingerade personuppgifter": "Personen har fått ett nytt namn och nummer. De gamla visas inte här.",
    },
  }),
  validFrom: about(requiredDate("från vilken dag"), { label: "Gäller från och med", start: "today", past: true }),
  ...readWhere,
} as const;
