import type { Tx } from "../database/connect.ts";
import type { Context } from "../core/door.ts";
import { newTouchedId, stamp } from "../core/journal.ts";
import { failed, ok } from "../core/result.ts";
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
    return failed({
      code: "invalid-input",
      message: "Barnets födelsedatum saknas.",
      fields: [{ field: "birthDate", message: "Ange personnummer eller födelsedatum." }],
    });
  }
  const imported = child.identityNumber === undefined ? undefined : await findImported(tx, context, child.identityNumber);
  const id = imported ?? newTouchedId(context);
  await tx
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
    .execute();
  return ok(id);
}

/** Makes the guardian known and ties the child to the guardian, unless it is done already. Gives the guardian's id. */
export async function registerGuardian(tx: Tx, context: Context, childId: string, guardian: GuardianDetails): Promise<string> {
  const known = guardian.identityNumber === undefined ? undefined : await findPerson(tx, context, guardian.identityNumber);
  const guardianId = known?.id ?? newTouchedId(context);
  if (!known) {
    await tx
      .insertInto("people.person")
      .values({
        id: guardianId,
        identity_number: guardian.identityNumber ?? null,
        given_name: guardian.givenName,
        family_name: guardian.familyName,
        sex: "okänt",
        phone: guardian.phone ?? null,
        ...stamp(context),
      })
      .execute();
  }
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
