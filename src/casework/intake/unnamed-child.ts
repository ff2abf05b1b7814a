import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";

/** Writes how a child whom nobody knows by name can be known again, among what the case knows of it. */
export async function describeUnnamed(
  tx: Tx,
  context: Context,
  { caseId, childId }: { readonly caseId: string; readonly childId: string },
  description: string,
  receivedOn: string,
): Promise<void> {
  await tx
    .insertInto("people.person_detail")
    .values({
      ...{ id: newTouchedId(context), case_id: caseId, person_id: childId, kind: "beskrivning", detail: description },
      ...{
        valid_from: receivedOn,
        change: "bekräftad",
        source: "uppgift från någon",
        source_detail: "det som kom in",
        source_on: receivedOn,
      },
      ...stamp(context),
    })
    .execute();
}
