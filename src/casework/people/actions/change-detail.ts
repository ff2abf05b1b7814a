import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { detailChangeFields } from "../detail-fields.ts";
import { findPersonOfCase, notOfCase, personChangedMeanwhile } from "../in-case.ts";
import { readDetail } from "../rules-details.ts";

/**
 * Corrects what this case has written of somebody, says that it holds no longer, or that it never did: a row that points at the former. What another case
 * has written is changed there.
 */
export const changeDetail = defineAction({
  name: "people.change-detail",
  title: "Ändra en uppgift om någon i ärendet",
  input: formOf({ caseId: idField, personId: idField, detailId: idField, ...detailChangeFields }),
  output: z.object({ detailId: answer.id }),
  permit: [isResponsibleForCase],
  daysOfAnother: ["validFrom", "validTo"],
  async run(tx, input, context) {
    await waitForTurn(tx, input.detailId);
    const person = await findPersonOfCase(tx, context, input.caseId, input.personId);
    if (!person) return notOfCase;
    const former = await tx
      .selectFrom("people.person_detail")
      .selectAll()
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", input.caseId)
      .where("person_id", "=", person.id)
      .where("id", "=", input.detailId)
      .where("id", "in", (query) =>
        query
          .selectFrom("people.standing_detail")
          .select("id")
          .where("municipality_id", "=", context.actor.municipalityId)
          .where("person_id", "=", person.id),
      )
      .executeTakeFirst();
    if (!former) return personChangedMeanwhile;
    if (input.validTo !== undefined && input.validTo < former.valid_from)
      return invalidField("validTo", `Uppgiften gäller från ${former.valid_from}. Sista dagen kan inte ligga före.`);
    if (input.validFrom !== undefined && former.valid_to !== null && input.validFrom > former.valid_to)
      return invalidField("validFrom", `Uppgiften upphörde att gälla ${former.valid_to}. Den kan inte ha börjat gälla senare.`);
    const read =
      input.detail === undefined
        ? ok(former.detail)
        : readDetail({ kind: former.kind, detail: input.detail, isChild: person.isChild, today: context.today });
    if (!read.ok) return read;
    const detailId = newTouchedId(context);
    context.touch(former.id);
    await tx
      .insertInto("people.person_detail")
      .values({
        ...former,
        id: detailId,
        corrects_id: former.id,
        change: input.change,
        detail: read.value,
        valid_from: input.validFrom ?? former.valid_from,
        valid_to: input.validTo ?? former.valid_to,
        reason: input.reason ?? null,
        source: input.source,
        source_detail: input.sourceDetail ?? null,
        source_on: input.sourceOn,
        ...stamp(context),
      })
      .execute();
    return ok({ detailId });
  },
});
