import { sql } from "kysely";
import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { readStrictJson } from "../../../platform/basics/json.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { codes } from "../../../platform/database/generated.ts";
import { findAddressee } from "../delivery/addressee.ts";
import { findDispatch, isGoing } from "../delivery/dispatch.ts";
import { ownKeys } from "../delivery/own-key-rows.ts";
import { fingerprintOfKey, findRecipient } from "../delivery/recipient.ts";
import { receiptContent } from "../delivery/receipt.ts";
import { findSet, noSuchSet } from "../find-set.ts";

const receipt = z.object({
  number: answer.count,
  signature: answer.count,
  delivery: answer.count,
  receivedAt: answer.momentText,
  late: answer.yesNo,
  verified: answer.yesNo,
  errors: answer.count,
  warnings: answer.count,
  findings: answer.list(
    z.object({ rule: answer.count, severity: z.enum(["error", "warning"]), column: answer.text(80).nullable(), said: answer.text(1000) }),
  ),
});
export type ReceiptShown = z.output<typeof receipt>;

const output = z.object({
  id: answer.id,
  questionnaire: answer.text(64),
  isSigned: answer.yesNo,
  /** The last signature, which the receipts are held against. */
  signature: answer.count,
  addressee: z.object({ number: answer.count, agency: answer.text(20), roundId: answer.id }).nullable(),
  /** The agency as whoever runs the program has set it; `host` is where its program is reached, null where answers leave as a file. */
  recipient: z.object({ agencyName: answer.text(100), host: answer.text(300).nullable(), fingerprint: answer.text(100) }).nullable(),
  /** The last sending; `isGoing` while something may come of it by itself. */
  sending: z
    .object({
      signature: answer.count,
      state: z.enum(["väntar", ...codes["survey.dispatch_step.step"]]),
      said: answer.text(1500).nullable(),
      since: answer.moment,
      isGoing: answer.yesNo,
      isToThis: answer.yesNo,
    })
    .nullable(),
  key: z.object({ keyId: answer.code, publicKey: answer.text(100), since: answer.moment }).nullable(),
  receipts: answer.list(receipt),
});
export type SendingShown = z.output<typeof output>;

/** Where the answers of a survey are sent, how the last sending stands, the municipality's key, and the receipts for what was sent, the last first. Problem: `not-found`. */
export const getSending = defineQuery({
  name: "survey.get-sending",
  title: "Visa vart svaren på en enkät skickas, och kvittona",
  input: z.object({ answerSetId: idField }),
  output,
  permit: [keepsRegister],
  async run(tx, { answerSetId }, { actor, now, touch }) {
    const { municipalityId } = actor;
    const set = await findSet(tx, actor, answerSetId);
    if (!set) return failed(noSuchSet);
    touch(set.id);
    const to = await findAddressee(tx, municipalityId, set.id);
    const recipient = to && (await findRecipient(tx, municipalityId, to.agency));
    const last = await findDispatch(tx, municipalityId, set.id);
    const [key] = await ownKeys(tx, municipalityId);
    const { rows } = await sql<{ last: number }>`select coalesce(max(number), 0)::int as last from survey.signature
      where municipality_id = ${municipalityId} and answer_set_id = ${set.id}::uuid`.execute(tx);
    const kept = await tx
      .selectFrom("survey.kept_receipt")
      .select(["number", "signature_number", "receipt", "is_verified"])
      .where("municipality_id", "=", municipalityId)
      .where("answer_set_id", "=", set.id)
      .orderBy("number", "desc")
      .execute();
    const signature = rows[0]?.last ?? 0;
    return ok({
      id: set.id,
      questionnaire: set.questionnaire,
      isSigned: signature > 0,
      signature,
      addressee: to ? { number: to.number, agency: to.agency, roundId: to.round_id } : null,
      recipient: recipient
        ? {
            agencyName: recipient.name,
            host: recipient.address === null ? null : new URL(recipient.address).host,
            fingerprint: fingerprintOfKey(recipient.public_key),
          }
        : null,
      sending: last
        ? {
            signature: last.signature,
            state: last.state,
            said: last.said,
            since: last.since,
            isGoing: isGoing(last, now),
            isToThis: last.addressee === to?.number,
          }
        : null,
      key: key ? { keyId: key.key_id, publicKey: key.public_key, since: key.recorded_at } : null,
      receipts: kept.map((one) => {
        const said = receiptContent.parse(readStrictJson(one.receipt));
        const { number: delivery, receivedAt, late, errors, warnings, findings } = said;
        return {
          number: one.number,
          signature: one.signature_number,
          verified: one.is_verified,
          delivery,
          receivedAt,
          late,
          errors,
          warnings,
          findings: findings.map(({ text, ...one }) => ({ ...one, said: text })),
        };
      }),
    });
  },
});
