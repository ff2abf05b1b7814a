// Ties Demokommunen to Demomyndigheten on this machine, so that what the director signs and sends is received there. Through the one door, as the people
// of both would have done it; what is tied already stays. Everything in it is made up, and nothing leaves the machine.
import type { Kysely } from "kysely";
import { demoStaff } from "../src/platform/access/sign-on/staff.ts";
import type { Clock } from "../src/platform/basics/clock.ts";
import { stockholmDate } from "../src/platform/basics/dates.ts";
import { newId } from "../src/platform/basics/identifiers.ts";
import { failed, ok } from "../src/platform/basics/result.ts";
import type { Result } from "../src/platform/basics/result.ts";
import { machineIn } from "../src/platform/core/actor.ts";
import type { Role, StaffActor } from "../src/platform/core/actor.ts";
import { ask, perform } from "../src/platform/core/door.ts";
import type { Door } from "../src/platform/core/door.ts";
import { publicText } from "../src/platform/core/signing-key.ts";
import { inMunicipality } from "../src/platform/database/connect.ts";
import type { Database } from "../src/platform/database/connect.ts";
import { addressAnswers } from "../src/survey/collection/actions/address-answers.ts";
import { beginAnswers } from "../src/survey/collection/actions/begin-answers.ts";
import { noteKey } from "../src/survey/collection/actions/note-key.ts";
import { setRecipient } from "../src/survey/collection/actions/set-recipient.ts";
import { keyIdOf } from "../src/survey/collection/delivery/envelope.ts";
import { makeOwnKey, readOwnKey } from "../src/survey/collection/delivery/own-key.ts";
import { findAnswerSets } from "../src/survey/collection/queries/find-answer-sets.ts";
import { findRecipients } from "../src/survey/collection/queries/find-recipients.ts";
import { getSending } from "../src/survey/collection/queries/get-sending.ts";
import { registerKey } from "../src/survey/deliveries/actions/unit-keys.ts";
import { getUnit } from "../src/survey/deliveries/queries/get-unit.ts";
import { demoAgency } from "./agency.ts";
import { demoCode } from "./municipality.ts";

const questionnaire = "delaktighet-2024";

export type TieOptions = {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly settle: Door["settle"];
  /** Where the tenants' own keys lie; those that are lacking are made there. */
  readonly folder: string;
  /** Where the program answers, on this machine: `http://localhost:3000`. */
  readonly address: string;
};

/**
 * Makes what is lacking: a key for each, the municipality's registered at the agency, the agency as an addressee at this address, and a survey that is begun
 * and addressed to the agency's round. False where one of the two is not there, or their round has closed. Problems: those of the actions.
 */
export async function tieDemo(options: TieOptions): Promise<Result<boolean>> {
  const { db, clock, settle, folder, address } = options;
  const tenants = await db
    .selectFrom("core.municipality")
    .select(["id", "code"])
    .where("code", "in", [demoCode, demoAgency.code])
    .where("is_demo", "=", true)
    .execute();
  const municipality = tenants.find(({ code }) => code === demoCode);
  const agency = tenants.find(({ code }) => code === demoAgency.code);
  if (!municipality || !agency) return ok(false);
  const unit = await findUnitOf(db, agency.id, stockholmDate(clock()));
  const [leader, operator, director] = [
    await personOf(db, agency.id, "agency"),
    await personOf(db, municipality.id, "operator"),
    await personOf(db, municipality.id, "director"),
  ];
  if (!unit || !leader || !operator || !director) return ok(false);

  const door: Door = { db, clock, settle, signingKeys: folder };
  const mark = () => ({ requestId: newId(clock()) });
  const keys: Record<string, string> = {};
  let municipalityKey = "";
  for (const { id, code } of [municipality, agency]) {
    const known = await readOwnKey(folder, code);
    const made = known.ok ? ok(known.value.publicKey) : await makeOwnKey(folder, code, false);
    if (!made.ok) return made;
    const noted = await perform(door, noteKey, machineIn(id), { publicKey: publicText(made.value) }, mark());
    if (!noted.ok) return noted;
    keys[code] = publicText(made.value);
    if (code === demoCode) municipalityKey = keyIdOf(made.value);
  }

  const atAgency = await ask(door, getUnit, leader, { unitId: unit.id }, mark());
  if (!atAgency.ok) return atAgency;
  const [registered] = atAgency.value.keys;
  if (registered?.key_id !== municipalityKey || registered.is_withdrawn) {
    const cameFrom = "Demon: båda finns på samma dator, och inget av detta är på riktigt.";
    const given = { unitId: unit.id, follows: registered?.number ?? 0, publicKey: keys[demoCode], cameFrom };
    const added = await perform(door, registerKey, leader, given, mark());
    if (!added.ok) return added;
  }

  const addressees = await ask(door, findRecipients, operator, {}, mark());
  if (!addressees.ok) return addressees;
  const last = addressees.value.recipients.find((one) => one.agency === demoAgency.code);
  if (last?.address !== address || last.publicKey !== keys[demoAgency.code]) {
    const set = await perform(
      door,
      setRecipient,
      operator,
      {
        ...{ agency: demoAgency.code, agencyName: `${demoAgency.name} (påhittad)`, follows: last?.number ?? 0 },
        ...{ address, publicKey: keys[demoAgency.code] },
      },
      mark(),
    );
    if (!set.ok) return set;
  }
  return addressTo(unit.round_id, unit.last_day);

  async function addressTo(roundId: string, lastDay: string): Promise<Result<boolean>> {
    if (!director) return ok(false);
    const begun = await ask(door, findAnswerSets, director, {}, mark());
    if (!begun.ok) return begun;
    let answerSetId = begun.value.sets.find((one) => one.questionnaire === questionnaire)?.id;
    if (answerSetId === undefined) {
      const added = await perform(door, beginAnswers, director, { questionnaire, lastDay }, mark());
      if (!added.ok) return added;
      ({ answerSetId } = added.value);
    }
    const sending = await ask(door, getSending, director, { answerSetId }, mark());
    if (!sending.ok) return sending;
    // Whoever tries the demo may have said another addressee.
    if (sending.value.addressee !== null) return ok(true);
    const addressed = await perform(door, addressAnswers, director, { answerSetId, follows: 0, agency: demoAgency.code, roundId }, mark());
    return addressed.ok ? ok(true) : failed(addressed.error);
  }
}

/** Demokommunen in the agency's last round that still takes answers in time. */
function findUnitOf(db: Kysely<Database>, agencyId: number, today: string) {
  return inMunicipality(db, agencyId, (tx) =>
    tx
      .selectFrom("survey.unit as u")
      .innerJoin("survey.round as r", (join) => join.onRef("r.municipality_id", "=", "u.municipality_id").onRef("r.id", "=", "u.round_id"))
      .select(["u.id", "u.round_id", "r.last_day"])
      .where("u.municipality_id", "=", agencyId)
      .where("u.code", "=", demoCode)
      .where("r.questionnaire", "=", questionnaire)
      .where("r.last_day", ">=", today)
      .orderBy("r.last_day", "desc")
      .limit(1)
      .executeTakeFirst(),
  );
}

/** The first of the demo's people with the role. */
async function personOf(db: Kysely<Database>, municipalityId: number, role: Role): Promise<StaffActor | undefined> {
  const found = (await demoStaff(db, municipalityId)).find((one) => one.role === role);
  return (
    found && {
      ...{ kind: "staff", municipalityId, staffId: found.id, name: found.name, title: found.title },
      ...{ unitId: null, roles: [role], sessionId: null },
    }
  );
}
