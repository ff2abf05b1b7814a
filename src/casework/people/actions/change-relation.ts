import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { personChangedMeanwhile } from "../in-case.ts";
import { relationChangeFields } from "../relation-fields.ts";
import { sourceRow } from "../write-relation.ts";

/** Corrects a relation, says that it holds no longer, or that it never did: a row that points at the former. */
export const changeRelation = defineAction({
  name: "people.change-relation",
  title: "Ändra en relation",
  input: formOf({ caseId: idField, relationId: idField, ...relationChangeFields }),
  output: z.object({ relationId: answer.id }),
  permit: [isResponsibleForCase],
  daysOfAnother: ["validFrom", "validTo"],
  async run(tx, input, context) {
    await waitForTurn(tx, input.relationId);
    const former = await tx
      .selectFrom("people.relation")
      .selectAll()
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", input.caseId)
      .where("id", "=", input.relationId)
      .where("id", "in", (query) =>
        query
          .selectFrom("people.standing_relation")
          .select("id")
          .where("municipality_id", "=", context.actor.municipalityId)
          .where("case_id", "=", input.caseId),
      )
      .executeTakeFirst();
    if (!former) return personChangedMeanwhile;
    if (input.validTo !== undefined && former.valid_from !== null && input.validTo < former.valid_from)
      return invalidField("validTo", `Relationen gäller från ${former.valid_from}. Sista dagen kan inte ligga före.`);
    if (input.validFrom !== undefined && former.valid_to !== null && input.validFrom > former.valid_to)
      return invalidField("validFrom", `Relationen upphörde ${former.valid_to}. Den kan inte ha börjat senare.`);
    const relationId = newTouchedId(context);
    context.touch(former.id);
    await tx
      .insertInto("people.relation")
      .values({
        ...former,
        ...{ id: relationId, corrects_id: former.id, change: input.change, kind: input.kind ?? former.kind },
        ...{ valid_from: input.validFrom ?? former.valid_from, valid_to: input.validTo ?? former.valid_to, reason: input.reason ?? null },
        ...sourceRow(input),
        ...stamp(context),
      })
      .execute();
    return ok({ relationId });
  },
});
