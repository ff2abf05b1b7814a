import { z } from "zod";
import { requiredText } from "../../../platform/core/fields.ts";
import type { Tx } from "../../../platform/database/connect.ts";

/** Where the answers of a set are sent: the last row that says it, or the one with the number; undefined where nobody has said. */
export function findAddressee(tx: Tx, municipalityId: number, setId: string, number?: number) {
  return tx
    .selectFrom("survey.addressee")
    .select(["number", "agency", "round_id"])
    .where("municipality_id", "=", municipalityId)
    .where("answer_set_id", "=", setId)
    .$if(number !== undefined, (query) => query.where("number", "=", number ?? 0))
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** An agency's organisation number as a form asks for it. */
export const agencyNumber = requiredText("myndighetens organisationsnummer", 20).pipe(
  z.string().regex(/^\d{6}-\d{4}$/u, "Skriv organisationsnumret som 202100-0555."),
);
