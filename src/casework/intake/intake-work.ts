/** What is to be done about what came in. Pure. */
import { formatDateTime } from "../../platform/basics/dates.ts";
import type { NextStep, Obstacle, Outlook, Place } from "../part/work.ts";
import { whyOf } from "../part/work.ts";
import { birthLink, correctChildLink } from "../people/links.ts";
import type { PhasePart, StepPart } from "../participation/case-part.ts";
import { phaseSteps } from "../participation/phase-work.ts";
import type { IntakePart } from "./intake-schema.ts";
import { intakeLinks } from "./links.ts";
import { preliminaryAssessment, violenceMeansInvestigation } from "./rules.ts";

/** A child who is expected has nothing of its own to do yet. */
type Born = { readonly birth_date_known: string; readonly name_known: boolean };
const isBorn = ({ child }: { readonly child: Born }): boolean => child.birth_date_known !== "väntat";

type Intakes = { readonly intakes: readonly IntakePart[] };
type Waiting = { readonly rule_id: string; readonly subject_id: string };

/** Applications and the like that nothing has come of yet, as the database says. Reports go through the preliminary assessment. */
export function applicationsWithoutInvestigation(parts: Intakes & { readonly obligations: readonly Waiting[] }): readonly IntakePart[] {
  const waiting = parts.obligations.filter((one) => one.rule_id === "open-investigation-at-once").map((one) => one.subject_id);
  return parts.intakes.filter((one) => waiting.includes(one.id));
}

/** Applications that wait for an answer and had come by a day: a decision of that day must answer them. */
export function unansweredApplications(parts: Intakes & { readonly unanswered: readonly string[] }, until?: string): readonly IntakePart[] {
  return parts.intakes.filter((one) => parts.unanswered.includes(one.id) && (until === undefined || one.received_on <= until));
}

/** The day that it came in, with the time where something else of the case came in that day. */
function momentOf(one: IntakePart, all: readonly IntakePart[]): string {
  const sameDay = all.filter((other) => other.received_on === one.received_on).length > 1;
  return sameDay ? formatDateTime(new Date(one.received_at)) : one.received_on;
}

/** What of a case is looked at to say what is to be done about what came in. */
export type Work = Intakes & {
  readonly phases: readonly PhasePart[];
  readonly steps: readonly StepPart[];
  readonly child: Born;
  readonly obligations: readonly Waiting[];
};

/** What lies nearest while it is not known whether there will be an investigation. */
export function intakeSteps(parts: Work, outlook: Outlook): NextStep[] {
  const { caseId } = outlook;
  const steps: NextStep[] = parts.intakes
    .filter((one) => one.type === "anmälan" && one.protection === null && isBorn(parts))
    .map((one) => ({
      text: "Bedöm om barnet behöver omedelbart skydd",
      href: intakeLinks.protection(caseId, one.id),
      why: `Anmälan kom in ${momentOf(one, parts.intakes)}.`,
    }));
  for (const { preliminary, violence } of parts.intakes) {
    if (preliminary === null || preliminary.decision !== null) continue;
    const text = violence ? "Besluta om utredning ska inledas: anmälan gäller våld" : "Besluta om utredning ska inledas";
    const why = whyOf(outlook, preliminary.id, "Förhandsbedömningen", preliminaryAssessment.id, violenceMeansInvestigation.id);
    steps.push({ text, href: intakeLinks.preliminary(caseId, preliminary.id), ...why });
    const phase = parts.phases.find((one) => one.id === preliminary.phase_id);
    steps.push(...phaseSteps(parts, caseId, phase, false));
  }
  for (const one of applicationsWithoutInvestigation(parts))
    steps.push({
      text: "Inled utredning",
      href: intakeLinks.openInvestigation(caseId, one.id),
      why: `Kom in ${one.received_on}: ${one.type}.`,
    });
  return steps;
}

/** Reporters who wait to be told what came of it. */
export function feedbackSteps(_parts: object, { dues }: Outlook): NextStep[] {
  return dues.filter((one) => one.ruleId === "feedback-to-reporter").map((one) => ({ text: one.label, href: one.href, why: one.sentence }));
}

/** The birth of a child who is expected is written. */
export function birthSteps({ child }: { readonly child: Born }, { caseId }: Outlook): NextStep[] {
  if (child.birth_date_known !== "väntat") return [];
  const why = "Det som har kommit in följer med till barnets ärende när det är fött.";
  return [{ text: "Barnet är fött, eller en ny dag", href: birthLink(caseId), why }];
}

/** Who a child without a name is, is found out; what must be done at once comes before it. */
export function nameSteps({ child }: { readonly child: Born }, { caseId }: Outlook): NextStep[] {
  if (child.name_known || child.birth_date_known === "väntat") return [];
  return [{ text: "Skriv vem barnet är", href: correctChildLink(caseId), why: "Namn, födelsedag och nummer skrivs så snart de är kända." }];
}

/** A reporter by duty who has not asked may still do so. */
export function requestSteps(parts: Intakes, { caseId }: Outlook): NextStep[] {
  return parts.intakes
    .filter((one) => one.reporter_mandated && !one.feedback_requested && one.feedback_request === null && one.feedback === null)
    .map((one) => ({ text: "Anmälaren begär återkoppling", href: intakeLinks.requestFeedback(caseId, one.id) }));
}

/** Protection is assessed as often as it is needed: while the latest report waits for its decision. */
export function protectionAgainSteps(parts: Intakes, { caseId }: Outlook): NextStep[] {
  const last = parts.intakes.findLast((one) => one.type === "anmälan" && one.protection !== null);
  if (!last) return [];
  return [{ text: "Gör en ny skyddsbedömning", href: intakeLinks.protection(caseId, last.id) }];
}

/** While it is assessed whether to investigate: may the child be talked with, and whom else has been. */
export function contactSteps(parts: Intakes, { caseId }: Outlook): NextStep[] {
  return parts.intakes.flatMap(({ preliminary }) => {
    if (preliminary === null || preliminary.decision !== null) return [];
    return [
      { text: "Skriv svar om samtycke till samtal med barnet", href: intakeLinks.talkConsent(caseId, preliminary.id) },
      { text: "Skriv ett samtal med en vuxen", href: intakeLinks.contact(caseId, preliminary.id) },
    ];
  });
}

/** Who reported is kept secret or is shown, and a reporter by duty is offered a meeting. */
export function reporterSteps(parts: Intakes, { caseId }: Outlook): NextStep[] {
  return parts.intakes.flatMap((one) => {
    if (one.type !== "anmälan") return [];
    const { id, reporter_masked: isMasked, reporter_name: name, reporter_mandated: isMandated, meetings } = one;
    const meets = isMandated && !meetings.some(({ outcome }) => outcome !== "erbjudet");
    return [
      ...(meets ? [{ text: "Möte med anmälaren", href: intakeLinks.reporterMeeting(caseId, id) }] : []),
      ...(isMasked ? [{ text: "Visa vem som har anmält (hemligt)", href: intakeLinks.reporter(caseId, id) }] : []),
      ...(!isMasked && name !== null ? [{ text: "Håll hemligt vem som har anmält", href: intakeLinks.reporter(caseId, id) }] : []),
    ];
  });
}

/** Reports without an assessment or a decision. */
export function intakeObstacles(parts: Intakes & { readonly child: Born }, { caseId }: Place): Obstacle[] {
  return parts.intakes.flatMap((one) => {
    const { id, type, protection, preliminary } = one;
    const obstacles: Obstacle[] = [];
    if (type === "anmälan" && protection === null && isBorn(parts)) {
      const text = `Anmälan ${momentOf(one, parts.intakes)} saknar omedelbar skyddsbedömning.`;
      obstacles.push({ text, href: intakeLinks.protection(caseId, id), action: "Gör skyddsbedömningen" });
    }
    if (preliminary !== null && preliminary.decision === null) {
      const text = `Förhandsbedömningen från ${preliminary.opened_on} saknar beslut.`;
      obstacles.push({ text, href: intakeLinks.preliminary(caseId, preliminary.id), action: "Besluta om utredning ska inledas" });
    }
    return obstacles;
  });
}

/** Applications that nothing has come of. */
export function applicationObstacles(parts: Intakes & { readonly obligations: readonly Waiting[] }, { caseId }: Place): Obstacle[] {
  return applicationsWithoutInvestigation(parts)
    .filter((one) => one.type === "ansökan")
    .map((one) => ({
      text: `Ansökan ${one.received_on} har inte lett till någon utredning.`,
      href: intakeLinks.openInvestigation(caseId, one.id),
      action: "Inled utredning, eller skriv att ansökan är återtagen",
    }));
}
