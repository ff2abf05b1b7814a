import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice } from "../../../platform/core/fields.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { documentKinds } from "../codes.ts";
import { columnsOf, documentFields, faultsIn } from "../document-fields.ts";

/** Writes a routine or governing document into the register. Gives its id. Faults come back at their fields, all at once. */
export const addDocument = defineAction({
  name: "register.add-document",
  title: "För in en rutin eller ett styrdokument",
  input: z.object({ kind: choice(documentKinds, "vad det är"), ...documentFields }),
  output: z.object({ documentId: answer.id }),
  permit: [keepsRegister],
  async run(tx, input, context) {
    const fields = faultsIn(input, context.today);
    if (fields.length > 0) return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields });
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
        ...columnsOf(input),
        answers: [...new Set(input.answers)],
        ...stamp(context),
      })
      .execute();
    return ok({ documentId });
  },
});
