/** What is asked when something goes to a committee, and of what came of it there. */
import { about } from "../../../platform/core/about.ts";
import { choice, optionalText, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { codes } from "../../../platform/database/generated.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";

export const agendaOutcomes = codes["decision.agenda_outcome.outcome"];
export type AgendaOutcome = CodeOf<"decision.agenda_outcome.outcome">;

/** After these the matter is decided, and the decision is written down; after the others it comes back. */
export const decides = (outcome: AgendaOutcome): boolean => outcome === "enligt förslaget" || outcome === "på annat sätt";

/** Why the journal is silent: what the board is asked and answers stands with its meetings; the decision itself stands in the journal. */
const onAgenda = "shown with the agenda";

export const agendaFields = {
  body: about(requiredText("vilket utskott eller vilken nämnd", 200), {
    quiet: onAgenda,
    label: "Vilket utskott eller vilken nämnd?",
    hint: "Till exempel Individutskottet.",
  }),
  meetingOn: about(requiredDate("dagen för sammanträdet"), { quiet: onAgenda, label: "Sammanträde" }),
  proposal: about(requiredText("förslaget till beslut", 20_000), {
    quiet: onAgenda,
    label: "Förslag till beslut",
    hint: "Vad som föreslås, på vilket lagrum och varför. Bedömningen och barnets åsikter står i utredningen.",
    rows: 8,
  }),
} as const;

export const agendaOutcomeFields = {
  outcome: about(choice(agendaOutcomes, "hur det gick"), {
    quiet: onAgenda,
    label: "Vad blev det?",
    words: {
      "enligt förslaget": "Beslut enligt förslaget",
      "på annat sätt": "Ett annat beslut",
      återremitterat: "Återremiss: utredningen kompletteras",
      bordlagt: "Bordläggning: tas upp senare",
    },
  }),
  otherDecision: about(optionalText(20_000), {
    quiet: onAgenda,
    label: "Vad beslutades?",
    rows: 4,
    when: { field: "outcome", is: ["på annat sätt"] },
    needed: "Skriv vad utskottet beslutade.",
  }),
  heldOn: about(requiredDate("dagen för sammanträdet"), { past: true, quiet: onAgenda, label: "Sammanträdesdag" }),
  minutesNumber: about(requiredText("paragrafen i protokollet, till exempel § 12", 50), {
    label: "Paragraf i protokollet",
    hint: "Till exempel § 12.",
    width: 12,
  }),
  participants: about(requiredText("vilka som deltog i beslutet", 2000), {
    quiet: onAgenda,
    label: "Vilka deltog i beslutet?",
    hint: "Ledamöter och tjänstgörande ersättare, en på varje rad.",
    rows: 4,
  }),
  reservation: about(optionalText(5000), { quiet: onAgenda, label: "Reservationer och avvikande meningar", rows: 3 }),
} as const;
