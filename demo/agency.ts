// A made-up agency that asks the 303 municipalities and districts of 2024: addresses, an invitation, a reminder and what has come in. All of it is synthetic.
import type pg from "pg";
import { addDays, stockholmInstant } from "../src/platform/basics/dates.ts";
import { newId } from "../src/platform/basics/identifiers.ts";
import { failed, ok, valueOf } from "../src/platform/basics/result.ts";
import type { Result } from "../src/platform/basics/result.ts";
import type { StaffActor } from "../src/platform/core/actor.ts";
import type { Context } from "../src/platform/core/door.ts";
import type { Tx } from "../src/platform/database/connect.ts";
import { overClient } from "../src/platform/database/over-client.ts";
import { contentText, countedAnswers, digestOf } from "../src/survey/collection/answer-file.ts";
import { columnsOfQuestion, notTicked, ticked } from "../src/survey/questionnaires/answer-columns.ts";
import type { AnswerColumn } from "../src/survey/questionnaires/answer-columns.ts";
import { findQuestionnaire } from "../src/survey/questionnaires/find-questionnaire.ts";
import { judgeAnswers } from "../src/survey/questionnaires/judge.ts";
import { questionsOf } from "../src/survey/questionnaires/questionnaire.ts";
import type { Questionnaire } from "../src/survey/questionnaires/questionnaire.ts";
import { walkForm } from "../src/survey/questionnaires/skip.ts";
import { usualTexts } from "../src/survey/rounds/sending-text.ts";
import { shippedFrame } from "../src/survey/rounds/shipped-frame.ts";
import { writeContacts } from "../src/survey/rounds/write-contacts.ts";
import { writeRound } from "../src/survey/rounds/write-round.ts";
import { writeSending } from "../src/survey/rounds/write-sending.ts";
import { refuseBesideRealPeople } from "./load.ts";
import { fixedId } from "./load/staff.ts";
import { openAnswer } from "./open-answers.ts";
import { Random, hashText } from "./random.ts";
import { inOneTransaction } from "./remove.ts";

/** An organisation number that is nobody's. */
export const demoAgency = { code: "202999-0005", name: "Demomyndigheten" } as const;
/** So many days the round has been open, and so many are left. */
const days = { open: 21, left: 14, late: 14 };
/** Of a hundred units, so many have answered by now: 192 of 303 did in 2024 in the end (seed 004). */
const answering = 45;

export type LoadedAgency = { readonly units: number; readonly deliveries: number; readonly signIn: string };

/**
 * Adds the agency with a round that has gone on for three weeks, all or nothing. `key`: what links are made with. Fails where it is there already
 * (`demo-already-loaded`), and beside real people.
 */
export async function loadAgency(
  ownerUrl: string,
  { seed, today, key }: { seed: number; today: string; key: Buffer },
): Promise<Result<LoadedAgency>> {
  return inOneTransaction(ownerUrl, async (client) => {
    const beside = await refuseBesideRealPeople(client);
    if (beside) return failed(beside);
    const added = await client.query<{ id: number }>(
      "insert into core.municipality (code, name, kind, is_demo) values ($1, $2, 'myndighet', true) on conflict (code) do nothing returning id",
      [demoAgency.code, demoAgency.name],
    );
    const municipalityId = added.rows[0]?.id;
    if (municipalityId === undefined)
      return failed({
        code: "demo-already-loaded",
        message: `${demoAgency.name} är redan inläst.`,
        hint: `Ta bort den med ”fortrogen demo remove --municipality ${demoAgency.code}”.`,
      });
    await client.query("select set_config('fortrogen.municipality', $1, true)", [String(municipalityId)]);
    const actor = await addLeader(client, municipalityId);
    return ok(await fill(client, actor, { seed, today, key }));
  });
}

async function addLeader(client: pg.Client, municipalityId: number): Promise<StaffActor> {
  const staffId = fixedId(`${demoAgency.code}/personal/1`);
  const [name, title] = ["Sanna Nyman", "undersökningsledare"];
  await client.query("insert into access.staff (municipality_id, id, subject, name, title) values ($1, $2, 'demo:1', $3, $4)", [
    municipalityId,
    staffId,
    name,
    title,
  ]);
  await client.query("insert into access.staff_role (municipality_id, staff_id, role) values ($1, $2, 'agency')", [
    municipalityId,
    staffId,
  ]);
  return { kind: "staff", municipalityId, staffId, name, title, unitId: null, roles: ["agency"], sessionId: null };
}

async function fill(
  client: pg.Client,
  actor: StaffActor,
  { seed, today, key }: { seed: number; today: string; key: Buffer },
): Promise<LoadedAgency> {
  const opensOn = addDays(today, -days.open);
  const lastDay = addDays(today, days.left);
  const now = stockholmInstant(opensOn, "08:30");
  const nothing = () => undefined;
  const context: Context = {
    actor,
    now,
    today: opensOn,
    channels: [],
    linkKey: key,
    signingKeys: null,
    touch: nothing,
    inCase: nothing,
    confirmed: () => false,
    whenRefused: nothing,
  };
  // In the transaction that is open: the builder's type says so.
  const tx = overClient(client) as unknown as Tx;
  const form = valueOf(await findQuestionnaire("delaktighet-2024"));
  const frame = shippedFrame();
  const contact = `${actor.name}, 0123-45 60 00`;
  const about = { title: "Barns delaktighet (påhittad)", opensOn, lastDay, closesOn: addDays(lastDay, days.late), contact };
  const roundId = await writeRound(tx, context, key, { form, ...about, frame });
  const units = await tx
    .selectFrom("survey.unit")
    .select(["id", "code"])
    .where("municipality_id", "=", actor.municipalityId)
    .where("round_id", "=", roundId)
    .execute();
  await writeContacts(
    tx,
    context,
    units.map(({ id, code }) => ({ unitId: id, name: "Registrator", address: addressOf(code) })),
  );
  const by = { municipalityId: actor.municipalityId, staffId: actor.staffId, now, today: opensOn };
  // The invitation went to all the first day; the reminder goes today to those who have not answered, and is found with its link in the outbox.
  const invitation = valueOf(await writeSending(tx, by, { roundId, kind: "inbjudan", sendOn: opensOn, ...usualTexts.inbjudan }));
  await writeSent(
    tx,
    actor,
    invitation,
    now,
    units.map(({ id, code }) => ({ unitId: id, address: addressOf(code) })),
  );
  const thisDay = { ...by, now: stockholmInstant(today, "00:01"), today };
  valueOf(await writeSending(tx, thisDay, { roundId, kind: "påminnelse", sendOn: today, ...usualTexts.påminnelse }));
  const delivered = units.filter(({ code }) => new Random(seed, hashText(code)).next() % 100 < answering);
  const rows = delivered.map(({ id, code }) =>
    deliveryOf(form, { unitId: id, code, municipalityId: actor.municipalityId }, new Random(seed, hashText(code), 1), opensOn),
  );
  if (rows.length > 0) await tx.insertInto("survey.delivery").values(rows).execute();
  return { units: units.length, deliveries: rows.length, signIn: `${actor.name}, ${actor.title}` };
}

const addressOf = (code: string): string => `registrator@${code}.example`;

/** That a sending has gone to units at a moment, each letter taken at the first try. */
async function writeSent(
  tx: Tx,
  { municipalityId, staffId }: StaffActor,
  sendingId: string,
  at: Date,
  receivers: readonly { readonly unitId: string; readonly address: string }[],
): Promise<void> {
  const sent = receivers.map((one) => ({ ...one, id: newId(at) }));
  const here = { municipality_id: municipalityId, recorded_at: at };
  const mail = { template: "survey-link", channel: "e-post" as const, recipient_protected: false, cleared_because: null };
  const messages = sent.map(({ id, address }) => ({ ...here, ...mail, id, address, recorded_by: staffId }));
  await tx.insertInto("messages.message").values(messages).execute();
  const tries = sent.map(({ id }) => ({ ...here, message_id: id, number: 1 }));
  await tx
    .insertInto("messages.attempt")
    .values(tries.map((one) => ({ ...one, kind: "försök" as const, recorded_by: null })))
    .execute();
  await tx
    .insertInto("messages.outcome")
    .values(tries.map((one) => ({ ...one, outcome: "skickat" as const, fault: null })))
    .execute();
  await tx
    .insertInto("survey.unit_sending")
    .values(sent.map(({ id, unitId }) => ({ ...here, sending_id: sendingId, unit_id: unitId, number: 1, message_id: id })))
    .execute();
}

type Deliverer = { readonly unitId: string; readonly code: string; readonly municipalityId: number };

function deliveryOf(form: Questionnaire, { unitId, code, municipalityId }: Deliverer, random: Random, opensOn: string) {
  const at = stockholmInstant(addDays(opensOn, 1 + (random.next() % (days.open - 1))), "14:00");
  const content = contentText({
    form: "fortrogen-survey-answers",
    version: 1,
    questionnaire: form.id,
    questionnaireVersion: form.version,
    fingerprint: form.fingerprint,
    municipality: code,
    number: 1,
    signedAt: at.toISOString(),
    answers: countedAnswers(form, answersFor(form, random)),
  });
  return {
    ...{
      municipality_id: municipalityId,
      unit_id: unitId,
      number: 1,
      way: "på sidan" as const,
      content,
      digest: digestOf(content),
      serial: 1,
    },
    ...{ signed_at: at, is_late: false, received_at: at, recorded_by: null },
  };
}

/**
 * Answers by chance to what is asked. Shares that contradict one another are answered as half of the units did in 2024: that there are no
 * figures. @throws Error where that does not do.
 */
function answersFor(form: Questionnaire, random: Random): ReadonlyMap<string, string> {
  const answers = drawn(form, random);
  const faults = () => judgeAnswers(form, answers).filter(({ severity }) => severity === "error");
  for (const { column } of faults()) {
    const question = questionsOf(form).find((one) => columnsOfQuestion(one).some((own) => own.column === column));
    for (const { column: own, alternatives, intervals } of question ? columnsOfQuestion(question) : []) {
      const unknown = alternatives.find((one) => intervals !== null && !intervals.has(one));
      if (unknown !== undefined) answers.set(own, unknown);
    }
  }
  const [left] = faults();
  if (left) throw new Error(`The made-up answers contradict one another: ${left.message}`);
  return answers;
}

function drawn(form: Questionnaire, random: Random): Map<string, string> {
  const answers = new Map<string, string>();
  for (const question of questionsOf(form)) {
    if (question.type === "information" || question.type === "contact" || !walkForm(form, answers).questions.has(question.name)) continue;
    const columns = columnsOfQuestion(question).filter(({ isBeside }) => !isBeside);
    const chosen = random.pick(columns);
    for (const column of columns) {
      const value = column.type === "text" ? openAnswer(question.text, random) : valueFor(column, column === chosen, random);
      if (value !== undefined) answers.set(column.column, value);
    }
  }
  return answers;
}

/** One of the alternatives, and of those to tick the chosen one; numbers and days are left open. */
function valueFor({ type, alternatives }: AnswerColumn, isChosen: boolean, random: Random): string | undefined {
  if (type === "tal" || type === "datum") return undefined;
  return type === "flera" ? (isChosen ? ticked : notTicked) : random.pick(alternatives);
}
