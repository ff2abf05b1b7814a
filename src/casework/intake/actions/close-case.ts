import { stamp } from "../../../platform/core/journal.ts";
import { sql } from "kysely";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { choice, optionalDate, optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import type { NotBefore } from "../../../platform/core/true-day.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { closureReasons } from "../codes.ts";

export const closeCaseInput = formOf({
  caseId: idField,
  closedOn: about(optionalDate(), { past: true, label: "Dag", hint: "Dagen då ärendet avslutades. I dag är ifyllt.", start: "today" }),
  reason: about(choice(closureReasons, "varför ärendet avslutas"), {
    label: "Varför ärendet avslutas",
    as: "list",
    hint: "Överflyttat väljs när en annan kommun har tagit över: vilken, och dagarna, hämtas från begäran.",
  }),
  note: about(optionalText(), {
    label: "Kommentar",
    rows: 4,
    needed: { message: "Skriv varför ärendet avslutas.", when: { field: "reason", is: ["annat"] } },
    optional: "utom när skälet är annat",
  }),
});

/**
 * Closes a case, on the day it was closed: never before what happened last in it. The database refuses while a phase lacks one of the child's four steps, an intervention is going on,
 * or a report has no protection assessment; and a transfer that the other municipality has not accepted in writing, or to the own (29 kap. 10 § SoL).
 */
export const closeCase = defineAction({
  name: "intake.close-case",
  title: "Avsluta ärendet",
  input: closeCaseInput,
  output: z.object({ closedOn: answer.day }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const day = trueDay(context, input.closedOn, "closedOn", await lastOf(tx, context, input.caseId));
    if (!day.ok) return day;
    const taken = input.reason === "överflyttat" ? await takenOver(tx, context, input.caseId) : null;
    if (input.reason === "överflyttat" && !taken) {
      return invalidField(
        "reason",
        "Ingen kommun har tagit över ärendet. Begär det skriftligt och skriv svaret först, under Överflyttning till en annan kommun (29 kap. 10 § SoL).",
      );
    }
    if (taken && taken.accepted > day.value) {
      return invalidField("closedOn", "Ärendet avslutas tidigast den dag det flyttades över.");
    }
    const transfer = {
      ...{
        transferred_to: taken?.to ?? null,
        transfer_requested_on: taken?.requested ?? null,
        transfer_accepted_on: taken?.accepted ?? null,
      },
    };
    await tx
      .insertInto("intake.case_closure")
      .values({
        case_id: input.caseId,
        closed_on: day.value,
        reason: input.reason,
        note: input.note ?? null,
        ...transfer,
        ...stamp(context),
      })
      .execute();
    return ok({ closedOn: day.value });
  },
});

/** The latest day of anything that came in, was decided or ended in the case. */
async function lastOf(tx: Tx, context: Context, caseId: string): Promise<NotBefore | null> {
  const { rows } = await sql<{ day: string | null }>`select max(day)::text as day from (
      select max(received_on) as day from intake.intake where municipality_id = ${context.actor.municipalityId} and case_id = ${caseId}
      union all select max(decided_on) from decision.maker where municipality_id = ${context.actor.municipalityId} and case_id = ${caseId}
      union all select max(decided_on) from intake.application_outcome where municipality_id = ${context.actor.municipalityId} and case_id = ${caseId}
      union all select max(closed_on) from participation.phase_closure where municipality_id = ${context.actor.municipalityId} and case_id = ${caseId}
      union all select max(ended_on) from intervention.ending where municipality_id = ${context.actor.municipalityId} and case_id = ${caseId}
    ) last`.execute(tx);
  const day = rows[0]?.day;
  return day ? { day, what: "Det senaste i ärendet är från" } : null;
}

/** To whom the matter has gone over, when it was asked for and when it went over; undefined where it has not. */
const takenOver = (tx: Tx, { actor }: Context, caseId: string) =>
  tx
    .selectFrom("intake.transfer_request as r")
    .innerJoin("intake.transfer_step as s", (join) =>
      join.onRef("s.municipality_id", "=", "r.municipality_id").onRef("s.transfer_request_id", "=", "r.id"),
    )
    .select(["r.to_municipality as to", "r.requested_on as requested", "s.happened_on as accepted"])
    .where("r.municipality_id", "=", actor.municipalityId)
    .where("r.case_id", "=", caseId)
    .where("s.kind", "in", ["tar över", "IVO flyttar över"])
    .executeTakeFirst();
