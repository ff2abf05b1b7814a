import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { buildsOn, requiredText } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { agencyNumber, findAddressee } from "../delivery/addressee.ts";
import { findSet, noSuchSet } from "../find-set.ts";

const changedMeanwhile: Problem = {
  code: "changed-meanwhile",
  message: "Någon annan har ändrat mottagaren sedan du öppnade sidan.",
  hint: "Se vad som står nu.",
};

/** Says where the answers of a survey are sent: the agency and its round. Problems: `not-found`, `changed-meanwhile`, faults at the fields. */
export const addressAnswers = defineAction({
  name: "survey.address-answers",
  title: "Ange vart svaren på en enkät ska skickas",
  input: z.object({
    answerSetId: idField,
    follows: buildsOn(0),
    agency: agencyNumber,
    roundId: requiredText("omgångens nummer", 40).pipe(
      z
        .string()
        .toLowerCase()
        .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u, "Omgångens nummer är 36 tecken. Det står i brevet från myndigheten."),
    ),
  }),
  output: z.object({ number: answer.count }),
  permit: [keepsRegister],
  async run(tx, { answerSetId, follows, agency, roundId }, context) {
    const { municipalityId } = context.actor;
    const set = await findSet(tx, context.actor, answerSetId);
    if (!set) return failed(noSuchSet);
    const last = await findAddressee(tx, municipalityId, set.id);
    if ((last?.number ?? 0) !== follows) return failed(changedMeanwhile);
    context.touch(set.id);
    const added = await tx
      .insertInto("survey.addressee")
      .values({ answer_set_id: set.id, number: follows + 1, agency, round_id: roundId, ...stamp(context) })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    return added ? ok({ number: added.number }) : failed(changedMeanwhile);
  },
});
