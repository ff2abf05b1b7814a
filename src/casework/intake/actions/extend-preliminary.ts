import { askOrder } from "../../../platform/core/asked-of-order.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { decidedByFields } from "../../../platform/core/decided-by.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { readDecidedBy, writeDecidedBy } from "../../../platform/core/decided-by.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { preliminaryExtension } from "../rules.ts";

export const preliminaryExtensionInput = formOf({
  caseId: idField,
  preliminaryAssessmentId: idField,
  extendedTo: about(requiredDate("till vilken dag"), { label: "Förlängs till", hint: "Så kort tid som det går." }),
  exceptionalReasons: about(requiredText("de synnerliga skälen"), {
    label: "Synnerliga skäl",
    journal: "Synnerliga skäl",
    hint: "Vad är det som gör att det inte går att besluta i tid, trots allt som är gjort?",
    rows: 5,
  }),
  ...decidedByFields,
});

/** Decides to give a preliminary assessment more than 14 days, to a stated day, for synnerliga skäl (20 kap. 2 § SoL). */
export const extendPreliminary = defineAction({
  name: "intake.extend-preliminary",
  title: "Förläng förhandsbedömningen",
  input: preliminaryExtensionInput,
  output: z.object({ extensionId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const { municipalityId } = context.actor;
    const row = await tx
      .selectFrom("intake.preliminary_assessment as f")
      .leftJoin("intake.preliminary_decision as d", (join) =>
        join
          .onRef("d.municipality_id", "=", "f.municipality_id")
          .onRef("d.case_id", "=", "f.case_id")
          .onRef("d.preliminary_assessment_id", "=", "f.id"),
      )
      .select(({ selectFrom }) => [
        "f.opened_on",
        "d.decided_on",
        selectFrom("intake.preliminary_extension as x")
          .select(({ fn }) => fn.max("x.extended_to").as("latest"))
          .whereRef("x.municipality_id", "=", "f.municipality_id")
          .whereRef("x.case_id", "=", "f.case_id")
          .whereRef("x.preliminary_assessment_id", "=", "f.id")
          .as("extended_to"),
      ])
      .where("f.municipality_id", "=", municipalityId)
      .where("f.case_id", "=", input.caseId)
      .where("f.id", "=", input.preliminaryAssessmentId)
      .executeTakeFirst();
    if (!row) return failed({ code: "not-in-case", message: "Förhandsbedömningen finns inte i ärendet.", hint: "Ladda om sidan." });
    if (row.decided_on !== null) {
      return failed({ code: "already-done", message: "Förhandsbedömningen är redan avslutad.", hint: "Ladda om sidan." });
    }
    const by = await readDecidedBy(tx, context, input, { day: row.opened_on, what: "Anmälan kom in" });
    if (!by.ok) return by;
    const { decidedOn } = by.value;
    const rule = {
      receivedOn: row.opened_on,
      ...(row.extended_to === null ? {} : { extendedTo: row.extended_to }),
      newDate: input.extendedTo,
      exceptionalReasons: input.exceptionalReasons,
    };
    if (!preliminaryExtension.apply(rule).permitted || input.extendedTo <= decidedOn) {
      return invalidField("extendedTo", "Välj en dag efter beslutet och efter den tid som gäller nu.");
    }
    const asked = { caseId: input.caseId, kind: "förlänga förhandsbedömning", by: by.value, typed: input.delegationPoint } as const;
    const delegated = await askOrder(tx, context, asked);
    if (!delegated.ok) return delegated;
    const extensionId = newTouchedId(context);
    await writeDecidedBy(tx, context, input.caseId, extensionId, delegated.value);
    await tx
      .insertInto("intake.preliminary_extension")
      .values({
        id: extensionId,
        case_id: input.caseId,
        preliminary_assessment_id: input.preliminaryAssessmentId,
        decided_on: decidedOn,
        extended_to: input.extendedTo,
        exceptional_reasons: input.exceptionalReasons,
        legal_provision: citationOn("preliminary-assessment", decidedOn),
        ...stamp(context),
      })
      .execute();
    return ok({ extensionId });
  },
});
