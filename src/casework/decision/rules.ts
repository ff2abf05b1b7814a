/**
 * Who may take a decision and what it must show. Consent: rules-consent.ts. Legal grounds and appeal: rules-grounds.ts. What goes
 * together: rules-fit.ts. How an application ends: rules-application.ts.
 */
import { codes } from "../../platform/database/generated.ts";
import { capital } from "../../platform/basics/text.ts";
import { citationOn, citationsOn } from "../../platform/law/provision.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import { listed } from "../../platform/law/rule.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { BOARD_AGAINST_GUARDIAN } from "./consent-terms.ts";
import { CARE_TYPES, PRIVATE_HOMES } from "./intervention-types.ts";
import { applicationEnding } from "./rules-application.ts";
import { urgentDecisionReported } from "./rules-board-report.ts";
import { consent } from "./rules-consent.ts";
import { decidedAgainstGuardian, groundFits } from "./rules-fit.ts";
import { appeal, legalGround } from "./rules-grounds.ts";
import type { DecisionType } from "./rules-grounds.ts";

/** No decision is automated, and the rule says so. */
export const DECIDERS = ["automatiserat", ...codes["decision.maker.decider"]] as const;
type Decider = (typeof DECIDERS)[number];

/** To whom the board has entrusted what cannot wait (KL 6:39): the municipality's own, with a day from which it holds. */
const URGENT_MANDATES = codes["decision.urgent_mandate.mandate"];
export type UrgentMandate = (typeof URGENT_MANDATES)[number];

const URGENT_DECIDERS = codes["decision.maker.urgent_decider"];
type UrgentDecider = (typeof URGENT_DECIDERS)[number];

export type DeciderInput = {
  readonly type: DecisionType;
  readonly decider: Decider;
  readonly decidedOn: string;
  /** The decision cannot wait for the committee. */
  readonly urgent?: boolean;
  /** What is granted, as the open extract names it. Without it a placement is taken for one in a private home. */
  readonly intervention?: string;
  /** What the decision rests on; `BOARD_AGAINST_GUARDIAN` is FB 6:13 a. */
  readonly consentBasis?: string;
  /** Which of them, when the chair or a member decides. Default: the chair. */
  readonly urgentDecider?: UrgentDecider;
  /** What the board has decided about urgent matters. Default: the chair or an appointed member. */
  readonly mandate?: UrgentMandate;
};
export type DeciderOutcome = {
  readonly permitted: boolean;
  readonly lowest: Decider;
  /** Null where nothing but our own choice stands behind it. */
  readonly because: ProvisionId | null;
};

/** Decisions that only the board or a committee may take, with the paragraph that says so. */
const RESERVED: readonly { readonly because: ProvisionId; readonly is: (input: DeciderInput) => boolean }[] = [
  { because: "delegation-guardian-refuses", is: ({ consentBasis }) => consentBasis === BOARD_AGAINST_GUARDIAN },
  { because: "delegation-only-committee", is: ({ type, intervention }) => type === "bevilja placering" && inPrivateHome(intervention) },
  { because: "delegation-only-committee", is: ({ type }) => type === "övervägande av vård" },
  {
    because: "delegation-only-committee-lvu",
    is: ({ type }) => type === "ansökan om vård enligt LVU" || type === "omedelbart omhändertagande",
  },
];

/** HVB, stödboende, SiS and a shelter with consent are not in SoL 30:6; what is not named is taken for a private home. */
function inPrivateHome(intervention: string | undefined): boolean {
  const isCare = (CARE_TYPES as readonly string[]).includes(intervention ?? "");
  return !isCare || (PRIVATE_HOMES as readonly string[]).includes(intervention ?? "");
}

/** Decisions that a machine may not take by law: those that cannot be appealed to an administrative court (KL 6:38). */
const APPEALABLE: readonly DecisionType[] = ["bevilja insats", "avslå ansökan om insats", "bevilja placering"];

const mayByMandate = ({ mandate = "ordföranden eller en utsedd ledamot", urgentDecider = "ordföranden" }: DeciderInput): boolean =>
  mandate === "ordföranden eller en utsedd ledamot" || (mandate === "ordföranden" && urgentDecider === "ordföranden");

export const whoMayDecide: Rule<DeciderInput, DeciderOutcome> = {
  id: "who-may-decide",
  title: "Lägsta nivå som får fatta beslutet",
  provisionIds: [
    "delegation-only-committee",
    "delegation-only-committee-lvu",
    "delegation-guardian-refuses",
    "delegation-to-staff",
    "delegation-to-member",
    "board-decides",
    "urgent-decision",
    "urgent-decision-reported",
    "automated-decision-limit",
    "immediate-care-order",
  ],
  basis: "lag",
  room: "decision",
  validFrom: "2018-01-01",
  certainty: "verifierad",
  source:
    "Vad tjänstemän får besluta bestäms i nämndens delegationsordning. 30 kap. 6 § SoL p. 1 gäller familjehem, jourhem och andra enskilda hem: HVB, stödboende och skyddat boende med samtycke får delegeras till en tjänsteman. Brådskande ärenden får ordföranden eller en utsedd ledamot besluta om nämnden har gett det uppdraget, också där delegation är begränsad (HFD 2016 ref. 74, andrahandskälla); från början räknas uppdraget som givet, och kommunen kan ställa om det från en viss dag. Förtrogen låter inget beslut om ett barn fattas automatiserat, inte heller där lagen skulle tillåta det.",
  apply(input) {
    const { type, decider, urgent = false } = input;
    const reserved = RESERVED.find((row) => row.is(input));
    if (decider === "automatiserat") {
      const because = APPEALABLE.includes(type) ? null : "automated-decision-limit";
      return { permitted: false, lowest: reserved ? "utskott" : "tjänsteman", because };
    }
    if (decider === "ordförande eller ledamot" && urgent && type !== "omedelbart omhändertagande") {
      return { permitted: mayByMandate(input), lowest: mayByMandate(input) ? decider : "utskott", because: "urgent-decision" };
    }
    if (reserved === undefined) {
      const because = ({ tjänsteman: "delegation-to-staff", nämnd: "board-decides" } as const)[decider as string] ?? "delegation-to-member";
      return { permitted: true, lowest: "tjänsteman", because };
    }
    const byChair = type === "omedelbart omhändertagande" && urgent;
    const lowest: Decider = byChair ? "ordförande eller ledamot" : "utskott";
    const permitted = DECIDERS.indexOf(decider) >= DECIDERS.indexOf(lowest);
    return { permitted, lowest, because: byChair ? "immediate-care-order" : reserved.because };
  },
  explain({ type, decider, decidedOn, urgent = false, mandate }, { permitted, lowest, because }) {
    const citation = because === null ? "lokal regel" : citationOn(because, decidedOn);
    if (decider === "automatiserat") return `Beslutet att ${type} fattas aldrig automatiserat; lägst får ${lowest} besluta (${citation}).`;
    if (!permitted && because === "urgent-decision") {
      const whom = mandate === "ordföranden" ? "bara gett uppdraget åt ordföranden" : "inte gett det uppdraget åt någon";
      return `Brådskande beslut får fattas av den som nämnden har gett uppdraget; nämnden har ${whom} (${citation}).`;
    }
    if (!permitted && because === "delegation-guardian-refuses") {
      const whom = decider === "tjänsteman" ? "en tjänsteman" : "ordföranden eller en ledamot när det kan vänta";
      return `När en av två vårdnadshavare inte samtycker beslutar socialnämnden eller utskott, inte ${whom} (${citation}).`;
    }
    if (!permitted) return `${capital(type)} får inte beslutas av ${decider}: lägst får ${lowest} besluta (${citation}).`;
    if (decider === "ordförande eller ledamot" && urgent) {
      const reported =
        because === "immediate-care-order"
          ? ""
          : ` och ska anmälas vid nämndens nästa sammanträde (${citationOn("urgent-decision-reported", decidedOn)})`;
      return `Beslutet får fattas av ${decider} när nämndens avgörande inte kan avvaktas (${citation})${reported}.`;
    }
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
export const decisionRules = [
  consent,
  legalGround,
  groundFits,
  decidedAgainstGuardian,
  applicationEnding,
  appeal,
  whoMayDecide,
  urgentDecisionReported,
  decisionContent,
  qualification,
] as const;
