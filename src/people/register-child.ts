import type { Tx } from "../database/connect.ts";
import { ageOn } from "../core/dates.ts";
import type { Context } from "../core/door.ts";
import { newTouchedId, stamp } from "../core/journal.ts";
import { invalidField, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";

export type ChildDetails = {
  readonly identityNumber?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly givenName: string;
  readonly familyName: string;
  readonly sex: "kvinna" | "man" | "okänt";
  readonly protectedIdentity: string;
  readonly language?: string | undefined;
  readonly interpreterNeed: boolean;
};

export type GuardianDetails = {
  readonly identityNumber?: string | undefined;
  readonly givenName: string;
  readonly familyName: string;
  readonly phone?: string | undefined;
};

/** Nobody is registered as a child from this age; the latest that care and support for the young can last (LVU 21 §). */
const OLDEST_AGE = 21;

/**
 * The child's id: the person known by the identity number, or a new one. What is already known is never changed here.
 * A child that came with an import keeps the identifier it got there, so that it is counted once.
 */
export async function registerChild(tx: Tx, context: Context, child: ChildDetails): Promise<Result<string>> {
  const known = child.identityNumber === undefined ? undefined : await findPerson(tx, context, child.identityNumber);
  if (known) {
    context.touch(known.id);
    return ok(known.id);
  }
  if (child.birthDate === undefined) {
    if (child.identityNumber === undefined) return invalidField("birthDate", "Ange personnummer eller födelsedatum.");
    return invalidField("birthDate", "Numret säger inte vilken dag barnet är fött. Ange födelsedatum.");
  }
  if (child.birthDate > context.today) return invalidField("birthDate", "Dagen har inte varit än. Kontrollera födelsedatumet.");
  if (ageOn(child.birthDate, context.today) >= OLDEST_AGE) {
    return invalidField("birthDate", `Personen har fyllt ${OLDEST_AGE} år. Kontrollera att det är barnets uppgifter.`);
  }
  const imported = child.identityNumber === undefined ? undefined : await findImported(tx, context, child.identityNumber);
  const id = imported ?? newTouchedId(context);
  const added = await tx
    .insertInto("people.person")
    .values({
      id,
      identity_number: child.identityNumber ?? null,
      birth_date: child.birthDate,
      given_name: child.givenName,
      family_name: child.familyName,
      sex: child.sex,
      protected_identity: child.protectedIdentity,
      language: child.language ?? null,
      interpreter_need: child.interpreterNeed,
      ...stamp(context),
    })
    // Two may register the same child at once: the second waits here for the first, and joins it.
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  const first = added ?? (child.identityNumber === undefined ? undefined : await findPerson(tx, context, child.identityNumber));
  return ok(first?.id ?? id);
}

/** Makes the guardian known and ties the child to the guardian, unless it is done already. Gives the guardian's id. */
export async function registerGuardian(tx: Tx, context: Context, childId: string, guardian: GuardianDetails): Promise<string> {
  const guardianId = await findOrAddGuardian(tx, context, childId, guardian);
  const tied = await tx
    .selectFrom("people.guardianship")
    .select("id")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("child_id", "=", childId)
    .where("guardian_id", "=", guardianId)
    .where("valid_to", "is", null)
    .executeTakeFirst();
  if (!tied) {
    await tx
      .insertInto("people.guardianship")
      .values({
        id: newTouchedId(context),
        child_id: childId,
        guardian_id: guardianId,
        kind: "vårdnadshavare",
        valid_from: context.today,
        ...stamp(context),
      })
      .execute();
  }
  return guardianId;
}

/** A guardian without a number is the child's guardian of the same name, when there is one: each report must not bring a new one. */
async function findOrAddGuardian(tx: Tx, context: Context, childId: string, guardian: GuardianDetails): Promise<string> {
  const find = () =>
    guardian.identityNumber === undefined ? findNamesake(tx, context, childId, guardian) : findPerson(tx, context, guardian.identityNumber);
  const known = await find();
  if (known) return known.id;
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
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return (added ?? (await find()))?.id ?? id;
}

async function findNamesake(tx: Tx, context: Context, childId: string, guardian: GuardianDetails): Promise<{ id: string } | undefined> {
  return tx
    .selectFrom("people.guardianship")
    .innerJoin("people.person", (join) =>
      join
        .onRef("people.person.municipality_id", "=", "people.guardianship.municipality_id")
        .onRef("people.person.id", "=", "people.guardianship.guardian_id"),
    )
    .select("people.person.id")
    .where("people.guardianship.municipality_id", "=", context.actor.municipalityId)
    .where("people.guardianship.child_id", "=", childId)
    .where("people.guardianship.valid_to", "is", null)
    .where(({ fn }) => fn<string>("lower", ["people.person.given_name"]), "=", guardian.givenName.toLowerCase())
    .where(({ fn }) => fn<string>("lower", ["people.person.family_name"]), "=", guardian.familyName.toLowerCase())
    .executeTakeFirst();
}

async function findPerson(tx: Tx, context: Context, identityNumber: string): Promise<{ id: string } | undefined> {
  return tx
    .selectFrom("people.person")
    .select("id")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("identity_number", "=", identityNumber)
    .executeTakeFirst();
}

async function findImported(tx: Tx, context: Context, identityNumber: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom("extract.child")
    .select("id")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("identity_number", "=", identityNumber)
    .executeTakeFirst();
  return row?.id;
}
