import type pg from "pg";

/** What stands at the top of the municipality's letters: a made-up office. */
export async function writeLetterhead(client: pg.Client, municipalityId: number, today: string, staffId: string): Promise<void> {
  await client.query(
    `insert into intake.letterhead (municipality_id, id, sender, contact, recorded_by, recorded_at)
     select m.id, md5('letterhead')::uuid, 'Socialförvaltningen, ' || m.name, E'Storgatan 1\nVäxel 010-000 00 00', $2::uuid, ($3::date - 60)::timestamptz
     from core.municipality m where m.id = $1`,
    [municipalityId, staffId, today],
  );
}
