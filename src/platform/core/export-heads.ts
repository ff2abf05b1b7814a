import { open, mkdir, rename } from "node:fs/promises";
import type { KeyObject } from "node:crypto";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Database } from "../database/connect.ts";
import { inMunicipality } from "../database/connect.ts";
import { signHeads } from "./log-heads.ts";
import type { LogHead } from "./log-heads.ts";

/** Where signed heads go: a folder, or an address that takes them with PUT. */
export type HeadPlace = { readonly folder: string } | { readonly url: URL; readonly token?: string | undefined };

export type HeadExport = { readonly key: KeyObject; readonly place: HeadPlace };

/** How often the heads are told outside. */
export const exportEvery = 60 * 60 * 1000;
const longestSend = 20_000;

/**
 * Signs the head of every municipality's log and writes them outside the database, if the last time was an hour ago or more. Of several
 * processes that call it at once, one does it. Gives how many heads were told; 0 where it was not time, or nothing is sealed yet.
 * @throws where the place cannot be written to; the next call tries again.
 */
export async function exportHeads(db: Kysely<Database>, { key, place }: HeadExport, now: Date): Promise<number> {
  return db.transaction().execute(async (guard) => {
    const { rows } = await sql<{ isMine: boolean; last: Date | null }>`
      select pg_try_advisory_xact_lock(hashtext('fortrogen.log-heads')) as "isMine", audit.last_export() as last`.execute(guard);
    const { isMine = false, last = null } = rows[0] ?? {};
    if (!isMine || (last !== null && now.getTime() - last.getTime() < exportEvery)) return 0;
    const heads = await readLastSeals(db);
    if (heads.length === 0) return 0;
    const name = `fortrogen-log-heads-${now.toISOString().replaceAll(/[-:]|\.\d+/g, "")}.json`;
    await send(
      place,
      name,
      signHeads(
        heads.map(({ head }) => head),
        now,
        key,
      ),
    );
    for (const { id, head } of heads) {
      await inMunicipality(db, id, (tx) => sql`select audit.note_export(${now}, ${head.number}, decode(${head.hash}, 'hex'))`.execute(tx));
    }
    return heads.length;
  });
}

/** When heads were last told outside, whatever the municipality; null before the first time. */
export async function lastExport(db: Kysely<Database>): Promise<Date | null> {
  const { rows } = await sql<{ last: Date | null }>`select audit.last_export() as last`.execute(db);
  return rows[0]?.last ?? null;
}

async function readLastSeals(db: Kysely<Database>): Promise<{ id: number; head: LogHead }[]> {
  const found: { id: number; head: LogHead }[] = [];
  for (const { id, code } of await db.selectFrom("core.municipality").select(["id", "code"]).orderBy("code").execute()) {
    const seal = await inMunicipality(db, id, (tx) =>
      tx
        .selectFrom("audit.seal")
        .select(["number", "hash", "sealed_at"])
        .where("municipality_id", "=", id)
        .orderBy("number", "desc")
        .limit(1)
        .executeTakeFirst(),
    );
    if (!seal) continue;
    const head = {
      municipality: code,
      number: Number(seal.number),
      hash: seal.hash.toString("hex"),
      sealedAt: seal.sealed_at.toISOString(),
    };
    found.push({ id, head });
  }
  return found;
}

async function send(place: HeadPlace, name: string, text: string): Promise<void> {
  if ("folder" in place) return write(place.folder, name, text);
  const url = new URL(place.url);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${name}`;
  const response = await fetch(url, {
    method: "PUT",
    body: text,
    headers: { "content-type": "application/json", ...(place.token ? { authorization: ["Bearer", place.token].join(" ") } : {}) },
    redirect: "error",
    signal: AbortSignal.timeout(longestSend),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The receiver of the log's heads answered ${response.status}.`);
}

/** Writes the file whole and on the disk, or not at all, and never over another. */
async function write(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o750 });
  const part = join(folder, `.${name}.${process.pid}`);
  const file = await open(part, "w", 0o640);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, join(folder, name));
}
