import type { NotNull } from "kysely";
import { z } from "zod";
import type { Tx } from "../database/connect.ts";
import { ageOn } from "../core/dates.ts";
import type { Context } from "../core/door.ts";
import { choice, optionalId, optionalText, requiredText, yesNo } from "../core/fields.ts";
import { idField } from "../core/identifiers.ts";
import { newTouchedId, stamp } from "../core/journal.ts";
import { citationOn } from "../core/law/provision.ts";
import { failed, invalidField, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";
import { whoMayDecide } from "./rules.ts";
import { consent, consentKindOf } from "./rules-consent.ts";
import type { ConsentInput } from "./consent-terms.ts";
import { findLegalGround, legalGround } from "./rules-grounds.ts";
import type { DecisionType } from "./rules-grounds.ts";

export const guardianAnswers = ["samtycker", "begär", "samtycker inte", "inte tillfrågad", "förhindrad"] as const;
export const childAnswers = ["samtycker", "begär", "samtycker inte", "inte tillfrågad"] as const;

/** What every decision of an investigation asks for. */
export const decisionFields = {
  caseId: idField,
  investigationId: idField,
  assessment: requiredText("den samlade bedömningen", 50_000),
  legalGround: requiredText("lagrum", 100),
  reasoning: requiredText("motiveringen"),
  delegationPoint: requiredText("punkten i delegationsordningen", 100),
  presenterId: optionalId(),
} as const;

/** What a decision to grant asks for about consent. */
export const consentFields = {
  guardians: z.array(z.object({ personId: idField, answer: choice(guardianAnswers, "vårdnadshavarens svar") })).default([]),
  childAnswer: choice(childAnswers, "barnets svar"),
  consentForm: choice(["muntligt", "skriftligt"], "hur samtycket lämnades"),
  suitable: yesNo(),
  consentReasoning: optionalText(),
} as const;

type DecisionInput = z.output<z.ZodObject<typeof decisionFields>>;
type ConsentFields = z.output<z.ZodObject<typeof consentFields>>;

export type NewDecision = {
  readonly input: DecisionInput;
  readonly type: DecisionType;
  readonly outcome: "bifall" | "avslag" | "ingen insats";
  readonly interventionType?: string;
  readonly consent?: ConsentGiven;
};

export type ConsentGiven = {
  readonly basis: string;
  readonly provision: string;
  readonly reasoning: string | null;
  readonly explanation: string;
};

/** Writes the decision: today, by the actor, on a legal ground that fits it and is in force (31–32 §§ FvL). Gives its id. */
export async function recordDecision(tx: Tx, context: Context, decision: NewDecision): Promise<Result<string>> {
  const { input, type } = decision;
  const ground = legalGround.apply({ type, groundId: input.legalGround, decidedOn: context.today });
  const known = findLegalGround(input.legalGround);
  if (!ground.permitted || ground.citation === null || !known) {
    return invalidField("legalGround", "Lagrummet passar inte beslutet. Välj ett av lagrummen i listan.");
  }
  const decider = { type, decider: "tjänsteman", decidedOn: context.today } as const;
  const allowed = whoMayDecide.apply(decider);
  if (!allowed.permitted) {
    return failed({
      code: "not-delegated",
      message: whoMayDecide.explain(decider, allowed),
      hint: "Lämna ärendet till den som får besluta.",
    });
  }
  const decisionId = newTouchedId(context);
  await tx
    .insertInto("decision.decision")
    .values({
      id: decisionId,
      case_id: input.caseId,
      investigation_id: input.investigationId,
      decided_on: context.today,
      outcome: decision.outcome,
      intervention_type: decision.interventionType ?? null,
      legal_provision: ground.citation,
      reasoning: input.reasoning,
      decision_maker_id: context.actor.staffId,
      delegation_point: input.delegationPoint,
      presenter_id: input.presenterId ?? null,
      appeal: known.appeal,
      consent_basis: decision.consent?.basis ?? null,
      consent_provision: decision.consent?.provision ?? null,
      consent_reasoning: decision.consent?.reasoning ?? null,
      ...stamp(context),
    })
    .execute();
  return ok(decisionId);
}

type Child = { readonly childId: string; readonly birthDate: string; readonly guardianIds: readonly string[] };

/** The child of the case, its birth date and those confirmed as guardians today: what a report claims gives nobody a say. */
export async function getChildOfCase(tx: Tx, context: Context, caseId: string): Promise<Result<Child>> {
  const { municipalityId } = context.actor;
  const child = await tx
    .selectFrom("intake.case_file as c")
    .innerJoin("people.person as p", (join) => join.onRef("p.municipality_id", "=", "c.municipality_id").onRef("p.id", "=", "c.child_id"))
    .select(["p.id", "p.birth_date"])
    .where("c.municipality_id", "=", municipalityId)
    .where("c.id", "=", caseId)
    .executeTakeFirstOrThrow();
  if (child.birth_date === null) {
    return failed({
      code: "birth-date-missing",
      message: "Barnets födelsedatum saknas.",
      hint: "Samtycket beror på barnets ålder. Fyll i födelsedatumet först.",
    });
  }
  const guardians = await tx
    .selectFrom("people.standing_guardianship")
    .select("guardian_id")
    .distinct()
    .$narrowType<{ guardian_id: NotNull }>()
    .where("municipality_id", "=", municipalityId)
    .where("child_id", "=", child.id)
    .where("valid_from", "<=", context.today)
    .where((where) => where.or([where("valid_to", "is", null), where("valid_to", ">=", context.today)]))
    .execute();
  return ok({ childId: child.id, birthDate: child.birth_date, guardianIds: guardians.map((row) => row.guardian_id) });
}

/**
 * Tries whether the consents given are enough for the intervention (21 kap. SoL, 6 kap. 13–13 a §§ FB): the way that
 * permits it, or a problem at the field that says what is lacking. A guardian who is not answered for counts as not asked.
 */
export function weighConsent(
  context: Context,
  child: Child,
  fields: ConsentFields,
  type: string,
  recipient: "barnet" | "vårdnadshavare" | "familjen",
): Result<ConsentGiven> {
  const answers = new Map(fields.guardians.map((guardian) => [guardian.personId, guardian.answer]));
  const input: ConsentInput = {
    decidedOn: context.today,
    ageYears: ageOn(child.birthDate, context.today),
    kind: consentKindOf(type, recipient),
    guardians: child.guardianIds.map((id) => answers.get(id) ?? "inte tillfrågad"),
    child: fields.childAnswer,
    suitable: fields.suitable,
    bestInterestsGround: fields.consentReasoning ?? "",
  };
  const outcome = consent.apply(input);
  const explanation = consent.explain(input, outcome);
  if (!outcome.permitted || outcome.basis === null) {
    return failed({ code: "consent-missing", message: "Samtycke saknas.", fields: [{ field: "childAnswer", message: explanation }] });
  }
  const reasoning = fields.consentReasoning ?? null;
  if (outcome.basis !== "samtycke" && reasoning === null) {
    return invalidField("consentReasoning", "Skriv varför det är lämpligt att besluta utan vårdnadshavares samtycke.");
  }
  return ok({ basis: outcome.basis, provision: citationOn(outcome.because, context.today), reasoning, explanation });
}

/** Writes each person's answer beside the decision it belongs to. */
export async function recordConsents(
  tx: Tx,
  context: Context,
  decisionId: string,
  caseId: string,
  child: Child,
  fields: ConsentFields,
): Promise<void> {
  const answers = new Map(fields.guardians.map((guardian) => [guardian.personId, guardian.answer]));
  const rows = [
    ...child.guardianIds.map((id) => ({ personId: id, capacity: "vårdnadshavare", answer: answers.get(id) ?? "inte tillfrågad" })),
    { personId: child.childId, capacity: "barnet", answer: fields.childAnswer },
  ];
  await tx
    .insertInto("decision.consent")
    .values(
      rows.map((row) => ({
        id: newTouchedId(context),
        case_id: caseId,
        decision_id: decisionId,
        person_id: row.personId,
        capacity: row.capacity,
        answer: row.answer,
        given_on: context.today,
        form: fields.consentForm,
        ...stamp(context),
      })),
    )
    .execute();
}
