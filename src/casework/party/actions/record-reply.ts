import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalText, requiredDate } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { replyKinds } from "../codes.ts";

export const replyInput = formOf({
  caseId: idField,
  communicationId: idField,
  repliedOn: about(requiredDate("vilken dag"), { past: true, label: "Vilken dag kom svaret?", start: "today" }),
  kind: about(choice(replyKinds, "vad parten svarade"), {
    label: "Vad svarade parten?",
    words: { yttrande: "Parten har yttrat sig", "inga synpunkter": "Parten har inga synpunkter" },
  }),
  content: about(optionalText(), {
    label: "Yttrandet",
    journal: "",
    hint: "Med partens egna ord.",
    rows: 6,
    when: { field: "kind", is: ["yttrande"] },
    needed: "Skriv vad parten har yttrat.",
  }),
});

/** Writes what a party answered to the material, once. Problems: `not-found`, `already-done`. */
export const recordReply = defineAction({
  name: "party.record-reply",
  title: "Skriv vad en part svarade",
  input: replyInput,
  output: z.object({ communicationId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, communicationId, repliedOn, kind, content }, context) {
    const told = await tx
      .selectFrom("party.communication")
      .select(["happened_on", "kind", "person_id"])
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", caseId)
      .where("id", "=", communicationId)
      .executeTakeFirst();
    if (!told || told.kind !== "kommunicerat" || told.person_id === null)
      return failed({ code: "not-found", message: "Kommuniceringen finns inte i ärendet." });
    const day = trueDay(context, repliedOn, "repliedOn", { day: told.happened_on, what: "Parten fick del av materialet" });
    if (!day.ok) return day;
    context.touch(communicationId, told.person_id);
    await tx
      .insertInto("party.reply")
      .values({
        communication_id: communicationId,
        case_id: caseId,
        replied_on: repliedOn,
        kind,
        content: kind === "yttrande" ? (content ?? null) : null,
        ...stamp(context),
      })
      .execute();
    return ok({ communicationId });
  },
});
