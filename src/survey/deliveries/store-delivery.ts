/** Puts a delivery that may be taken among the unit's: once, in order, with what was found in it and the receipt. */
import { sql } from "kysely";
import type { Actor } from "../../platform/core/actor.ts";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { Problem } from "../../platform/basics/result.ts";
import { digestOf } from "../collection/answer-file.ts";
import type { AnswerContent } from "../collection/answer-file.ts";
import { readOwnKey } from "../collection/delivery/own-key.ts";
import { mostFindings, writeReceipt } from "../collection/delivery/receipt.ts";
import type { Receipt } from "../collection/delivery/receipt.ts";
import type { AskedUnit } from "../rounds/find-unit.ts";
import type { Finding } from "../rules/checks.ts";
import { keepFindings } from "../collection/judge-delivery.ts";
import type { KnownReason } from "./refusals.ts";

export type Way = CodeOf<"survey.delivery.way">;
/** Those that the sender has numbered: an older one is not taken after a newer. */
const numberedBySender: readonly Way[] = ["signerad fil", "signerat anrop"];
/** More in a day and night is a program that has gone wrong. */
const mostInADay = 50;
/** Turns that somebody else may be first in, one after the other. */
const mostTurns = 20;

const tryAgain: Problem = { code: "try-again", message: "Flera leveranser kom på en gång.", hint: "Skicka igen." };

export type ToStore = {
  readonly unit: AskedUnit;
  readonly way: Way;
  /** Letter for letter. */
  readonly text: string;
  readonly content: AnswerContent;
  readonly findings: readonly Finding[];
  readonly agency: string;
};
/** `isRepeated`: it was there, and nothing was added. */
export type Stored = { readonly number: number; readonly receipt: Receipt; readonly isRepeated: boolean };

/** Either what came of it, or a reason or problem. */
type Either<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

type Earlier = {
  readonly number: number;
  readonly digest: string;
  readonly serial: number;
  readonly way: Way;
  readonly is_recent: boolean;
};

/** Stores the delivery, or finds the same one. Fails with the reason where it is older than what is there, and with `try-again`. */
export async function storeDelivery(tx: Tx, context: Context<Actor>, given: ToStore): Promise<Either<Stored, KnownReason | Problem>> {
  const { municipalityId } = context.actor;
  const { unit, way, text, content } = given;
  const digest = digestOf(text);
  for (let turn = 0; turn < mostTurns; turn++) {
    const { rows } = await sql<Earlier>`select number, encode(digest, 'hex') as digest, serial, way,
        received_at > ${context.now}::timestamptz - interval '1 day' as is_recent
      from survey.delivery where municipality_id = ${municipalityId} and unit_id = ${unit.id}::uuid order by number`.execute(tx);
    const same = rows.find((row) => row.digest === digest.toString("hex"));
    if (same)
      return { ok: true, value: { number: same.number, receipt: await receiptOf(tx, context, given, same.number), isRepeated: true } };
    const isNumbered = numberedBySender.includes(way);
    if (isNumbered && rows.some((row) => numberedBySender.includes(row.way) && row.serial >= content.number))
      return { ok: false, error: "serial-not-newer" };
    if (isNumbered && rows.filter((row) => row.is_recent).length >= mostInADay) return { ok: false, error: "too-many-deliveries" };
    const number = (rows.at(-1)?.number ?? 0) + 1;
    const added = await tx
      .insertInto("survey.delivery")
      .values({
        municipality_id: municipalityId,
        unit_id: unit.id,
        number,
        way,
        content: text,
        digest,
        serial: content.number,
        signed_at: new Date(content.signedAt),
        is_late: context.today > unit.last_day,
        received_at: context.now,
        recorded_by: context.actor.kind === "staff" ? context.actor.staffId : null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    if (!added) continue;
    await keepFindings(tx, { municipality_id: municipalityId, unit_id: unit.id, number }, given.findings, context.now);
    return { ok: true, value: { number, receipt: await makeReceipt(tx, context, given, number, context.now), isRepeated: false } };
  }
  return { ok: false, error: tryAgain };
}

/** The receipt that was given; made now where the delivery came another way and has none. */
async function receiptOf(tx: Tx, context: Context<Actor>, given: ToStore, number: number): Promise<Receipt> {
  const { municipalityId } = context.actor;
  const kept = await tx
    .selectFrom("survey.delivery_receipt")
    .select(["receipt", "key_id", "signature"])
    .where("municipality_id", "=", municipalityId)
    .where("unit_id", "=", given.unit.id)
    .where("number", "=", number)
    .executeTakeFirst();
  if (kept) return { receipt: kept.receipt, keyId: kept.key_id, signature: kept.signature };
  const { received_at } = await tx
    .selectFrom("survey.delivery")
    .select("received_at")
    .where("municipality_id", "=", municipalityId)
    .where("unit_id", "=", given.unit.id)
    .where("number", "=", number)
    .executeTakeFirstOrThrow();
  return makeReceipt(tx, context, given, number, received_at);
}

async function makeReceipt(tx: Tx, context: Context<Actor>, given: ToStore, number: number, receivedAt: Date): Promise<Receipt> {
  const { unit, agency, text, findings } = given;
  const { is_late } = await tx
    .selectFrom("survey.delivery")
    .select("is_late")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("unit_id", "=", unit.id)
    .where("number", "=", number)
    .executeTakeFirstOrThrow();
  const keys = await readOwnKey(context.signingKeys, agency);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const receipt = writeReceipt(
    {
      form: "fortrogen-survey-receipt",
      version: 1,
      agency,
      round: unit.round_id,
      unit: unit.code,
      digest: digestOf(text).toString("hex"),
      number,
      receivedAt: receivedAt.toISOString(),
      late: is_late,
      errors,
      warnings: findings.length - errors,
      findings: findings.slice(0, mostFindings).map(({ rule, severity, column, text: words }) => ({ rule, severity, column, text: words })),
    },
    keys.ok ? keys.value : null,
  );
  await tx
    .insertInto("survey.delivery_receipt")
    .values({
      municipality_id: context.actor.municipalityId,
      unit_id: unit.id,
      number,
      receipt: receipt.receipt,
      key_id: receipt.keyId,
      signature: receipt.signature,
      recorded_at: context.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return receipt;
}
