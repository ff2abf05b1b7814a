import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalDate, optionalIds, requiredDate, requiredId, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import type { Failed } from "../../../platform/basics/result.ts";
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
  alsoIds: about(optionalIds(), {
    quiet: "each has a row of its own, and its own line",
    label: "Fick någon mer veta det samtidigt?",
    hint: "Samma dag och på samma sätt. Det skrivs för var och en.",
    when: { field: "outcome", is: ["informerad"] },
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
    const isTold = input.outcome === "informerad";
    const whom = [...new Set([input.personId, ...(isTold ? input.alsoIds : [])])];
    for (const personId of whom) {
      const field = personId === input.personId ? "personId" : "alsoIds";
      const wrong = whyNotTold(await findCustodies(tx, context, input.caseId, personId), {
        field,
        startedOn,
        on: input.happenedOn,
        today: context.today,
      });
      if (wrong) return wrong;
    }
    const rows = whom.map((personId) => ({
      id: newTouchedId(context),
      case_id: input.caseId,
      investigation_id: input.investigationId,
      person_id: personId,
      outcome: input.outcome,
      happened_on: input.happenedOn,
      content: input.content,
      review_on: isTold ? null : (input.reviewOn ?? null),
      ...stamp(context),
    }));
    context.touch(...whom);
    await tx.insertInto("investigation.opened_information").values(rows).execute();
    return ok({ informationId: rows[0]?.id ?? "" });
  },
});

/** Why somebody is not told of it as a guardian, at the field; nothing where the person is one on the day. */
function whyNotTold(
  custodies: readonly Custody[],
  { field, startedOn, on, today }: { readonly field: string; readonly startedOn: string; readonly on: string; readonly today: string },
): Failed | undefined {
  const [first] = custodies;
  if (!first) return invalidField(field, "Välj en av barnets vårdnadshavare.");
  if (custodies.some((one) => holdsOn(one, on))) return undefined;
  const at = custodies.some((one) => holdsDuring(one, startedOn, today)) && field === "personId" ? "happenedOn" : field;
  return invalidField(at, `Personen ${whyNotOn(first, on)}. Bara den som är vårdnadshavare den dagen informeras.`);
}
