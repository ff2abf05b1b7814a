/** The deliveries that count: the last of each unit, or those that a publication was made of. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";

/** A delivery by what is known of it without reading it. */
export type DeliveryMark = {
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly number: number;
  readonly digest: string;
};
/** With its content, letter for letter as it was signed. */
export type KeptDelivery = DeliveryMark & { readonly content: string };

/** A unit that was asked, "" where a group is not known. */
export type RoundUnit = {
  readonly code: string;
  readonly name: string;
  readonly storlek: string;
  readonly nyckel: string;
  readonly skr_grupp: string;
  readonly lan: string;
};

/** The last delivery of each unit of a round, by code. */
export async function countedDeliveries(tx: Tx, municipalityId: number, roundId: string): Promise<DeliveryMark[]> {
  const { rows } = await sql<DeliveryMark>`
    select u.id as "unitId", u.code, u.name, d.number, encode(d.digest, 'hex') as digest
    from survey.unit u cross join lateral survey.counted_delivery(u.municipality_id, u.id) d
    where u.municipality_id = ${municipalityId} and u.round_id = ${roundId}::uuid order by u.code`.execute(tx);
  return rows;
}

/** The deliveries that a publication is made of, by code. */
export async function publishedDeliveries(tx: Tx, municipalityId: number, publicationId: string): Promise<DeliveryMark[]> {
  const { rows } = await sql<DeliveryMark>`
    select u.id as "unitId", u.code, u.name, d.number, encode(d.digest, 'hex') as digest
    from survey.publication_delivery p
      join survey.unit u on u.municipality_id = p.municipality_id and u.id = p.unit_id
      join survey.delivery d on d.municipality_id = p.municipality_id and d.unit_id = p.unit_id and d.number = p.number
    where p.municipality_id = ${municipalityId} and p.publication_id = ${publicationId}::uuid order by u.code`.execute(tx);
  return rows;
}

/** The contents of some deliveries, in their order. */
export async function withContents(tx: Tx, municipalityId: number, marks: readonly DeliveryMark[]): Promise<KeptDelivery[]> {
  const { rows } = await sql<{ place: number; content: string }>`
    select w.place::int as place, d.content
    from unnest(${marks.map(({ unitId }) => unitId)}::uuid[], ${marks.map(({ number }) => number)}::int[]) with ordinality as w (unit_id, number, place)
      join survey.delivery d on d.municipality_id = ${municipalityId} and d.unit_id = w.unit_id and d.number = w.number
    order by 1`.execute(tx);
  return rows.flatMap(({ place, content }) => {
    const mark = marks[place - 1];
    return mark === undefined ? [] : [{ ...mark, content }];
  });
}

/** The units that a round asks, as they were at a moment, by code. */
export async function unitsOf(tx: Tx, municipalityId: number, roundId: string, at: Date): Promise<RoundUnit[]> {
  const { rows } = await sql<RoundUnit>`
    select code, name, coalesce(storlek, '') as storlek, coalesce(nyckel, '') as nyckel, coalesce(skr_grupp, '') as skr_grupp, coalesce(lan, '') as lan
    from survey.unit where municipality_id = ${municipalityId} and round_id = ${roundId}::uuid and recorded_at <= ${at} order by code`.execute(
    tx,
  );
  return rows;
}

/** SHA-256 of which deliveries they are: the same answers have the same. */
export function digestOfDeliveries(marks: readonly Pick<DeliveryMark, "code" | "number" | "digest">[]): Buffer {
  const lines = marks.map(({ code, number, digest }) => `${code} ${number} ${digest}\n`).sort();
  return createHash("sha256").update(lines.join(""), "utf8").digest();
}
