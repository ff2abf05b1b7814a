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
  "file_id",
  "answers",
] as const;

/** What stands of a document: its last row; undefined where there is none. */
export function findLastVersion(tx: Tx, municipalityId: number, documentId: string) {
  return tx
    .selectFrom("register.version")
    .select(columns)
    .where("municipality_id", "=", municipalityId)
    .where("document_id", "=", documentId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
}
export type LastVersion = NonNullable<Awaited<ReturnType<typeof findLastVersion>>>;
