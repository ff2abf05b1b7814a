/** The fields of a conversation with the child, each said once: what the form asks, what is shown, what the journal and a guardian's extract say. */
import type { z } from "zod";
import { about } from "../../platform/core/about.ts";
import type { Fields } from "../../platform/core/about.ts";
import { choice, choices, optionalChoice, optionalDate, optionalText, optionalTime, requiredDate } from "../../platform/core/fields.ts";
import {
  aidKinds,
  conversationChannels,
  conversationForms,
  conversationStatuses,
  methodKinds,
  participantKinds,
  understandings,
} from "./codes.ts";
import { CHANNEL_WORDS, FORM_WORDS, STATUS_WORDS } from "./conversation-words.ts";

/** What is shown with the case. `surroundings` is the part of the form about where, when, with whom and how. */
export const conversationFields = {
  heldOn: about(requiredDate("vilken dag"), { label: "Dag", hint: "I dag är ifyllt.", guardian: "shown" }),
  heldAt: about(optionalTime(), { label: "Klockslag", group: "surroundings", guardian: "shown" }),
  status: about(choice(conversationStatuses, "hur det gick"), {
    label: "Hur gick det?",
    words: STATUS_WORDS,
    inline: true,
    guardian: "shown",
  }),
  form: about(choice(conversationForms, "form"), { label: "Form", words: FORM_WORDS, inline: true, term: "Form", guardian: "shown" }),
  channel: about(choice(conversationChannels, "sätt"), {
    label: "Sätt",
    words: CHANNEL_WORDS,
    inline: true,
    term: "Sätt",
    guardian: "shown",
  }),
  place: about(optionalText(200), {
    label: "Plats",
    hint: "Till exempel skolan eller hemma.",
    group: "surroundings",
    term: "Plats",
    guardian: "text",
  }),
  participants: about(choices(participantKinds), {
    inline: true,
    label: "Vilka var med, utöver dig och {barnet}?",
    group: "surroundings",
    term: "Också med",
    journal: "Också med",
    guardian: "text",
  }),
  informationGiven: about(optionalText(), {
    label: "Det här fick {barnet} veta",
    hint: "Skriver du här räknas barnet också som informerat.",
    rows: 3,
    term: "Barnet fick veta",
    journal: "Information till barnet",
    guardian: "text",
  }),
  understood: about(optionalChoice(understandings), {
    label: "Förstod {barnet}?",
    inline: true,
    term: "Förstod barnet?",
    journal: "Barnet förstod",
    guardian: "shown",
  }),
  aids: about(choices(aidKinds), {
    inline: true,
    label: "Hjälpmedel",
    group: "surroundings",
    term: "Hjälpmedel",
    journal: "Hjälpmedel",
    guardian: "text",
  }),
  methods: about(choices(methodKinds), {
    inline: true,
    label: "Metod eller bedömningsinstrument",
    group: "surroundings",
    term: "Metod",
    journal: "Metod",
    guardian: "text",
  }),
  childWords: about(optionalText(), {
    label: "Det här sa {barnet}",
    hint: "Med barnets egna ord. Vid en observation: det du såg. Blev samtalet inte av kan rutan vara tom.",
    rows: 8,
    optional: false,
    guardian: "text",
  }),
  reading: about(optionalText(), {
    label: "Din egen tolkning",
    hint: "Vad du själv såg och tror att det betyder. Skilt från det som {barnet} sa.",
    rows: 3,
    term: "Handläggarens tolkning",
    journal: "Handläggarens tolkning",
    guardian: "text",
  }),
  nextStep: about(optionalText(2000), { label: "Vad händer nu för {barnet}?", guardian: "text" }),
  nextOn: about(optionalDate(), {
    label: "Vilken dag?",
    hint: "Behövs om barnet inte ville eller om samtalet ställdes in: dagen då ni försöker igen.",
    optional: "om samtalet hölls eller erbjöds",
    guardian: "shown",
  }),
} as const;

/** What guardians may not be shown (12 kap. 3 § OSL): no part of the case, asked for by itself (`get-withheld`). */
export const withheldFields = {
  withheldFromGuardians: about(optionalText(), {
    quiet: "asked for by itself (get-withheld)",
    label: "Det här får inte visas för vårdnadshavare",
    hint: "Skriv det här och inte i rutan ovan. Uppgiften skyddas om det kan antas att barnet lider betydande men om den röjs (12 kap. 3 § OSL).",
    rows: 3,
    guardian: "never",
  }),
  withheldReason: about(optionalText(1000), {
    quiet: "asked for by itself (get-withheld)",
    label: "Varför?",
    hint: "Behövs om du har skrivit något ovan.",
    rows: 2,
    optional: false,
    guardian: "never",
  }),
} as const;

/** What is withheld has its reason: the rule for every form with these fields, for `refine`. */
export const withheldHasReason: [(input: Withheld) => boolean, { path: string[]; message: string }] = [
  ({ withheldFromGuardians, withheldReason }) => withheldFromGuardians === undefined || withheldReason !== undefined,
  { path: ["withheldReason"], message: "Skriv varför vårdnadshavare inte får ta del av uppgiften." },
];
type Withheld = Readonly<z.output<z.ZodObject<typeof withheldFields>>>;

type Answers<F extends Fields> = Readonly<z.output<z.ZodObject<F>>>;
/** What was answered of a conversation. */
export type ConversationGiven = Answers<typeof conversationFields> & Partial<Answers<typeof withheldFields>>;
