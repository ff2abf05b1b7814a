import type { Context } from "../../../platform/core/door.ts";
import { readPublicKey, surveyKey } from "../../../platform/core/signing-key.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem, Result } from "../../../platform/basics/result.ts";
import { digestOf } from "../answer-file.ts";
import { findSet, noSuchSet } from "../find-set.ts";
import type { Sender } from "../find-set.ts";
import { findAddressee } from "./addressee.ts";
import { findRecipient } from "./recipient.ts";
import { isReceiptOf, readReceipt } from "./receipt.ts";

const anothers: Problem = {
  code: "receipt-of-another",
  message: "Kvittot gäller inte svaren på den här enkäten.",
  hint: "Kontrollera att det är kvittot på den fil som ni skickade, och att mottagaren på sidan är rätt.",
};
const notGenuine: Problem = {
  code: "receipt-not-genuine",
  message: "Kvittot är inte undertecknat med myndighetens nyckel, eller så är det ändrat.",
  hint: "Kontrollera nyckeln som ni har fått av myndigheten. Är den rätt: behandla kvittot som förfalskat.",
};

export type KeptReceipt = { readonly number: number; readonly isVerified: boolean };

/** Which of the signatures was sent, and to whom: the receipt is to be of that and of nothing else. */
type Sent = { readonly signature: number; readonly addressee: number };

/**
 * Keeps a receipt with the answers that it is of: what was `sent` or, where that is not known, any that was signed. One that is kept already stays as it is.
 * Where the agency's key is set, only what that key has signed is kept. Problems: `not-found`, `receipt-unreadable`, `receipt-of-another`, `receipt-not-genuine`, `changed-meanwhile`.
 */
export async function keepReceipt(
  tx: Tx,
  context: Pick<Context<Sender>, "actor" | "now" | "touch">,
  answerSetId: string,
  file: string,
  sent?: Sent,
): Promise<Result<KeptReceipt>> {
  const { municipalityId } = context.actor;
  const set = await findSet(tx, context.actor, answerSetId);
  if (!set) return failed(noSuchSet);
  const read = readReceipt(file);
  if (!read.ok) return read;
  const { receipt, content } = read.value;
  const to = await findAddressee(tx, municipalityId, set.id, sent?.addressee);
  const { code } = await tx.selectFrom("core.municipality").select("code").where("id", "=", municipalityId).executeTakeFirstOrThrow();
  const signatures = await tx
    .selectFrom("survey.signature")
    .select(["number", "content"])
    .where("municipality_id", "=", municipalityId)
    .where("answer_set_id", "=", set.id)
    .execute();
  const signed = signatures.find(
    ({ number, content: signedFile }) =>
      digestOf(signedFile).toString("hex") === content.digest && (sent === undefined || number === sent.signature),
  );
  if (!to || !signed || content.agency !== to.agency || content.round !== to.round_id || content.unit !== code) return failed(anothers);
  const recipient = await findRecipient(tx, municipalityId, to.agency);
  const key = recipient && readPublicKey(recipient.public_key, "", surveyKey);
  const isVerified = key?.ok === true && isReceiptOf(receipt, key.value);
  if (key && !isVerified) return failed(notGenuine);
  const kept = await tx
    .selectFrom("survey.kept_receipt")
    .select(["number", "receipt", "is_verified"])
    .where("municipality_id", "=", municipalityId)
    .where("answer_set_id", "=", set.id)
    .orderBy("number")
    .execute();
  const same = kept.find((one) => one.receipt === receipt.receipt && one.is_verified === isVerified);
  if (same) return ok({ number: same.number, isVerified });
  context.touch(set.id);
  const number = (kept.at(-1)?.number ?? 0) + 1;
  const added = await tx
    .insertInto("survey.kept_receipt")
    .values({
      municipality_id: municipalityId,
      answer_set_id: set.id,
      number,
      signature_number: signed.number,
      receipt: receipt.receipt,
      key_id: receipt.keyId,
      signature: receipt.signature,
      is_verified: isVerified,
      recorded_by: context.actor.kind === "staff" ? context.actor.staffId : null,
      recorded_at: context.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("number")
    .executeTakeFirst();
  if (added) return ok({ number, isVerified });
  return failed({ code: "changed-meanwhile", message: "Ett annat kvitto kom samtidigt.", hint: "Försök igen." });
}
