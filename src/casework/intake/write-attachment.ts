import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { ReceivedFile } from "../../platform/core/upload.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { storeFile } from "../../platform/files/store.ts";

/** A file that has come in to a case: what it is, from whom, which entry it belongs to, and which guardians it is kept from. */
type AttachmentToWrite = {
  readonly caseId: string;
  readonly file: ReceivedFile;
  readonly titled: string;
  readonly fromWhom?: string | undefined;
  readonly cameOn: string;
  readonly entry?: string | undefined;
  readonly keptFrom: CodeOf<"intake.attachment.kept_from">;
  readonly keptFromId?: string | undefined;
  readonly keptBecause?: string | undefined;
};

/** Writes an attachment and stores its file. Gives its id. */
export async function writeAttachment(tx: Tx, context: Context, input: AttachmentToWrite): Promise<string> {
  const { caseId, file, titled, fromWhom, cameOn, entry, keptFrom, keptFromId, keptBecause } = input;
  const id = newTouchedId(context);
  const fileId = await storeFile(tx, context, file);
  await tx
    .insertInto("intake.attachment")
    .values({
      ...{ id, case_id: caseId, file_id: fileId, titled, from_whom: fromWhom ?? null, came_on: cameOn, entry: entry ?? null },
      ...{
        kept_from: keptFrom,
        kept_from_id: keptFrom === "en vårdnadshavare" ? (keptFromId ?? null) : null,
        kept_because: keptFrom === "ingen" ? null : (keptBecause ?? null),
      },
      ...stamp(context),
    })
    .execute();
  return id;
}
