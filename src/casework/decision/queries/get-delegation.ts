import { sql } from "kysely";
import { z } from "zod";
import { isOfOffice } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import type { Machine, StaffActor } from "../../../platform/core/actor.ts";
import { isTheProgram } from "../../../platform/core/permit.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { levels } from "../delegation/points.ts";
import { orderOn, pointsOf } from "../delegation/store.ts";
import { DECISION_TYPES } from "../rules-grounds.ts";

export const pointAnswer = z.object({
  point: answer.code,
  decisionType: z.enum(DECISION_TYPES),
  grounds: answer.list(answer.code),
  interventions: answer.list(answer.code),
  mostMonths: answer.count.nullable(),
  mostKronor: answer.count.nullable(),
  level: answer.oneOf(levels),
  qualified: answer.yesNo,
  restriction: answer.text(500).nullable(),
});

const version = z.object({
  number: answer.count,
  name: answer.text(200),
  isExample: answer.yesNo,
  writtenOn: answer.day,
  by: answer.text(200),
  validFrom: answer.day.nullable(),
  decidedOn: answer.day.nullable(),
  body: answer.text(200).nullable(),
  minutesNumber: answer.text(50).nullable(),
  withdrawnBecause: answer.text(500).nullable(),
  points: answer.count,
});
export type VersionLine = z.output<typeof version>;

/** More changes than an order has. */
const mostVersions = 200;

const input = z.object({ version: z.coerce.number().int().min(1).max(32_000).optional() });
const output = z.object({
  versions: answer.list(version),
  inForce: answer.count.nullable(),
  /** The latest that is not withdrawn: what a change is built on. */
  standing: answer.count.nullable(),
  shown: z.object({ version, points: answer.list(pointAnswer) }).nullable(),
});

/** The delegation order: its versions, the latest first, and the points of one: the one that is asked for, that holds today, or the latest. */
export const getDelegation = defineQuery<typeof input, z.output<typeof output>, StaffActor | Machine>({
  name: "decision.get-delegation",
  title: "Visa delegationsordningen",
  input,
  output,
  permit: [isOfOffice, isTheProgram],
  async run(tx, asked, { actor: { municipalityId }, today }) {
    const { rows } = await sql<VersionLine>`
      select v.number, v.name, v.is_example as "isExample", (v.recorded_at at time zone 'Europe/Stockholm')::date::text as "writtenOn", coalesce(s.name, 'programmet') as by,
        a.valid_from as "validFrom", a.decided_on as "decidedOn", a.body, a.minutes_number as "minutesNumber", w.withdrawn_because as "withdrawnBecause",
        (select count(*) from decision.delegation_point p where p.municipality_id = v.municipality_id and p.version = v.number) as points
      from decision.delegation_version v
      left join access.staff s on s.municipality_id = v.municipality_id and s.id = v.recorded_by
      left join decision.delegation_adoption a on a.municipality_id = v.municipality_id and a.version = v.number
      left join decision.delegation_withdrawal w on w.municipality_id = v.municipality_id and w.version = v.number
      where v.municipality_id = ${municipalityId} order by v.number desc limit ${mostVersions}`.execute(tx);
    const order = await orderOn(tx, municipalityId, today);
    const standing = rows.find(({ withdrawnBecause }) => withdrawnBecause === null)?.number ?? null;
    const wanted = asked.version ?? order?.version ?? standing ?? rows[0]?.number;
    const line = rows.find((one) => one.number === wanted);
    if (asked.version !== undefined && line === undefined) {
      return failed({ code: "not-found", message: "Den versionen finns inte.", hint: "Välj en version i listan." });
    }
    const shown = line === undefined ? null : { version: line, points: await pointsOf(tx, municipalityId, line.number) };
    return ok({ versions: rows, inForce: order?.version ?? null, standing, shown });
  },
});
