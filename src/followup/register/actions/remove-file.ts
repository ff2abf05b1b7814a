import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { buildsOn, requiredText } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findLastVersion } from "../find-version.ts";
import { refuseNumbers } from "../no-numbers.ts";

/**
 * Takes away the file of a row of a document, from every row that has it: it is given out no more, and its rows say who took it away, when and why. What it held
 * stays stored, as everything that is journaled. Problems: `not-found`, `nowhere-else` where the document would be found nowhere, faults at `why`.
 */
export const removeFile = defineAction({
  name: "register.remove-file",
  title: "Ta bort en fil som är fel ur registret",
  input: z.object({
    documentId: idField,
    number: buildsOn(1),
    why: about(requiredText("varför filen tas bort", 1000), {
      label: "Varför tas filen bort?",
      hint: "Till exempel att det är fel dokument. Skriv inget om enskilda personer.",
    }),
  }),
  output: z.object({ removed: answer.yesNo }),
  permit: [keepsRegister],
  async run(tx, { documentId, number, why }, context) {
    const { municipalityId } = context.actor;
    const clean = refuseNumbers({ why }, context.today);
    if (!clean.ok) return clean;
    const row = await tx
      .selectFrom("register.version")
      .select("file_id")
      .where("municipality_id", "=", municipalityId)
      .where("document_id", "=", documentId)
      .where("number", "=", number)
      .executeTakeFirst();
    const last = await findLastVersion(tx, municipalityId, documentId);
    if (!row?.file_id || !last) return failed({ code: "not-found", message: "Filen finns inte i registret." });
    if (last.file_id === row.file_id && last.ended_on === null && last.link === null && last.place === null)
      return failed({
        code: "nowhere-else",
        message: "Då skulle det inte stå någonstans var dokumentet finns.",
        hint: "Skriv först var det finns, eller bifoga rätt fil.",
      });
    context.touch(documentId, row.file_id);
    await tx
      .insertInto("register.file_removal")
      .values({ document_id: documentId, file_id: row.file_id, reason: why, ...stamp(context) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return ok({ removed: true });
  },
});
