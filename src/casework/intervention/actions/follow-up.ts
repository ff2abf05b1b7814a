import { refuseUnqualified } from "../../decision/delegation/qualified.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { choice, choices, optionalChoice, optionalDate, optionalText, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { carriedOut, changesNeeded, followUpAttainments, measuredKinds, measuredUses } from "../codes.ts";
import { requireHeard } from "../../participation/heard.ts";
import { takePhase } from "../../participation/phases.ts";
import { otherReason, reasonsToRetry, tryAgain, tryAgainMessage, whyNot } from "../../participation/reason-words.ts";
import { NOT_HEARD_REASONS } from "../../participation/rules.ts";
import { without } from "../../../platform/basics/codes.ts";
import { DEFAULT_FOLLOW_UP_MONTHS } from "../rules.ts";
import { requireBeginning } from "../begin.ts";
import { getIntervention } from "../find-intervention.ts";

const isMeasured = { field: "measured", is: measuredKinds };
const isResult = { field: "measured", is: ["resultat"] };

export const followUpInput = formOf({
  caseId: idField,
  interventionId: idField,
  /** Asked for where nobody has said yet that it began. */
  beganOn: about(optionalDate(), {
    label: "Dagen då insatsen började",
    hint: "Den planerade dagen är ifylld. Ändra om det blev en annan.",
    optional: false,
  }),
  followedUpOn: about(requiredDate("vilken dag uppföljningen gjordes"), {
    past: true,
    label: "Dag",
    hint: "I dag är ifyllt.",
    start: "today",
  }),
  childView: about(optionalText(), {
    label: "Vad tycker {barnet}?",
    journal: "Barnets syn",
    hint: "Har barnet sagt något i uppföljningen är det senaste ifyllt.",
    rows: 4,
  }),
  notHeardReason: about(optionalChoice(NOT_HEARD_REASONS), {
    ...whyNot,
    as: "buttons",
  }),
  notHeardText: about(optionalText(2000), otherReason("notHeardReason")),
  tryAgainOn: about(optionalDate(), {
    ...tryAgain,
    when: { field: "notHeardReason", is: NOT_HEARD_REASONS },
    needed: { message: tryAgainMessage, when: { field: "notHeardReason", is: reasonsToRetry } },
  }),
  carriedOutAsPlanned: about(choice(carriedOut, "om insatsen genomförs som planerat"), {
    label: "Genomförs insatsen som planerat?",
    journal: "Genomförs som planerat",
    inline: true,
  }),
  goalAttainment: about(choice(followUpAttainments, "hur det går med målen"), { label: "Hur går det med målen?" }),
  summary: about(requiredText("vad uppföljningen visar"), { label: "Vad visar uppföljningen?", rows: 4, journal: "" }),
  /** Individbaserad systematisk uppföljning: question 20 of the national questionnaire. */
  measured: about(choices(measuredKinds), {
    label: "Vad har följts upp systematiskt?",
    hint: "Kryssa för det som ni har beskrivit med ett instrument eller ett annat mått, på samma sätt varje gång.",
    words: {
      "problem och behov": "{barnet}s problem och behov",
      "stöd och insatser": "Stödet och insatserna till {barnet}",
      resultat: "Resultatet för {barnet}",
    },
  }),
  measuredWith: about(optionalText(200), {
    label: "Med vilket instrument eller mått?",
    when: isMeasured,
    needed: "Skriv vilket instrument eller mått ni använde.",
  }),
  measuredBefore: about(optionalText(200), {
    label: "Vad visade måttet före?",
    hint: "Vid insatsens början eller vid förra uppföljningen, till exempel poängen.",
    optional: "om resultatet inte har följts upp",
    when: isMeasured,
    needed: { message: "Skriv vad måttet visade före: ett resultat är skillnaden.", when: isResult },
  }),
  measuredNow: about(optionalText(200), {
    label: "Vad visar måttet nu?",
    optional: "om resultatet inte har följts upp",
    when: isMeasured,
    needed: { message: "Skriv vad måttet visar nu: ett resultat är skillnaden.", when: isResult },
  }),
  measuredUse: about(choices(measuredUses), {
    label: "Hur används det?",
    words: {
      "samtal med barnet": "I samtal med {barnet}",
      planering: "När insatsen planeras och ändras",
      sammanställning: "I en sammanställning på gruppnivå, för att utveckla verksamheten",
      "inte än": "Det har inte använts än",
    },
    when: isMeasured,
    needed: "Kryssa för hur det används, eller att det inte har använts än.",
  }),
  changeNeeded: about(choice(changesNeeded, "om något behöver ändras"), {
    label: "Behöver insatsen ändras?",
    journal: "Behöver ändras",
    words: {
      nej: "Nej, den fortsätter",
      "ändrad insats": "Ja, en ändrad insats",
      "utökad insats": "Ja, en utökad insats",
      avsluta: "Den kan avslutas",
    },
  }),
  nextFollowUpOn: about(optionalDate(), {
    label: "Nästa uppföljning, om insatsen inte kan avslutas",
    journal: "Nästa",
    hint: "Sex månader är ifyllt.",
    start: { months: DEFAULT_FOLLOW_UP_MONTHS },
    when: { field: "changeNeeded", is: without(changesNeeded, "avsluta") },
    needed: "Ange när insatsen följs upp nästa gång.",
  }),
})
  .refine((input) => input.nextFollowUpOn === undefined || input.nextFollowUpOn > input.followedUpOn, {
    path: ["nextFollowUpOn"],
    message: "Nästa uppföljning måste ligga efter den här.",
  })
  .refine((input) => !input.measuredUse.includes("inte än") || new Set(input.measuredUse).size === 1, {
    path: ["measuredUse"],
    message: "Kryssa antingen för hur det används eller att det inte har använts än.",
  })
  .refine((input) => input.notHeardReason === undefined || input.tryAgainOn === undefined || input.tryAgainOn > input.followedUpOn, {
    path: ["tryAgainOn"],
    message: "Dagen att försöka igen måste ligga senare.",
  });

/**
 * Records a follow-up of an intervention: carried out as planned, the child's view, the goals, what needs changing. It is met by a record
 * with the child (a conversation, or what the child has said in another way) or by a reason why the child was not heard.
 */
export const followUp = defineAction({
  name: "intervention.follow-up",
  title: "Följ upp insatsen",
  input: followUpInput,
  output: z.object({ followUpId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const qualified = await refuseUnqualified(tx, context, "uppföljning");
    if (!qualified.ok) return qualified;
    const intervention = await getIntervention(tx, context, input.caseId, input.interventionId);
    if (!intervention.ok) return intervention;
    const { followUpPhaseId } = intervention.value;
    if (followUpPhaseId === null) {
      return failed({ code: "not-planned", message: "Insatsen är inte planerad än.", hint: "Planera insatsen med barnet först." });
    }
    const begun = await requireBeginning(tx, context, input, intervention.value, input.beganOn, context.today);
    if (!begun.ok) return begun;
    if (input.followedUpOn < begun.value || input.followedUpOn > context.today) {
      return invalidField("followedUpOn", `Välj en dag från insatsens början, ${begun.value}, till och med i dag.`);
    }
    const phase = await takePhase(tx, context.actor.municipalityId, input.caseId, followUpPhaseId);
    if (!phase.ok) return phase;
    const earlier = await earlierFollowUps(tx, context, input.caseId, input.interventionId);
    const where = { caseId: input.caseId, phaseId: followUpPhaseId, on: input.followedUpOn, ...earlier };
    const heard = await requireHeard(tx, context, where, input);
    if (!heard.ok) return heard;
    const followUpId = newTouchedId(context);
    await tx
      .insertInto("intervention.follow_up")
      .values({
        id: followUpId,
        case_id: input.caseId,
        intervention_id: input.interventionId,
        heard_phase_id: followUpPhaseId,
        heard_id: heard.value,
        followed_up_on: input.followedUpOn,
        carried_out_as_planned: input.carriedOutAsPlanned,
        child_view: input.childView ?? null,
        goal_attainment: input.goalAttainment,
        change_needed: input.changeNeeded,
        summary: input.summary,
        next_follow_up_on: input.nextFollowUpOn ?? null,
        measured: [...new Set(input.measured)],
        measured_with: input.measuredWith ?? null,
        measured_before: input.measuredBefore ?? null,
        measured_now: input.measuredNow ?? null,
        measured_use: [...new Set(input.measuredUse)],
        ...stamp(context),
      })
      .execute();
    return ok({ followUpId });
  },
});

type Earlier = { readonly since: { on: string; recordedAt: Date } | null; readonly used: readonly string[] };

/** When the intervention was last followed up, when that was written, and the records of the child that served. */
async function earlierFollowUps(tx: Tx, context: Context, caseId: string, interventionId: string): Promise<Earlier> {
  const rows = await tx
    .selectFrom("intervention.follow_up")
    .select(["followed_up_on", "recorded_at", "heard_id"])
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("case_id", "=", caseId)
    .where("intervention_id", "=", interventionId)
    .orderBy("followed_up_on", "desc")
    .orderBy("recorded_at", "desc")
    .execute();
  const [last] = rows;
  const used = rows.flatMap((row) => (row.heard_id === null ? [] : [row.heard_id]));
  return { since: last ? { on: last.followed_up_on, recordedAt: last.recorded_at } : null, used };
}
