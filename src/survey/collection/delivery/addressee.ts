import type { Tx } from "../../../platform/database/connect.ts";

/** Where the answers of a set are sent: the last row that says it; undefined where nobody has said. */
export function findAddressee(tx: Tx, municipalityId: number, setId: string) {
  return tx
    .selectFrom("survey.addressee")
    .select(["number", "agency", "round_id", "agency_key"])
    .where("municipality_id", "=", municipalityId)
    .where("answer_set_id", "=", setId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
}
