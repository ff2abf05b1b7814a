/** Who must report, since when and by which paragraph; only they may ask to be told what came of it. */
import { citationOn } from "../../platform/law/provision.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import { NEW_SOL_FROM, OLD_FROM, SFS_2025_1501_FROM } from "../../platform/law/wordings.ts";
import type { Rule } from "../../platform/law/rule.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { ReporterCategory } from "./codes.ts";

type Duty = {
  readonly provisionId: Extract<ProvisionId, "mandated-report" | "family-counselling-report" | "ombudsman-report">;
  /** The first day of the duty, as far as we know. */
  readonly since: string;
};

const byLaw: Duty = { provisionId: "mandated-report", since: OLD_FROM };
const newlyByLaw: Duty = { provisionId: "mandated-report", since: SFS_2025_1501_FROM };

/** The duty of each kind of reporter; null for those who may report but need not. */
const DUTIES: Readonly<Record<ReporterCategory, Duty | null>> = {
  förskola: byLaw,
  skola: byLaw,
  "hälso- och sjukvård": byLaw,
  "barn- och ungdomspsykiatri": byLaw,
  tandvård: byLaw,
  polis: byLaw,
  "annan myndighet": byLaw,
  "socialtjänst, annan enhet eller kommun": byLaw,
  "verksamhet enligt LSS": byLaw,
  "enskild verksamhet för barn och unga": byLaw,
  ordningsvakt: newlyByLaw,
  medlare: newlyByLaw,
  familjerådgivning: { provisionId: "family-counselling-report", since: OLD_FROM },
  Barnombudsmannen: { provisionId: "ombudsman-report", since: OLD_FROM },
  "barnet självt": null,
  vårdnadshavare: null,
  anhörig: null,
  privatperson: null,
  anonym: null,
  annan: null,
};

export type MandatedInput = { readonly category: ReporterCategory; readonly receivedOn: string };
export type MandatedOutcome = { readonly mandated: boolean; readonly provisionId: ProvisionId };

export const mandatedReporter: Rule<MandatedInput, MandatedOutcome> = {
  id: "mandated-reporter",
  title: "Vem som är skyldig att anmäla",
  provisionIds: ["mandated-report", "family-counselling-report", "ombudsman-report"],
  basis: "lag",
  room: "intake",
  validFrom: "2002-01-01",
  certainty: "osäker",
  source:
    "Ordningsvakter och medlare står i 19 kap. 1 § i lydelsen enligt SFS 2025:1501; ikraft sannolikt 1 januari 2026. Den som är skyldig att anmäla gör det i sin verksamhet och är aldrig anonym: vår läsning.",
  apply({ category, receivedOn }) {
    const duty = DUTIES[category];
    return { mandated: duty !== null && duty.since <= receivedOn, provisionId: duty?.provisionId ?? "mandated-report" };
  },
  explain({ category, receivedOn }, { mandated, provisionId }) {
    const citation = citationOn(provisionId, receivedOn);
    if (mandated) return `Skyldig att anmäla: ${category} (${citation}). Den som är skyldig att anmäla kan inte vara anonym.`;
    const since = DUTIES[category] === null ? "" : ` ${receivedOn < NEW_SOL_FROM ? "enligt den äldre lagen" : "före SFS 2025:1501"}`;
    return `Inte skyldig att anmäla${since}: ${category} (${citation}).`;
  },
};

/** True for those who had to report on the day the report came in, and may ask to be told what came of it (19 kap. 6 § SoL). */
export function isMandated(category: ReporterCategory, receivedOn: string): boolean {
  return mandatedReporter.apply({ category, receivedOn }).mandated;
}

export type SecrecyInput = {
  /** What it can be assumed that the reporter, or somebody close, is exposed to if it comes out; null for nothing. */
  readonly danger: CodeOf<"intake.reporter_masking.ground"> | null;
  readonly day: string;
};

export const reporterSecrecy: Rule<SecrecyInput, { readonly secret: boolean }> = {
  id: "reporter-secrecy",
  title: "Vem som har anmält hålls hemligt för dem som anmälan gäller",
  provisionIds: ["reporter-secrecy"],
  basis: "lag",
  room: "intake",
  validFrom: "2009-06-30",
  certainty: "verifierad",
  source:
    "Bara om det kan antas att den som har lämnat uppgiften eller någon närstående utsätts för våld eller lider annat allvarligt men.",
  apply: ({ danger }) => ({ secret: danger !== null }),
  explain({ danger, day }, { secret }) {
    const citation = citationOn("reporter-secrecy", day);
    if (!secret) return `Vem som har anmält är inte hemligt för dem som anmälan gäller: ingen fara kan antas (${citation}).`;
    return `Vem som har anmält hålls hemligt för dem som anmälan gäller: ${danger ?? ""} (${citation}).`;
  },
};

export type MeetingInput = {
  readonly byMandatedReporter: boolean;
  /** With regard to the child's best interests. */
  readonly suitable: boolean;
  readonly day: string;
};

export const reporterMeeting: Rule<MeetingInput, { readonly offered: boolean }> = {
  id: "reporter-meeting",
  title: "Möte med barnet, vårdnadshavaren och anmälaren",
  provisionIds: ["reporter-meeting"],
  basis: "lag",
  room: "intake",
  validFrom: "2025-07-01",
  certainty: "verifierad",
  source: "Bör erbjudas när anmälan är gjord enligt 19 kap. 1–3 §§, om det är lämpligt med hänsyn till barnets bästa.",
  apply: ({ byMandatedReporter, suitable }) => ({ offered: byMandatedReporter && suitable }),
  explain({ byMandatedReporter, day }, { offered }) {
    const citation = citationOn("reporter-meeting", day);
    if (offered) return `Barnet, vårdnadshavaren och den som har anmält bör erbjudas ett möte (${citation}).`;
    return `Inget möte behöver erbjudas: ${byMandatedReporter ? "det är inte lämpligt med hänsyn till barnets bästa" : "anmälaren är inte skyldig att anmäla"} (${citation}).`;
  },
};
