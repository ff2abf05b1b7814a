import type { Kysely } from "kysely";
import { z } from "zod";
import { newId } from "../../core/identifiers.ts";
import type { Database } from "../../database/connect.ts";
import { inMunicipality } from "../../database/connect.ts";

const largestForm = 64 * 1024;
const keptFor = 8 * 60 * 60 * 1000;
const mostForms = 10;

/** What a person had written; names of fields and their values, without the frame's own. */
export type ParkedValues = Readonly<Record<string, readonly string[]>>;
const parkedValues = z.record(z.string(), z.array(z.string()));

type Owner = { readonly municipalityId: number; readonly staffId: string };

/** Keeps what was written for the one who wrote it, for eight hours. Gives false when it is too large (64 KB) to keep. */
export async function parkForm(db: Kysely<Database>, owner: Owner, path: string, values: ParkedValues, now: Date): Promise<boolean> {
  const own = Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith("_")));
  const body = JSON.stringify(own);
  if (Buffer.byteLength(body) > largestForm || path.length > 500) return false;
  await inMunicipality(db, owner.municipalityId, async (tx) => {
    await tx
      .insertInto("access.parked_form")
      .values({
        municipality_id: owner.municipalityId,
        id: newId(now),
        staff_id: owner.staffId,
        path,
        body,
        parked_at: now,
        expires_at: new Date(now.getTime() + keptFor),
      })
      .execute();
    const kept = tx
      .selectFrom("access.parked_form")
      .select("id")
      .where("municipality_id", "=", owner.municipalityId)
      .where("staff_id", "=", owner.staffId)
      .orderBy("parked_at", "desc")
      .limit(mostForms);
    await tx
      .deleteFrom("access.parked_form")
      .where("municipality_id", "=", owner.municipalityId)
      .where("staff_id", "=", owner.staffId)
      .where("id", "not in", kept)
      .execute();
  });
  return true;
}

/** The latest form that waits for this person: its id and the path it was written at. */
export async function findParkedForm(db: Kysely<Database>, owner: Owner, now: Date): Promise<{ id: string; path: string } | undefined> {
  return inMunicipality(db, owner.municipalityId, (tx) =>
    tx
      .selectFrom("access.parked_form")
      .select(["id", "path"])
      .where("municipality_id", "=", owner.municipalityId)
      .where("staff_id", "=", owner.staffId)
      .where("expires_at", ">", now)
      .orderBy("parked_at", "desc")
      .limit(1)
      .executeTakeFirst(),
  );
}

/** What was written, if it is this person's, was written at this path and has not expired. */
export async function openParkedForm(
  db: Kysely<Database>,
  owner: Owner,
  id: string,
  path: string,
  now: Date,
): Promise<ParkedValues | undefined> {
  const row = await inMunicipality(db, owner.municipalityId, (tx) =>
    tx
      .selectFrom("access.parked_form")
      .select(["body", "path"])
      .where("municipality_id", "=", owner.municipalityId)
      .where("id", "=", id)
      .where("staff_id", "=", owner.staffId)
      .where("expires_at", ">", now)
      .executeTakeFirst(),
  );
  if (!row || row.path !== path) return undefined;
  const parsed = parkedValues.safeParse(row.body);
  return parsed.success ? parsed.data : undefined;
}

/** Takes away what was parked at a path, when its form has been sent. */
export async function forgetParkedForm(db: Kysely<Database>, owner: Owner, path: string): Promise<void> {
  await inMunicipality(db, owner.municipalityId, (tx) =>
    tx
      .deleteFrom("access.parked_form")
      .where("municipality_id", "=", owner.municipalityId)
      .where("staff_id", "=", owner.staffId)
      .where("path", "=", path)
      .execute(),
  );
}
