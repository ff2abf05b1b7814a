/** The delegation order and the employees' levels, as rows. */
import { sql } from "kysely";
import type { Machine, StaffActor } from "../../../platform/core/actor.ts";
import type { Context } from "../../../platform/core/door.ts";
import { stampOfProgramToo } from "../../../platform/core/journal.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import type { Order, Point } from "./points.ts";
import type { Employee, Mandate, UnnamedLevel } from "../rules-delegation.ts";

/** The points of a version, by their numbers. */
export async function pointsOf(tx: Tx, municipalityId: number, version: number): Promise<readonly Point[]> {
  const rows = await tx
    .selectFrom("decision.delegation_point")
    .selectAll()
    .where("municipality_id", "=", municipalityId)
    .where("version", "=", version)
    .execute();
  return rows
    .map((row) => ({
      point: row.point,
      decisionType: row.decision_type,
      grounds: row.grounds,
      interventions: row.interventions,
      mostMonths: row.most_months,
      mostKronor: row.most_kronor,
      level: row.level,
      qualified: row.qualified,
      restriction: row.restriction,
    }))
    .toSorted((a, b) => a.point.localeCompare(b.point, "sv", { numeric: true }));
}

/** The order that held on a day; null where none was adopted. */
export async function orderOn(tx: Tx, municipalityId: number, day: string): Promise<Order | null> {
  const row = await tx
    .selectFrom("decision.delegation_adoption as a")
    .innerJoin("decision.delegation_version as v", (join) =>
      join.onRef("v.municipality_id", "=", "a.municipality_id").onRef("v.number", "=", "a.version"),
    )
    .select(["a.version", "a.valid_from", "a.decided_on", "a.body", "a.minutes_number", "v.is_example"])
    .where("a.municipality_id", "=", municipalityId)
    .where("a.valid_from", "<=", day)
    .orderBy("a.valid_from", "desc")
    .orderBy("a.version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    version: row.version,
    validFrom: row.valid_from,
    decidedOn: row.decided_on,
    body: row.body,
    minutesNumber: row.minutes_number,
    isExample: row.is_example,
    points: await pointsOf(tx, municipalityId, row.version),
  };
}

/** Who decides on a day what the order has no point for; undefined where the board has said nothing. */
export async function unnamedOn(tx: Tx, municipalityId: number, day: string): Promise<UnnamedLevel | undefined> {
  const row = await tx
    .selectFrom("decision.unnamed_level")
    .select("level")
    .where("municipality_id", "=", municipalityId)
    .where("valid_from", "<=", day)
    .orderBy("valid_from", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.level;
}

/** What is said of the employee `s` on a day: the latest of what had begun to hold. */
export const mandateOn = (
  day: string,
) => sql<Mandate | null>`(select json_build_object('level', d.level, 'qualified', d.qualified) from decision.staff_mandate d
    where d.municipality_id = s.municipality_id and d.staff_id = s.id and d.valid_from <= ${day}::date order by d.valid_from desc, d.number desc limit 1)`;

/** The employee as the municipality has said on the day. */
export async function employeeOn(tx: Tx, municipalityId: number, staffId: string, day: string): Promise<Employee | null> {
  const { rows } = await sql<{ name: string; mandate: Mandate | null }>`
    select s.name, ${mandateOn(day)} as mandate
    from access.staff s where s.municipality_id = ${municipalityId} and s.id = ${staffId}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** Somebody who works here and is typed by name ("Karin Lindahl, socialsekreterare") as the delegation order sees them; null for whoever does not. */
export async function employeeNamed(tx: Tx, municipalityId: number, name: string, day: string): Promise<Employee | null> {
  const { rows } = await sql<{ name: string; mandate: Mandate | null }>`
    select s.name, ${mandateOn(day)} as mandate
    from access.staff s where s.municipality_id = ${municipalityId} and s.active and starts_with(lower(${name}), lower(s.name))
    order by decision.mandate_rank(s.municipality_id, s.id, ${day}::date), s.id limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** Writes a new version, after those that there are. Gives its number. */
export async function writeVersion(
  tx: Tx,
  context: Context<StaffActor | Machine>,
  version: { readonly number: number; readonly name: string; readonly isExample: boolean; readonly points: readonly Point[] },
): Promise<number> {
  const { number, name, isExample, points } = version;
  const by = stampOfProgramToo(context);
  await tx
    .insertInto("decision.delegation_version")
    .values({ number, name, is_example: isExample, ...by })
    .execute();
  if (points.length > 0) {
    await tx
      .insertInto("decision.delegation_point")
      .values(
        points.map((one) => ({
          version: number,
          point: one.point,
          decision_type: one.decisionType,
          grounds: [...one.grounds] as CodeOf<"decision.delegation_point.grounds">[],
          interventions: [...one.interventions] as CodeOf<"decision.delegation_point.interventions">[],
          most_months: one.mostMonths,
          most_kronor: one.mostKronor,
          level: one.level,
          qualified: one.qualified,
          restriction: one.restriction,
          ...by,
        })),
      )
      .execute();
  }
  return number;
}

/** The number of the latest version; 0 where there is none. */
export async function lastVersion(tx: Tx, municipalityId: number): Promise<number> {
  const row = await tx
    .selectFrom("decision.delegation_version")
    .select((all) => all.fn.max("number").as("number"))
    .where("municipality_id", "=", municipalityId)
    .executeTakeFirst();
  return row?.number ?? 0;
}

/** Whether there is such a version. */
export async function isVersion(tx: Tx, municipalityId: number, version: number): Promise<boolean> {
  const row = await tx
    .selectFrom("decision.delegation_version")
    .select("number")
    .where("municipality_id", "=", municipalityId)
    .where("number", "=", version)
    .executeTakeFirst();
  return row !== undefined;
}

/** The latest version that is not withdrawn: what the next is built on; undefined where there is none. */
export async function standingVersion(tx: Tx, municipalityId: number) {
  return tx
    .selectFrom("decision.delegation_version as v")
    .select(["v.number", "v.name", "v.is_example"])
    .where("v.municipality_id", "=", municipalityId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("decision.delegation_withdrawal as w")
            .select("w.version")
            .whereRef("w.municipality_id", "=", "v.municipality_id")
            .whereRef("w.version", "=", "v.number"),
        ),
      ),
    )
    .orderBy("v.number", "desc")
    .limit(1)
    .executeTakeFirst();
}
