// A made-up agency that asks the 303 municipalities and districts of 2024: addresses, an invitation, a reminder and what has come in. All of it is synthetic.
import type pg from "pg";
import { addDays, stockholmDate, stockholmInstant } from "../src/platform/basics/dates.ts";
import { newId } from "../src/platform/basics/identifiers.ts";
import { failed, ok, valueOf } from "../src/platform/basics/result.ts";
import type { Result } from "../src/platform/basics/result.ts";
import type { StaffActor } from "../src/platform/core/actor.ts";
import type { Context } from "../src/platform/core/door.ts";
import type { Tx } from "../src/platform/database/connect.ts";
import { overClient } from "../src/platform/database/over-client.ts";
import { contentText, countedAnswers, digestOf } from "../src/survey/collection/answer-file.ts";
import type { AnswerContent } from "../src/survey/collection/answer-file.ts";
import { judge, keepFindings } from "../src/survey/collection/judge-delivery.ts";
import { findQuestionnaire } from "../src/survey/questionnaires/find-questionnaire.ts";
import type { Questionnaire } from "../src/survey/questionnaires/questionnaire.ts";
import { usualTexts } from "../src/survey/rounds/sending-text.ts";
import { shippedFrame } from "../src/survey/rounds/shipped-frame.ts";
import { writeContacts } from "../src/survey/rounds/write-contacts.ts";
import { writeRound } from "../src/survey/rounds/write-round.ts";
import { writeSending } from "../src/survey/rounds/write-sending.ts";
import type { Unit } from "../src/survey/tables/frame.ts";
import { answersFor } from "./agency-answers.ts";
import { refuseBesideRealPeople } from "./load.ts";
import { fixedId } from "./load/staff.ts";
import { demoCode, demoName } from "./municipality.ts";
import { Random, hashText } from "./random.ts";
import { inOneTransaction } from "./remove.ts";

/** An organisation number that is nobody's. */
export const demoAgency = { code: "202999-0005", name: "Demomyndigheten" } as const;
/** So many days the round has been open, and so many are left. */
const days = { open: 21, left: 14, late: 14 };
/** Of a hundred units, so many have answered by now: 192 of 303 did in 2024 in the end (seed 004). */
const answering = 45;

/** Open answers are coded by two, and what they do not agree on is settled. */
const people = [
  { name: "Sanna Nyman", title: "undersökningsledare" },
  { name: "Elias Bergqvist", title: "utredare" },
] as const;

/** Demokommunen is asked too, and has not answered: its people do, on the same machine (`tie.ts`). */
const demoUnit: Unit = { code: demoCode, name: demoName, groups: { storlek: null, nyckel: null, skr_grupp: null, lan: null } };

export type LoadedAgency = { readonly units: number; readonly deliveries: number; readonly signIns: readonly string[] };

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
    const [leader] = [await addPerson(client, municipalityId, 0), await addPerson(client, municipalityId, 1)];
    return ok(await fill(client, leader, { seed, today, key }));
  });
}

async function addPerson(client: pg.Client, municipalityId: number, place: 0 | 1): Promise<StaffActor> {
  const staffId = fixedId(`${demoAgency.code}/personal/${place + 1}`);
  const { name, title } = people[place];
  await client.query("insert into access.staff (municipality_id, id, subject, name, title) values ($1, $2, $3, $4, $5)", [
    municipalityId,
    staffId,
    `demo:${place + 1}`,
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
  const frame = [demoUnit, ...shippedFrame()];
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
  const delivered = units.filter(({ code }) => code !== demoCode && new Random(seed, hashText(code)).next() % 100 < answering);
  const { municipalityId } = actor;
  const made = delivered.map(({ id, code }) =>
    deliveryOf(form, { unitId: id, code, municipalityId }, new Random(seed, hashText(code), 1), opensOn),
  );
  if (made.length > 0)
    await tx
      .insertInto("survey.delivery")
      .values(made.map(({ row }) => row))
      .execute();
  // Held against the rules in the moment that it came, as everything that comes in is.
  for (const { row, content } of made) {
    const findings = await judge(tx, { municipalityId, today: stockholmDate(row.received_at) }, { unitId: row.unit_id, form, content });
    await keepFindings(tx, { municipality_id: municipalityId, unit_id: row.unit_id, number: row.number }, findings, row.received_at);
  }
  const signIns = people.map(({ name, title }) => `${name}, ${title}`);
  return { units: units.length, deliveries: made.length, signIns };
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
  const content: AnswerContent = {
    form: "fortrogen-survey-answers",
    version: 1,
    questionnaire: form.id,
    questionnaireVersion: form.version,
    fingerprint: form.fingerprint,
    municipality: code,
    number: 1,
    signedAt: at.toISOString(),
    answers: countedAnswers(form, answersFor(form, random)),
  };
  const text = contentText(content);
  const row = {
    ...{ municipality_id: municipalityId, unit_id: unitId, number: 1, way: "på sidan" as const },
    ...{ content: text, digest: digestOf(text), serial: 1, signed_at: at, is_late: false, received_at: at, recorded_by: null },
  };
  return { row, content };
}
