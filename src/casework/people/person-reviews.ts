import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { SomeWords } from "./codes.ts";
import type { PersonField } from "./compare.ts";
import type { Joined } from "./same-person.ts";

/** Writes what was typed and what became of it, in the case that it was typed for; and what was taken, in what is known. */
export async function recordReview(
  tx: Tx,
  context: Context,
  { personId, taken, review }: Joined,
  where: { readonly caseId: string; readonly intakeId?: string },
): Promise<void> {
  if (!review) return;
  await change(tx, context, personId, taken);
  await tx
    .insertInto("people.person_review")
    .values({
      id: newTouchedId(context),
      person_id: personId,
      case_id: where.caseId,
      intake_id: where.intakeId ?? null,
      known: JSON.stringify(review.known),
      typed: JSON.stringify(review.typed),
      taken: [...review.taken],
      kept: [...review.kept],
      source: review.source.source ?? null,
      source_detail: review.source.sourceDetail ?? null,
      source_on: review.source.sourceOn ?? null,
      ...stamp(context),
    })
    .execute();
}

/**
 * Puts back what a report had changed of somebody it was not about, where nobody has changed it since; with a trace that, like the rows it
 * follows, is not shown in the case. A protection that was raised stays: it is lowered by whoever knows.
 */
export async function takeBackReviews(tx: Tx, context: Context, moveId: string, caseId: string): Promise<void> {
  const { municipalityId } = context.actor;
  const reviews = await tx
    .selectFrom("people.person_review as v")
    .innerJoin("people.person as p", (join) => join.onRef("p.municipality_id", "=", "v.municipality_id").onRef("p.id", "=", "v.person_id"))
    .select([
      "p.id",
      "v.known",
      "v.typed",
      "v.taken",
      "p.given_name",
      "p.family_name",
      "p.birth_date",
      "p.sex",
      "p.language",
      "p.interpreter_need",
      "p.identity_number",
    ])
    .where("v.municipality_id", "=", municipalityId)
    .where("v.move_id", "=", moveId)
    .execute();
  for (const row of reviews) {
    const now: SomeWords = {
      givenName: row.given_name,
      familyName: row.family_name,
      birthDate: row.birth_date,
      sex: row.sex,
      language: row.language,
      interpreterNeed: row.interpreter_need,
      identityNumber: row.identity_number,
    };
    const [known, typed] = [row.known as SomeWords, row.typed as SomeWords];
    const fields = (Object.keys(now) as PersonField[]).filter((field) => row.taken.includes(field) && now[field] === typed[field]);
    if (fields.length === 0) continue;
    const only = (of: SomeWords) => Object.fromEntries(fields.map((field) => [field, of[field] ?? null]));
    await change(tx, context, row.id, only(known));
    const trace = { known: JSON.stringify(only(now)), typed: JSON.stringify(only(known)), taken: [...fields], kept: [] };
    await tx
      .insertInto("people.person_review")
      .values({ id: newTouchedId(context), person_id: row.id, case_id: caseId, move_id: moveId, ...trace, ...stamp(context) })
      .execute();
  }
}

/** Changes what is known of a person; only ever with a row that says what it was before. */
async function change(tx: Tx, context: Context, personId: string, taken: SomeWords): Promise<void> {
  const { givenName, familyName, birthDate, sex, protectedIdentity, language, interpreterNeed, identityNumber } = taken;
  const changes = {
    ...(givenName === undefined ? {} : { given_name: givenName }),
    ...(familyName === undefined ? {} : { family_name: familyName }),
    ...(birthDate === undefined ? {} : { birth_date: birthDate }),
    ...(sex === undefined ? {} : { sex }),
    ...(protectedIdentity === undefined ? {} : { protected_identity: protectedIdentity }),
    ...(language === undefined ? {} : { language }),
    ...(interpreterNeed === undefined ? {} : { interpreter_need: interpreterNeed }),
    ...(identityNumber === undefined ? {} : { identity_number: identityNumber }),
  };
  const { municipalityId } = context.actor;
  if (Object.keys(changes).length > 0)
    await tx.updateTable("people.person").set(changes).where("municipality_id", "=", municipalityId).where("id", "=", personId).execute();
}
