import type { NotNull } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { GuardianKind } from "../people/codes.ts";
import { holdsOn } from "../people/guardian-on.ts";
import type { Custody } from "../people/guardian-on.ts";

export type ChildInCustody = {
  readonly childId: string;
  readonly birthDate: string;
  readonly guardians: readonly ({ readonly id: string; readonly kind: GuardianKind } & Custody)[];
  /** Those who are or were guardians on other days than that of the decision. */
  readonly others: readonly ({ readonly id: string } & Custody)[];
};

/** The child of the case, its birth date and those confirmed as guardians on a day: what a report claims gives nobody a say. */
export async function getChildOfCase(tx: Tx, context: Context, caseId: string, day: string): Promise<Result<ChildInCustody>> {
  const { municipalityId } = context.actor;
  const child = await tx
    .selectFrom("intake.case_file as c")
    .innerJoin("people.person as p", (join) => join.onRef("p.municipality_id", "=", "c.municipality_id").onRef("p.id", "=", "c.child_id"))
    .select(["p.id", "p.birth_date"])
    .where("c.municipality_id", "=", municipalityId)
    .where("c.id", "=", caseId)
    .executeTakeFirstOrThrow();
  if (child.birth_date === null) {
    return failed({
      code: "birth-date-missing",
      message: "Barnets födelsedatum saknas.",
      hint: "Samtycket beror på barnets ålder. Fyll i födelsedatumet först.",
    });
  }
  const rows = await tx
    .selectFrom("people.standing_guardianship")
    .select(["guardian_id as id", "kind", "valid_from as validFrom", "valid_to as validTo"])
    .$narrowType<{ id: NotNull; kind: NotNull; validFrom: NotNull }>()
    .where("municipality_id", "=", municipalityId)
    .where("child_id", "=", child.id)
    .orderBy("valid_from", "desc")
    .execute();
  const custodies = rows.map((row) => ({ ...row, kind: row.kind as GuardianKind }));
  const guardians = custodies.filter((one) => holdsOn(one, day));
  const others = custodies.filter((one) => !guardians.some(({ id }) => id === one.id));
  return ok({ childId: child.id, birthDate: child.birth_date, guardians, others });
}
