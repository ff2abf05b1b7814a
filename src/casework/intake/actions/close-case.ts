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
import { ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import type { NotBefore } from "../../../platform/core/true-day.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { closureReasons } from "../codes.ts";

export const closeCaseInput = formOf({
  caseId: idField,
  closedOn: about(optionalDate(), { past: true, label: "Dag", hint: "Dagen då ärendet avslutades. I dag är ifyllt.", start: "today" }),
  reason: about(choice(closureReasons, "varför ärendet avslutas"), { label: "Varför ärendet avslutas", as: "list" }),
  note: about(optionalText(), {
    label: "Kommentar",
    hint: "Behövs när skälet är annat, och när ärendet flyttas över till en annan kommun: då kommun, dag för begäran och dag för svaret.",
    rows: 4,
    needed: [
      { message: "Skriv varför ärendet avslutas.", when: { field: "reason", is: ["annat"] } },
      {
        message:
          "Skriv till vilken kommun, vilken dag ni begärde det skriftligt och vilken dag kommunen svarade skriftligt (29 kap. 10 § SoL).",
        when: { field: "reason", is: ["överflyttat"] },
      },
    ],
    optional: "utom när skälet är annat eller överflyttat",
  }),
});

/**
 * Closes a case, on the day it was closed: never before what happened last in it. The database refuses while a phase lacks one of the child's four steps, an intervention is going on,
 * or a report has no protection assessment.
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
    await tx
      .insertInto("intake.case_closure")
      .values({ case_id: input.caseId, closed_on: day.value, reason: input.reason, note: input.note ?? null, ...stamp(context) })
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
