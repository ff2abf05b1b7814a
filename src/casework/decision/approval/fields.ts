/** What is asked about four eyes: the municipality's rule, what is put before somebody else, and the answer. */
import { z } from "zod";
import { about } from "../../../platform/core/about.ts";
import {
  choice,
  choices,
  optionalChoice,
  optionalDate,
  optionalId,
  optionalText,
  requiredDate,
  requiredText,
} from "../../../platform/core/fields.ts";
import { codes } from "../../../platform/database/generated.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";

export const approvedKinds = codes["decision.approval_request.kind"];
export type ApprovedKind = CodeOf<"decision.approval_request.kind">;

/** Why the journal is silent: what is asked and answered stands with the approvals; the decision itself stands in the journal. */
const withApprovals = "shown with the approvals";

export const secondEyesFields = {
  kinds: about(
    z.preprocess((value) => value ?? [], choices(codes["decision.second_eyes.kinds"])),
    {
      label: "Vilka beslut ska godkännas av en till?",
      hint: "Lämna alla tomma för att sluta med fyra ögon.",
      optional: "om inget beslut ska godkännas",
    },
  ),
  validFrom: about(requiredDate("från vilken dag det gäller"), {
    label: "Gäller från",
    hint: "I dag eller senare: det som är beslutat prövas inte på nytt.",
    start: "today",
  }),
  why: about(requiredText("varför regeln ändras", 1000), { label: "Varför?", hint: "Till exempel vem som har bestämt det.", rows: 2 }),
} as const;

export const requestFields = {
  kind: about(choice(approvedKinds, "vilket beslut det gäller"), { quiet: withApprovals, label: "Vilket beslut ska godkännas?" }),
  /** What came in, or the investigation; found by the program where there is only one. */
  subjectId: about(optionalId(), {
    quiet: withApprovals,
    label: "Vilken anmälan eller utredning?",
    as: "list",
    optional: "om det bara finns en",
  }),
  interventionType: about(optionalChoice(codes["decision.approval_request.intervention_type"]), {
    quiet: withApprovals,
    label: "Vilken insats?",
    as: "list",
    when: { field: "kind", is: ["bevilja insats", "bevilja placering"] },
    needed: "Välj vilken insats det gäller.",
  }),
  extendedTo: about(optionalDate(), {
    quiet: withApprovals,
    label: "Till vilken dag?",
    hint: "Godkännandet gäller den dagen och ingen annan.",
    when: { field: "kind", is: ["förlänga förhandsbedömning", "förlänga utredning"] },
    needed: "Skriv till vilken dag det förlängs.",
  }),
  proposal: about(requiredText("förslaget till beslut", 20_000), {
    quiet: withApprovals,
    label: "Förslag till beslut",
    hint: "Vad du tänker besluta och varför. Bedömningen och barnets åsikter står redan i utredningen.",
    rows: 6,
  }),
} as const;

export const answerFields = {
  answer: about(choice(codes["decision.approval_answer.answer"], "ditt svar"), {
    quiet: withApprovals,
    label: "Ditt svar",
    words: { godkänt: "Godkänn", återlämnat: "Lämna tillbaka" },
    hints: { återlämnat: "Den som frågade gör om förslaget, eller beslutar något annat." },
  }),
  reason: about(optionalText(), {
    quiet: withApprovals,
    label: "Skäl",
    rows: 3,
    needed: { message: "Skriv varför du lämnar tillbaka förslaget.", when: { field: "answer", is: ["återlämnat"] } },
    optional: "om du godkänner",
  }),
} as const;
