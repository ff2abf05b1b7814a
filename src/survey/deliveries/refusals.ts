/** Why a delivery is not taken, in words: to a sender who is known, and to one who is not. */
import type { Problem } from "../../platform/basics/result.ts";

const known = {
  "content-unreadable": {
    message: "Svarsfilen i leveransen är inte som formatet säger.",
    hint: "Den ska vara byte för byte som när den signerades, utan mellanslag, med fälten i formatets ordning. Se docs/deliveries.md.",
  },
  "other-unit": {
    message: "Svarsfilen är en annan enhets än leveransen.",
    hint: "Skicka den egna kommunens svar.",
  },
  "other-questionnaire": {
    message: "Svaren gäller ett annat formulär, eller en annan version av det, än omgången.",
    hint: "Kontrollera omgångens nummer, och att programmet har formuläret i den version som myndigheten frågar med.",
  },
  "survey-not-open": { message: "Enkäten har inte öppnat än.", hint: "Skicka när den har öppnat." },
  "survey-closed": { message: "Enkäten är stängd och tar inte emot fler svar.", hint: "Kontakta myndigheten om något måste ändras." },
  "signed-in-future": {
    message: "Svaren säger sig vara underskrivna senare än nu.",
    hint: "Kontrollera klockan i programmet som skrev dem, skriv under på nytt och skicka.",
  },
  "serial-not-newer": {
    message: "Det finns redan en leverans med samma eller högre nummer, och andra svar.",
    hint: "Ska svaren ändras: ändra dem, skriv under på nytt och skicka det nya. Numret räknas då upp.",
  },
  "answers-not-taken": {
    message: "Svaren ser ut att ha ett personnummer. Inget är sparat.",
    hint: "I enkäten får inget stå om en enskild person. Ta bort numret, skriv under på nytt och skicka.",
  },
  "too-many-deliveries": {
    message: "Enheten har levererat många gånger det senaste dygnet.",
    hint: "Vänta till i morgon, eller kontakta myndigheten.",
  },
} as const satisfies Readonly<Record<string, { message: string; hint: string }>>;

const unknown = {
  "other-agency": {
    message: "Leveransen är adresserad till en annan myndighet.",
    hint: "Be enheten skicka en som är adresserad hit.",
  },
  "unit-unknown": {
    message: "Ingen omgång här har den enheten.",
    hint: "Kontrollera omgångens nummer och enhetens kod. Leveransen kan höra till en annan omgång.",
  },
  "key-unknown": {
    message: "Leveransen är signerad med en nyckel som inte är registrerad för enheten.",
    hint: "Be enheten om dess publika nyckel, på ett annat sätt än med leveransen, och registrera den på enhetens sida.",
  },
  "key-withdrawn": {
    message: "Leveransen är signerad med en nyckel som är återkallad eller utbytt.",
    hint: "Be enheten signera med sin nya nyckel.",
  },
  "signature-wrong": {
    message: "Signaturen stämmer inte: leveransen är ändrad på vägen, eller skriven av någon annan.",
    hint: "Behandla den som förfalskad. Be enheten skicka på nytt.",
  },
} as const satisfies Readonly<Record<string, { message: string; hint: string }>>;

/** Of a sender whose signature holds. */
export type KnownReason = keyof typeof known;
/** Of whoever it may be. */
export type UnknownReason = keyof typeof unknown;

/** Every reason with its words, for the page of what was refused. */
export const refusalWords: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ ...known, ...unknown }).map(([reason, { message }]) => [reason, message]),
);

/** What is said to whoever is known, or works at the agency. */
export const refusedBecause = (reason: KnownReason | UnknownReason): Problem => ({ code: reason, ...{ ...known, ...unknown }[reason] });

/** What everybody else is told, whatever the reason was: nothing can be learnt from it. */
export const notAccepted: Problem = {
  code: "delivery-not-accepted",
  message: "Leveransen togs inte emot.",
  hint: "Kontrollera myndighet, omgång och enhet, och att myndigheten har er publika nyckel. Fråga myndigheten om ni inte finner felet.",
};
