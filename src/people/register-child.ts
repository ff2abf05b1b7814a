import type { Tx } from "../database/connect.ts";
import { ageOn } from "../core/dates.ts";
import type { Context } from "../core/door.ts";
import { newTouchedId, stamp } from "../core/journal.ts";
import { invalidField, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";

export type ChildDetails = {
  readonly identityNumber?: string | undefined;
  /** The day in the identity number, when it says one. */
  readonly numberDate?: string | null | undefined;
  readonly birthDate?: string | undefined;
  readonly givenName: string;
  readonly familyName: string;
  readonly sex: "kvinna" | "man" | "okänt";
  readonly protectedIdentity: string;
  readonly language?: string | undefined;
  readonly interpreterNeed: boolean;
};

/** Nobody is registered as a child from this age; the latest that care and support for the young can last (LVU 21 §). */
const OLDEST_AGE = 21;

/**
 * The child's id: the person known by the identity number, or a new one. What is already known is never changed here.
 * A child that came with an import keeps the identifier it got there, so that it is counted once.
 */
export async function registerChild(tx: Tx, context: Context, child: ChildDetails): Promise<Result<string>> {
  // Also a person who is known, and whatever birth date is written beside it: a grown-up's number would make a case about a grown-up.
  if (child.numberDate && ageOn(child.numberDate, context.today) >= OLDEST_AGE) return tooOld("identityNumber");
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
    return tooOld("birthDate");
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

const tooOld = (field: string) => invalidField(field, `Personen har fyllt ${OLDEST_AGE} år. Kontrollera att det är barnets uppgifter.`);

/** The person of the municipality with the identity number, or nothing. */
export async function findPerson(tx: Tx, context: Context, identityNumber: string): Promise<{ id: string } | undefined> {
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
