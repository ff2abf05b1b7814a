import { createCipheriv, createDecipheriv, createHash, createSecretKey, hkdfSync, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import type { Database, Tx } from "../database/connect.ts";
import { askOnce, atCommit, doOnce, inMunicipality } from "../database/connect.ts";

/** How many days a draft is kept after it was last saved. */
export const draftDays = 14;
/** How many days it is remembered what was sent in a form. */
const sentDays = 7;
/** The largest draft, in bytes. */
export const largestDraft = 300 * 1024;
const mostDrafts = 100;
const mostEnded = 1000;
const day = 24 * 60 * 60 * 1000;

/** What a person had written; names of fields and their values, without the frame's own. */
export type DraftValues = Readonly<Record<string, readonly string[]>>;
const draftValues = z.record(z.string(), z.array(z.string()));

export type DraftAuthor = { readonly municipalityId: number; readonly staffId: string };
/** The opened form that a draft is of, and its address (path and search). */
export type DraftPlace = { readonly id: string; readonly path: string };
export type DraftMark = { readonly id: string; readonly savedAt: Date };

/** Where drafts are kept: the database for their rows, the key (32 bytes or more, never in the database) for their words. */
export type DraftStore = { readonly db: Kysely<Database>; readonly key: Buffer };

function asAuthor<T>(store: DraftStore, author: DraftAuthor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inMunicipality(store.db, author.municipalityId, work, { staffId: author.staffId });
}

function askAsAuthor<Row>(store: DraftStore, author: DraftAuthor, statement: RawBuilder<Row>): Promise<readonly Row[]> {
  return askOnce(store.db, author.municipalityId, statement, { staffId: author.staffId });
}

/** Keeps what was written in one opened form (`id`) at one address. Gives false when it is empty, too large (300 KB), or of a form that was sent or thrown away. */
export async function saveDraft(store: DraftStore, author: DraftAuthor, at: DraftPlace, values: DraftValues, now: Date): Promise<boolean> {
  const own = Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith("_")));
  const body = Buffer.from(JSON.stringify(own));
  if (body.length > largestDraft || !Object.values(own).flat().some(Boolean)) return false;
  const sealed = seal(store.key, author, at.id, body);
  const expires = new Date(now.getTime() + draftDays * day);
  return asAuthor(store, author, async (tx) => {
    const saved = await sql`insert into access.draft (municipality_id, id, staff_id, path_hash, sealed, saved_at, expires_at)
      select ${author.municipalityId}, ${at.id}::uuid, ${author.staffId}::uuid, ${hashOf(at.path)}, ${sealed}, ${now}, ${expires}
      where (select count(*) from access.draft where ended_at is null) < ${mostDrafts} or exists (select 1 from access.draft where id = ${at.id}::uuid)
      on conflict (municipality_id, staff_id, id) do update set sealed = excluded.sealed, saved_at = excluded.saved_at, expires_at = excluded.expires_at
        where access.draft.path_hash = excluded.path_hash and access.draft.ended_at is null`.execute(tx);
    return (saved.numAffectedRows ?? 0n) > 0n;
  });
}

/** The author's drafts of the form at an address, the latest first. */
export async function findDrafts(store: DraftStore, author: DraftAuthor, path: string, now: Date): Promise<readonly DraftMark[]> {
  const statement = sql<DraftMark>`select id, saved_at as "savedAt" from access.draft
    where path_hash = ${hashOf(path)} and expires_at > ${now} and ended_at is null order by saved_at desc`;
  return askAsAuthor(store, author, statement);
}

/** What was written, when it is this author's, of this address, in its time, and sealed with this key. */
export async function openDraft(
  store: DraftStore,
  author: DraftAuthor,
  id: string,
  path: string,
  now: Date,
): Promise<DraftValues | undefined> {
  const body = await openRow(store, author, id, path, now, false);
  return body && draftValues.safeParse(JSON.parse(body.text)).data;
}

/** What was sent in an opened form: its words, when, and where it led. */
export type SentForm = { readonly values: DraftValues; readonly at: Date; readonly ledTo: string; readonly amend: string | undefined };
const sentForm = z.object({ values: draftValues, ledTo: z.string(), amend: z.string().optional() });

/** What the author sent in the opened form `id`; nothing when it was not sent, or too long ago. */
export async function findSent(store: DraftStore, author: DraftAuthor, id: string, path: string, now: Date): Promise<SentForm | undefined> {
  const body = await openRow(store, author, id, path, now, true);
  const read = body && sentForm.safeParse(JSON.parse(body.text)).data;
  return read && { values: read.values, ledTo: read.ledTo, amend: read.amend, at: body.at };
}

async function openRow(store: DraftStore, author: DraftAuthor, id: string, path: string, now: Date, ended: boolean) {
  const statement = sql<{ sealed: Buffer; at: Date }>`select sealed, coalesce(ended_at, saved_at) as at from access.draft
    where id = ${id}::uuid and path_hash = ${hashOf(path)} and expires_at > ${now} and (ended_at is not null) = ${ended}`;
  const [row] = await askAsAuthor(store, author, statement);
  const text = row && unseal(store.key, author, id, row.sealed);
  return row && text !== undefined ? { text, at: row.at } : undefined;
}

type Sent = { readonly values: DraftValues; readonly ledTo: string; readonly amend?: string | undefined };

/**
 * Ends a draft: it was sent (then what was sent is remembered), or thrown away. What is saved in flight does not bring it back. Not waited for
 * on the disk: a draft that a crash brings back has the key of what was sent, so that it is not done twice.
 */
export async function endDraft(store: DraftStore, author: DraftAuthor, at: DraftPlace, now: Date, sent?: Sent): Promise<void> {
  const options = { staffId: author.staffId, mayBeForgotten: true };
  await doOnce(store.db, author.municipalityId, endStatement(store.key, author, at, now, sent), options);
}

/** Ends a draft that is sent together with the commit of what was done of it. */
export function endDraftAtCommit(tx: Tx, key: Buffer, author: DraftAuthor, at: DraftPlace, now: Date, sent: Sent): void {
  atCommit(tx, sql`select set_config('fortrogen.staff', ${author.staffId}, true)`);
  atCommit(tx, endStatement(key, author, at, now, sent));
}

function endStatement(key: Buffer, author: DraftAuthor, at: DraftPlace, now: Date, sent: Sent | undefined): RawBuilder<unknown> {
  const own = Object.fromEntries(Object.entries(sent?.values ?? {}).filter(([name]) => !name.startsWith("_")));
  const body = Buffer.from(JSON.stringify(sent ? { ...sent, values: own } : {}));
  const sealed = seal(key, author, at.id, body.length > largestDraft ? Buffer.from("{}") : body);
  const expires = new Date(now.getTime() + sentDays * day);
  return sql`insert into access.draft (municipality_id, id, staff_id, path_hash, sealed, saved_at, expires_at, ended_at)
    select ${author.municipalityId}, ${at.id}::uuid, ${author.staffId}::uuid, ${hashOf(at.path)}, ${sealed}, ${now}, ${expires}, ${now}
    where (select count(*) from access.draft where ended_at is not null) < ${mostEnded} or exists (select 1 from access.draft where id = ${at.id}::uuid)
    on conflict (municipality_id, staff_id, id) do update
      set sealed = excluded.sealed, ended_at = excluded.ended_at, expires_at = excluded.expires_at
      where ${sent !== undefined} or access.draft.ended_at is null`;
}

/** Takes away the drafts of a municipality whose time is over. Gives the number taken away. */
export async function purgeDrafts(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select access.purge_drafts(${now}) as n`.execute(tx);
  return rows[0]?.n ?? 0;
}

function seal(key: Buffer, author: DraftAuthor, id: string, body: Buffer): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(key), iv).setAAD(bound(author, id));
  const text = Buffer.concat([cipher.update(body), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

function unseal(key: Buffer, author: DraftAuthor, id: string, sealed: Buffer): string | undefined {
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(key), sealed.subarray(0, 12)).setAAD(bound(author, id));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
  } catch {
    // Another key, or somebody else's row put in its place.
    return undefined;
  }
}

const keys = new WeakMap<Buffer, KeyObject>();

/** The key that drafts are sealed with, made once of the one that is kept. */
function keyOf(key: Buffer): KeyObject {
  const made = keys.get(key) ?? createSecretKey(Buffer.from(hkdfSync("sha256", key, "fortrogen", "draft", 32)));
  keys.set(key, made);
  return made;
}
const bound = (author: DraftAuthor, id: string): Buffer => Buffer.from(`${author.municipalityId}|${author.staffId}|${id}`);
const hashOf = (path: string): Buffer => createHash("sha256").update(path).digest();
