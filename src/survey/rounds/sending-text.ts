/** What an agency writes to the units: texts with places for what differs between them, filled in when they are sent. */

import type { CodeOf } from "../../platform/database/generated.ts";

/** The places, in the words that stand between braces. */
export const places = ["enhet", "enkät", "sista dag", "länk", "kontakt", "myndighet"] as const;
type Place = (typeof places)[number];

const place = /\{([^{}]*)\}/gu;

export type SendingText = { readonly subject: string; readonly words: string };

/** What is wrong with a text, at its field: a place that is not known, a link in the subject, none in the text. */
export function faultsInText({
  subject,
  words,
}: SendingText): readonly { readonly field: "subjectLine" | "words"; readonly message: string }[] {
  const unknown = (text: string) =>
    [...text.matchAll(place)].map(([, name = ""]) => name).filter((name) => !places.includes(name as Place));
  const faults: { field: "subjectLine" | "words"; message: string }[] = [];
  for (const [field, text] of [
    ["subjectLine", subject],
    ["words", words],
  ] as const)
    for (const name of new Set(unknown(text)))
      faults.push({
        field,
        message: `{${name.slice(0, 40)}} betyder ingenting. Det som kan stå är ${places.map((one) => `{${one}}`).join(", ")}.`,
      });
  if (subject.includes("{länk}")) faults.push({ field: "subjectLine", message: "Länken ska stå i texten, inte i ämnesraden." });
  if (!words.includes("{länk}")) faults.push({ field: "words", message: "Texten saknar {länk}. Utan den kan ingen svara." });
  return faults;
}

/** The text with its places filled in. What is put in is taken as it stands. */
export function fillIn(text: string, values: Readonly<Record<Place, string>>): string {
  return text.replaceAll(place, (whole, name: string) => (places.includes(name as Place) ? values[name as Place] : whole));
}

/** What stands in the form from the start, by kind of sending. */
export const usualTexts: Readonly<Record<CodeOf<"survey.sending.kind">, SendingText>> = {
  inbjudan: {
    subject: "{enkät}: enkät till {enhet}",
    words:
      "Hej!\n\n{myndighet} ber {enhet} att besvara enkäten {enkät}. Sista svarsdag är {sista dag}.\n\nSvara här:\n{länk}\n\nLänken är er egen. Skicka den bara till dem hos er som ska svara. Ni kan svara flera tillsammans och fortsätta en annan dag.\n\nFrågor? {kontakt}\n\n{myndighet}",
  },
  påminnelse: {
    subject: "Påminnelse: {enkät}, {enhet}",
    words:
      "Hej!\n\nVi har ännu inte fått svar från {enhet} på enkäten {enkät}. Sista svarsdag är {sista dag}.\n\nSvara här:\n{länk}\n\nHar ni frågor eller behöver mer tid? {kontakt}\n\n{myndighet}",
  },
  "länken igen": {
    subject: "Länk till {enkät}, {enhet}",
    words:
      "Hej!\n\nHär är länken där {enhet} besvarar enkäten {enkät}. Sista svarsdag är {sista dag}.\n\n{länk}\n\nHar ni fått en länk tidigare är det den här som gäller.\n\nFrågor? {kontakt}\n\n{myndighet}",
  },
};
