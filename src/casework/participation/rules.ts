/**
 * The child takes part: in each phase the child is informed, heard, the opinion is weighed and the child is told.
 * Each step has a record, or a reason why not and, where it makes sense, a day to try again.
 */
import { without } from "../../platform/basics/codes.ts";
import { codes } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { compareDates, formatLong } from "../../platform/basics/dates.ts";
import { citationOn, citationsOn } from "../../platform/law/provision.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import { listed } from "../../platform/law/rule.ts";
import type { Rule } from "../../platform/law/rule.ts";

/** The phases, as the open extract names them. */
export const PHASES = codes["participation.phase.kind"];
export type Phase = (typeof PHASES)[number];

/** The four steps in their order. */
export const STEPS = codes["participation.step.step"];
export type Step = (typeof STEPS)[number];

/** The steps that come before something is decided. */
export const STEPS_BEFORE_DECISION = without(STEPS, "berättad");

/** What each step is, in words for the screen. */
export const STEP_LABELS: Readonly<Record<Step, string>> = {
  informerad: "Barnet har fått information",
  hörd: "Barnet har fått säga sin mening",
  vägd: "Barnets åsikt har vägts in",
  berättad: "Barnet har fått veta hur det blev och varför",
};

/** What each step stands on. */
const STEP_PROVISIONS: Readonly<Record<Step, readonly ProvisionId[]>> = {
  informerad: ["child-information"],
  hörd: ["child-opinion", "talk-without-consent"],
  vägd: ["best-interests", "child-opinion"],
  berättad: ["child-information", "crc-feedback"],
};

/** What the provisions behind a step are for on the screen: "3 kap. 2 § SoL och 20 kap. 7 § SoL". 20:7 is for utredningar alone. */
export function stepCitation(phase: Phase, step: Step, day: string): string {
  const ids = STEP_PROVISIONS[step].filter((id) => id !== "talk-without-consent" || phase === "utredning");
  return citationsOn(ids, day);
}

/** The national questionnaire's reasons why no talk was held, in its order (4i, 12i, 17i); the codes of the open extract. */
export const NOT_HEARD_REASONS = codes["extract.missed_conversation.reason"];
/** Reasons for the other three steps. Ours; short on purpose. */
const NOT_INFORMED_REASONS = [
  "låg ålder",
  "barnet vill inte",
  "skulle skada barnet eller utredningen",
  "kunde inte nås",
  "tidsbrist",
  "annat",
] as const satisfies readonly Reason[];
const NOT_WEIGHED_REASONS = ["låg ålder", "funktionsnedsättning", "annat"] as const satisfies readonly Reason[];
export const NOT_TOLD_REASONS = NOT_INFORMED_REASONS;

export type NotHeardReason = (typeof NOT_HEARD_REASONS)[number];
export type Reason = CodeOf<"participation.step.reason">;

/** The reasons a step may have. */
export const REASONS: Readonly<Record<Step, readonly Reason[]>> = {
  informerad: NOT_INFORMED_REASONS,
  hörd: NOT_HEARD_REASONS,
  vägd: NOT_WEIGHED_REASONS,
  berättad: NOT_TOLD_REASONS,
};

/** The reasons in words for the screen. */
export const REASON_LABELS: Readonly<Record<Reason, string>> = {
  "vårdnadshavare samtycker inte": "Vårdnadshavare samtycker inte till att barnet medverkar",
  "barnet vill inte": "Barnet har blivit tillfrågat men vill inte medverka",
  inställt: "Samtal var planerat men ställdes in på grund av sjukdom eller förhinder",
  "låg ålder": "Låg ålder hos barnet",
  funktionsnedsättning: "Barnets funktionsnedsättning",
  "brist på stöd från ledningen": "Brist på stöd från ledningen",
  tidsbrist: "Brist på tid",
  annat: "Annan orsak",
  "skulle skada barnet eller utredningen": "Det skulle skada barnet eller utredningen",
  "kunde inte nås": "Barnet kunde inte nås",
};

/** Whether a day to try again must, may or need not be set. */
export type Retry = "krävs" | "kan anges" | "frågas inte";

const RETRY: Readonly<Record<Reason, Retry>> = {
  inställt: "krävs",
  "barnet vill inte": "krävs",
  tidsbrist: "krävs",
  "kunde inte nås": "krävs",
  "låg ålder": "frågas inte",
  "vårdnadshavare samtycker inte": "kan anges",
  funktionsnedsättning: "kan anges",
  "brist på stöd från ledningen": "kan anges",
  "skulle skada barnet eller utredningen": "kan anges",
  annat: "kan anges",
};

/** Whether a reason asks for a day to try again. */
export function retryFor(reason: Reason): Retry {
  return RETRY[reason];
}

export type StepRecord = {
  readonly step: Step;
  /** The day it was done; null when it was not. */
  readonly doneOn: string | null;
  readonly reason?: string | null;
  /** Required with the reason "annat". */
  readonly reasonText?: string | null;
  readonly tryAgainOn?: string | null;
};
export type StepInput = StepRecord & {
  readonly phase: Phase;
  /** The day the record is made. */ readonly recordedOn: string;
};
type StepMissing =
  | "genomförande eller skäl"
  | "ett skäl som passar steget"
  | "beskrivning av skälet"
  | "dag för nytt försök"
  | "en dag för nytt försök som ligger framåt i tiden";
export type StepOutcome = {
  readonly complete: boolean;
  readonly missing: readonly StepMissing[];
  readonly retry: Retry;
};

export const participationStep: Rule<StepInput, StepOutcome> = {
  id: "participation-step",
  title: "Varje steg i barnets delaktighet är gjort eller har ett skäl",
  provisionIds: ["best-interests", "child-opinion", "child-information", "talk-without-consent", "crc-feedback"],
  basis: "lag",
  room: "participation",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source:
    "Lagen ger barnet rätten; att ett skäl och ibland en dag för nytt försök begärs är vårt val. Skälen för ”hörd” är den nationella enkätens.",
  apply({ step, doneOn, reason, reasonText, tryAgainOn, recordedOn }) {
    if (doneOn !== null) return { complete: true, missing: [], retry: "frågas inte" };
    if (reason === undefined || reason === null || reason === "")
      return { complete: false, missing: ["genomförande eller skäl"], retry: "frågas inte" };
    const known = REASONS[step].find((allowed) => allowed === reason);
    if (known === undefined) return { complete: false, missing: ["ett skäl som passar steget"], retry: "frågas inte" };
    const missing: StepMissing[] = [];
    const retry = retryFor(known);
    if (known === "annat" && (reasonText ?? "").trim() === "") missing.push("beskrivning av skälet");
    const hasDay = tryAgainOn !== undefined && tryAgainOn !== null && tryAgainOn !== "";
    if (retry === "krävs" && !hasDay) missing.push("dag för nytt försök");
    if (hasDay && compareDates(tryAgainOn, recordedOn) <= 0) missing.push("en dag för nytt försök som ligger framåt i tiden");
    return { complete: missing.length === 0, missing, retry };
  },
  explain({ step, phase, doneOn, tryAgainOn, recordedOn }, { complete, missing }) {
    const citation = stepCitation(phase, step, recordedOn);
    if (doneOn !== null) return `${STEP_LABELS[step]} den ${formatLong(doneOn)} (${citation}).`;
    if (!complete) return `${STEP_LABELS[step]}: det saknas ${listed(missing)} (${citation}).`;
    const again = tryAgainOn ? ` Nytt försök den ${formatLong(tryAgainOn)}.` : "";
    return `${STEP_LABELS[step]}: inte gjort, skälet är antecknat (${citation}).${again}`;
  },
};

/** The steps that have neither a record nor a valid reason, in their order; empty: the phase may be closed. */
export function missingSteps(steps: readonly StepRecord[], recordedOn = "0001-01-01"): readonly Step[] {
  return STEPS.filter((step) => {
    const records = steps.filter((record) => record.step === step);
    return !records.some((record) => participationStep.apply({ ...record, phase: "utredning", recordedOn }).complete);
  });
}

export type PhaseInput = { readonly phase: Phase; readonly closedOn: string; readonly steps: readonly StepRecord[] };
export type PhaseOutcome = { readonly permitted: boolean; readonly missing: readonly Step[] };

export const phaseClosing: Rule<PhaseInput, PhaseOutcome> = {
  id: "phase-closing",
  title: "En fas avslutas först när alla fyra steg är gjorda eller har ett skäl",
  provisionIds: ["best-interests", "child-opinion", "child-information", "crc-feedback"],
  basis: "lag",
  room: "participation",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source: "Spärren är vår; rättigheterna är lagens.",
  apply({ steps }) {
    const missing = missingSteps(steps);
    return { permitted: missing.length === 0, missing };
  },
  explain({ phase, closedOn }, { permitted, missing }) {
    if (permitted) return `Alla fyra steg är gjorda eller har ett skäl (${citationOn("child-opinion", closedOn)}).`;
    const parts = missing.map((step) => `${STEP_LABELS[step].toLowerCase()} (${stepCitation(phase, step, closedOn)})`);
    return `Fasen kan inte avslutas än. Det saknas anteckning eller skäl för att ${listed(parts)}.`;
  },
};

export type TalkInput = {
  readonly phase: Phase;
  readonly day: string;
  /** The child's situation is followed up after an investigation or a placement (23 kap. 1–2 §§ SoL), not an intervention. */
  readonly situationFollowedUp?: boolean;
};
export type TalkOutcome = {
  /** Without the guardian's consent. */ readonly permitted: boolean;
  /** In placement private talks are a duty of the board. */ readonly duty: boolean;
};

export const talkWithoutConsent: Rule<TalkInput, TalkOutcome> = {
  id: "talk-without-consent",
  title: "Samtal med barnet utan vårdnadshavarens samtycke",
  provisionIds: ["talk-without-consent", "follow-up-contacts", "following-care", "following-care-lvu"],
  basis: "lag",
  room: "participation",
  validFrom: "2013-01-01",
  certainty: "verifierad",
  source:
    "Vid utredning av barnets behov av skydd eller stöd, och när barnets situation följs upp efter en utredning eller en placering. I en placering hör enskilda samtal till att följa vården. Uppföljning av en insats ger ingen sådan rätt.",
  apply: ({ phase, situationFollowedUp = false }) => ({
    permitted: phase === "utredning" || situationFollowedUp,
    duty: phase === "placering",
  }),
  explain({ phase, day }, { permitted, duty }) {
    const citation = citationOn("talk-without-consent", day);
    if (duty) {
      const care = citationsOn(["following-care", "following-care-lvu"], day);
      return `Enskilda samtal med barnet hör till att följa vården (${care}). Utan samtycke får de ske under utredning (${citation}).`;
    }
    if (!permitted) return `Rätten att samtala med barnet utan vårdnadshavarens samtycke gäller under utredning (${citation}).`;
    const also = phase === "utredning" ? citation : citationsOn(["follow-up-contacts", "talk-without-consent"], day);
    return `Samtal får ske utan vårdnadshavarens samtycke och utan att vårdnadshavaren är närvarande (${also}).`;
  },
};

/** The rules of this room, for docs/law.md. */
export const participationRules = [participationStep, phaseClosing, talkWithoutConsent] as const;
