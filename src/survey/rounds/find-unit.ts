import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";

/** A unit that is asked: what, by whom it may ask, and the days that hold for it (its own last day where it was given one). */
export type AskedUnit = {
  readonly id: string;
  readonly round_id: string;
  readonly code: string;
  readonly name: string;
  readonly questionnaire: string;
  readonly version: number;
  readonly fingerprint: string;
  readonly title: string;
  readonly contact: string;
  readonly opens_on: string;
  readonly last_day: string;
  readonly closes_on: string;
  readonly is_extended: boolean;
};

/** The unit; undefined where there is none in the tenant. */
export async function findUnit(tx: Tx, municipalityId: number, unitId: string): Promise<AskedUnit | undefined> {
  const { rows } =
    await sql<AskedUnit>`select id, round_id, code, name, questionnaire, version, fingerprint, title, contact, opens_on, last_day,
      closes_on, is_extended
    from survey.asked_unit where municipality_id = ${municipalityId} and id = ${unitId}::uuid`.execute(tx);
  return rows[0];
}

/** A round as it was set up; undefined where there is none in the tenant, or the tenant is no agency. */
export function findRound(tx: Tx, municipalityId: number, roundId: string) {
  return tx
    .selectFrom("survey.round as r")
    .innerJoin("core.municipality as m", "m.id", "r.municipality_id")
    .select(["r.id", "r.questionnaire", "r.version", "r.fingerprint", "r.title", "r.opens_on", "r.last_day", "r.closes_on", "r.contact"])
    .where("r.municipality_id", "=", municipalityId)
    .where("r.id", "=", roundId)
    .where("m.kind", "=", "myndighet")
    .executeTakeFirst();
}

/** What a day is for a unit: before the survey opens, while it is answered, while late answers are taken, or after. */
export function phaseOn(
  today: string,
  { opens_on, last_day, closes_on }: Pick<AskedUnit, "opens_on" | "last_day" | "closes_on">,
): "inte öppnad" | "pågår" | "sena svar tas emot" | "stängd" {
  if (today < opens_on) return "inte öppnad";
  if (today <= last_day) return "pågår";
  return today <= closes_on ? "sena svar tas emot" : "stängd";
}
