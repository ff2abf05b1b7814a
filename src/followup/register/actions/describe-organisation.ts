import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { buildsOn, choice, optionalText, requiredDate, someChoices } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { FieldProblem, Problem } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { boardKinds, performerKinds, trainingNeeds } from "../codes.ts";

const output = z.object({ number: answer.count });
const changedMeanwhile: Problem = {
  code: "changed-meanwhile",
  message: "Någon annan har ändrat i registret samtidigt.",
  hint: "Se vad som står nu, och bygg vidare på det.",
};

/** Says how the work is organised and what further training is needed. The earlier rows stay. Faults at the fields, all at once. */
export const describeOrganisation = defineAction({
  name: "register.describe-organisation",
  title: "Beskriv organisationen och behovet av vidareutbildning",
  input: z.object({
    follows: buildsOn(0),
    holdsFrom: requiredDate("från vilken dag det gäller"),
    boards: choice(boardKinds, "hur nämnderna är ordnade"),
    boardsNote: optionalText(1000),
    performers: someChoices(performerKinds, "en som utför insatserna"),
    trainingNeeds: someChoices(trainingNeeds, "ett svar"),
    trainingNote: optionalText(1000),
  }),
  output,
  permit: [keepsRegister],
  async run(tx, input, context) {
    const needs = [...new Set(input.trainingNeeds)];
    const fields: FieldProblem[] = [];
    if (input.holdsFrom > context.today) fields.push({ field: "holdsFrom", message: "Dagen har inte varit än." });
    if (needs.includes("inget behov") && needs.length > 1)
      fields.push({ field: "trainingNeeds", message: "Välj antingen de utbildningar som behövs eller att inget behövs." });
    if (input.trainingNote === undefined && needs.some((need) => need === "verktyg eller metod" || need === "annan utbildning"))
      fields.push({ field: "trainingNote", message: "Skriv vilket verktyg, vilken metod eller vilken utbildning." });
    if (fields.length > 0) return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields });
    const number = (await lastOf(tx, context, "register.organisation")) + 1;
    if (number !== input.follows + 1) return failed(changedMeanwhile);
    const added = await tx
      .insertInto("register.organisation")
      .values({
        number,
        holds_from: input.holdsFrom,
        boards: input.boards,
        boards_note: input.boardsNote ?? null,
        performers: [...new Set(input.performers)],
        training_needs: needs,
        training_note: input.trainingNote ?? null,
        ...stamp(context),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    return added ? ok({ number }) : failed(changedMeanwhile);
  },
});

/** Says that the register has been gone through and is whole: what does not stand there, the municipality does not have. */
export const confirmInventory = defineAction({
  name: "register.confirm-inventory",
  title: "Säg att registret är genomgånget och helt",
  input: z.object({}),
  output,
  permit: [keepsRegister],
  async run(tx, _input, context) {
    const number = (await lastOf(tx, context, "register.inventory")) + 1;
    await tx
      .insertInto("register.inventory")
      .values({ number, done_on: context.today, ...stamp(context) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return ok({ number });
  },
});

async function lastOf(tx: Tx, { actor }: Context, table: "register.organisation" | "register.inventory"): Promise<number> {
  const row = await tx
    .selectFrom(table)
    .select((select) => select.fn.max("number").as("last"))
    .where("municipality_id", "=", actor.municipalityId)
    .executeTakeFirst();
  return row?.last ?? 0;
}
