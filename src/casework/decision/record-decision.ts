import type { CodeOf } from "../../platform/database/generated.ts";
import type { z } from "zod";
import { about } from "../../platform/core/about.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { delegatedFields, readDecidedBy, writeDecidedBy } from "../../platform/core/decided-by.ts";
import type { DecidedBy } from "../../platform/core/decided-by.ts";
import type { Context } from "../../platform/core/door.ts";
import { optionalId, requiredText } from "../../platform/core/fields.ts";
import { idField } from "../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import { citationsOn } from "../../platform/law/provision.ts";
import { failed, invalidField, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { findUnansweredApplications } from "../intake/unanswered-applications.ts";
import type { OpenInvestigation } from "../investigation/conclude.ts";
import { delegated } from "./delegation/delegated.ts";
import { refuseUnqualified } from "./delegation/qualified.ts";
import { decisionContent, whoMayDecide } from "./rules.ts";
import type { ContentInput, DeciderInput, UrgentMandate } from "./rules.ts";
import { applicationEnding } from "./rules-application.ts";
import { findLegalGround, legalGround } from "./rules-grounds.ts";
import type { DecisionType } from "./rules-grounds.ts";
import type { ConsentGiven } from "./weigh-consent.ts";

/** What every decision of an investigation asks for. */
export const decisionFields = {
  caseId: idField,
  investigationId: idField,
  assessment: about(requiredText("den samlade bedömningen", 50_000), {
    label: "Samlad bedömning",
    term: "Bedömning",
    hint: "Vad utredningen har kommit fram till om barnets situation och behov.",
    rows: 6,
  }),
  legalGround: about(requiredText("lagrum", 100), { label: "Lagrum", start: { code: "right-to-intervention" } }),
  reasoning: about(requiredText("motiveringen"), {
    label: "Motivering",
    term: "Skäl för beslutet",
    hint: "Skälen till beslutet, så att barnet och vårdnadshavarna förstår dem. Skriv hur barnets åsikt har vägts in.",
    rows: 5,
  }),
  presenterId: optionalId(),
  ...delegatedFields,
} as const;

type DecisionInput = z.output<z.ZodObject<typeof decisionFields>>;

/** Who decides in an investigation, and when: on the day it was opened or later (31 § FvL). */
export function readDecision(tx: Tx, context: Context, input: DecisionInput, investigation: OpenInvestigation): Promise<Result<DecidedBy>> {
  return readDecidedBy(tx, context, input, { day: investigation.startedOn, what: "Utredningen inleddes" });
}

export type NewDecision = {
  readonly input: DecisionInput;
  readonly by: DecidedBy;
  readonly type: DecisionType;
  readonly outcome: CodeOf<"decision.decision.outcome">;
  readonly interventionType?: string;
  readonly consent?: ConsentGiven;
  /** The applications that wait for an answer were withdrawn. */
  readonly withdrawn?: boolean;
  /** For how long, and at what cost in a month, as far as it is said: the delegation order may have limits. */
  readonly months?: number | null;
  readonly kronor?: number | null;
};

/**
 * Writes the decision: on its true day, by whoever took it and may (30 kap. SoL, 6 kap. 37–39 §§ and 7 kap. 5 § KL), on a legal ground that
 * fits it and was in force that day (31–32 §§ FvL), so that an application gets an answer that can be appealed (35 kap. 1 § SoL). Gives its id.
 */
export async function recordDecision(tx: Tx, context: Context, decision: NewDecision): Promise<Result<string>> {
  const { input, by, type, outcome, consent } = decision;
  const { decidedOn } = by;
  const qualified = await refuseUnqualified(tx, context, "utredning");
  if (!qualified.ok) return qualified;
  const waits = (await findUnansweredApplications(tx, context, input.caseId, decidedOn)).length > 0 || decision.withdrawn === true;
  const ground = legalGround.apply({ type, groundId: input.legalGround, decidedOn, onApplication: waits && decision.withdrawn !== true });
  const known = findLegalGround(input.legalGround);
  const ending = { decidedOn, waits, outcome, appeal: known?.appeal ?? "kan inte överklagas", withdrawn: decision.withdrawn === true };
  const ended = applicationEnding.apply(ending);
  if (!ended.permitted) {
    return invalidField(ended.why === "obesvarad" ? "outcome" : "legalGround", applicationEnding.explain(ending, ended));
  }
  if (!ground.permitted || !known) {
    return invalidField("legalGround", "Lagrummet passar inte beslutet. Välj ett av lagrummen i listan.");
  }
  const allowed = await mayDecide(tx, context, decision);
  if (!allowed.ok) return allowed;
  const shown = decisionContent.apply(contentOf(decision));
  if (!shown.permitted) return invalidField("reasoning", decisionContent.explain(contentOf(decision), shown));
  const decisionId = newTouchedId(context);
  await writeDecidedBy(tx, context, input.caseId, decisionId, { ...by, columns: { ...by.columns, delegation_version: allowed.value } });
  await tx
    .insertInto("decision.decision")
    .values({
      id: decisionId,
      case_id: input.caseId,
      investigation_id: input.investigationId,
      decided_on: decidedOn,
      decider: by.decider,
      outcome,
      intervention_type: decision.interventionType ?? null,
      legal_ground: known.id,
      legal_provision: provisionOf(known.id, known.provisionIds, decision),
      reasoning: input.reasoning,
      presenter_id: input.presenterId ?? null,
      appeal: known.appeal,
      consent_basis: consent?.basis ?? null,
      consent_provision: consent?.provision ?? null,
      consent_reasoning: consent?.reasoning ?? null,
      cannot_wait: consent?.cannotWait ?? null,
      far_reaching: consent?.farReaching ?? null,
      clearly_demanded: consent?.clearlyDemanded ?? null,
      granted_months: decision.months ?? null,
      granted_kronor: decision.kronor ?? null,
      ...stamp(context),
    })
    .execute();
  return ok(decisionId);
}

/** The ground as it was cited that day; a contact person against a guardian stands on its own paragraph too. */
function provisionOf(groundId: string, ids: Parameters<typeof citationsOn>[0], { by, interventionType }: NewDecision): string {
  const contact = groundId === "one-guardian-refuses" && interventionType === "kontaktperson";
  return citationsOn(contact ? [...ids, "contact-person"] : ids, by.decidedOn);
}

/** What a written decision must show (31–32 §§ FvL), of this one. */
function contentOf({ input, by, outcome, interventionType }: NewDecision): ContentInput {
  const { staff_id, name, body } = by.columns;
  const content = [outcome, interventionType].filter(Boolean).join(": ");
  return {
    decidedOn: by.decidedOn,
    content,
    decisionMaker: body ?? name ?? staff_id,
    reasoning: input.reasoning,
    groundCitation: input.legalGround,
  };
}

/**
 * The version of the delegation order that allows it; null where none is needed. Refused, in words and with where to write it instead, when the law or
 * the order leaves the decision to somebody else.
 */
async function mayDecide(tx: Tx, context: Context, decision: NewDecision): Promise<Result<number | null>> {
  const { input, by, type, interventionType, consent } = decision;
  const question: DeciderInput = {
    type,
    decider: by.decider,
    decidedOn: by.decidedOn,
    urgent: by.decider === "ordförande eller ledamot",
    mandate: await urgentMandateOn(tx, context, by.decidedOn),
    ...(input.urgentDecider === undefined ? {} : { urgentDecider: input.urgentDecider }),
    ...(interventionType === undefined ? {} : { intervention: interventionType }),
    ...(consent === undefined ? {} : { consentBasis: consent.basis }),
  };
  const allowed = whoMayDecide.apply(question);
  if (allowed.permitted) return by.decider === "tjänsteman" ? delegated(tx, context, decision) : ok(null);
  const message = whoMayDecide.explain(question, allowed);
  return failed({
    code: "not-delegated",
    message,
    hint: "Lämna ärendet till den som får besluta. Är beslutet fattat skriver du in det här: välj vem som har beslutat, dagen och paragrafen i protokollet.",
    fields: [{ field: "decider", message }],
  });
}

/** To whom the board had entrusted urgent matters on a day; the municipality's own, or the chair and an appointed member. */
async function urgentMandateOn(tx: Tx, context: Context, day: string): Promise<UrgentMandate> {
  const row = await tx
    .selectFrom("decision.urgent_mandate")
    .select("mandate")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("valid_from", "<=", day)
    .orderBy("valid_from", "desc")
    .limit(1)
    .executeTakeFirst();
  return (row?.mandate as UrgentMandate | undefined) ?? "ordföranden eller en utsedd ledamot";
}
