/** What a decision stands on and how it is appealed. */
import { codes } from "../../platform/database/generated.ts";
import { addDays, compareDates, formatLong } from "../../platform/basics/dates.ts";
import { lastDayWords } from "../../platform/law/deadline.ts";
import { citationOn, citationsOn, provisionOn } from "../../platform/law/provision.ts";
import type { Certainty } from "../../platform/law/wording.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import { listed } from "../../platform/law/rule.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { lastDay } from "../../platform/law/rules-last-day.ts";

export const DECISION_TYPES = codes["decision.delegation_point.decision_type"];
export type DecisionType = (typeof DECISION_TYPES)[number];

const APPEAL_WAYS = codes["decision.decision.appeal"];
export type AppealWay = (typeof APPEAL_WAYS)[number];

export type LegalGround = {
  readonly id: string;
  /** All of them together are the ground; cited as they were called on the day of the decision. */
  readonly provisionIds: readonly ProvisionId[];
  /** Swedish, for a list of choices. */
  readonly label: string;
  readonly decisionTypes: readonly DecisionType[];
  readonly appeal: AppealWay;
  /** How sure the way of appeal is. */
  readonly certainty: Certainty;
  /** For grounds that depend on whether an application waits for its answer: only with one, or only without. */
  readonly application?: "med" | "utan";
};

const INTERVENTION: readonly DecisionType[] = ["bevilja insats", "avslå ansökan om insats"];

/** The legal grounds that a decision may be given, most used first. */
export const LEGAL_GROUNDS: readonly LegalGround[] = [
  {
    id: "right-to-intervention",
    provisionIds: ["right-to-intervention"],
    label: "Rätt till insats",
    decisionTypes: [...INTERVENTION, "bevilja placering"],
    appeal: "förvaltningsbesvär",
    certainty: "verifierad",
  },
  {
    id: "contact-person",
    provisionIds: ["right-to-intervention", "contact-person"],
    label: "Kontaktperson eller kontaktfamilj",
    decisionTypes: INTERVENTION,
    appeal: "förvaltningsbesvär",
    certainty: "osäker",
  },
  {
    id: "qualified-contact-person",
    provisionIds: ["right-to-intervention", "qualified-contact-person"],
    label: "Särskilt kvalificerad kontaktperson",
    decisionTypes: INTERVENTION,
    appeal: "förvaltningsbesvär",
    certainty: "osäker",
  },
  {
    id: "one-guardian-refuses",
    provisionIds: ["right-to-intervention", "one-guardian-refuses"],
    label: "Insats fast en av två vårdnadshavare inte samtycker",
    decisionTypes: ["bevilja insats"],
    appeal: "förvaltningsbesvär",
    certainty: "verifierad",
  },
  {
    id: "intervention-beyond-right",
    provisionIds: ["intervention-beyond-right"],
    label: "Insats utöver rätten till insats",
    decisionTypes: ["bevilja insats"],
    appeal: "laglighetsprövning",
    certainty: "allmän kunskap",
    application: "utan",
  },
  {
    // An application is always tried against the right: what is refused of it can be appealed, whatever is granted beyond it.
    id: "right-and-beyond",
    provisionIds: ["right-to-intervention", "intervention-beyond-right"],
    label: "Rätten till insats avslås, insats utöver rätten prövas",
    decisionTypes: INTERVENTION,
    appeal: "förvaltningsbesvär",
    certainty: "verifierad",
    application: "med",
  },
  {
    id: "open-investigation",
    provisionIds: ["open-investigation"],
    label: "Inleda utredning",
    decisionTypes: ["inleda utredning"],
    appeal: "kan inte överklagas",
    certainty: "allmän kunskap",
  },
  {
    id: "preliminary-assessment",
    provisionIds: ["preliminary-assessment"],
    label: "Förhandsbedömning",
    decisionTypes: ["inleda utredning", "inte inleda utredning", "förlänga förhandsbedömning"],
    appeal: "kan inte överklagas",
    certainty: "allmän kunskap",
  },
  {
    id: "child-investigation",
    provisionIds: ["child-investigation"],
    label: "Barnutredning",
    decisionTypes: ["förlänga utredning", "avsluta utredning utan insats"],
    appeal: "kan inte överklagas",
    certainty: "allmän kunskap",
  },
  {
    id: "follow-up-without-consent",
    provisionIds: ["follow-up-without-consent"],
    label: "Uppföljning efter utredning utan insats",
    decisionTypes: ["uppföljning utan samtycke"],
    appeal: "laglighetsprövning",
    certainty: "allmän kunskap",
  },
  {
    id: "deliberation",
    provisionIds: ["deliberation"],
    label: "Övervägande av fortsatt vård",
    decisionTypes: ["övervägande av vård"],
    appeal: "kan inte överklagas",
    certainty: "allmän kunskap",
  },
  {
    id: "care-application",
    provisionIds: ["care-application"],
    label: "Ansökan om vård enligt LVU",
    decisionTypes: ["ansökan om vård enligt LVU"],
    appeal: "kan inte överklagas",
    certainty: "allmän kunskap",
  },
  {
    id: "immediate-care-order",
    provisionIds: ["immediate-care-order"],
    label: "Omedelbart omhändertagande",
    decisionTypes: ["omedelbart omhändertagande"],
    appeal: "kan inte överklagas",
    certainty: "allmän kunskap",
  },
];

/** The grounds for a type of decision that were in force on a day, and fit whether an application waits (both, when that is not told). */
export function legalGroundsFor(type: DecisionType, day: string, onApplication?: boolean): readonly LegalGround[] {
  return LEGAL_GROUNDS.filter(
    (ground) =>
      ground.decisionTypes.includes(type) &&
      ground.provisionIds.every((id) => provisionOn(id, day).ok) &&
      (onApplication === undefined || ground.application === undefined || (ground.application === "med") === onApplication),
  );
}

/** A ground by its id, or undefined. */
export function findLegalGround(id: string): LegalGround | undefined {
  return LEGAL_GROUNDS.find((ground) => ground.id === id);
}

export type GroundInput = {
  readonly type: DecisionType;
  readonly groundId: string | null;
  readonly decidedOn: string;
  /** An application waits for its answer. Default: not told, and both kinds of ground fit. */
  readonly onApplication?: boolean;
};
export type GroundOutcome = {
  readonly permitted: boolean;
  readonly citation: string | null;
  readonly fitting: readonly string[];
};

export const legalGround: Rule<GroundInput, GroundOutcome> = {
  id: "legal-ground",
  title: "Varje beslut har ett lagrum som passar och gäller",
  provisionIds: [
    "right-to-intervention",
    "contact-person",
    "qualified-contact-person",
    "one-guardian-refuses",
    "intervention-beyond-right",
    "open-investigation",
    "preliminary-assessment",
    "child-investigation",
    "follow-up-without-consent",
    "deliberation",
    "care-application",
    "immediate-care-order",
    "reasoning",
  ],
  basis: "lag",
  room: "decision",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source:
    "Motiveringen ska ange vilka föreskrifter som har tillämpats (32 § FvL). Vilka lagrum som passar vilken sorts beslut är vår katalog.",
  apply({ type, groundId, decidedOn, onApplication }) {
    const fitting = legalGroundsFor(type, decidedOn, onApplication);
    const chosen = fitting.find((ground) => ground.id === groundId);
    const citation = chosen === undefined ? null : citationsOn(chosen.provisionIds, decidedOn);
    return { permitted: chosen !== undefined, citation, fitting: fitting.map((ground) => ground.id) };
  },
  explain({ type, decidedOn }, { citation, fitting }) {
    if (citation !== null) return `Beslutet att ${type} grundas på ${citation}.`;
    const names = fitting.map((id) => citationsOn(findLegalGround(id)?.provisionIds ?? [], decidedOn));
    return `Välj ett lagrum som gällde den ${formatLong(decidedOn)}: ${listed(names, "eller")} (${citationOn("reasoning", decidedOn)}).`;
  },
};

/** Weeks to appeal, FvL 44 §. */
const APPEAL_WEEKS = 3;

export type AppealInput = {
  readonly groundId: string;
  readonly decidedOn: string;
  /** The day the party got the decision; null while not known. */ readonly receivedOn: string | null;
};
export type AppealOutcome = {
  readonly way: AppealWay;
  readonly lastDay: string | null;
  /** The same day as counted, before any holiday is looked at. */ readonly targetOn: string | null;
  readonly certainty: Certainty;
};

export const appeal: Rule<AppealInput, AppealOutcome> = {
  id: "appeal",
  title: "Hur och när ett beslut överklagas",
  provisionIds: ["appeal", "appeal-time", "legality-review", "notification-of-decision", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "decision",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source:
    "35 kap. 1 § SoL räknar upp vad som får överklagas till förvaltningsrätten. Att övriga beslut bara kan laglighetsprövas eller inte överklagas är allmän kunskap.",
  apply({ groundId, receivedOn }) {
    const ground = findLegalGround(groundId);
    if (ground === undefined) return { way: "kan inte överklagas", lastDay: null, targetOn: null, certainty: "osäker" };
    const byComplaint = ground.appeal === "förvaltningsbesvär" && receivedOn !== null;
    const time = byComplaint ? lastDay(addDays(receivedOn, APPEAL_WEEKS * 7)) : null;
    return { way: ground.appeal, lastDay: time?.dueOn ?? null, targetOn: time?.targetOn ?? null, certainty: ground.certainty };
  },
  explain({ decidedOn }, { way, lastDay: last, targetOn }) {
    const listedIn = citationOn("appeal", decidedOn);
    if (way === "laglighetsprövning")
      return `Beslutet kan bara laglighetsprövas (${citationOn("legality-review", decidedOn)}); det räknas inte upp i ${listedIn}.`;
    if (way === "kan inte överklagas") return `Beslutet kan inte överklagas; det räknas inte upp i ${listedIn}.`;
    const time = citationOn("appeal-time", decidedOn);
    return last === null
      ? `Beslutet kan överklagas till förvaltningsrätten inom tre veckor från den dag parten fick del av det (${listedIn}, ${time}).`
      : `Överklagandet ska ha kommit in senast den ${lastDayWords({ dueOn: last, targetOn })}: tre veckor från den dag parten fick del av beslutet (${listedIn}, ${time}).`;
  },
};

/** True while the time to appeal runs, or has not begun; false once it has run out or where there is none. */
export function appealOpenOn(input: AppealInput, day: string): boolean {
  const { way, lastDay: last } = appeal.apply(input);
  return way === "förvaltningsbesvär" && (last === null || compareDates(day, last) <= 0);
}
