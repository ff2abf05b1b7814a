import { childFields } from "../child-fields.ts";
import { claimFields } from "../guardian-claims.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { z } from "zod";
import { doesCasework, worksInCase } from "../../../platform/access/permits.ts";
import { flagSelfGiven } from "../../../platform/access/review-items.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { stockholmDate, stockholmInstant } from "../../../platform/basics/dates.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import {
  choice,
  optionalChoice,
  optionalText,
  requiredDate,
  requiredText,
  requiredTime,
  someChoices,
  yesNo,
} from "../../../platform/core/fields.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { allFaults, failed, invalidField, ok, valueOf } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { recordClaims } from "../../people/guardians.ts";
import { bornAfter, dayOfBirth, readNumberOf, registerChild } from "../../people/register-child.ts";
import { recordReview } from "../../people/person-reviews.ts";
import { assignCase, findOpenCase, mayBeGiven, openCase } from "../case-file.ts";
import { concernsViolence, intakeChannels, intakeReasons, intakeTypes, reporterCategories } from "../codes.ts";
import { readClaims } from "../guardian-claims.ts";
import type { IntakeType, ReporterCategory } from "../codes.ts";
import { isMandated } from "../rules-reporters.ts";
import { immediateProtection } from "../rules.ts";
import { startPreliminaryAssessment } from "../start-preliminary.ts";

export const intakeInput = formOf({
  ...childFields,
  ...claimFields,
  type: about(choice(intakeTypes, "vad som kom in"), { label: "Vad som kom in", start: { code: "anmälan" } }),
  receivedOn: about(requiredDate("vilken dag det kom in"), { label: "Dag det kom in", start: "today" }),
  receivedAt: about(requiredTime("vilken tid det kom in"), {
    label: "Klockslag",
    hint: "Tiderna i lagen räknas härifrån.",
    start: "now",
  }),
  channel: about(choice(intakeChannels, "hur det kom in"), { label: "Hur det kom in", as: "list" }),
  reporterCategory: about(choice(reporterCategories, "vem som anmäler eller ansöker"), { label: "Vem", as: "list" }),
  reporterName: about(optionalText(200), {
    label: "Namn och arbetsplats",
    hint: "Den som är skyldig att anmäla är aldrig anonym: skriv vem. Andra får vara det, lämna då tomt.",
    optional: false,
  }),
  reporterContact: about(optionalText(200), { label: "Telefon eller e-post" }),
  feedbackRequested: about(yesNo(), {
    label: "Vill anmälaren ha återkoppling?",
    hint: "Gäller den som är skyldig att anmäla, till exempel skola, vård och polis.",
    start: { code: "nej" },
  }),
  reasons: about(someChoices(intakeReasons, "en orsak"), {
    label: "Orsaker",
    hint: "Välj alla som passar. Våld gör att en utredning ska inledas utan dröjsmål.",
  }),
  concern: about(requiredText("vad oron eller ansökan gäller"), {
    label: "Vad oron eller ansökan gäller",
    hint: "Skriv det som anmälaren har sett och hört, så nära anmälarens egna ord som möjligt.",
    rows: 7,
  }),
  takeCase: about(optionalChoice(["ja", "nej"]), {
    label: "Vem tar hand om ärendet?",
    words: { ja: "Jag tar ansvar för ärendet", nej: "Ärendet ska fördelas" },
    hints: { nej: "Det visas för enheten under Utan ansvarig." },
    start: { code: "ja" },
  }),
})
  .refine((input) => input.birthDate !== undefined || input.identityNumber !== undefined, {
    path: ["birthDate"],
    message: "Ange personnummer eller födelsedatum.",
  })
  .refine((input) => !isFromMandated(input) || input.reporterName !== undefined, {
    path: ["reporterName"],
    message: "Skriv vem som anmäler. Den som är skyldig att anmäla kan inte vara anonym.",
  });

type Input = z.output<typeof intakeInput>;

/** What the one who registered is told: the case when he or she may see it, otherwise only that it was received. */
export const receipt = z.object({ maySee: answer.yesNo, caseId: answer.id.exactOptional(), intakeId: answer.id.exactOptional() });

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
    if (context.actor.unitId === null) {
      return failed({
        code: "no-unit",
        message: "Du hör inte till någon enhet.",
        hint: "Be systemförvaltaren att koppla dig till en enhet.",
      });
    }
    const read = readForm(input, receivedAt, context);
    if (!read.ok) return read;
    const people = await registerPeople(tx, context, input, read.value);
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
        reporter_mandated: isFromMandated(input),
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

type Report = { readonly type: IntakeType; readonly reporterCategory: ReporterCategory; readonly receivedOn: string };

/** A report of somebody who must report, who cannot be anonymous. */
function isFromMandated({ type, reporterCategory, receivedOn }: Report): boolean {
  return type === "anmälan" && isMandated(reporterCategory, receivedOn);
}

/** What the form says of the child's number and of guardians, or every fault of it at once. */
function readForm(input: Input, receivedAt: Date, context: Context) {
  const number = readNumberOf(input.identityNumber, context);
  const said = { birthDate: input.birthDate, ...(number.ok ? number.value : { identityNumber: undefined, numberDate: undefined }) };
  const claims = readClaims(input, context, said.identityNumber);
  const born = number.ok || said.birthDate !== undefined ? (bornAfter(input.receivedOn, said) ?? dayOfBirth(said, context)) : undefined;
  const early = receivedAt > context.now ? invalidField("receivedOn", "Tidpunkten har inte varit än.") : undefined;
  const fault = allFaults(early, number, born, claims);
  if (fault) return fault;
  return ok({ number: valueOf(number), claims: valueOf(claims) });
}

type Read = Extract<ReturnType<typeof readForm>, { ok: true }>["value"];

async function registerPeople(tx: Tx, context: Context, input: Input, { number, claims }: Read) {
  const child = await registerChild(tx, context, {
    ...number,
    birthDate: input.birthDate,
    givenName: input.givenName,
    familyName: input.familyName,
    sex: input.sex,
    protectedIdentity: input.protectedIdentity,
    language: input.language,
    interpreterNeed: input.interpreterNeed,
    correction: { source: input.correctionSource, sourceDetail: input.correctionSourceDetail, sourceOn: input.correctionSourceOn },
  });
  return child.ok ? ok({ child: child.value, claims }) : child;
}
