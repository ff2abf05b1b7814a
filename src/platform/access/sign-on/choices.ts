import type { Kysely } from "kysely";
import { z } from "zod";
import { roles } from "../../core/actor.ts";
import { isId, newId } from "../../basics/identifiers.ts";
import type { Database } from "../../database/connect.ts";
import type { Identity } from "./mapping.ts";
import type { Sealer } from "./sealed.ts";
import type { SessionSource } from "./sessions.ts";

const arrival = z.object({
  identity: z.object({
    subject: z.string(),
    name: z.string(),
    title: z.string(),
    identityNumber: z.string().nullable(),
    unit: z.string().nullable(),
    municipalities: z.array(z.string()),
    roles: z.array(z.enum(roles)),
  }),
  source: z.object({ subject: z.string(), sid: z.string().nullable() }),
  idToken: z.string().nullable(),
  back: z.string(),
});

/** Somebody who has signed on and is to be let in: who, from which session at the provider, and where they were going. */
export type Arrival = {
  readonly identity: Identity;
  readonly source: SessionSource;
  readonly idToken: string | null;
  readonly back: string;
};

/** How long one may think about which municipality, in milliseconds. */
export const longestChoice = 5 * 60_000;

/**
 * Keeps an arrival while the person chooses municipality; gives the id for the person's cookie. It lies sealed on the server, because an ID
 * token is larger than a cookie may be. A new sign-on of the same person takes the place of an earlier choice, whose roles may be old.
 */
export async function keepChoice(db: Kysely<Database>, sealer: Sealer, kept: Arrival, now: Date): Promise<string> {
  const id = newId(now);
  const until = new Date(now.getTime() + longestChoice);
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom("access.sign_on_choice").where("subject", "=", kept.identity.subject).execute();
    await tx
      .insertInto("access.sign_on_choice")
      .values({
        id,
        subject: kept.identity.subject,
        provider_subject: kept.source.subject,
        provider_sid: kept.source.sid,
        sealed: sealer.seal(kept, until),
        expires_at: until,
      })
      .execute();
  });
  return id;
}

/** Takes the arrival of a cookie's id if it may be let in to the municipality with this code; each can be taken once. */
export async function takeChoice(
  db: Kysely<Database>,
  sealer: Sealer,
  id: string | undefined,
  code: string,
  now: Date,
): Promise<Arrival | undefined> {
  if (!isId(id)) return undefined;
  const row = await db.selectFrom("access.sign_on_choice").select("sealed").where("id", "=", id).executeTakeFirst();
  const opened = arrival.safeParse(sealer.open(row?.sealed, now));
  if (!opened.success || !opened.data.identity.municipalities.includes(code)) return undefined;
  const taken = await db.deleteFrom("access.sign_on_choice").where("id", "=", id).returning("id").executeTakeFirst();
  return taken ? opened.data : undefined;
}

/** Forgets choices that were begun with a session at the provider that has ended; without a `sid`, with any of the person's. */
export async function forgetChoices(db: Kysely<Database>, { subject, sid }: SessionSource): Promise<void> {
  await db
    .deleteFrom("access.sign_on_choice")
    .where("provider_subject", "=", subject)
    .$if(sid !== null, (query) => query.where("provider_sid", "=", sid))
    .execute();
}
