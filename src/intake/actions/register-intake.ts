import { z } from "zod";
import { doesCasework, worksInCase } from "../../access/permits.ts";
import { flagSelfGiven } from "../../access/review-items.ts";
import { hasRole } from "../../core/actor.ts";
import { stockholmDate, stockholmInstant } from "../../core/dates.ts";
import { answer } from "../../core/answers.ts";
import { defineAction } from "../../core/door.ts";
import type { Context } from "../../core/door.ts";
import {
  choice,
  optionalChoice,
  optionalDate,
  optionalText,
  optionalYesNo,
  requiredDate,
  requiredText,
  requiredTime,
  someChoices,
  yesNo,
} from "../../core/fields.ts";
import { newTouchedId, stamp } from "../../core/journal.ts";
import { failed, invalidField, ok } from "../../core/result.ts";
import type { Tx } from "../../database/connect.ts";
import { openPhase } from "../../participation/phases.ts";
import { recordClaims } from "../../people/guardians.ts";
import { personSources } from "../../people/codes.ts";
import { registerChild } from "../../people/register-child.ts";
import { readIdentityNumber } from "../../people/rules.ts";
import { recordReview } from "../../people/same-person.ts";
import { assignCase, findOpenCase, findOpenInvestigations, mayBeGiven, openCase } from "../case-file.ts";
import { concernsViolence, intakeChannels, intakeReasons, intakeTypes, protectedIdentities, reporterCategories, sexes } from "../codes.ts";
import { claimFields, readClaims } from "../guardian-claims.ts";
import { isMandated } from "../rules-reporters.ts";
import { immediateProtection, preliminaryAssessment } from "../rules.ts";

export const intakeInput = z.object({
  identityNumber: optionalText(13),
  birthDate: optionalDate(),
  givenName: requiredText("barnets förnamn", 100),
  familyName: requiredText("barnets efternamn", 100),
  sex: choice(sexes, "barnets kön"),
  protectedIdentity: choice(protectedIdentities, "om uppgifterna är skyddade").default("ingen"),
  language: optionalText(100),
  interpreterNeed: optionalYesNo(),
  ...claimFields,
  type: choice(intakeTypes, "vad som kom in"),
  receivedOn: requiredDate("vilken dag det kom in"),
  receivedAt: requiredTime("vilken tid det kom in"),
  channel: choice(intakeChannels, "hur det kom in"),
  reporterCategory: choice(reporterCategories, "vem som anmäler eller ansöker"),
  reporterName: optionalText(200),
  reporterContact: optionalText(200),
  feedbackRequested: yesNo(),
  reasons: someChoices(intakeReasons, "en orsak"),
  concern: requiredText("vad oron eller ansökan gäller"),
  takeCase: optionalChoice(["ja", "nej"]),
  correctionSource: optionalChoice(personSources),
  correctionSourceDetail: optionalText(200),
  correctionSourceOn: optionalDate(),
});

type Input = z.output<typeof intakeInput>;

/** What the one who registered is told: the case when he or she may see it, otherwise only that it was received. */
const receipt = z.object({ maySee: answer.yesNo, caseId: answer.id.exactOptional(), intakeId: answer.id.exactOptional() });

/**
 * Registers what has come in about a child: a report of concern, an application or the like. Finds the child by the
 * identity number, keeps to the child's open case or opens a new one, and starts the clocks: the immediate protection
 * assessment and, for a report when no investigation is open, the preliminary assessment of 14 days (20 kap. 1–2 §§ SoL).
 * What the report says of guardians is kept as claims. Gives the case to whoever may see it, and nothing of it to others.
 */
export const registerIntake = defineAction({
  name: "intake.register-intake",
  title: "Registrera en anmälan eller ansökan",
  input: intakeInput,
  output: receipt,
  permit: [doesCasework],
  async run(tx, input, context) {
    const receivedAt = stockholmInstant(input.receivedOn, input.receivedAt);
    if (receivedAt > context.now) return invalidField("receivedOn", "Tidpunkten har inte varit än.");
    if (input.birthDate !== undefined && input.birthDate > input.receivedOn) {
      return invalidField("birthDate", "Barnet var inte fött när det kom in. Kontrollera båda dagarna.");
    }
    if (context.actor.unitId === null) {
      return failed({
        code: "no-unit",
        message: "Du hör inte till någon enhet.",
        hint: "Be systemförvaltaren att koppla dig till en enhet.",
      });
    }
    const mandated = input.type === "anmälan" && isMandated(input.reporterCategory, input.receivedOn);
    if (mandated && input.reporterName === undefined) {
      return invalidField("reporterName", "Skriv vem som anmäler. Den som är skyldig att anmäla kan inte vara anonym.");
    }
    const people = await registerPeople(tx, context, input);
    if (!people.ok) return people;
    const childId = people.value.child.personId;
    const existing = await findOpenCase(tx, context.actor.municipalityId, childId);
    const opened = existing ?? (await openCase(tx, context, childId, context.actor.unitId, input.receivedOn));
    context.inCase(opened.id);
    const intakeId = newTouchedId(context);
    const protection = immediateProtection.apply({ type: input.type, receivedAt });
    await tx
      .insertInto("intake.intake")
      .values({
        id: intakeId,
        case_id: opened.id,
        type: input.type,
        received_at: receivedAt,
        received_on: stockholmDate(receivedAt),
        channel: input.channel,
        reporter_category: input.reporterCategory,
        reporter_name: input.reporterName ?? null,
        reporter_contact: input.reporterContact ?? null,
        reporter_mandated: mandated,
        feedback_requested: input.feedbackRequested,
        reasons: input.reasons,
        violence: concernsViolence(input.reasons),
        concern: input.concern,
        protection_due_on: protection.dueOn,
        ...stamp(context),
      })
      .execute();
    await recordClaims(tx, context, childId, { caseId: opened.id, intakeId }, people.value.claims);
    await recordReview(tx, context, people.value.child, { caseId: opened.id, intakeId });
    await startPreliminaryAssessment(tx, context, opened.id, intakeId, input);
    if (!existing && input.takeCase !== "nej" && hasRole(context.actor, "caseworker")) {
      const { staffId } = context.actor;
      if ((await mayBeGiven(tx, context, opened.id, staffId)) === "yes") {
        await flagSelfGiven(tx, context, opened.id);
        await assignCase(tx, context, opened.id, staffId, "ansvarig");
      }
    }
    const maySee = await worksInCase.holds(tx, context.actor, { caseId: opened.id }, context);
    // An identifier tells the day it was made: whoever may not see the case gets none.
    return ok(maySee ? { maySee, caseId: opened.id, intakeId } : { maySee });
  },
});

async function startPreliminaryAssessment(tx: Tx, context: Context, caseId: string, intakeId: string, input: Input): Promise<void> {
  const open = await findOpenInvestigations(tx, context, caseId);
  const rule = preliminaryAssessment.apply({ type: input.type, receivedOn: input.receivedOn, investigationOpen: open.length > 0 });
  if (rule.dueOn === null) return;
  const id = newTouchedId(context);
  const phaseId = await openPhase(tx, context, caseId, "förhandsbedömning", id, input.receivedOn);
  await tx
    .insertInto("intake.preliminary_assessment")
    .values({
      id,
      case_id: caseId,
      intake_id: intakeId,
      phase_id: phaseId,
      opened_on: input.receivedOn,
      due_on: rule.dueOn,
      ...stamp(context),
    })
    .execute();
}

async function registerPeople(tx: Tx, context: Context, input: Input) {
  const number = input.identityNumber === undefined ? undefined : readNumber(input.identityNumber, context, "identityNumber");
  if (number && !number.ok) return number;
  const claims = readClaims(input, context, number?.value.normalized);
  if (!claims.ok) return claims;
  const child = await registerChild(tx, context, {
    identityNumber: number?.value.normalized,
    numberDate: number?.value.datePart,
    birthDate: input.birthDate,
    givenName: input.givenName,
    familyName: input.familyName,
    sex: input.sex,
    protectedIdentity: input.protectedIdentity,
    language: input.language,
    interpreterNeed: input.interpreterNeed,
    correction: { source: input.correctionSource, sourceDetail: input.correctionSourceDetail, sourceOn: input.correctionSourceOn },
  });
  return child.ok ? ok({ child: child.value, claims: claims.value }) : child;
}

/** As `readIdentityNumber`, with the fault at its field. */
function readNumber(text: string, context: Context, field: string) {
  const read = readIdentityNumber({ text, today: context.today, field });
  return read.ok ? read : invalidField(field, [read.error.message, read.error.hint].join(" "));
}
