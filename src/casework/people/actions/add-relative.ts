import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { relativeFields } from "../relation-fields.ts";
import { readBirthYear, sourceRow, writeRelation } from "../write-relation.ts";

/** Writes somebody around the child whom no register of ours has, and what that person is to one of the case. It is the case's own. */
export const addRelative = defineAction({
  name: "people.add-relative",
  title: "Lägg till en person i genogrammet",
  input: formOf({ caseId: idField, ...relativeFields }),
  output: z.object({ relativeId: answer.id, relationId: answer.id }),
  permit: [isResponsibleForCase],
  daysOfAnother: ["validFrom"],
  async run(tx, input, context) {
    const year = readBirthYear(input.birthYear, context.today);
    if (!year.ok) return year;
    const relativeId = newTouchedId(context);
    await tx
      .insertInto("people.relative")
      .values({
        id: relativeId,
        ...{
          case_id: input.caseId,
          relative_id: relativeId,
          given_name: input.givenName,
          family_name: input.familyName ?? null,
          sex: input.sex,
        },
        ...{ birth_year: year.value, is_deceased: input.isDeceased, protected_identity: input.protectedIdentity, change: "bekräftad" },
        ...sourceRow(input),
        ...stamp(context),
      })
      .execute();
    const relation = await writeRelation(tx, context, { ...input, fromId: relativeId });
    return relation.ok ? ok({ relativeId, relationId: relation.value }) : relation;
  },
});
