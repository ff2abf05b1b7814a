/** What the room contributes of a case: the investigations with the decisions that they have come to, and who took every decision. */
import { describedBy, itemFields, termOf, termsOf } from "../../platform/core/about.ts";
import { noInterventionInput } from "./actions/decide-no-intervention.ts";
import { decisionFields } from "./record-decision.ts";
import { consentFields } from "./weigh-consent.ts";
import { oneRowOf, rowsOf } from "../part/rows-of.ts";
import { sql } from "kysely";
import { z } from "zod";
import { capital } from "../../platform/basics/text.ts";
import { answer } from "../../platform/core/answers.ts";
import { byOf } from "../part/by-of.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart } from "../part/case-part.ts";
import type { Finishing, PartSql } from "../part/case-part.ts";
import { madeShown, within } from "../part/guardian-showing.ts";
import { madePart } from "../part/made-parts.ts";
import { bothDays, makerWords, reportEvents, reportRows } from "../part/made-words.ts";
import { said, whyOf } from "../part/work.ts";
import type { Content, ContentRow, NextStep, Obstacle, Outlook, Place } from "../part/work.ts";
import {
  investigationDays,
  investigationRow,
  investigationRows,
  investigationShown,
  investigationsSql,
  openInvestigations,
  startEvents,
  toldTo,
  untoldSql,
} from "../investigation/case-part.ts";
import type { Recorded } from "../investigation/case-part.ts";
import { investigationLinks } from "../investigation/links.ts";
import { investigationTime } from "../investigation/rules.ts";
import type { PhasePart, StepPart } from "../participation/case-part.ts";
import { phaseSteps } from "../participation/phase-work.ts";
import { missingIn } from "../participation/phase-steps.ts";
import { nameInCase } from "../people/name-in-case.ts";
import { decisionLinks } from "./links.ts";
import { correctionEvent, correctionPart, correctionWords } from "./correction-part.ts";

const consentPart = z.object({
  id: answer.id,
  given_name: answer.text(100),
  family_name: answer.text(100),
  capacity: answer.code,
  answer: answer.code,
  given_on: answer.day.nullable(),
  form: answer.code.nullable(),
  place: answer.text(200).nullable(),
  recorded_at: answer.momentText,
});
type ConsentPart = z.output<typeof consentPart>;

const decisionPart = z.object({
  id: answer.id,
  decided_on: answer.day,
  outcome: answer.code,
  intervention_type: answer.code.nullable(),
  legal_provision: answer.text(100),
  reasoning: answer.text(),
  decider: answer.code,
  made: madePart.nullable(),
  appeal: answer.code,
  consent_basis: answer.code.nullable(),
  consent_provision: answer.text(100).nullable(),
  consent_reasoning: answer.text().nullable(),
  cannot_wait: answer.text().nullable(),
  clearly_demanded: answer.text().nullable(),
  consents: answer.list(consentPart),
  corrections: answer.list(correctionPart),
  recorded_at: answer.momentText,
});
type DecisionPart = z.output<typeof decisionPart>;

/** The decision, with the answers to it, as it was asked for in the forms. */
const described = describedBy(
  { ...decisionFields, ...consentFields, ...noInterventionInput.shape },
  decisionPart.extend({
    consents: answer.list(
      describedBy({ ...itemFields(consentFields.guardians), ...consentFields }, consentPart, {
        childAnswer: "answer",
        childAnsweredOn: "given_on",
        childAnswerForm: "form",
        childAnswerPlace: "place",
        consentForm: "form",
      }),
    ),
  }),
  { legalGround: "legal_provision" },
);

const investigation = investigationRow.extend({
  conclusion: describedBy(decisionFields, investigationRow.shape.conclusion.unwrap()).nullable(),
  decision: described.nullable(),
});
export type InvestigationPart = z.output<typeof investigation>;

/** What each has answered to the decision `d`, guardians first. */
const consentsOf = rowsOf(sql`select cs.*, cp.given_name, cp.family_name
  from decision.consent cs cross join lateral ${nameInCase("d", sql`d.case_id`, sql`cs.person_id`)} cp
  where cs.municipality_id = d.municipality_id and cs.decision_id = d.id order by cs.capacity = 'barnet', cp.given_name`);

/** What was wrong in the decision `d` and what holds instead, the first first. */
const correctionsOf = rowsOf(sql`select cr.*, ${byOf("cr")} from decision.correction cr
  where cr.municipality_id = d.municipality_id and cr.case_id = d.case_id and cr.decision_id = d.id order by cr.recorded_at, cr.id`);

/** The latest decision of the investigation `i`; who took it stands among the makers. */
const decisionSql = oneRowOf(sql`select d.*, ${consentsOf} as consents, ${correctionsOf} as corrections from decision.decision d
            where d.municipality_id = i.municipality_id and d.case_id = i.case_id and d.investigation_id = i.id order by d.recorded_at desc limit 1`);

/** Who took the decisions of the case, by the decision's identifier, and whether the board has been told of it: `{ [id]: MadePart }`. */
export const makersSql: PartSql = ({ m, c }) => sql`(select coalesce(
      json_object_agg(taken.id, taken), '{}')
    from (select k.*, ms.name as staff, mt.name as typed_by,
      ${oneRowOf(sql`select mr.*, ${byOf("mr")} from decision.board_report mr where mr.municipality_id = k.municipality_id and mr.maker_id = k.id`)} as reported
    from decision.maker k
    left join access.staff ms on ms.municipality_id = k.municipality_id and ms.id = k.staff_id
    left join access.staff mt on mt.municipality_id = k.municipality_id and mt.id = k.recorded_by
    where k.municipality_id = ${m} and k.case_id = ${c}) taken)`;

type RecordedDecision = Omit<InvestigationPart, "decision"> & { readonly decision: Omit<DecisionPart, "made"> | null };

function finished(one: Recorded<RecordedDecision & InvestigationPart>, by: Finishing): InvestigationPart {
  const { decision } = one;
  return { ...one, ...investigationDays(one, by), decision: decision && { ...decision, made: by.made(decision.id) } };
}

type Investigations = { readonly investigations: readonly InvestigationPart[] };
type Work = Investigations & {
  readonly guardians: readonly { readonly id: string }[];
  /** Those that have a body, whose heading says what is best for the child. */
  readonly bodies: readonly { readonly investigation_id: string }[];
  readonly phases: readonly PhasePart[];
  readonly steps: readonly StepPart[];
};

const investigations = definePart<Work>()({
  schema: answer.list(investigation),
  hasDecisions: true,
  sql: (question) => investigationsSql(question, decisionSql),
  finish: (recorded: readonly Recorded<InvestigationPart>[], by) => recorded.map((one) => finished(one, by)),
  guardian: {
    ...investigationShown,
    ...within("shown", "decision", "id", "decided_on", "outcome", "intervention_type", "legal_provision", "decider", "appeal"),
    ...within("shown", "decision", "consent_basis", "consent_provision", "recorded_at"),
    ...within("text", "decision", "reasoning", "consent_reasoning", "cannot_wait", "clearly_demanded"),
    ...madeShown("decision.made"),
    ...within(
      "shown",
      "decision.corrections[]",
      "id",
      "kind",
      "corrected_on",
      "worse_because",
      "body",
      "minutes_number",
      "recorded_at",
      "by",
    ),
    ...within("text", "decision.corrections[]", "was_wrong", "instead", "why"),
    // Only the guardian's own answer: the others' are taken out before.
    ...within("shown", "decision.consents[]", "id", "given_name", "family_name", "capacity", "answer", "given_on", "form", "recorded_at"),
    ...within("text", "decision.consents[]", "place"),
  },
  forGuardian: (part, personId) =>
    part.map((one) => ({
      ...one,
      informed: toldTo(one.informed, personId),
      decision: one.decision && { ...one.decision, consents: one.decision.consents.filter((each) => each.id === personId) },
    })),
  ownWay: {
    decision: {
      why: "Ett beslut skrivs aldrig om. Det rättas eller ändras bredvid, och den som beslutet gäller ska få veta det.",
      href: (caseId, { id }) => decisionLinks.correct(caseId, typeof id === "string" ? id : ""),
    },
    "decision.corrections": { why: "En rättelse av ett beslut står kvar. Är den fel rättas beslutet en gång till." },
  },
  withheld: { kind: "särskilda skäl", word: "Särskilda skäl", sql: untoldSql },
  isDecided(part, phaseId) {
    const of = part.find((one) => one.phase_id === phaseId);
    return of && of.conclusion !== null;
  },
  events: [
    { order: 20, of: (parts) => parts.investigations.flatMap(startEvents) },
    { order: 60, of: (parts, { caseId }) => parts.investigations.flatMap((one) => endEvents(one, caseId)) },
  ],
  contents: [
    { tab: "utredning", order: 20, of: (parts, outlook) => parts.investigations.toReversed().map((one) => contentOf(one, outlook)) },
  ],
  duties: ({ ruleId, facts }) =>
    ruleId === "urgent-decision-reported" || (ruleId === "information-that-opened" && (facts["person_id"] ?? null) !== null),
  next: [{ order: 30, about: "Utredningen", needs: ["investigations", "guardians", "bodies", "phases", "steps"], of: investigationSteps }],
  also: [
    {
      order: 30,
      about: "Utredningen",
      of: (parts, { caseId }) =>
        openInvestigations(parts).map((one) => ({ text: "Förläng utredningen", href: investigationLinks.extend(caseId, one.id) })),
    },
  ],
  obstacles: [{ order: 30, needs: ["investigations"], of: obstacles }],
});

export const decisionParts = { investigations };

function obstacles(parts: Investigations, { caseId }: Place): Obstacle[] {
  return openInvestigations(parts).map((one) => ({
    text: `Utredningen från ${one.started_on} pågår.`,
    href: investigationLinks.decide(caseId, one.id),
    action: "Fatta beslut i utredningen",
  }));
}

function investigationSteps(parts: Work, outlook: Outlook): NextStep[] {
  const { caseId } = outlook;
  return openInvestigations(parts).flatMap((one) => {
    const phase = parts.phases.find((each) => each.id === one.phase_id);
    const untold = parts.guardians.filter(({ id }) => !one.informed.some((each) => each.person_id === id));
    const telling = {
      text: "Informera vårdnadshavarna om utredningen",
      href: investigationLinks.openedInformation(caseId, one.id),
      why: `Inledd ${one.started_on}.`,
    };
    const steps = [...(untold.length > 0 ? [telling] : []), ...phaseSteps(parts, caseId, phase, false)];
    const isWritten = parts.bodies.some((body) => body.investigation_id === one.id);
    if (one.best_interests === null && !isWritten)
      steps.push({ text: "Bedöm barnets bästa", href: investigationLinks.bestInterests(caseId, one.id), why: "Behövs före beslutet." });
    const stands = steps.length === 0 && untold.length === 0 && one.best_interests !== null;
    const ready = stands && missingIn(parts, one.phase_id).every((step) => step === "berättad");
    if (ready) {
      const all = ["Allt som behövs finns.", whyOf(outlook, one.id, "Utredningen", investigationTime.id).why].filter(Boolean).join(" ");
      steps.push({ text: "Fatta beslut och avsluta utredningen", href: investigationLinks.decide(caseId, one.id), why: all });
    }
    return steps;
  });
}

function endEvents(one: InvestigationPart, caseId: string): CaseEvent[] {
  const events: CaseEvent[] = [];
  if (one.decision) {
    const { id, decided_on: on, recorded_at: recordedAt, outcome, intervention_type, reasoning, legal_provision, made } = one.decision;
    const heading = `Beslut: ${outcome}${intervention_type ? `, ${intervention_type}` : ""}`;
    const text = `${reasoning}\n${legal_provision}`;
    const correct = { correct: decisionLinks.correct(caseId, id), correctText: "Rätta eller ändra beslutet" };
    events.push({ on, recordedAt, kind: "beslut", heading, text, by: makerWords(made), ...correct }, ...reportEvents(made));
    events.push(...one.decision.corrections.map(correctionEvent));
  }
  if (one.conclusion) {
    const { concluded_on: on, recorded_at: recordedAt, outcome, by } = one.conclusion;
    events.push({ on, recordedAt, kind: "beslut", heading: `Utredningen avslutades: ${outcome}`, by });
  }
  return events;
}

function contentOf(of: InvestigationPart, outlook: Outlook): Content {
  const { decision, conclusion } = of;
  const assessed = conclusion ? [{ term: termOf(decisionFields, "assessment"), value: conclusion.assessment }] : [];
  const heading = `Utredning ${of.started_on}${conclusion ? `–${conclusion.concluded_on}` : ", pågår"}`;
  return {
    id: of.id,
    heading,
    rows: [...investigationRows(of, outlook), ...assessed, ...(decision ? decisionRows(decision) : [])],
    open: !conclusion,
  };
}

function decisionRows(decision: DecisionPart): readonly ContentRow[] {
  const rows: ContentRow[] = [];
  rows.push(
    {
      term: "Beslut",
      value: `${capital(decision.outcome)}${decision.intervention_type ? `: ${decision.intervention_type}` : ""}, ${bothDays(decision.decided_on, decision.recorded_at)}`,
    },
    { term: termOf(decisionFields, "reasoning"), value: decision.reasoning },
    { term: termOf(decisionFields, "legalGround"), value: decision.legal_provision },
    { term: "Beslutat av", value: makerWords(decision.made) },
    { term: "Överklagande", value: capital(decision.appeal) },
    ...reportRows(decision.made),
    ...decision.corrections.map((one) => ({
      term: `${capital(one.kind)} ${bothDays(one.corrected_on, one.recorded_at)}`,
      value: correctionWords(one),
    })),
  );
  if (decision.consent_basis) {
    rows.push({
      term: "Samtycke",
      value: `${capital(decision.consent_basis)}${decision.consent_provision ? ` (${decision.consent_provision})` : ""}`,
    });
    rows.push(
      ...said(
        { term: "Svaren", value: decision.consents.map(answerWords).join("\n") },
        ...termsOf(consentFields, decision, "consentReasoning", "cannotWait", "clearlyDemanded"),
      ),
    );
  }
  return rows;
}

/** "Maria Testsson, vårdnadshavare: samtycker (2026-03-04, muntligt, hembesök)". */
function answerWords(one: ConsentPart): string {
  const how = [one.given_on, one.form, one.place].filter(Boolean).join(", ");
  return `${one.given_name} ${one.family_name}, ${one.capacity}: ${one.answer}${how ? ` (${how})` : ""}`;
}
