import { z } from "zod";
import { isOfOffice } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { optionalChoice, optionalDate, optionalId } from "../../../platform/core/fields.ts";
import { ok } from "../../../platform/basics/result.ts";
import { codes } from "../../../platform/database/generated.ts";
import { groundIds, kronorField, monthsField, wholeOf } from "../delegation/fields.ts";
import { mayDecide } from "../rules-delegation.ts";
import { employeeOn, orderOn, unnamedOn } from "../delegation/store.ts";
import { DECISION_TYPES } from "../rules-grounds.ts";

/** "Får Karin besluta detta i dag?": the law, the order that holds that day and what is said of the employee, in words. Nothing asked gives no answer. */
export const askMayDecide = defineQuery({
  name: "decision.may-decide",
  title: "Får hon eller han besluta detta?",
  input: z.object({
    staffId: optionalId(),
    type: optionalChoice(DECISION_TYPES),
    ground: optionalChoice(groundIds),
    intervention: optionalChoice(codes["intervention.intervention.type"]),
    months: monthsField,
    kronor: kronorField,
    day: optionalDate(),
  }),
  output: z.object({
    staff: answer.list(z.object({ id: answer.id, name: answer.text(200), title: answer.text(200) })),
    found: z
      .object({ permitted: answer.yesNo, words: answer.text(2000), point: answer.code.nullable(), version: answer.count.nullable() })
      .nullable(),
  }),
  permit: [isOfOffice],
  async run(tx, { staffId, type, ground, intervention, months, kronor, day: asked }, { actor: { municipalityId }, today }) {
    const staff = await tx
      .selectFrom("access.staff as s")
      .select(["s.id", "s.name", "s.title"])
      .where("s.municipality_id", "=", municipalityId)
      .where("s.active", "=", true)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom("access.staff_role as r")
            .select("r.role")
            .whereRef("r.municipality_id", "=", "s.municipality_id")
            .whereRef("r.staff_id", "=", "s.id")
            .where("r.role", "in", ["caseworker", "team_leader"]),
        ),
      )
      .orderBy("s.name")
      .orderBy("s.id")
      .execute();
    if (staffId === undefined || type === undefined) return ok({ staff, found: null });
    const day = asked ?? today;
    const employee = await employeeOn(tx, municipalityId, staffId, day);
    if (employee === null) return ok({ staff, found: null });
    const order = await orderOn(tx, municipalityId, day);
    const matter = { type, ground, intervention, months: wholeOf(months) ?? undefined, kronor: wholeOf(kronor) ?? undefined };
    const question = { ...matter, day, order, employee, unnamed: await unnamedOn(tx, municipalityId, day) };
    const answered = mayDecide.apply(question);
    const words = mayDecide.explain(question, answered);
    return ok({
      staff,
      found: { permitted: answered.permitted, words, point: answered.point?.point ?? null, version: order?.version ?? null },
    });
  },
});
