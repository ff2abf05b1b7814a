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
import { findMunicipalityByName } from "../../../platform/basics/municipality-list.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import type { NotBefore } from "../../../platform/core/true-day.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { closureReasons } from "../codes.ts";

const transferred = { field: "reason", is: ["överflyttat"] };

export const closeCaseInput = formOf({
  caseId: idField,
  closedOn: about(optionalDate(), { past: true, label: "Dag", hint: "Dagen då ärendet avslutades. I dag är ifyllt.", start: "today" }),
  reason: about(choice(closureReasons, "varför ärendet avslutas"), { label: "Varför ärendet avslutas", as: "list" }),
  transferredTo: about(optionalText(60), {
    label: "Till vilken kommun",
    hint: "Kommunens namn, till exempel Umeå.",
    when: transferred,
    needed: "Skriv till vilken kommun ärendet flyttas över.",
  }),
  transferRequestedOn: about(optionalDate(), {
    label: "Dag då ni begärde det skriftligt",
    past: true,
    when: transferred,
    needed: "Skriv vilken dag ni begärde det skriftligt (29 kap. 10 § SoL).",
  }),
  transferAcceptedOn: about(optionalDate(), {
    label: "Dag då kommunen skriftligt tog över",
    hint: "Utan ett skriftligt ja flyttas ärendet inte över. Är ni inte överens, eller svarar kommunen inte inom en månad, kan ni ansöka hos IVO (29 kap. 11 § SoL).",
    past: true,
    when: transferred,
    needed: "Skriv vilken dag kommunen svarade skriftligt (29 kap. 10 § SoL).",
  }),
  note: about(optionalText(), {
    label: "Kommentar",
    rows: 4,
    needed: { message: "Skriv varför ärendet avslutas.", when: { field: "reason", is: ["annat"] } },
    optional: "utom när skälet är annat",
  }),
})
  .refine(({ transferredTo: name }) => name === undefined || findMunicipalityByName(name) !== undefined, {
    path: ["transferredTo"],
    message: "Det finns ingen kommun med det namnet. Skriv namnet som kommunen skriver det, utan ordet kommun.",
  })
  .refine(({ transferRequestedOn: asked, transferAcceptedOn: accepted }) => !asked || !accepted || asked <= accepted, {
    path: ["transferAcceptedOn"],
    message: "Svaret kan inte ha kommit före begäran.",
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
    const { transferRequestedOn: requested = null, transferAcceptedOn: accepted = null } = input;
    if (accepted !== null && accepted > day.value) return invalidField("closedOn", "Ärendet avslutas tidigast den dag kommunen svarade.");
    const to = input.transferredTo === undefined ? null : (findMunicipalityByName(input.transferredTo)?.code ?? null);
    const transfer = { transferred_to: to, transfer_requested_on: requested, transfer_accepted_on: accepted };
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
