import { capital } from "../../platform/basics/text.ts";
import type { z } from "zod";
import { about, rowOf } from "../../platform/core/about.ts";
import { formOf } from "../../platform/core/asked-fields.ts";
import { choice, optionalDate, optionalText, requiredDate, requiredText, someChoices } from "../../platform/core/fields.ts";
import { readAddress } from "../../platform/messages/channels.ts";
import { answerWords } from "./answer-words.ts";
import { answerKinds, documentKinds, scopes } from "./codes.ts";
import { soonDays } from "./review.ts";

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
  reviewOn: about(optionalDate(), { label: "Nästa översyn", hint: "Lämnar du tomt är det ett år efter beslutet." }),
  responsible: about(optionalText(200), {
    label: "Vem ansvarar för den?",
    hint: "Funktion, till exempel enhetschefen för utredning. Skriv inget namn på en person.",
  }),
  reminderAddress: about(optionalText(254), {
    label: "E-postadress för påminnelser om översyn",
    hint: `Helst funktionens egen brevlåda. En påminnelse skickas ${soonDays} dagar före översynen och en samma dag. Lämnar du tomt skickas ingen.`,
    keys: "email",
  }),
  link: about(optionalText(480), {
    label: "Länk",
    hint: "Hela adressen, till exempel till intranätet.",
    optional: "om du skriver var den finns",
  }),
  place: about(optionalText(200), {
    label: "Var finns den?",
    hint: "Till exempel diarienummer eller mapp. Filen själv bifogar du sedan, på rutinens sida.",
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

type Given = {
  readonly decidedOn: string;
  readonly reviewOn?: string;
  readonly reminderAddress?: string;
  readonly link?: string;
  readonly place?: string;
};

/** What several answers must agree on; each is told at its field, together with the other faults. */
const rules: readonly { readonly at: keyof Given; readonly message: string; readonly holds: (given: Given) => boolean }[] = [
  {
    at: "reviewOn",
    message: "Dagen för nästa översyn kan inte vara före beslutsdagen.",
    holds: ({ reviewOn, decidedOn }) => reviewOn === undefined || reviewOn >= decidedOn,
  },
  {
    at: "reminderAddress",
    message: "E-postadressen går inte att använda. Skriv en adress, till exempel rutiner@kommunen.se.",
    holds: ({ reminderAddress }) => reminderAddress === undefined || readAddress("e-post", reminderAddress).ok,
  },
  {
    at: "link",
    message: "Skriv hela adressen, till exempel https://intranat.kommunen.se/rutiner.",
    holds: ({ link }) => link === undefined || address.test(link),
  },
];
/** What stands when neither a link nor a place does: only the file, where there is one. */
export const nowhere = { field: "place", message: "Skriv var dokumentet finns, eller en länk till det." } as const;

/** The form of a document, with what is asked before its fields. One that is new must be found somewhere: it has no file yet. */
export function documentForm<const Shape extends z.ZodRawShape>(before: Shape, { isNew }: { readonly isNew: boolean }) {
  const found = { at: nowhere.field, message: nowhere.message, holds: isFoundSomewhere };
  return [...rules, ...(isNew ? [found] : [])].reduce(
    (form, { at, message, holds }) => form.refine((given) => holds(given as unknown as Given), { path: [at], message }),
    formOf({ ...before, ...documentFields }),
  );
}

/** True where a link or a place is written. */
export const isFoundSomewhere = ({ link, place }: { readonly link?: string | undefined; readonly place?: string | undefined }): boolean =>
  link !== undefined || place !== undefined;

/** The columns of a version: one for each field. */
export const columnsOf = (input: Parameters<typeof rowOf<typeof documentFields>>[1]) => rowOf(documentFields, input);
