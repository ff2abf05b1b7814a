import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { ok } from "../../../platform/basics/result.ts";
import { columnsOf, documentForm, kindField } from "../document-fields.ts";
import { refuseNumbers } from "../no-numbers.ts";

/** Writes a routine or governing document into the register. Gives its id. Faults come back at their fields, all at once. */
export const addDocument = defineAction({
  name: "register.add-document",
  title: "För in en rutin eller ett styrdokument",
  input: documentForm({ kind: kindField }, { isNew: true }),
  output: z.object({ documentId: answer.id }),
  permit: [keepsRegister],
  async run(tx, input, context) {
    const clean = refuseNumbers(input, context.today);
    if (!clean.ok) return clean;
    const documentId = newTouchedId(context);
    await tx
      .insertInto("register.document")
      .values({ id: documentId, kind: input.kind, ...stamp(context) })
      .execute();
    await tx
      .insertInto("register.version")
      .values({
        document_id: documentId,
        number: 1,
        kind: "ny",
        ended_on: null,
        file_id: null,
        ...columnsOf(input),
        answers: [...new Set(input.answers)],
        ...stamp(context),
      })
      .execute();
    return ok({ documentId });
  },
});
