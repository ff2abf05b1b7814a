import { z } from "zod";
import { isOfOffice } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { buildsOn } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { fileKinds } from "../../../platform/files/kinds.ts";

/** Which file a row of a document has; what it holds is read after (`readStored`). For everybody who works here, and logged; one that is taken away is not there. Problem: `not-found`. */
export const getFile = defineQuery({
  name: "register.get-file",
  title: "Hämta en rutin eller ett styrdokument som fil",
  input: z.object({ documentId: idField, number: buildsOn(1) }),
  output: z.object({ fileId: answer.id, name: answer.text(150), kind: z.enum(fileKinds), size: answer.count }),
  permit: [isOfOffice],
  async run(tx, { documentId, number }, { actor, touch }) {
    const found = await tx
      .selectFrom("register.version as v")
      .innerJoin("files.file as f", (join) => join.onRef("f.municipality_id", "=", "v.municipality_id").onRef("f.id", "=", "v.file_id"))
      .select(["f.id as fileId", "f.name", "f.kind", "f.size"])
      .where("v.municipality_id", "=", actor.municipalityId)
      .where("v.document_id", "=", documentId)
      .where("v.number", "=", number)
      .where((row) =>
        row.not(
          row.exists(
            row
              .selectFrom("register.file_removal as r")
              .select("r.file_id")
              .whereRef("r.municipality_id", "=", "v.municipality_id")
              .whereRef("r.document_id", "=", "v.document_id")
              .whereRef("r.file_id", "=", "v.file_id"),
          ),
        ),
      )
      .executeTakeFirst();
    if (!found) return failed({ code: "not-found", message: "Filen finns inte i registret." });
    touch(documentId, found.fileId);
    return ok(found);
  },
});
