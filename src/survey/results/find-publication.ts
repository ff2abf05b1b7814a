/** Publications as rows: what was asked for, and what came of it. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import type { Problem } from "../../platform/basics/result.ts";
import type { Grouping } from "../tables/frame.ts";
import type { Pair } from "./over-earlier.ts";
import type { PublicationContents, PublicationForm } from "./terms.ts";

export type PublicationRow = {
  readonly id: string;
  readonly roundId: string;
  readonly number: number;
  readonly form: PublicationForm;
  readonly contents: PublicationContents;
  readonly groupings: readonly Grouping[];
  /** SHA-256 in hexadecimal of which deliveries it is made of. */
  readonly answers: string;
  /** Of open answers by code: the question's column, and SHA-256 in hexadecimal of which unit has which codes. */
  readonly column: string | null;
  readonly codings: string | null;
  readonly comparedId: string | null;
  readonly isComparedWithPrint: boolean;
  readonly askedAt: Date;
  readonly by: string;
  /** Null while it is being made. */
  readonly isPublishable: boolean | null;
};

export const noSuchPublication: Problem = { code: "not-found", message: "Publiceringen finns inte." };

function publicationsWhere(condition: RawBuilder<boolean>, municipalityId: number) {
  return sql<PublicationRow>`
    select p.id, p.round_id as "roundId", p.number, p.form, p.contents, p.groupings, encode(p.answers, 'hex') as answers,
      b.answer_column as "column", encode(p.codings, 'hex') as codings, p.compared_id as "comparedId",
      p.is_compared_with_print as "isComparedWithPrint", p.recorded_at as "askedAt", s.name as by, o.is_publishable as "isPublishable"
    from survey.publication p
      join access.staff s on s.municipality_id = p.municipality_id and s.id = p.recorded_by
      left join survey.code_book b on b.municipality_id = p.municipality_id and b.id = p.code_book_id
      left join survey.publication_outcome o on o.municipality_id = p.municipality_id and o.publication_id = p.id
    where p.municipality_id = ${municipalityId} and ${condition} order by p.recorded_at desc, p.number desc`;
}

/** A publication; undefined where there is none in the tenant. */
export async function findPublication(tx: Tx, municipalityId: number, id: string): Promise<PublicationRow | undefined> {
  const { rows } = await publicationsWhere(sql`p.id = ${id}::uuid`, municipalityId).execute(tx);
  return rows[0];
}

/** Those of a round, or of the whole tenant, the latest first. */
export async function listPublications(tx: Tx, municipalityId: number, roundId?: string): Promise<PublicationRow[]> {
  const condition = roundId === undefined ? sql<boolean>`true` : sql<boolean>`p.round_id = ${roundId}::uuid`;
  const { rows } = await publicationsWhere(condition, municipalityId).execute(tx);
  return rows;
}

/** What protected publications of the tenant compare; those that were refused told nothing. */
export async function comparedPairs(tx: Tx, municipalityId: number): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    select p.round_id as round, encode(p.answers, 'hex') as answers, c.round_id as other, encode(c.answers, 'hex') as "otherAnswers"
    from survey.publication p
      join survey.publication c on c.municipality_id = p.municipality_id and c.id = p.compared_id
      left join survey.publication_outcome o on o.municipality_id = p.municipality_id and o.publication_id = p.id
    where p.municipality_id = ${municipalityId} and p.form = 'skyddad' and o.is_publishable is distinct from false`.execute(tx);
  return rows;
}

/** By how many units a publication in the official form is of other answers than an earlier one in that form. */
export type Parting = { readonly publicationId: string; readonly number: number; readonly units: number };

/** Of a round, each publication beside each earlier one of other answers. */
export async function officialPartings(tx: Tx, municipalityId: number, roundId: string): Promise<Parting[]> {
  const { rows } = await sql<Parting>`
    with official as (select p.id, p.number, p.answers from survey.publication p
      left join survey.publication_outcome o on o.municipality_id = p.municipality_id and o.publication_id = p.id
      where p.municipality_id = ${municipalityId} and p.round_id = ${roundId}::uuid and p.form = 'som tryckt' and o.is_publishable is distinct from false)
    select n.id as "publicationId", e.number, (
      select count(distinct coalesce(a.unit_id, b.unit_id))::int
      from (select unit_id, number from survey.publication_delivery where municipality_id = ${municipalityId} and publication_id = n.id) a
      full join (select unit_id, number from survey.publication_delivery where municipality_id = ${municipalityId} and publication_id = e.id) b
        on b.unit_id = a.unit_id and b.number = a.number
      where a.unit_id is null or b.unit_id is null) as units
    from official n join official e on e.number < n.number and e.answers <> n.answers order by n.number, e.number`.execute(tx);
  return rows;
}
