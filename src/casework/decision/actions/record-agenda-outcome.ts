import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { stockholmDate } from "../../../platform/basics/dates.ts";
import { agendaOutcomeFields } from "../board/agenda-fields.ts";

/** Writes what came of a proposal at the meeting: the paragraph, who took part, reservations. The decision itself is then written in the investigation. */
export const recordAgendaOutcome = defineAction({
  name: "decision.record-agenda-outcome",
  title: "Skriv vad utskottet beslutade",
  input: formOf({ caseId: idField, agendaItemId: idField, ...agendaOutcomeFields }),
  output: z.object({ agendaItemId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, agendaItemId, outcome, otherDecision, heldOn, minutesNumber, participants, reservation }, context) {
    const item = await tx
      .selectFrom("decision.agenda_item")
      .select(["body", "recorded_at"])
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", caseId)
      .where("id", "=", agendaItemId)
      .executeTakeFirst();
    if (!item) return failed({ code: "not-found", message: "Förslaget finns inte i ärendet." });
    const day = trueDay(context, heldOn, "heldOn", { day: stockholmDate(item.recorded_at), what: "Förslaget lämnades" });
    if (!day.ok) return day;
    context.touch(agendaItemId);
    const words = {
      outcome,
      other_decision: otherDecision ?? null,
      minutes_number: minutesNumber,
      participants,
      reservation: reservation ?? null,
    };
    await tx
      .insertInto("decision.agenda_outcome")
      .values({ item_id: agendaItemId, case_id: caseId, body: item.body, held_on: day.value, ...words, ...stamp(context) })
      .execute();
    return ok({ agendaItemId });
  },
});
