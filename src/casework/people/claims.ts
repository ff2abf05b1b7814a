import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { GuardianDetails } from "./guardians.ts";

/** What became of a claim: the guardianship that it led to, or why it was not right. */
export type ClaimAnswer = { readonly guardianshipId: string } | { readonly reason: string };

/** What a claim about the child says, while nobody has answered it; nothing where there is no such open claim. */
export async function findOpenClaim(tx: Tx, context: Context, childId: string, claimId: string): Promise<GuardianDetails | undefined> {
  const { rows } = await sql<GuardianDetails>`select c.given_name as "givenName", c.family_name as "familyName",
      c.identity_number as "identityNumber", c.phone from people.guardian_claim c
    where c.municipality_id = ${context.actor.municipalityId} and c.child_id = ${childId}::uuid and c.id = ${claimId}::uuid
      and not exists (select 1 from people.guardian_claim_answer a
        where a.municipality_id = c.municipality_id and a.child_id = c.child_id and a.claim_id = c.id)`.execute(tx);
  const [claim] = rows;
  return claim && { ...claim, identityNumber: claim.identityNumber ?? undefined, phone: claim.phone ?? undefined };
}

/**
 * Answers a claim, and with it every other open one about the same person: same number or, where there is none, same name.
 * False when there is no such open claim about the child.
 */
export async function answerClaim(tx: Tx, context: Context, childId: string, claimId: string, answer: ClaimAnswer): Promise<boolean> {
  const { municipalityId, staffId } = context.actor;
  const { guardianshipId, reason } = { guardianshipId: null, reason: null, ...answer };
  const { rows } = await sql<{ id: string }>`
    insert into people.guardian_claim_answer (municipality_id, claim_id, child_id, guardianship_id, reason, recorded_by, recorded_at)
    select o.municipality_id, o.id, o.child_id, ${guardianshipId}::uuid, ${reason}, ${staffId}::uuid, ${context.now}
    from people.guardian_claim c join people.guardian_claim o on o.municipality_id = c.municipality_id and o.child_id = c.child_id
      and coalesce(o.identity_number, people.name_key(o.given_name, o.family_name)) = coalesce(c.identity_number, people.name_key(c.given_name, c.family_name))
    where c.municipality_id = ${municipalityId} and c.child_id = ${childId}::uuid and c.id = ${claimId}::uuid
      and not exists (select 1 from people.guardian_claim_answer a where a.municipality_id = o.municipality_id and a.child_id = o.child_id and a.claim_id = o.id)
    returning claim_id as id`.execute(tx);
  context.touch(...rows.map((row) => row.id));
  return rows.some((row) => row.id === claimId);
}
