/** What is known of two children who are found to be one, brought together: by rows that say what stood before, in the cases of each. */
import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { invalidField } from "../../platform/basics/result.ts";
import type { Failed } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { PersonWords, SomeWords } from "./codes.ts";
import { isMoreProtected } from "./compare.ts";
import type { PersonField } from "./compare.ts";
import { findLastChange, recordCorrection } from "./person-reviews.ts";
import type { Correction } from "./person-reviews.ts";
import type { Joined } from "./same-person.ts";
import { wordColumns, wordsOf } from "./words-of.ts";

type Numbered = { readonly identityNumber: string | null };

/** A coordination number has sixty more in its day (18 a § folkbokföringslagen). */
const isCoordination = (number: string): boolean => number.slice(6, 8) >= "60";

/** The one that leads must have the number that the child is known by: a number before none, a personal number before a coordination number. */
export function numberFault(leads: Numbered, follows: Numbered): Failed | undefined {
  const [its, other] = [leads.identityNumber, follows.identityNumber];
  if (other === null) return undefined;
  if (its === null) return invalidField("leads", "Bara det andra barnet har nummer. Välj det, eller rätta först numret i ärendet.");
  if (isCoordination(its) && !isCoordination(other))
    return invalidField("leads", "Det andra barnet har personnummer. Det gäller före samordningsnumret: välj det.");
  return undefined;
}

type Words = Omit<PersonWords, "identityNumber"> & { readonly birthDateKnown: CodeOf<"people.person.birth_date_known"> };

async function read(tx: Tx, { actor }: Context, id: string): Promise<Words> {
  const row = await tx
    .selectFrom("people.person")
    .select([...wordColumns, "protected_identity", "birth_date_known"])
    .where("municipality_id", "=", actor.municipalityId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { ...wordsOf(row), protectedIdentity: row.protected_identity, birthDateKnown: row.birth_date_known };
}

/** The child's open case, or else its newest: where the row about it is read. */
async function findCaseOf(tx: Tx, { actor }: Context, childId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select c.id from intake.case_file c where c.municipality_id = ${actor.municipalityId}
    and c.child_id = ${childId}::uuid order by c.is_open desc, c.opened_on desc, c.id limit 1`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error("A child that may be known twice has a case.");
  return row.id;
}

/** What one has now and is to have, where they differ. */
function changesOf(now: Words, to: Words): readonly PersonField[] {
  const fields = ["givenName", "familyName", "birthDate", "sex", "protectedIdentity", "language", "interpreterNeed"] as const;
  return fields.filter(
    (field) => now[field] !== to[field] || (field === "birthDate" && now.birthDate !== null && now.birthDateKnown !== to.birthDateKnown),
  );
}

type Said = Pick<Correction, "source" | "sourceDetail" | "sourceOn">;

/** The words of the one that leads hold for both; each has the stronger protection, and the language and interpreter that either knows. */
export async function bringTogether(tx: Tx, context: Context, leadsId: string, followsId: string, said: Said): Promise<void> {
  const [leads, follows] = [await read(tx, context, leadsId), await read(tx, context, followsId)];
  const to: Words = {
    ...leads,
    sex: leads.sex === "okänt" ? follows.sex : leads.sex,
    protectedIdentity: isMoreProtected(leads.protectedIdentity, follows.protectedIdentity)
      ? follows.protectedIdentity
      : leads.protectedIdentity,
    language: leads.language ?? follows.language,
    interpreterNeed: leads.interpreterNeed ?? follows.interpreterNeed,
  };
  for (const [personId, now] of [
    [leadsId, leads],
    [followsId, follows],
  ] as const) {
    const changed = changesOf(now, to);
    if (changed.length === 0) continue;
    const only = (of: Words): SomeWords => Object.fromEntries(changed.map((field) => [field, of[field as keyof Words]]));
    const caseId = await findCaseOf(tx, context, personId);
    const follow = await findLastChange(tx, context, personId);
    await recordCorrection(tx, context, {
      ...{ personId, caseId, change: "rättad", validFrom: undefined, follows: follow, known: only(now), now: only(to) },
      ...{ source: said.source, sourceDetail: said.sourceDetail, sourceOn: said.sourceOn },
    });
    if (changed.includes("birthDate"))
      await tx
        .updateTable("people.person")
        .set({ birth_date_known: to.birthDateKnown })
        .where("municipality_id", "=", context.actor.municipalityId)
        .where("id", "=", personId)
        .execute();
  }
}

/**
 * What is changed of a child that stands here twice is changed of the other too, in its own case, so that nothing is known of the one alone; not the
 * number, which whoever leads has.
 */
async function followInDouble(tx: Tx, context: Context, of: Correction): Promise<void> {
  const { identityNumber: _number, ...now } = of.now;
  const fields = Object.keys(now) as (keyof Omit<PersonWords, "identityNumber">)[];
  if (fields.length === 0) return;
  const { rows } = await sql<{ id: string }>`select o.id from people.person p
    join people.person o on o.municipality_id = p.municipality_id and o.id <> p.id and (o.id = p.same_as or o.same_as in (p.id, p.same_as))
    where p.municipality_id = ${context.actor.municipalityId} and p.id = ${of.personId}::uuid order by o.id`.execute(tx);
  for (const { id } of rows) {
    const was = await read(tx, context, id);
    const changed = fields.filter((field) => was[field] !== now[field]);
    if (changed.length === 0) continue;
    const only = (words: SomeWords): SomeWords => Object.fromEntries(changed.map((field) => [field, words[field] ?? null]));
    const [caseId, follows] = [await findCaseOf(tx, context, id), await findLastChange(tx, context, id)];
    await recordCorrection(tx, context, { ...of, personId: id, caseId, follows, known: only(was), now: only(now) });
  }
}

/** Changes what is known of somebody, and of the same child where it stands here twice. Gives the row's id. */
export async function recordEverywhere(tx: Tx, context: Context, of: Correction): Promise<string> {
  const id = await recordCorrection(tx, context, of);
  await followInDouble(tx, context, of);
  return id;
}

/** What a report had taken into what is known of a child, of the same child where it stands here twice. */
export async function followReview(tx: Tx, context: Context, { personId, taken, review }: Joined, caseId: string): Promise<void> {
  if (!review) return;
  const { source = "uppgift från någon", sourceDetail = "det som kom in om barnet", sourceOn = context.today } = review.source;
  const same = { personId, caseId, change: "rättad", validFrom: undefined, follows: null, known: {}, now: taken } as const;
  await followInDouble(tx, context, { ...same, source, sourceDetail, sourceOn });
}
