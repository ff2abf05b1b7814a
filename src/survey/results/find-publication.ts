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
    select p.id, p.round_id as "roundId", p.number, p.form, p.contents, p.groupings, encode(p.answers, 'hex') as answers, p.compared_id as "comparedId",
      p.is_compared_with_print as "isComparedWithPrint", p.recorded_at as "askedAt", s.name as by, o.is_publishable as "isPublishable"
    from survey.publication p
      join access.staff s on s.municipality_id = p.municipality_id and s.id = p.recorded_by
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
