/** A visit to a home in an investigation, and an instrument that was used in it: the fields, each said once. */
import { about } from "../../platform/core/about.ts";
import { formOf } from "../../platform/core/asked-fields.ts";
import {
  choice,
  optionalChoice,
  optionalId,
  optionalText,
  optionalTime,
  requiredDate,
  requiredId,
  requiredText,
} from "../../platform/core/fields.ts";
import { idField } from "../../platform/basics/identifiers.ts";
import { codes } from "../../platform/database/generated.ts";
import { withheldFields } from "../participation/conversation-fields.ts";
import { keptHasReason } from "./body-fields.ts";

const inside = { field: "outcome", is: ["genomfört"] } as const;
const amongFindings = "stands among the findings, which are the investigation's own document and not lines of the journal";

export const visitFields = {
  visitedOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", hint: "I dag är ifyllt.", start: "today" }),
  visitedAt: about(optionalTime(), { label: "Klockslag" }),
  announced: about(choice(codes["investigation.home_visit.announced"], "om besöket var anmält"), {
    label: "Var besöket anmält i förväg?",
    words: { anmält: "Ja, anmält", oanmält: "Nej, oanmält" },
    journal: "Besöket var",
    term: "Besöket var",
    start: { code: "anmält" },
  }),
  whyUnannounced: about(optionalText(2000), {
    label: "Varför var det oanmält?",
    rows: 2,
    when: { field: "announced", is: ["oanmält"] },
    needed: "Skriv varför besöket var oanmält.",
    journal: "Varför oanmält",
    term: "Varför oanmält",
  }),
  home: about(choice(codes["investigation.home_visit.home"], "vems hem det är"), {
    label: "Vems hem?",
    words: {
      "gemensamt hem": "Båda vårdnadshavarnas, eller den enda vårdnadshavarens",
      "en vårdnadshavares hem": "En av vårdnadshavarnas",
      "ett annat hem": "Någon annans, till exempel mormors",
    },
    hint: "En vårdnadshavare får inte läsa om besöket i den andras hem.",
    as: "buttons",
    journal: "Hem",
    term: "Hem",
  }),
  personId: about(optionalId(), {
    label: "Vilken vårdnadshavares?",
    when: { field: "home", is: ["en vårdnadshavares hem"] },
    needed: "Välj vilken vårdnadshavare det är.",
    journal: "Hos",
    term: "Hos",
  }),
  homeOf: about(optionalText(200), {
    label: "Vem bor där?",
    when: { field: "home", is: ["ett annat hem"] },
    needed: "Skriv vem som bor där.",
    journal: "Hos",
    term: "Hos",
  }),
  outcome: about(choice(codes["investigation.home_visit.outcome"], "hur det gick"), {
    label: "Hur gick det?",
    words: { genomfört: "Vi var inne i hemmet", "ingen öppnade": "Ingen öppnade", "fick inte komma in": "Vi fick inte komma in" },
    as: "buttons",
    start: { code: "genomfört" },
    journal: "Så gick det",
  }),
  ground: about(optionalChoice(codes["investigation.home_visit.ground"]), {
    label: "På vilken grund gick ni in?",
    words: { samtycke: "Samtycke från den som bor där", "annan grund": "En annan grund" },
    hint: "Utan samtycke får socialtjänsten inte gå in, om inte ett beslut ger rätt till det.",
    as: "buttons",
    when: inside,
    needed: "Välj på vilken grund ni gick in.",
    journal: "Grund",
    term: "Grund",
  }),
  consentOf: about(optionalText(500), {
    label: "Vem samtyckte?",
    when: { field: "ground", is: ["samtycke"] },
    needed: "Skriv vem som samtyckte.",
    journal: "Samtycke från",
    term: "Samtycke från",
  }),
  otherGround: about(optionalText(500), {
    label: "Vilken grund?",
    when: { field: "ground", is: ["annan grund"] },
    needed: "Skriv vilken grund ni hade.",
    journal: "Annan grund",
    term: "Annan grund",
  }),
  present: about(optionalText(2000), {
    label: "Vilka var där?",
    hint: "De som bor där, andra, och vilka ni var från socialtjänsten.",
    rows: 2,
    when: inside,
    needed: "Skriv vilka som var där.",
    journal: "Närvarande",
    term: "Närvarande",
  }),
  childThere: about(optionalChoice(codes["investigation.home_visit.child_there"]), {
    label: "Var {barnet} hemma?",
    inline: true,
    when: inside,
    needed: "Svara om barnet var hemma.",
    journal: "Barnet var hemma",
    term: "Barnet var hemma",
  }),
  talkedWithChild: about(optionalChoice(codes["investigation.home_visit.talked_with_child"]), {
    label: "Talade ni med {barnet}?",
    hint: "Svarar du ja dokumenterar du samtalet härnäst, och dag och plats är ifyllda.",
    inline: true,
    when: { field: "childThere", is: ["ja"] },
    needed: "Svara om ni talade med barnet.",
    journal: "Ni talade med barnet",
  }),
  seen: about(optionalText(), {
    label: "Vad såg ni?",
    hint: "Det ni såg och hörde, inte vad ni tror om det.",
    rows: 5,
    when: inside,
    needed: "Skriv vad ni såg.",
    journal: "",
    term: "Det vi såg",
  }),
  childRoom: about(optionalText(), {
    label: "{barnet}s rum eller egen plats",
    hint: "Var barnet sover, leker och läser läxor. Fick ni inte se det: skriv det, och varför.",
    rows: 3,
    when: inside,
    needed: "Skriv om barnets rum, eller varför ni inte såg det.",
    journal: "Barnets rum",
    term: "Barnets rum",
  }),
} as const;

export const visitInput = formOf({
  caseId: idField,
  investigationId: idField,
  ...visitFields,
  risk: about(optionalText(), {
    label: "En risk som ni såg",
    hint: "Blir en uppgift i utredningen, med er egen iakttagelse som källa. Fler kan läggas till efteråt.",
    rows: 3,
    when: inside,
    quiet: amongFindings,
  }),
  protection: about(optionalText(), { label: "Ett skydd som ni såg", rows: 3, when: inside, quiet: amongFindings }),
  areaCode: optionalText(40),
  ...withheldFields,
}).refine(...keptHasReason);

export const instrumentFields = {
  instrumentId: about(requiredId("vilket instrument"), { label: "Vilket instrument?", as: "list", journal: "Instrument" }),
  usedOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", hint: "I dag är ifyllt.", start: "today" }),
  usedBy: about(requiredText("vem som använde det", 200), {
    label: "Vem använde det?",
    hint: "Namn och roll.",
    journal: "Använt av",
    term: "Använt av",
  }),
  about: about(choice(codes["investigation.instrument_use.about"], "vem det gäller"), {
    label: "Vem gäller det?",
    words: { barnet: "Barnet", "en vårdnadshavare": "En vårdnadshavare", familjen: "Familjen tillsammans" },
    hint: "En vårdnadshavare får inte läsa det som gäller den andra.",
    as: "buttons",
    start: { code: "barnet" },
    journal: "Gäller",
    term: "Gäller",
  }),
  personId: about(optionalId(), {
    label: "Vilken vårdnadshavare?",
    when: { field: "about", is: ["en vårdnadshavare"] },
    needed: "Välj vilken vårdnadshavare det är.",
    journal: "Vårdnadshavare",
    term: "Vårdnadshavare",
  }),
  summary: about(requiredText("vad det visade", 5000), {
    label: "Vad visade det?",
    hint: "En sammanfattning med egna ord. Skriv inte av instrumentets frågor, svar eller poäng.",
    rows: 5,
    journal: "",
    term: "Det visade",
  }),
} as const;

export const instrumentInput = formOf({
  caseId: idField,
  investigationId: idField,
  ...instrumentFields,
  ...withheldFields,
}).refine(...keptHasReason);

/** What a visit is called: "Hembesök, oanmält". */
export const visitHeading = ({ announced, outcome }: { readonly announced: string; readonly outcome: string }): string =>
  outcome === "genomfört" ? `Hembesök, ${announced}` : `Hembesök, ${announced}: ${outcome}`;
