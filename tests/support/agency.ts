/** A round of an agency with its units and what they have delivered, put straight into the database. */
import { sql } from "kysely";
import { stockholmDate } from "../../src/platform/basics/dates.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { contentText, digestOf } from "../../src/survey/collection/answer-file.ts";
import { answerColumns } from "../../src/survey/questionnaires/answer-columns.ts";
import { findQuestionnaire } from "../../src/survey/questionnaires/find-questionnaire.ts";
import type { Grouping } from "../../src/survey/tables/frame.ts";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import type { House } from "./casework.ts";
import type { OpenDatabase } from "../../src/platform/database/connect.ts";

/** An agency that its rows are put in for. */
export type AgencyHouse = {
  readonly municipalityId: number;
  readonly door: { readonly clock: () => Date };
  readonly staff: { readonly agency: { readonly staffId: string } };
  readonly database: Pick<OpenDatabase, "owner">;
};

/** An agency's number. */
export const agencyCode = "202100-0555";

export type AskedUnit = { readonly code: string; readonly name: string } & Partial<Readonly<Record<Grouping, string | null>>>;

export type NewRound = {
  readonly questionnaire?: string;
  readonly title?: string;
  readonly opensOn?: string;
  readonly lastDay?: string;
  readonly closesOn?: string;
};

/** Sets up a round; gives its id, and those of its units by code. */
export async function addRound(
  house: AgencyHouse,
  units: readonly AskedUnit[],
  given: NewRound = {},
): Promise<{ readonly roundId: string; readonly unitIds: ReadonlyMap<string, string> }> {
  const form = valueOf(await findQuestionnaire(given.questionnaire ?? "delaktighet-2024"));
  const now = house.door.clock();
  const by = { municipality_id: house.municipalityId, recorded_by: house.staff.agency.staffId, recorded_at: now };
  const roundId = newId(now);
  await house.database.owner
    .insertInto("survey.round")
    .values({
      id: roundId,
      questionnaire: form.id,
      version: form.version,
      fingerprint: form.fingerprint,
      title: given.title ?? "Barns delaktighet 2024",
      opens_on: given.opensOn ?? "2026-02-02",
      last_day: given.lastDay ?? "2026-03-13",
      closes_on: given.closesOn ?? "2026-03-27",
      contact: "undersokning@myndigheten.se",
      ...by,
    })
    .execute();
  const unitIds = new Map(units.map(({ code }) => [code, newId(now)] as const));
  const rows = units.map(({ code, name, storlek = null, nyckel = null, skr_grupp = null, lan = null }) => ({
    id: unitIds.get(code) ?? "",
    round_id: roundId,
    code,
    name,
    storlek,
    nyckel,
    skr_grupp,
    lan,
    ...by,
  }));
  if (rows.length > 0) await house.database.owner.insertInto("survey.unit").values(rows).execute();
  return { roundId, unitIds };
}

export type NewDelivery = {
  readonly unitId: string;
  readonly code: string;
  readonly number?: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly receivedAt: Date;
  readonly signedAt?: Date;
  readonly isLate?: boolean;
  readonly way?: "på sidan" | "signerad fil" | "signerat anrop";
  /** Alters the content before its digest is taken. */
  readonly change?: (content: string) => string;
};

/** Puts deliveries in, many at a time. */
export async function addDeliveries(
  house: AgencyHouse,
  deliveries: readonly NewDelivery[],
  questionnaire = "delaktighet-2024",
): Promise<void> {
  const form = valueOf(await findQuestionnaire(questionnaire));
  const columns = answerColumns(form);
  const rows = deliveries.map(
    ({
      unitId,
      code,
      number = 1,
      answers,
      receivedAt,
      signedAt = receivedAt,
      isLate = false,
      way = "på sidan",
      change = (content) => content,
    }) => {
      const made = contentText({
        form: "fortrogen-survey-answers",
        version: 1,
        questionnaire: form.id,
        questionnaireVersion: form.version,
        fingerprint: form.fingerprint,
        municipality: code,
        number,
        signedAt: signedAt.toISOString(),
        answers: columns.flatMap(({ column }) => {
          const value = answers[column] ?? "";
          return value === "" ? [] : [{ column, value }];
        }),
      });
      const content = change(made);
      return {
        municipality_id: house.municipalityId,
        unit_id: unitId,
        number,
        way,
        content,
        digest: digestOf(content),
        serial: number,
        signed_at: signedAt,
        is_late: isLate,
        received_at: receivedAt,
        recorded_by: null,
      };
    },
  );
  for (let from = 0; from < rows.length; from += 500)
    await house.database.owner
      .insertInto("survey.delivery")
      .values(rows.slice(from, from + 500))
      .execute();
  await sql`analyze survey.delivery, survey.unit`.execute(house.database.owner);
}

/** Somebody more who runs surveys there. */
export async function addAgencyStaff(house: House, name: string): Promise<StaffActor> {
  const staffId = newId(house.door.clock());
  const { municipalityId } = house;
  await house.database.owner
    .insertInto("access.staff")
    .values({ municipality_id: municipalityId, id: staffId, subject: `test:${name}`, name, title: "utredare", unit_id: null })
    .execute();
  await house.database.owner
    .insertInto("access.staff_role")
    .values({ municipality_id: municipalityId, staff_id: staffId, role: "agency" })
    .execute();
  return { ...house.staff.agency, staffId, name };
}

/** Says that something was sent to units of a round at a moment. */
export async function addSending(
  house: House,
  roundId: string,
  kind: "inbjudan" | "påminnelse",
  unitIds: readonly string[],
  sentAt: Date,
): Promise<void> {
  const by = { municipality_id: house.municipalityId, recorded_at: sentAt };
  const sendingId = newId(sentAt);
  const { owner } = house.database;
  const about = { kind, send_on: stockholmDate(sentAt), subject: "Prov", words: "Prov", recorded_by: house.staff.agency.staffId };
  await owner
    .insertInto("survey.sending")
    .values({ id: sendingId, round_id: roundId, unit_id: null, ...about, ...by })
    .execute();
  const rows = unitIds.map((unitId) => ({ unitId, messageId: newId(sentAt) }));
  await owner
    .insertInto("messages.message")
    .values(
      rows.map(({ messageId }) => ({
        id: messageId,
        channel: "e-post" as const,
        template: "survey",
        address: "prov@kommunen.se",
        recipient_protected: false,
        cleared_because: null,
        recorded_by: null,
        ...by,
      })),
    )
    .execute();
  await owner
    .insertInto("survey.unit_sending")
    .values(rows.map(({ unitId, messageId }) => ({ sending_id: sendingId, unit_id: unitId, number: 1, message_id: messageId, ...by })))
    .execute();
}
