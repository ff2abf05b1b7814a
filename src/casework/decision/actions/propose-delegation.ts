import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import type { Machine, StaffActor } from "../../../platform/core/actor.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { isTheProgram } from "../../../platform/core/permit.ts";
import { buildsOn, choice, optionalText, requiredText } from "../../../platform/core/fields.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { exampleOrder } from "../delegation/example.ts";
import { readOrder } from "../delegation/read-order.ts";
import { lastVersion, writeVersion } from "../delegation/store.ts";

export const longestOrder = 500_000;
export const orderSources = ["exempel", "fil"] as const;

export const proposeInput = formOf({
  follows: buildsOn(0),
  orderName: about(requiredText("vad versionen heter", 200), { label: "Vad heter den?", hint: "Till exempel Delegationsordning 2026." }),
  from: about(choice(orderSources, "vad den görs av"), {
    label: "Börja med",
    words: { exempel: "Exemplet som följer med programmet", fil: "En fil" },
    hints: {
      exempel: "Ett neutralt exempel som ingen nämnd har beslutat. Ändra det till ert eget.",
      fil: "Excel-arbetsbok (.xlsx) eller CSV med en rad för varje punkt. Hämta den version som finns eller exemplet, ändra i den och läs in den igen.",
    },
  }),
  orderFile: optionalText(longestOrder),
});

const proposed = z.object({ version: answer.count });

/** Writes a new version of the delegation order as a proposal: of the example, or of a file, whose faults are told all at once with their rows and columns. */
export const proposeDelegation = defineAction<typeof proposeInput, z.output<typeof proposed>, StaffActor | Machine>({
  name: "decision.propose-delegation",
  title: "Gör ett förslag till delegationsordning",
  input: proposeInput,
  output: proposed,
  permit: [preparesDelegation, isTheProgram],
  async run(tx, { follows, orderName, from, orderFile }, context) {
    const last = await lastVersion(tx, context.actor.municipalityId);
    if (last !== follows) return failed(overtakenOrder);
    if (from === "fil" && orderFile === undefined) return invalidField("orderFile", "Välj filen med delegationsordningen.");
    const read = from === "fil" ? readOrder(orderFile ?? "", context.today) : { points: exampleOrder, faults: [] };
    if (read.faults.length > 0) return invalidField("orderFile", told(read.faults));
    const version = await writeVersion(tx, context, {
      number: last + 1,
      name: orderName,
      isExample: from === "exempel",
      points: read.points,
    });
    return ok({ version });
  },
});

const mostTold = 40;
/** All of them, as far as anybody reads. */
const told = (faults: readonly string[]): string =>
  [...faults.slice(0, mostTold), ...(faults.length > mostTold ? [`Och ${faults.length - mostTold} fel till.`] : [])].join("\n");

export const overtakenOrder = {
  code: "overtaken",
  message: "Någon annan har just gjort en ny version av delegationsordningen.",
  hint: "Öppna sidan på nytt, och ändra i den.",
} as const;
