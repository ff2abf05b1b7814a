import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { detailFields } from "../detail-fields.ts";
import { findPersonOfCase, notOfCase } from "../in-case.ts";
import { readDetail } from "../rules-details.ts";

/** Writes what the case knows of somebody in it: an address, a telephone, a language. It is shown in this case and to whoever may see it. */
export const addDetail = defineAction({
  name: "people.add-detail",
  title: "Lägg till en uppgift om någon i ärendet",
  input: formOf({ caseId: idField, personId: idField, ...detailFields }),
  output: z.object({ detailId: answer.id }),
  permit: [isResponsibleForCase],
  daysOfAnother: ["validFrom"],
  async run(tx, input, context) {
    const person = await findPersonOfCase(tx, context, input.caseId, input.personId);
    if (!person) return notOfCase;
    const read = readDetail({ ...input, isChild: person.isChild, today: context.today });
    if (!read.ok) return read;
    const detailId = newTouchedId(context);
    await tx
      .insertInto("people.person_detail")
      .values({
        id: detailId,
        case_id: input.caseId,
        person_id: person.id,
        kind: input.kind,
        detail: read.value,
        valid_from: input.validFrom,
        change: "bekräftad",
        source: input.source,
        source_detail: input.sourceDetail ?? null,
        source_on: input.sourceOn,
        ...stamp(context),
      })
      .execute();
    return ok({ detailId });
  },
});
