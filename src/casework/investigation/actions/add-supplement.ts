import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";

export const supplementInput = formOf({
  caseId: idField,
  investigationId: idField,
  concerns: about(requiredText("vad tillägget gäller", 200), {
    label: "Vad gäller tillägget?",
    hint: "Rubriken i utredningen, till exempel Skola.",
  }),
  text: about(requiredText("tillägget"), {
    label: "Tillägg eller rättelse",
    journal: "",
    hint: "Det som är underskrivet står kvar.",
    rows: 8,
  }),
});

/** Corrects or adds to an investigation that is signed: dated today, beside what was signed and never in its place. */
export const addSupplement = defineAction({
  name: "investigation.add-supplement",
  title: "Skriv ett tillägg till en underskriven utredning",
  input: supplementInput,
  output: z.object({ supplementId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const signed = await tx
      .selectFrom("investigation.signature")
      .select("signed_on")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", input.caseId)
      .where("investigation_id", "=", input.investigationId)
      .executeTakeFirst();
    if (!signed)
      return failed({ code: "not-signed", message: "Utredningen är inte underskriven.", hint: "Skriv direkt i utredningen i stället." });
    const supplementId = newTouchedId(context);
    const { caseId: case_id, investigationId: investigation_id, concerns, text } = input;
    await tx
      .insertInto("investigation.supplement")
      .values({ id: supplementId, case_id, investigation_id, added_on: context.today, concerns, text, ...stamp(context) })
      .execute();
    return ok({ supplementId });
  },
});
