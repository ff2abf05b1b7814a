import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { personChangedMeanwhile } from "../in-case.ts";
import { relativeChangeFields } from "../relation-fields.ts";
import { readBirthYear, sourceRow } from "../write-relation.ts";

/** Corrects who somebody around the child is, or says that the person does not belong here: a row that points at the former. */
export const changeRelative = defineAction({
  name: "people.change-relative",
  title: "Ändra en person i genogrammet",
  input: formOf({ caseId: idField, relativeId: idField, ...relativeChangeFields }),
  output: z.object({ relativeId: answer.id }),
  permit: [isResponsibleForCase],
  async run(tx, input, context) {
    await waitForTurn(tx, input.relativeId);
    const former = await tx
      .selectFrom("people.standing_relative")
      .select("id")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", input.caseId)
      .where("relative_id", "=", input.relativeId)
      .executeTakeFirst();
    if (!former) return personChangedMeanwhile;
    const year = readBirthYear(input.birthYear, context.today);
    if (!year.ok) return year;
    context.touch(input.relativeId);
    await tx
      .insertInto("people.relative")
      .values({
        id: newTouchedId(context),
        ...{
          case_id: input.caseId,
          relative_id: input.relativeId,
          corrects_id: former.id,
          change: input.change,
          reason: input.reason ?? null,
        },
        ...{ given_name: input.givenName, family_name: input.familyName ?? null, sex: input.sex, birth_year: year.value },
        ...{ is_deceased: input.isDeceased, protected_identity: input.protectedIdentity },
        ...sourceRow(input),
        ...stamp(context),
      })
      .execute();
    return ok({ relativeId: input.relativeId });
  },
});
