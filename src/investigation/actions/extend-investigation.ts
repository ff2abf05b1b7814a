import { z } from "zod";
import { worksInCase } from "../../access/permits.ts";
import { defineAction } from "../../core/door.ts";
import { requiredDate, requiredText } from "../../core/fields.ts";
import { idField } from "../../core/identifiers.ts";
import { newTouchedId, stamp } from "../../core/journal.ts";
import { citationOn } from "../../core/law/provision.ts";
import { failed, ok } from "../../core/result.ts";
import { extension } from "../rules.ts";

export const extensionInput = z.object({
  caseId: idField,
  investigationId: idField,
  extendedTo: requiredDate("till vilken dag"),
  specialReasons: requiredText("de särskilda skälen"),
});

/** Decides to give an investigation more time, to a stated day and for special reasons (20 kap. 3 § SoL). */
export const extendInvestigation = defineAction({
  name: "investigation.extend-investigation",
  title: "Förläng utredningen",
  input: extensionInput,
  permit: [worksInCase],
  async run(tx, input, context) {
    const investigation = await tx
      .selectFrom("investigation.investigation as i")
      .select(({ selectFrom }) => [
        "i.started_on",
        selectFrom("investigation.extension as x")
          .select(({ fn }) => fn.max("x.extended_to").as("latest"))
          .whereRef("x.municipality_id", "=", "i.municipality_id")
          .whereRef("x.case_id", "=", "i.case_id")
          .whereRef("x.investigation_id", "=", "i.id")
          .as("extended_to"),
      ])
      .where("i.municipality_id", "=", context.actor.municipalityId)
      .where("i.case_id", "=", input.caseId)
      .where("i.id", "=", input.investigationId)
      .executeTakeFirst();
    if (!investigation) return failed({ code: "not-in-case", message: "Utredningen finns inte i ärendet.", hint: "Ladda om sidan." });
    const allowed = extension.apply({
      openedOn: investigation.started_on,
      ...(investigation.extended_to === null ? {} : { extendedTo: investigation.extended_to }),
      decidedOn: context.today,
      newDate: input.extendedTo,
      specialReasons: input.specialReasons,
    });
    if (!allowed.permitted || input.extendedTo <= context.today) {
      return failed({
        code: "invalid-input",
        message: "Utredningen kan inte förlängas så.",
        fields: [{ field: "extendedTo", message: "Välj en dag efter i dag och efter den tid som gäller nu." }],
      });
    }
    const extensionId = newTouchedId(context);
    await tx
      .insertInto("investigation.extension")
      .values({
        id: extensionId,
        case_id: input.caseId,
        investigation_id: input.investigationId,
        decided_on: context.today,
        extended_to: input.extendedTo,
        special_reasons: input.specialReasons,
        legal_provision: citationOn("child-investigation", context.today),
        ...stamp(context),
      })
      .execute();
    return ok({ extensionId });
  },
});
