import type { WordsFor } from "../../../platform/basics/codes.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import type { CaseWith } from "../../case/case-parts.ts";
import { wordsFor } from "../conversation-words.ts";
import type { PhasePart } from "../case-part.ts";

export type Decided = {
  readonly heading: string;
  /** What there is to tell the child about, as term and value. */
  readonly rows: readonly { readonly term: string; readonly value: string }[];
  /** True when the phase ends with a decision that has not been made yet. */
  readonly waits: boolean;
};

const PRELIMINARY_RESULTS: Readonly<Record<CodeOf<"intake.preliminary_decision.result">, string>> = {
  inleda: "Utredning inleds",
  "inte inleda": "Utredning inleds inte",
  "pågående utredning finns": "Anmälan tas in i den utredning som pågår",
};

/** What was decided in a phase of a case, for the page where the child is told: nothing leaves out what the child may not know, people do. */
export function whatWasDecided(parts: CaseWith<"intakes" | "investigations" | "interventions">, phase: PhasePart): Decided {
  const heading = "Det här bestämdes";
  switch (phase.kind) {
    case "förhandsbedömning": {
      const decision = parts.intakes.find((intake) => intake.preliminary?.phase_id === phase.id)?.preliminary?.decision;
      if (!decision) return { heading, rows: [], waits: phase.closed_on === null };
      const rows = [
        { term: "Beslut", value: `${wordsFor(decision.result, PRELIMINARY_RESULTS)}, ${formatLong(decision.decided_on)}` },
        { term: "Skäl", value: decision.reasoning },
      ];
      return { heading, rows, waits: false };
    }
    case "utredning": {
      const decision = parts.investigations.find((investigation) => investigation.phase_id === phase.id)?.decision;
      if (!decision) return { heading, rows: [], waits: phase.closed_on === null };
      const what =
        decision.outcome === "bifall" ? `Insats: ${decision.intervention_type ?? ""}` : wordsFor(decision.outcome, DECISION_OUTCOMES);
      const rows = [
        { term: "Beslut", value: `${what}, ${formatLong(decision.decided_on)}` },
        { term: "Skäl", value: decision.reasoning },
      ];
      return { heading, rows, waits: false };
    }
    default:
      return whatWasPlanned(parts, phase);
  }
}

const DECISION_OUTCOMES: WordsFor<CodeOf<"decision.decision.outcome">> = {
  avslag: "Avslag på ansökan",
  "ingen insats": "Utredningen avslutas utan insats",
};

function whatWasPlanned(parts: CaseWith<"interventions">, phase: PhasePart): Decided {
  const intervention = parts.interventions.find((each) => each.id === phase.subject_id);
  if (!intervention) return { heading: "Det här bestämdes", rows: [], waits: false };
  if (intervention.not_begun) {
    const { reason, explanation } = intervention.not_begun;
    return { heading: "Det här bestämdes", rows: [{ term: "Insatsen blir inte av", value: `${reason}\n${explanation}` }], waits: false };
  }
  const last = intervention.follow_ups.at(-1);
  if (phase.kind === "uppföljning" && last) {
    const rows = [
      { term: "Uppföljning", value: `${formatLong(last.followed_up_on)}: ${last.summary}` },
      { term: "Behöver ändras", value: last.change_needed },
    ];
    return { heading: "Det här visade uppföljningen", rows, waits: false };
  }
  const goals = intervention.plan?.goals ?? intervention.goals;
  return {
    heading: "Det här är planen",
    rows: [
      { term: "Insats", value: intervention.type },
      { term: "Mål", value: goals },
    ],
    waits: false,
  };
}
