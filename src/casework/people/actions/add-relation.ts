import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { relationFields } from "../relation-fields.ts";
import { writeRelation } from "../write-relation.ts";

/** Writes what one of the case is to another. */
export const addRelation = defineAction({
  name: "people.add-relation",
  title: "Lägg till en relation mellan två i ärendet",
  input: formOf({ caseId: idField, ...relationFields }),
  output: z.object({ relationId: answer.id }),
  permit: [isResponsibleForCase],
  daysOfAnother: ["validFrom"],
  async run(tx, input, context) {
    const relation = await writeRelation(tx, context, input);
    return relation.ok ? ok({ relationId: relation.value }) : relation;
  },
});
