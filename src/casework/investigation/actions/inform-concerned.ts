import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalDate, requiredDate, requiredId, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { findCustodies } from "../../people/custodies.ts";
import { holdsDuring, holdsOn, whyNotOn } from "../../people/guardian-on.ts";
import type { Custody } from "../../people/guardian-on.ts";
import { informationOutcomes } from "../codes.ts";
import { getOpenInvestigation } from "../conclude.ts";

const reasonsAgainst = { field: "outcome", is: ["särskilda skäl"] } as const;

export const informedInput = formOf({
  caseId: idField,
  investigationId: idField,
  personId: about(requiredId("vem det gäller"), { label: "Vem gäller det?" }),
  outcome: about(choice(informationOutcomes, "om vårdnadshavaren är informerad"), {
    label: "Är vårdnadshavaren informerad?",
    words: { informerad: "Ja", "särskilda skäl": "Nej, särskilda skäl talar mot det nu" },
    start: { code: "informerad" },
  }),
  reviewOn: about(optionalDate(), {
    label: "När prövar ni igen om skälen står kvar?",
    hint: "Dagen läggs i arbetslistan.",
    when: reasonsAgainst,
    needed: "Ange vilken dag ni prövar igen om skälen står kvar.",
  }),
  happenedOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", hint: "I dag är ifyllt.", start: "today" }),
  content: about(requiredText("hur informationen lämnades, eller vilka särskilda skäl som talar mot det", 2000), {
    label: "Hur informationen lämnades, eller vilka skäl som talar mot det",
    hint: "Skälen visas bara för den som ber om det, aldrig öppet i ärendet.",
    rows: 3,
  }),
}).refine((input) => input.outcome !== "särskilda skäl" || input.reviewOn === undefined || input.reviewOn > input.happenedOn, {
  path: ["reviewOn"],
  message: "Dagen måste ligga senare.",
});

/**
 * Records that a guardian was told that an investigation is open, or which särskilda skäl speak against it now (20 kap. 4 § SoL: den som
 * berörs). The child's own telling is a step of participation.
 */
export const informConcerned = defineAction({
  name: "investigation.inform-concerned",
  title: "Informera en vårdnadshavare om att en utredning har inletts",
  input: informedInput,
  output: z.object({ informationId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const investigation = await getOpenInvestigation(tx, context, input.caseId, input.investigationId);
    if (!investigation.ok) return investigation;
    const { startedOn } = investigation.value;
    if (input.happenedOn < startedOn || input.happenedOn > context.today) {
      return invalidField("happenedOn", `Utredningen inleddes ${startedOn}. Välj den dagen eller en senare, till och med i dag.`);
    }
    const custodies = await findCustodies(tx, context, input.caseId, input.personId);
    if (custodies.length === 0) return invalidField("personId", "Välj en av barnets vårdnadshavare.");
    if (!custodies.some((one) => holdsOn(one, input.happenedOn))) {
      const why = whyNotOn(custodies[0] as Custody, input.happenedOn);
      const field = custodies.some((one) => holdsDuring(one, startedOn, context.today)) ? "happenedOn" : "personId";
      return invalidField(field, `Personen ${why}. Bara den som är vårdnadshavare den dagen informeras.`);
    }
    const informationId = newTouchedId(context);
    context.touch(input.personId);
    const isTold = input.outcome === "informerad";
    await tx
      .insertInto("investigation.opened_information")
      .values({
        id: informationId,
        case_id: input.caseId,
        investigation_id: input.investigationId,
        person_id: input.personId,
        outcome: input.outcome,
        happened_on: input.happenedOn,
        content: input.content,
        review_on: isTold ? null : (input.reviewOn ?? null),
        ...stamp(context),
      })
      .execute();
    return ok({ informationId });
  },
});
