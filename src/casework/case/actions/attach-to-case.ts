import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { takeUpload, uploadField } from "../../../platform/files/store.ts";
import { attachmentFields } from "../../intake/attachment-fields.ts";
import { writeAttachment } from "../../intake/write-attachment.ts";
import { getCase } from "../queries/get-case.ts";
import { recordsOf } from "../records.ts";

/**
 * Attaches a file that came with the form to a case, or to an entry of it: with what it is, from whom and its true day. All or nothing. Problems at the fields:
 * what is wrong with the file (`receiveFile`), a day that cannot be, an entry or a guardian that is not of the case.
 */
export const attachToCase = defineAction({
  name: "intake.attach-file",
  title: "Lägg till en bilaga i ett ärende",
  input: formOf({ caseId: idField, attachedFile: uploadField("Fil", "Högst 20 MB."), ...attachmentFields }),
  output: z.object({ attachmentId: answer.id }),
  permit: [worksInCase],
  takesFile: true,
  async run(tx, input, context) {
    const { caseId, cameOn, entry, keptFrom, keptFromId } = input;
    const upload = takeUpload(context, "attachedFile", input.attachedFile);
    if (!upload.ok) return upload;
    const day = trueDay(context, cameOn, "cameOn");
    if (!day.ok) return day;
    const read = await getCase.run(tx, { caseId }, context);
    if (!read.ok) return read;
    if (entry !== undefined && !recordsOf(read.value).some(({ key }) => key === entry))
      return invalidField("entry", "Välj något som står i journalen.");
    if (keptFrom === "en vårdnadshavare" && !read.value.guardians.some(({ id }) => id === keptFromId))
      return invalidField("keptFromId", "Välj en av barnets vårdnadshavare.");
    const attachmentId = await writeAttachment(tx, context, { ...input, file: upload.value, cameOn: day.value });
    return ok({ attachmentId });
  },
});
