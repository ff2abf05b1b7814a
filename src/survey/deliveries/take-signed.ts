/** Takes a signed delivery, however it came: the sender by the signature first, then what it says. Everything that is refused leaves a row. */
import { sql } from "kysely";
import { isInside } from "../../platform/core/actor.ts";
import type { Actor } from "../../platform/core/actor.ts";
import type { Context } from "../../platform/core/door.ts";
import { goOnAsProgram } from "../../platform/database/connect.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { newId } from "../../platform/basics/identifiers.ts";
import { readStrictJson } from "../../platform/basics/json.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Failed, Result } from "../../platform/basics/result.ts";
import { findUnstorable } from "../../platform/basics/text.ts";
import { answerContent, contentText, digestOf } from "../collection/answer-file.ts";
import type { AnswerContent } from "../collection/answer-file.ts";
import { formOf } from "../collection/find-set.ts";
import type { Envelope } from "../collection/delivery/envelope.ts";
import { storedIn } from "../questionnaires/find-form.ts";
import type { FormReader } from "../questionnaires/find-form.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { findUnit, phaseOn } from "../rounds/find-unit.ts";
import type { AskedUnit } from "../rounds/find-unit.ts";
import { findSender } from "./find-sender.ts";
import { judge } from "../collection/judge-delivery.ts";
import { notAccepted, refusedBecause } from "./refusals.ts";
import type { KnownReason, UnknownReason } from "./refusals.ts";
import { storeDelivery } from "./store-delivery.ts";
import type { Stored } from "./store-delivery.ts";

/** Clocks differ; further ahead than this nobody's is. */
const clockMargin = 5 * 60_000;
const mostAnswers = 2000;
const longestColumn = 80;
const longestAnswer = 5000;
const largestSerial = 2_147_483_647;

/** The code of the tenant. */
export async function codeOfTenant(tx: Tx, municipalityId: number): Promise<string> {
  const { rows } = await sql<{ code: string }>`select code from core.municipality where id = ${municipalityId}`.execute(tx);
  return rows[0]?.code ?? "";
}

export type TakenDelivery = Stored & { readonly unitId: string };

/**
 * Takes the delivery into the tenant of whoever acts. Whoever has not signed on is told no more than `notAccepted` until the signature holds; from there on
 * the work is the program's own. Problems: those of `refusals.ts`, `try-again`.
 */
export async function takeSigned(
  tx: Tx,
  context: Context<Actor>,
  envelope: Envelope,
  way: "signerad fil" | "signerat anrop",
): Promise<Result<TakenDelivery>> {
  const { municipalityId } = context.actor;
  const refused = refuser(context, envelope, way);
  const agency = await codeOfTenant(tx, municipalityId);
  const sender = await findSender(tx, envelope, agency);
  if (!sender.isKnown) return refused(sender.reason, sender.unitId, false);
  const { unitId } = sender;
  if (!isInside(context.actor)) await goOnAsProgram(tx, municipalityId);
  const unit = await findUnit(tx, municipalityId, unitId);
  if (!unit) return refused("unit-unknown", null, false);
  context.touch(unit.id);
  const fit = await fitting(envelope, unit, context, storedIn(tx, municipalityId));
  if (typeof fit === "string") return refused(fit, unitId, true);
  const findings = await judge(tx, { municipalityId, today: context.today }, { unitId, ...fit });
  if (findings.some(({ refuses }) => refuses)) return refused("answers-not-taken", unitId, true);
  const stored = await storeDelivery(tx, context, { unit, way, text: envelope.content, content: fit.content, findings, agency });
  if (stored.ok) return ok({ ...stored.value, unitId });
  return typeof stored.error === "string" ? refused(stored.error, unitId, true) : failed(stored.error);
}

type Refuse = (reason: KnownReason | UnknownReason, unitId: string | null, isAuthentic: boolean) => Failed;

/** Refuses, and leaves a row beside the line in the log; nothing of what was sent is kept. */
function refuser(context: Context<Actor>, { content }: Envelope, way: "signerad fil" | "signerat anrop"): Refuse {
  return (reason, unitId, isAuthentic) => {
    const row = {
      municipality_id: context.actor.municipalityId,
      id: newId(context.now),
      unit_id: unitId,
      way,
      reason,
      digest: digestOf(content),
      is_authentic: isAuthentic,
      refused_at: context.now,
    };
    context.whenRefused({ write: async (tx) => void (await tx.insertInto("survey.refused_delivery").values(row).execute()) });
    return failed(isAuthentic || isInside(context.actor) ? refusedBecause(reason) : notAccepted);
  };
}

/** What the answer file says, and its questionnaire, where it is of the unit and its round; otherwise why not. */
async function fitting(
  { content: text, unit: code }: Envelope,
  unit: AskedUnit,
  { today, now }: Pick<Context, "today" | "now">,
  reader: FormReader,
): Promise<{ readonly content: AnswerContent; readonly form: Questionnaire } | KnownReason> {
  const phase = phaseOn(today, unit);
  if (phase === "inte öppnad") return "survey-not-open";
  if (phase === "stängd") return "survey-closed";
  const content = readContent(text);
  if (content === null) return "content-unreadable";
  if (content.municipality !== code) return "other-unit";
  if (
    content.questionnaire !== unit.questionnaire ||
    content.questionnaireVersion !== unit.version ||
    content.fingerprint !== unit.fingerprint
  )
    return "other-questionnaire";
  const form = await formOf(reader, unit);
  if (!form.ok) return "other-questionnaire";
  if (new Date(content.signedAt).getTime() > now.getTime() + clockMargin) return "signed-in-future";
  return { content, form: form.value };
}

/** The answer file, where it is written as the format says and in no other way, so that two readers never read it differently. */
function readContent(text: string): AnswerContent | null {
  const read = answerContent.safeParse(readStrictJson(text));
  if (!read.success || contentText(read.data) !== text || findUnstorable(read.data).length > 0) return null;
  const { answers, number, signedAt } = read.data;
  const names = new Set(answers.map(({ column }) => column));
  const isWithin =
    number <= largestSerial &&
    !Number.isNaN(Date.parse(signedAt)) &&
    answers.length <= mostAnswers &&
    names.size === answers.length &&
    answers.every(({ column, value }) => column.length <= longestColumn && value !== "" && value.length <= longestAnswer);
  return isWithin ? read.data : null;
}
