import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import { failed, inOneLine, invalidField, ok } from "../../platform/basics/result.ts";
import type { FieldProblem, Result } from "../../platform/basics/result.ts";
import { waitForTurn } from "../../platform/core/turns.ts";
import type { GuardianKind, GuardianSource } from "./codes.ts";
import { findPerson } from "./register-child.ts";
import { readIdentityNumber } from "../../platform/basics/identity-number.ts";
import { recordReview } from "./person-reviews.ts";
import { joinKnown, numberOverLimit } from "./same-person.ts";
import type { Known, Source } from "./same-person.ts";

/** Who a guardian is, in the words of a report or of the source that confirms it. The number has twelve digits. */
export type GuardianDetails = {
  readonly identityNumber?: string | undefined;
  readonly givenName: string;
  readonly familyName: string;
  readonly phone?: string | undefined;
  /** The one who expects the child that is not born. */
  readonly expects?: boolean | undefined;
};

/** What makes somebody a guardian: of which kind, from and to when, and where that was read. Days are "YYYY-MM-DD". */
export type Confirmation = {
  readonly kind: GuardianKind;
  readonly validFrom: string;
  readonly validTo?: string | undefined;
  readonly source: GuardianSource;
  readonly sourceDetail?: string | undefined;
  readonly sourceOn: string;
};

export type ChildOfCase = { readonly id: string; readonly birthDate: string | null; readonly identityNumber: string | null };

/**
 * Keeps what a report says of the child's guardians, in its own words. A claim makes nobody a guardian, gives nobody rights
 * and shuts nobody out: that takes the responsible caseworker and a source (`confirmGuardian`).
 */
export async function recordClaims(
  tx: Tx,
  context: Context,
  childId: string,
  where: { readonly caseId: string; readonly intakeId: string },
  claims: readonly GuardianDetails[],
): Promise<void> {
  if (claims.length === 0) return;
  await tx
    .insertInto("people.guardian_claim")
    .values(
      claims.map((claim) => ({
        id: newTouchedId(context),
        child_id: childId,
        case_id: where.caseId,
        intake_id: where.intakeId,
        given_name: claim.givenName,
        family_name: claim.familyName,
        identity_number: claim.identityNumber ?? null,
        phone: claim.phone ?? null,
        expects: claim.expects ?? false,
        ...stamp(context),
      })),
    )
    .execute();
}

/** The child that the case is about. Waits while somebody else changes the child's guardians. */
export async function getChildForGuardians(tx: Tx, context: Context, caseId: string): Promise<ChildOfCase> {
  const child = await tx
    .selectFrom("intake.case_file as c")
    .innerJoin("people.person as p", (join) => join.onRef("p.municipality_id", "=", "c.municipality_id").onRef("p.id", "=", "c.child_id"))
    .select(["p.id", "p.birth_date", "p.identity_number"])
    .where("c.municipality_id", "=", context.actor.municipalityId)
    .where("c.id", "=", caseId)
    .executeTakeFirstOrThrow();
  await waitForTurn(tx, child.id);
  context.touch(child.id);
  return { id: child.id, birthDate: child.birth_date, identityNumber: child.identity_number };
}

/** The guardian's identity number in twelve digits, or a fault at `identityNumber`: a number that is none, or the child's own. */
export function readGuardianNumber(context: Context, child: ChildOfCase, text: string | undefined): Result<string | undefined> {
  if (text === undefined) return ok(undefined);
  const read = readIdentityNumber({ text, today: context.today, field: "identityNumber" });
  if (!read.ok) return invalidField("identityNumber", inOneLine(read.error));
  const { normalized } = read.value;
  if (normalized === child.identityNumber) return invalidField("identityNumber", "Det är barnets personnummer. Skriv vårdnadshavarens.");
  return ok(normalized);
}

/**
 * Every fault in the days of a confirmation, at its field: in the future, before the child was born, or in the wrong order.
 * `names` says what a form calls a field otherwise.
 */
export function faultInDays(
  context: Context,
  child: ChildOfCase,
  said: Pick<Confirmation, "validFrom" | "validTo" | "sourceOn">,
  names: { readonly validTo: string } = { validTo: "validTo" },
): Result<void> {
  const fields: FieldProblem[] = [];
  if (said.sourceOn > context.today) fields.push({ field: "sourceOn", message: "Dagen har inte varit än. Skriv när källan lästes." });
  if (said.validFrom > context.today) fields.push({ field: "validFrom", message: "Dagen har inte varit än." });
  if (child.birthDate !== null && said.validFrom < child.birthDate) {
    fields.push({ field: "validFrom", message: `Barnet föddes ${child.birthDate}. Vårdnaden kan inte börja tidigare.` });
  }
  if (said.validTo !== undefined && said.validTo < said.validFrom) {
    fields.push({ field: names.validTo, message: `Vårdnaden började ${said.validFrom}. Sista dagen kan inte ligga före.` });
  }
  if (said.validTo !== undefined && said.validTo > context.today)
    fields.push({ field: names.validTo, message: "Dagen har inte varit än." });
  if (fields.length === 0) return ok(undefined);
  return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields });
}

/** How the fields of a guardian are called in the forms. */
const names = { identityNumber: "identityNumber", source: "source", sourceDetail: "sourceDetail", sourceOn: "sourceOn" } as const;

/**
 * The person a guardian is: the one known by the number, or a new one. A known person of another name stops until somebody has said that
 * it is the same (`joinKnown`); the names as they are confirmed stand in the guardianship in any case.
 */
export async function guardianPerson(
  tx: Tx,
  context: Context,
  guardian: GuardianDetails & Source & { readonly caseId: string },
): Promise<Result<string>> {
  const find = async () => (guardian.identityNumber === undefined ? undefined : findPerson(tx, context, guardian.identityNumber));
  const join = async (known: Known) => {
    const { givenName, familyName } = guardian;
    const joined = await joinKnown(tx, context, known, { givenName, familyName }, { who: "person", source: guardian, names });
    if (!joined.ok) return joined;
    // Of somebody whom the one who typed may not know of, this case shows what was typed and nothing else.
    const caseId = joined.value.isUntold ? await findOwnCase(tx, context, known.id, guardian.caseId) : guardian.caseId;
    if (caseId !== undefined) await recordReview(tx, context, joined.value, { caseId });
    return ok(known.id);
  };
  const known = await find();
  const over = guardian.identityNumber === undefined ? undefined : await numberOverLimit(tx, context, known, names.identityNumber);
  if (over) return over;
  if (known) return join(known);
  const id = newTouchedId(context);
  const added = await tx
    .insertInto("people.person")
    .values({
      id,
      identity_number: guardian.identityNumber ?? null,
      given_name: guardian.givenName,
      family_name: guardian.familyName,
      sex: "okänt",
      phone: guardian.phone ?? null,
      ...stamp(context),
    })
    // Two may name the same person at once: the second waits here for the first, and joins it.
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  const first = added ? undefined : await find();
  return first ? join(first) : ok(id);
}

/**
 * The open case, the newest first, that somebody is the child of or a guardian in: where what was typed of them elsewhere is looked at.
 * Nothing where there is none.
 */
async function findOwnCase(tx: Tx, context: Context, personId: string, otherThan: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select c.id from intake.case_file c
    where c.municipality_id = ${context.actor.municipalityId} and c.id <> ${otherThan}::uuid
      and (c.child_id = ${personId}::uuid or exists (select 1 from people.guardianship g
        where g.municipality_id = c.municipality_id and g.child_id = c.child_id and g.guardian_id = ${personId}::uuid
          and g.recorded_by is distinct from ${context.actor.staffId}::uuid))
      and not exists (select 1 from intake.case_closure k where k.municipality_id = c.municipality_id and k.case_id = c.id)
    order by c.child_id = ${personId}::uuid desc, c.opened_on desc, c.id limit 1`.execute(tx);
  return rows[0]?.id;
}

/** A guardianship as it stands: the last word of it, not withdrawn. */
export async function findGuardianship(tx: Tx, context: Context, childId: string, id: string) {
  const { municipalityId } = context.actor;
  return tx
    .selectFrom("people.guardianship")
    .selectAll()
    .where("municipality_id", "=", municipalityId)
    .where("child_id", "=", childId)
    .where("id", "=", id)
    .where("id", "in", (query) =>
      query
        .selectFrom("people.standing_guardianship")
        .select("id")
        .where("municipality_id", "=", municipalityId)
        .where("child_id", "=", childId),
    )
    .executeTakeFirst();
}

/** What is said when a guardianship was corrected, ended or withdrawn by somebody else meanwhile. */
export const changedMeanwhile = failed({
  code: "changed-meanwhile",
  message: "Uppgiften har ändrats sedan sidan öppnades.",
  hint: "Gå tillbaka till vårdnadshavarna för att se det senaste.",
});
