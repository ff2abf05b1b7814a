import { without } from "../../platform/basics/codes.ts";
import { about, aboutOf } from "../../platform/core/about.ts";
import { codes } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { z } from "zod";
import type { Tx } from "../../platform/database/connect.ts";
import { ageOn } from "../../platform/basics/dates.ts";
import type { Context } from "../../platform/core/door.ts";
import { choice, optionalChoice, optionalDate, optionalText, yesNo } from "../../platform/core/fields.ts";
import { idField } from "../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import { citationOn } from "../../platform/law/provision.ts";
import { failed, invalidField, ok } from "../../platform/basics/result.ts";
import type { FieldProblem, Result } from "../../platform/basics/result.ts";
import type { ChildInCustody } from "./child-of-case.ts";
import { CHILD_ANSWERS, GUARDIAN_ANSWERS, ONE_GUARDIAN_ALONE } from "./consent-terms.ts";
import type { ConsentBasis, ConsentInput } from "./consent-terms.ts";
import { whyNotOn } from "../people/guardian-on.ts";
import { consent, consentKindOf } from "./rules-consent.ts";
import { groundFits } from "./rules-fit.ts";

export const consentForms = codes["decision.consent.form"];

const answered = without(GUARDIAN_ANSWERS, "inte tillfrågad", "förhindrad");
const silent = { field: "guardians.answer", is: ["samtycker inte", "inte tillfrågad"] } as const;
const childAnswered = { field: "childAnswer", is: without(CHILD_ANSWERS, "inte tillfrågad") };
const prevented = { field: "guardians.answer", is: ["förhindrad"] } as const;
/** Why the journal is silent: what the rule came to stands in the decision, with its provision. */
const weighed = "weighed by the rule";
const whose = {
  day: { label: "Dag för svaret", start: "today" },
  form: { label: "Hur lämnades svaret?", inline: true, start: { code: "muntligt" } },
  place: { label: "Plats", hint: "Till exempel hembesök eller telefon." },
} as const;

/** What a decision to grant asks for about consent: each answer with its own day, form and place. */
export const consentFields = {
  guardians: z
    .array(
      z.object({
        personId: idField,
        answer: about(choice(GUARDIAN_ANSWERS, "vårdnadshavarens svar"), { label: "Vårdnadshavaren", inline: true }),
        givenOn: about(optionalDate(), { ...whose.day, when: { field: "answer", is: answered } }),
        form: about(optionalChoice(consentForms), { ...whose.form, when: { field: "answer", is: answered } }),
        place: about(optionalText(200), { ...whose.place, when: { field: "answer", is: answered } }),
      }),
    )
    .default([]),
  childAnswer: about(choice(CHILD_ANSWERS, "barnets svar"), { label: "{barnet}, barnet", inline: true }),
  childAnsweredOn: about(optionalDate(), { ...whose.day, when: childAnswered }),
  childAnswerForm: about(optionalChoice(consentForms), { ...whose.form, when: childAnswered }),
  childAnswerPlace: about(optionalText(200), { ...whose.place, when: childAnswered }),
  /** How those answered for whom nothing of their own is said. */
  consentForm: about(optionalChoice(consentForms), { label: "Hur svaren lämnades" }),
  suitable: about(yesNo(), {
    quiet: weighed,
    label: "När någon vårdnadshavare inte samtycker",
    words: { ja: "Det är lämpligt att ge insatsen utan vårdnadshavares samtycke" },
    as: "box",
  }),
  consentReasoning: about(optionalText(), {
    label: "Skäl",
    term: "Varför utan samtycke",
    hint: "Varför behövs insatsen, med hänsyn till barnets bästa, fast någon inte samtycker?",
    rows: 3,
    optional: false,
  }),
  cannotWait: about(optionalText(), {
    label: "Hur är vårdnadshavaren förhindrad, och varför kan beslutet inte vänta?",
    term: "Varför det inte kunde vänta",
    hint: "Frånvaro, sjukdom eller annat, och vilken olägenhet det skulle vara att vänta.",
    rows: 3,
    when: prevented,
    optional: false,
  }),
  farReaching: about(yesNo(), {
    quiet: weighed,
    label: "Betydelse för barnets framtid",
    words: { ja: "Beslutet är av ingripande betydelse för barnets framtid" },
    as: "box",
    when: prevented,
  }),
  clearlyDemanded: about(optionalText(), {
    label: "Varför kräver barnets bästa uppenbarligen beslutet?",
    term: "Varför barnets bästa krävde det",
    rows: 3,
    when: { field: "farReaching", is: ["ja"] },
    optional: false,
  }),
} as const;

/** As the form asks for it: who confirmed guardians are is known there, so that the reasons are asked for where one of them has not consented. */
export const consentForm = {
  ...consentFields,
  suitable: about(yesNo(), { ...aboutOf(consentFields, "suitable"), when: silent }),
  consentReasoning: about(optionalText(), { ...aboutOf(consentFields, "consentReasoning"), when: silent }),
} as const;

type ConsentFields = z.output<z.ZodObject<typeof consentFields>>;

export type ConsentGiven = {
  readonly basis: ConsentBasis;
  readonly provision: string;
  readonly reasoning: string | null;
  readonly cannotWait: string | null;
  readonly farReaching: boolean | null;
  readonly clearlyDemanded: string | null;
  readonly explanation: string;
};

export type ConsentQuestion = {
  readonly type: string;
  readonly recipient: CodeOf<"intervention.intervention.recipient">;
  readonly groundId: string;
  readonly decidedOn: string;
  /** What nobody can have consented to before: the day the matter came in. */
  readonly cameOn: string;
};

/**
 * Tries whether the answers are enough for the intervention on the day of the decision (21 kap. SoL, 6 kap. 13–13 a §§ FB), and whether the
 * ground that was chosen fits them: the way that permits it, or a problem at the field that says what is lacking. A guardian who is not
 * answered for counts as not asked.
 */
export function weighConsent(
  context: Context,
  child: ChildInCustody,
  fields: ConsentFields,
  question: ConsentQuestion,
): Result<ConsentGiven> {
  const { type, groundId, decidedOn } = question;
  const days = [...faultyDays(context, fields, question), ...answersOutsideCustody(child, fields, decidedOn)];
  if (days.length > 0) return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields: days });
  const input = inputOf(child, fields, question);
  const outcome = consent.apply(input);
  const open = outcome.ways.filter((way) => way.missing.length === 0);
  const fits = (basis: ConsentBasis) => groundFits.apply({ groundId, intervention: type, basis, decidedOn });
  const way = open.find(({ basis }) => fits(basis).permitted);
  if (open.length === 0) return lacking(input, outcome, groundId);
  if (way === undefined) {
    const basis = open[0]?.basis ?? "samtycke";
    const fit = { groundId, intervention: type, basis, decidedOn };
    return invalidField("legalGround", groundFits.explain(fit, fits(basis)));
  }
  const chosen = { ...outcome, permitted: true, basis: way.basis, because: way.because };
  const alone = way.basis === ONE_GUARDIAN_ALONE;
  const reasoning = fields.consentReasoning ?? null;
  if (way.basis !== "samtycke" && !alone && reasoning === null) {
    return invalidField("consentReasoning", "Skriv varför det är lämpligt att besluta utan vårdnadshavares samtycke.");
  }
  return ok({
    basis: way.basis,
    provision: citationOn(way.because, decidedOn),
    reasoning,
    cannotWait: alone ? (fields.cannotWait ?? null) : null,
    farReaching: alone ? (input.farReaching ?? false) : null,
    clearlyDemanded: alone ? (fields.clearlyDemanded ?? null) : null,
    explanation: consent.explain(input, chosen),
  });
}

function inputOf(child: ChildInCustody, fields: ConsentFields, { type, recipient, groundId, decidedOn }: ConsentQuestion): ConsentInput {
  const answers = new Map(fields.guardians.map((guardian) => [guardian.personId, guardian.answer]));
  return {
    decidedOn,
    ageYears: ageOn(child.birthDate, decidedOn),
    kind: consentKindOf(type, recipient, groundId),
    guardians: child.guardians.map(({ id }) => answers.get(id) ?? "inte tillfrågad"),
    guardianKinds: child.guardians.map(({ kind }) => kind),
    child: fields.childAnswer,
    childAnsweredAtAge: ageOn(child.birthDate, fields.childAnsweredOn ?? decidedOn),
    suitable: fields.suitable,
    bestInterestsGround: fields.consentReasoning ?? "",
    cannotWait: fields.cannotWait ?? "",
    clearlyDemanded: fields.clearlyDemanded ?? "",
    ...(fields.farReaching ? { farReaching: true } : {}),
  };
}

/** True for what somebody has said; whoever was not asked or was prevented has said nothing, on no day. */
function isAnswer(answer: string): boolean {
  return answer !== "inte tillfrågad" && answer !== "förhindrad";
}

/** Nobody consents before the matter came in, after the decision or on a day to come. */
function faultyDays(context: Context, fields: ConsentFields, { decidedOn, cameOn }: ConsentQuestion): FieldProblem[] {
  const given = [
    ...fields.guardians.map(({ givenOn, answer }, place) => ({ field: `guardians.${place}.givenOn`, day: givenOn, answer })),
    { field: "childAnsweredOn", day: fields.childAnsweredOn, answer: fields.childAnswer },
  ];
  return given.flatMap(({ field, day, answer }) => {
    if (day === undefined || !isAnswer(answer)) return [];
    if (day > context.today) return [{ field, message: "Dagen har inte varit än. Ange den dag svaret lämnades." }];
    if (day > decidedOn) return [{ field, message: `Beslutet är från ${decidedOn}. Svaret måste ha lämnats före det.` }];
    if (day < cameOn) return [{ field, message: `Det kom in ${cameOn}. Svaret kan inte ha lämnats före det.` }];
    return [];
  });
}

/** A guardian answers as one: custody that had ended or not begun when the answer was given, or when it was decided, gives nobody a say. */
function answersOutsideCustody({ guardians, others }: ChildInCustody, fields: ConsentFields, decidedOn: string): FieldProblem[] {
  return fields.guardians.flatMap(({ personId, givenOn, answer }, place) => {
    const other = others.find((one) => one.id === personId);
    if (other && answer !== "inte tillfrågad") {
      const message = `Personen ${whyNotOn(other, decidedOn)} och har inget att säga om ett beslut ${decidedOn}. Välj att ingen har frågat.`;
      return [{ field: `guardians.${place}.answer`, message }];
    }
    const own = guardians.find((one) => one.id === personId);
    if (!own || givenOn === undefined || !isAnswer(answer) || givenOn >= own.validFrom) return [];
    return [
      { field: `guardians.${place}.givenOn`, message: `Personen ${whyNotOn(own, givenOn)}. Svaret måste vara lämnat då eller senare.` },
    ];
  });
}

/** What is lacking, at the field where the nearest way begins: the reasons of FB 6:13, or the answers. */
function lacking(input: ConsentInput, outcome: ReturnType<typeof consent.apply>, groundId: string): Result<never> {
  const message = consent.explain(input, outcome);
  const alone = outcome.ways.find(({ basis }) => basis === ONE_GUARDIAN_ALONE);
  const fields: FieldProblem[] = [];
  if (alone && groundId !== "one-guardian-refuses" && !alone.missing.includes("samtycke från minst en vårdnadshavare")) {
    if (alone.missing.some((one) => one.includes("inte kan vänta"))) {
      fields.push({ field: "cannotWait", message: "Skriv varför beslutet inte kan vänta utan olägenhet (6 kap. 13 § FB)." });
    }
    if (alone.missing.some((one) => one.includes("uppenbarligen"))) {
      fields.push({ field: "clearlyDemanded", message: "Skriv varför barnets bästa uppenbarligen kräver det (6 kap. 13 § FB)." });
    }
  }
  if (fields.length === 0) fields.push({ field: "childAnswer", message });
  return failed({ code: "consent-missing", message: "Samtycke saknas.", fields });
}

/** Writes each person's answer beside the decision it belongs to, with its own day, form and place. */
export async function recordConsents(
  tx: Tx,
  context: Context,
  decision: { readonly id: string; readonly caseId: string; readonly decidedOn: string },
  child: ChildInCustody,
  fields: ConsentFields,
): Promise<void> {
  const answers = new Map(fields.guardians.map((guardian) => [guardian.personId, guardian]));
  const rows = [
    ...child.guardians.map(({ id, kind }) => {
      const given = answers.get(id);
      const { answer = "inte tillfrågad", givenOn, form, place } = given ?? {};
      return { personId: id, capacity: kind, answer, givenOn, form, place };
    }),
    {
      personId: child.childId,
      capacity: "barnet" as const,
      answer: fields.childAnswer,
      givenOn: fields.childAnsweredOn,
      form: fields.childAnswerForm,
      place: fields.childAnswerPlace,
    },
  ];
  await tx
    .insertInto("decision.consent")
    .values(
      rows.map((row) => ({
        id: newTouchedId(context),
        case_id: decision.caseId,
        decision_id: decision.id,
        person_id: row.personId,
        capacity: row.capacity,
        answer: row.answer,
        given_on: isAnswer(row.answer) ? (row.givenOn ?? decision.decidedOn) : null,
        form: isAnswer(row.answer) ? (row.form ?? fields.consentForm ?? "muntligt") : null,
        place: isAnswer(row.answer) ? (row.place ?? null) : null,
        ...stamp(context),
      })),
    )
    .execute();
}
