import { capital } from "../../platform/basics/text.ts";
import type { z } from "zod";
import { about, rowOf } from "../../platform/core/about.ts";
import { formOf } from "../../platform/core/asked-fields.ts";
import { choice, optionalDate, optionalText, requiredDate, requiredText, someChoices } from "../../platform/core/fields.ts";
import { answerWords } from "./answer-words.ts";
import { answerKinds, documentKinds, scopes } from "./codes.ts";

/** What a document is; it never changes. */
export const kindField = about(choice(documentKinds, "vad det är"), { label: "Vad är det?", as: "buttons" });

const capitals = Object.fromEntries(answerKinds.map((kind) => [kind, capital(answerWords[kind])]));
const address = /^https?:\/\/[^\s<>"]{3,472}$/u;

/** What is asked of a routine or document, when it is new and when it is changed. */
export const documentFields = {
  title: about(requiredText("vad den heter", 200), { label: "Vad heter den?" }),
  decidedBy: about(requiredText("vem som har beslutat", 200), {
    label: "Vem har beslutat?",
    hint: "Nämnd, chef eller funktion, till exempel socialnämnden. Skriv inget namn på en person.",
  }),
  decidedOn: about(requiredDate("beslutsdagen"), {
    label: "Beslutad den",
    past: "Beslutsdagen har inte varit än. Skriv in dokumentet när det är beslutat.",
  }),
  reviewOn: about(optionalDate(), { label: "Nästa översyn", hint: "Lämnar du tomt påminns ni ett år efter beslutet." }),
  link: about(optionalText(480), {
    label: "Länk",
    hint: "Hela adressen, till exempel till intranätet.",
    optional: "om du skriver var den finns",
  }),
  place: about(optionalText(200), {
    label: "Var finns den?",
    hint: "Till exempel diarienummer eller mapp.",
    optional: "om du skriver en länk",
  }),
  scope: about(choice(scopes, "vilka barn den gäller"), { label: "Vilka barn gäller den?", start: { code: "alla barn" } }),
  limits: about(optionalText(1000), {
    label: "Vilken är begränsningen?",
    hint: "Till exempel ålder. Högst 1 000 tecken.",
    rows: 2,
    when: { field: "scope", is: ["med begränsning"] },
    needed: "Skriv vilken begränsningen är.",
  }),
  description: about(optionalText(1000), {
    label: "Så arbetar ni, kort",
    hint: "Blir förslag till svar där en enkät ber er beskriva. Högst 1 000 tecken. Skriv inget om enskilda personer.",
    rows: 5,
  }),
  answers: about(someChoices(answerKinds, "en sak som den handlar om"), {
    label: "Vad handlar den om?",
    hint: "Kryssa för allt som den reglerar. Talet inom parentes är frågan i enkäten om barns delaktighet.",
    words: capitals,
  }),
};

type Given = { readonly decidedOn: string; readonly reviewOn?: string; readonly link?: string; readonly place?: string };

/** What several answers must agree on; each is told at its field, together with the other faults. */
const rules: readonly { readonly at: keyof Given; readonly message: string; readonly holds: (given: Given) => boolean }[] = [
  {
    at: "reviewOn",
    message: "Dagen för nästa översyn kan inte vara före beslutsdagen.",
    holds: ({ reviewOn, decidedOn }) => reviewOn === undefined || reviewOn >= decidedOn,
  },
  {
    at: "link",
    message: "Skriv hela adressen, till exempel https://intranat.kommunen.se/rutiner.",
    holds: ({ link }) => link === undefined || address.test(link),
  },
  {
    at: "place",
    message: "Skriv var dokumentet finns, eller en länk till det.",
    holds: ({ link, place }) => link !== undefined || place !== undefined,
  },
];

/** The form of a document, with what is asked before its fields. */
export function documentForm<const Shape extends z.ZodRawShape>(before: Shape) {
  return rules.reduce(
    (form, { at, message, holds }) => form.refine((given) => holds(given as unknown as Given), { path: [at], message }),
    formOf({ ...before, ...documentFields }),
  );
}

/** The columns of a version: one for each field. */
export const columnsOf = (input: Parameters<typeof rowOf<typeof documentFields>>[1]) => rowOf(documentFields, input);
