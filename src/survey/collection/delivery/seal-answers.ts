import type { Context } from "../../../platform/core/door.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { findSet, noSuchSet } from "../find-set.ts";
import type { Sender } from "../find-set.ts";
import { findAddressee } from "./addressee.ts";
import { sealEnvelope } from "./envelope.ts";
import type { Envelope } from "./envelope.ts";
import { readOwnKey } from "./own-key.ts";

export type SealedAnswers = {
  readonly envelope: Envelope;
  readonly signature: number;
  readonly addressee: number;
  readonly questionnaire: string;
};

/**
 * What the director signed last, in an envelope that the municipality's key has signed. The same answers give the same envelope. Problems: `not-found`,
 * `not-signed`, `no-addressee`, those of the key.
 */
export async function sealAnswers(tx: Tx, context: Context<Sender>, answerSetId: string): Promise<Result<SealedAnswers>> {
  const { municipalityId } = context.actor;
  const set = await findSet(tx, context.actor, answerSetId);
  if (!set) return failed(noSuchSet);
  const signed = await tx
    .selectFrom("survey.signature")
    .select(["number", "content"])
    .where("municipality_id", "=", municipalityId)
    .where("answer_set_id", "=", set.id)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!signed)
    return failed({
      code: "not-signed",
      message: "Svaren är inte underskrivna.",
      hint: "Socialchefen skriver under dem på enkätens sida.",
    });
  const to = await findAddressee(tx, municipalityId, set.id);
  if (!to)
    return failed({
      code: "no-addressee",
      message: "Det står inte vart svaren ska skickas.",
      hint: "Ange myndighet och omgång på enkätens sida.",
    });
  const { code } = await tx.selectFrom("core.municipality").select("code").where("id", "=", municipalityId).executeTakeFirstOrThrow();
  const key = await readOwnKey(context.signingKeys, code);
  if (!key.ok) return key;
  context.touch(set.id);
  const envelope = sealEnvelope({ agency: to.agency, round: to.round_id, unit: code, content: signed.content }, key.value);
  return ok({ envelope, signature: signed.number, addressee: to.number, questionnaire: set.questionnaire });
}
