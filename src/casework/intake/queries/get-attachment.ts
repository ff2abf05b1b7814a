import { z } from "zod";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { isStruckAttachment } from "../attachment-part.ts";

/** Which file an attachment of a case has; what it holds is read after (`readStored`). Logged, and so is a refusal. One that is struck is given to nobody. Problem: `not-found`. */
export const getAttachment = defineQuery({
  name: "case.get-attachment",
  title: "Hämta en bilaga",
  input: z.object({ caseId: idField, attachmentId: idField }),
  output: z.object({ fileId: answer.id, name: answer.text(150), size: answer.count }),
  permit: [worksInCase, brokeOpen],
  async run(tx, { caseId, attachmentId }, { actor, touch }) {
    const found = await tx
      .selectFrom("intake.attachment as a")
      .innerJoin("files.file as f", (join) => join.onRef("f.municipality_id", "=", "a.municipality_id").onRef("f.id", "=", "a.file_id"))
      .select(["f.id as fileId", "f.name", "f.size"])
      .where("a.municipality_id", "=", actor.municipalityId)
      .where("a.case_id", "=", caseId)
      .where("a.id", "=", attachmentId)
      .where((row) => row.not(isStruckAttachment))
      .executeTakeFirst();
    if (!found) return failed({ code: "not-found", message: "Bilagan finns inte i ärendet." });
    touch(attachmentId, found.fileId);
    return ok(found);
  },
});
