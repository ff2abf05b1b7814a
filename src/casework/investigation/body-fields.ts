/** The fields of an investigation's body, each said once. */
import { about } from "../../platform/core/about.ts";
import { choice, optionalId, optionalIds, optionalText, requiredDate, requiredText } from "../../platform/core/fields.ts";
import { codes } from "../../platform/database/generated.ts";
import { withheldFields, withheldHasReason } from "../participation/conversation-fields.ts";

/** Findings and texts are read in the investigation, on its page and as its PDF: the journal says when it was planned, signed and added to. */
const inInvestigation = "stands in the investigation's own document";

/** The longest text of an area or under a heading, in signs. */
export const longestPassage = 50_000;

export const planFields = {
  plannedOn: about(requiredDate("vilken dag"), { past: true, label: "Planens dag", hint: "I dag är ifyllt.", start: "today" }),
  questions: about(requiredText("vilka frågor som ska besvaras"), {
    label: "Vad ska utredningen svara på?",
    journal: "",
    hint: "Frågorna, helst så att barnet och föräldrarna förstår dem.",
    rows: 4,
  }),
  sources: about(requiredText("från vilka uppgifterna hämtas"), {
    label: "Från vilka hämtas uppgifterna, och varför från dem?",
    journal: "Källor",
    hint: "Inte fler än som behövs. Ingen ska utsättas för skada eller olägenhet i onödan.",
    rows: 4,
  }),
  timetable: about(requiredText("när det ska vara gjort"), { label: "När ska vad vara gjort?", journal: "Tidsplan", rows: 4 }),
  childTakesPart: about(requiredText("hur barnet är med"), {
    label: "Hur är {barnet} med?",
    journal: "Så är barnet med",
    hint: "Hur {barnet} själv vill vara med: när, var, med vem, och vad som behövs för att {barnet} ska förstå.",
    rows: 3,
  }),
} as const;

export const findingKinds = codes["investigation.finding.kind"];
export const findingSources = codes["investigation.finding.source"];

/** What a guardian or somebody close has told is of that one: it is not gathered where another guardian reads it. */
export const ownSources: readonly (typeof findingSources)[number][] = ["vårdnadshavare", "närstående"];

export const kindWords = { risk: "Risk", skydd: "Skydd", åsikt: "Åsikt eller berättelse" } as const;
export const sourceWords = {
  barnet: "Barnet",
  vårdnadshavare: "En vårdnadshavare",
  närstående: "Någon annan närstående",
  professionell: "En yrkesperson",
  handling: "En handling",
  "egen iakttagelse": "Egen iakttagelse",
} as const;

const fromOthers = { field: "source", is: ["närstående", "professionell", "handling"] } as const;

export const findingFields = {
  kind: about(choice(findingKinds, "vad det är"), { label: "Vad är det?", quiet: inInvestigation, words: kindWords, inline: true }),
  source: about(choice(findingSources, "vem uppgiften kommer från"), {
    quiet: inInvestigation,
    label: "Vem kommer uppgiften från?",
    hint: "Det som barnet har sagt i ett samtal står redan i utredningen. Skriv det inte igen.",
    words: sourceWords,
    as: "buttons",
  }),
  personId: about(optionalId(), {
    quiet: inInvestigation,
    label: "Vilken vårdnadshavare?",
    when: { field: "source", is: ["vårdnadshavare"] },
    needed: "Välj vilken vårdnadshavare det är.",
  }),
  sourceName: about(optionalText(200), {
    quiet: inInvestigation,
    label: "Vem eller vilken handling?",
    hint: "Roll och arbetsplats, till exempel kurator på skolan, eller handlingens namn och dag.",
    when: fromOthers,
    needed: "Skriv vem eller vilken handling uppgiften kommer från.",
  }),
  foundOn: about(requiredDate("vilken dag"), {
    past: true,
    quiet: inInvestigation,
    label: "Dag",
    hint: "Dagen då det sades, sågs eller skrevs.",
    start: "today",
  }),
  statement: about(requiredText("vad som sades eller sågs"), { label: "Vad är det som sägs eller syns?", quiet: inInvestigation, rows: 5 }),
  ...withheldFields,
} as const;

export const passageFields = {
  text: about(requiredText("texten", longestPassage), { label: "Text", quiet: inInvestigation, rows: 18 }),
  restsUpon: about(optionalIds(), {
    quiet: inInvestigation,
    label: "Vad vilar analysen på?",
    hint: "Kryssa för det som barnet har sagt och de uppgifter som analysen bygger på.",
    optional: false,
  }),
  ...withheldFields,
} as const;

/** What is withheld has its reason, in the forms of an investigation too. */
export const keptHasReason: typeof withheldHasReason = [
  withheldHasReason[0],
  { path: ["withheldReason"], message: "Skriv varför vårdnadshavare inte får ta del av uppgiften." },
];
