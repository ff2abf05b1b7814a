/** Who may take a decision and what it must show. Consent: rules-consent.ts. Legal grounds and appeal: rules-grounds.ts. */
import { citationOn, citationsOn } from "../core/law/provision.ts";
import type { ProvisionId } from "../core/law/provisions.ts";
import { capitalized, listed } from "../core/law/rule.ts";
import type { Rule } from "../core/law/rule.ts";
import { consent } from "./rules-consent.ts";
import { appeal, legalGround } from "./rules-grounds.ts";
import type { DecisionType } from "./rules-grounds.ts";

export const DECIDERS = ["automatiserat", "tjänsteman", "ordförande eller ledamot", "utskott", "nämnd"] as const;
export type Decider = (typeof DECIDERS)[number];

const COMMITTEE: Partial<Record<DecisionType, ProvisionId>> = {
  "bevilja placering": "delegation-only-committee",
  "övervägande av vård": "delegation-only-committee",
  "ansökan om vård enligt LVU": "delegation-only-committee-lvu",
  "omedelbart omhändertagande": "delegation-only-committee-lvu",
};

export type DeciderInput = {
  readonly type: DecisionType;
  readonly decider: Decider;
  readonly decidedOn: string;
  /** The decision cannot wait for the committee. */ readonly urgent?: boolean;
};
export type DeciderOutcome = { readonly permitted: boolean; readonly lowest: Decider; readonly because: ProvisionId };

export const whoMayDecide: Rule<DeciderInput, DeciderOutcome> = {
  id: "who-may-decide",
  title: "Lägsta nivå som får fatta beslutet",
  provisionIds: [
    "delegation-only-committee",
    "delegation-only-committee-lvu",
    "delegation-to-staff",
    "automated-decision-limit",
    "immediate-care-order",
  ],
  basis: "lag",
  room: "decision",
  validFrom: "2018-01-01",
  certainty: "verifierad",
  source:
    "Vad tjänstemän får besluta bestäms i nämndens delegationsordning. Förtrogen låter inget beslut om ett barn fattas automatiserat, inte heller där lagen skulle tillåta det.",
  apply({ type, decider, urgent = false }) {
    if (decider === "automatiserat")
      return {
        permitted: false,
        lowest: COMMITTEE[type] === undefined ? "tjänsteman" : "utskott",
        because: "automated-decision-limit",
      };
    const committee = COMMITTEE[type];
    if (committee === undefined) return { permitted: true, lowest: "tjänsteman", because: "delegation-to-staff" };
    const byChair = type === "omedelbart omhändertagande" && urgent;
    const lowest: Decider = byChair ? "ordförande eller ledamot" : "utskott";
    const permitted = DECIDERS.indexOf(decider) >= DECIDERS.indexOf(lowest);
    return { permitted, lowest, because: byChair ? "immediate-care-order" : committee };
  },
  explain({ type, decider, decidedOn }, { permitted, lowest, because }) {
    const citation = citationOn(because, decidedOn);
    if (decider === "automatiserat") return `Beslutet att ${type} fattas aldrig automatiserat; lägst får ${lowest} besluta (${citation}).`;
    if (!permitted) return `${capitalized(type)} får inte beslutas av ${decider}: lägst får ${lowest} besluta (${citation}).`;
    const scheme = lowest === "tjänsteman" && decider === "tjänsteman" ? " enligt nämndens delegationsordning" : "";
    return `Beslutet får fattas av ${decider}${scheme} (${citation}).`;
  },
};

export type ContentInput = {
  readonly decidedOn: string;
  readonly content: string;
  readonly decisionMaker: string | null;
  readonly reasoning: string;
  readonly groundCitation: string | null;
};
export type ContentMissing = "dagen för beslutet" | "vad beslutet innehåller" | "vem som har fattat beslutet" | "motivering" | "lagrum";

export const decisionContent: Rule<ContentInput, { readonly permitted: boolean; readonly missing: readonly ContentMissing[] }> = {
  id: "decision-content",
  title: "Vad ett skriftligt beslut ska visa",
  provisionIds: ["decision-document", "reasoning"],
  basis: "lag",
  room: "decision",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source: "Föredragande och andra som har medverkat ska också framgå när de finns.",
  apply({ decidedOn, content, decisionMaker, reasoning, groundCitation }) {
    const missing: ContentMissing[] = [];
    if (decidedOn === "") missing.push("dagen för beslutet");
    if (content.trim() === "") missing.push("vad beslutet innehåller");
    if ((decisionMaker ?? "").trim() === "") missing.push("vem som har fattat beslutet");
    if (reasoning.trim() === "") missing.push("motivering");
    if ((groundCitation ?? "").trim() === "") missing.push("lagrum");
    return { permitted: missing.length === 0, missing };
  },
  explain({ decidedOn }, { permitted, missing }) {
    const citation = citationsOn(["decision-document", "reasoning"], decidedOn === "" ? "2026-01-01" : decidedOn);
    return permitted ? `Beslutet visar det som ett beslut ska visa (${citation}).` : `I beslutet saknas ${listed(missing)} (${citation}).`;
  },
};

export type QualificationInput = {
  readonly qualified: boolean;
  readonly task: "bedömning" | "utredning" | "uppföljning" | "annat";
  readonly day: string;
};

export const qualification: Rule<QualificationInput, { readonly permitted: boolean }> = {
  id: "qualification",
  title: "Socionomexamen eller annan relevant examen",
  provisionIds: ["qualification"],
  basis: "lag",
  room: "decision",
  validFrom: "2014-07-01",
  certainty: "verifierad",
  source: "Bedömning av om utredning ska inledas, utredning och bedömning av behov, uppföljning av beslutade insatser.",
  apply: ({ qualified, task }) => ({ permitted: qualified || task === "annat" }),
  explain({ day }, { permitted }) {
    const citation = citationOn("qualification", day);
    return permitted
      ? `Behörighetskravet är uppfyllt (${citation}).`
      : `Uppgiften kräver socionomexamen eller annan relevant examen (${citation}).`;
  },
};

/** The rules of this room, for docs/law.md. */
export const decisionRules = [consent, legalGround, appeal, whoMayDecide, decisionContent, qualification] as const;
