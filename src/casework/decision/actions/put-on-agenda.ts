import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { getOpenInvestigation } from "../../investigation/conclude.ts";
import { agendaFields } from "../board/agenda-fields.ts";

/** Puts what an investigation proposes on the agenda of a committee or the board: what only they may decide (30 kap. 6–9 §§ SoL), or what is left to them. */
export const putOnAgenda = defineAction({
  name: "decision.put-on-agenda",
  title: "Lämna ett förslag till beslut till utskottet",
  input: formOf({ caseId: idField, investigationId: idField, ...agendaFields }),
  output: z.object({ agendaItemId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, investigationId, body, meetingOn, proposal }, context) {
    const investigation = await getOpenInvestigation(tx, context, caseId, investigationId);
    if (!investigation.ok) return investigation;
    if (meetingOn < context.today) return invalidField("meetingOn", "Sammanträdet har redan varit. Välj ett som kommer.");
    const agendaItemId = newTouchedId(context);
    await tx
      .insertInto("decision.agenda_item")
      .values({
        id: agendaItemId,
        case_id: caseId,
        investigation_id: investigationId,
        body,
        meeting_on: meetingOn,
        proposal,
        ...stamp(context),
      })
      .execute();
    return ok({ agendaItemId });
  },
});
