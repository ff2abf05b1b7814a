import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { buildsOn, choice, optionalText, requiredDate, someChoices } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { boardKinds, performerKinds, trainingNeeds } from "../codes.ts";
import { refuseNumbers } from "../no-numbers.ts";

const output = z.object({ number: answer.count });
const changedMeanwhile: Problem = {
  code: "changed-meanwhile",
  message: "Någon annan har ändrat i registret samtidigt.",
  hint: "Se vad som står nu, och bygg vidare på det.",
};

const needWithText: readonly (typeof trainingNeeds)[number][] = ["verktyg eller metod", "annan utbildning"];
const organisationInput = formOf({
  follows: buildsOn(0),
  holdsFrom: about(requiredDate("från vilken dag det gäller"), { label: "Gäller från", past: "Dagen har inte varit än." }),
  boards: about(choice(boardKinds, "hur nämnderna är ordnade"), {
    label: "Hur är verksamheten organiserad?",
    hint: "Utredning av barns behov, och utformning, genomförande och uppföljning av öppna insatser.",
    words: { "samma nämnd": "Inom en och samma nämnd", "olika nämnder": "Inom olika nämnder" },
    group: "organisation",
  }),
  boardsNote: about(optionalText(1000), { label: "Beskriv gärna", rows: 2, group: "organisation" }),
  performers: about(someChoices(performerKinds, "en som utför insatserna"), {
    label: "Hur utförs de öppna insatserna?",
    words: {
      "egen kommun": "I kommunal regi, inom den egna kommunen",
      "annan kommun": "I kommunal regi, i en annan kommun eller i samarbete med andra kommuner",
      "enskild regi": "I enskild regi",
    },
    group: "organisation",
  }),
  trainingNeeds: about(someChoices(trainingNeeds, "ett svar"), {
    label: "Vad behöver handläggarna vidareutbildning i, för att göra barn delaktiga?",
    words: {
      "verktyg eller metod": "Något verktyg eller någon metod",
      bemötande: "Bemötande utifrån barnens olika förutsättningar och behov",
      "rättigheter och delaktighet": "Barnets rättigheter och delaktighet",
      "annan utbildning": "Annat",
      "inget behov": "Inget: vi har den utbildning och kompetens vi behöver",
    },
    group: "training",
  }),
  trainingNote: about(optionalText(1000), {
    label: "Vilket verktyg, vilken metod eller vad annat?",
    rows: 2,
    when: { field: "trainingNeeds", is: needWithText },
    needed: "Skriv vilket verktyg, vilken metod eller vilken utbildning.",
    group: "training",
  }),
}).refine(({ trainingNeeds: needs }) => !needs.includes("inget behov") || new Set(needs).size === 1, {
  path: ["trainingNeeds"],
  message: "Välj antingen de utbildningar som behövs eller att inget behövs.",
});

/** Says how the work is organised and what further training is needed. The earlier rows stay. Faults at the fields, all at once. */
export const describeOrganisation = defineAction({
  name: "register.describe-organisation",
  title: "Beskriv organisationen och behovet av vidareutbildning",
  input: organisationInput,
  output,
  permit: [keepsRegister],
  async run(tx, input, context) {
    const clean = refuseNumbers(input, context.today);
    if (!clean.ok) return clean;
    const needs = [...new Set(input.trainingNeeds)];
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
