import type { Tx } from "../../platform/database/connect.ts";

const columns = [
  "number",
  "kind",
  "title",
  "decided_by",
  "decided_on",
  "review_on",
  "responsible",
  "reminder_address",
  "ended_on",
  "scope",
  "limits",
  "description",
  "link",
  "place",
  "answers",
] as const;

/** What stands of a document: its last row; undefined where there is none. A file that is taken away does not stand. */
export function findLastVersion(tx: Tx, municipalityId: number, documentId: string) {
  return tx
    .selectFrom("register.version")
    .select(columns)
    .select((row) =>
      row
        .case()
        .when(
          row.exists(
            row
              .selectFrom("register.file_removal as r")
              .select("r.file_id")
              .whereRef("r.municipality_id", "=", "register.version.municipality_id")
              .whereRef("r.document_id", "=", "register.version.document_id")
              .whereRef("r.file_id", "=", "register.version.file_id"),
          ),
        )
        .then(null)
        .else(row.ref("register.version.file_id"))
        .end()
        .as("file_id"),
    )
    .where("municipality_id", "=", municipalityId)
    .where("document_id", "=", documentId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
}
export type LastVersion = NonNullable<Awaited<ReturnType<typeof findLastVersion>>>;
