import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findPerson } from "./register-child.ts";
import { numberOverLimit, tellAsSearch } from "./same-person.ts";

/** A problem where the number is somebody else's, in the same words whoever it is; where it may be the same child, the two are put to those who may know of both. */
export async function isFree(tx: Tx, context: Context, childId: string, identityNumber: string | undefined): Promise<Result<void>> {
  if (identityNumber === undefined) return ok(undefined);
  const other = await findPerson(tx, context, identityNumber);
  const over = await numberOverLimit(tx, context, other, "identityNumber");
  if (over) return over;
  if (!other) return ok(undefined);
  tellAsSearch(context, other.id, false, async (later) => {
    await sql`select people.propose_double_of_number(${childId}::uuid, ${other.id}::uuid)`.execute(later);
  });
  const message = "Numret hör till någon annan som är känd. Kontrollera det mot källan.";
  return failed({
    code: "number-is-anothers",
    message,
    hint: "Det kan vara samma barn, registrerat två gånger: spara utan numret. Barnen jämförs under Möjliga dubbletter av den som får se båda.",
    field: "identityNumber",
  });
}
