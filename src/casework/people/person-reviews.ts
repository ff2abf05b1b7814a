import { sql } from "kysely";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { SomeWords } from "./codes.ts";
import type { PersonField } from "./compare.ts";
import type { Joined } from "./same-person.ts";
import { wordColumns, wordsOf } from "./words-of.ts";

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
    .select(["p.id", "v.known", "v.typed", "v.taken", "p.identity_number", ...wordColumns.map((column) => `p.${column}` as const)])
    .where("v.municipality_id", "=", municipalityId)
    .where("v.move_id", "=", moveId)
    .execute();
  for (const row of reviews) {
    const now: SomeWords = { ...wordsOf(row), identityNumber: row.identity_number };
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

/** A change of what is known of somebody that is written for its own sake: which of its words, since when, and where that was read. */
export type Correction = {
  readonly personId: string;
  readonly caseId: string;
  readonly change: CodeOf<"people.person_review.change">;
  readonly validFrom: string | undefined;
  /** The change that stood before, as `findLastChange` gives it. */
  readonly follows: string | null;
  readonly known: SomeWords;
  readonly now: SomeWords;
  readonly source: CodeOf<"people.person_review.source">;
  readonly sourceDetail: string | undefined;
  readonly sourceOn: string;
};

/** Changes what is known of somebody, with a row that says what stood before and points at the change before it. Gives the row's id. */
export async function recordCorrection(tx: Tx, context: Context, of: Correction): Promise<string> {
  await change(tx, context, of.personId, of.now);
  context.touch(of.personId);
  const id = newTouchedId(context);
  await tx
    .insertInto("people.person_review")
    .values({
      id,
      person_id: of.personId,
      case_id: of.caseId,
      known: JSON.stringify(of.known),
      typed: JSON.stringify(of.now),
      taken: Object.keys(of.now),
      kept: [],
      change: of.change,
      valid_from: of.validFrom ?? null,
      corrects_id: of.follows,
      source: of.source,
      source_detail: of.sourceDetail ?? null,
      source_on: of.sourceOn,
      ...stamp(context),
    })
    .execute();
  return id;
}

/** The last row that changed what is known of somebody, or null. */
export async function findLastChange(tx: Tx, context: Context, personId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select v.id from people.person_review v
    where v.municipality_id = ${context.actor.municipalityId} and v.person_id = ${personId}::uuid and cardinality(v.taken) > 0
      and not exists (select 1 from people.person_review n where n.municipality_id = v.municipality_id and n.corrects_id = v.id)
    order by v.recorded_at desc, v.id desc limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Changes what is known of a person; only ever with a row that says what it was before. */
async function change(tx: Tx, context: Context, personId: string, taken: SomeWords): Promise<void> {
  const { givenName, familyName, birthDate, sex, protectedIdentity, language, interpreterNeed, identityNumber } = taken;
  const changes = {
    ...(givenName === undefined ? {} : { given_name: givenName, name_known: true }),
    ...(familyName === undefined ? {} : { family_name: familyName }),
    // Another day is a day that is known; whoever knows the year alone says so (`correctChild`).
    ...(birthDate === undefined ? {} : { birth_date: birthDate, birth_date_known: "dag" as const }),
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
