import { sql } from "kysely";
import { approvedKinds } from "../approval/fields.ts";
import { approvalsIn, isLastAsked, secondEyesOn } from "../approval/store.ts";
import type { Role } from "../../../platform/core/actor.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { codes } from "../../../platform/database/generated.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { staffLevels } from "../delegation/points.ts";
import { mandateOn, orderOn, unnamedOn } from "../delegation/store.ts";
import { pointAnswer } from "./get-delegation.ts";
import { ok } from "../../../platform/basics/result.ts";

/** Who may have decided, each with a level, and the order that holds today. */
export type Deciding = z.output<typeof findDeciders.output>;

const mandate = z.object({ level: answer.oneOf(staffLevels), qualified: answer.yesNo });

/** The employees who may have decided on delegation: everybody who does casework and has an account, with the unit and today's level, by name; and the delegation order that holds. */
export const findDeciders = defineQuery({
  name: "decision.find-deciders",
  title: "Visa vilka tjänstemän som kan ha beslutat",
  input: z.object({ caseId: idField }),
  output: z.object({
    deciders: answer.list(
      z.object({
        id: answer.id,
        name: answer.text(200),
        title: answer.text(200),
        unit: answer.text(200).nullable(),
        mandate: mandate.nullable(),
      }),
    ),
    order: z
      .object({
        version: answer.count,
        validFrom: answer.day,
        decidedOn: answer.day,
        body: answer.text(200),
        minutesNumber: answer.text(50),
        isExample: answer.yesNo,
        points: answer.list(pointAnswer),
      })
      .nullable(),
    /** Who decides what the order has no point for; null where the board has said nothing. */
    unnamed: answer.oneOf(codes["decision.unnamed_level.level"]).nullable(),
    /** The case, for what is asked in it; which kinds need somebody else's approval today, and what has been approved. */
    caseId: answer.id,
    secondEyes: answer.list(z.enum(approvedKinds)),
    approved: answer.list(
      z.object({ kind: z.enum(approvedKinds), interventionType: answer.code.nullable(), by: answer.text(200), on: answer.day }),
    ),
  }),
  permit: [worksInCase],
  async run(tx, { caseId }, context) {
    const deciders = await tx
      .selectFrom("access.staff as s")
      .select(["s.id", "s.name", "s.title"])
      .select(mandateOn(context.today).as("mandate"))
      .select((staff) =>
        staff
          .selectFrom("access.unit")
          .select("access.unit.name")
          .whereRef("access.unit.municipality_id", "=", "s.municipality_id")
          .whereRef("access.unit.id", "=", "s.unit_id")
          .as("unit"),
      )
      .where("s.municipality_id", "=", context.actor.municipalityId)
      .where("s.active", "=", true)
      .where((where) =>
        where.exists(
          where
            .selectFrom("access.staff_role as r")
            .select("r.role")
            .whereRef("r.municipality_id", "=", "s.municipality_id")
            .whereRef("r.staff_id", "=", "s.id")
            .where("r.role", "in", ["caseworker", "team_leader"] satisfies Role[]),
        ),
      )
      .orderBy("s.name")
      .orderBy("s.id")
      .execute();
    const { municipalityId } = context.actor;
    const [order, unnamed] = [await orderOn(tx, municipalityId, context.today), await unnamedOn(tx, municipalityId, context.today)];
    const secondEyes = await secondEyesOn(tx, municipalityId, context.today);
    const answered =
      secondEyes.length === 0
        ? []
        : await approvalsIn(tx, municipalityId, sql<boolean>`c.id = ${caseId}::uuid and a.answer = 'godkänt' and ${isLastAsked}`);
    const approved = answered.map((one) => ({
      kind: one.kind,
      interventionType: one.interventionType,
      by: one.answeredBy ?? "",
      on: one.answeredOn ?? "",
    }));
    return ok({ deciders, order, unnamed: unnamed ?? null, caseId, secondEyes, approved });
  },
});
