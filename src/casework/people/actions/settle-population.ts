import { sql } from "kysely";
import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalIds } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { findPersonOfCase, notOfCase } from "../in-case.ts";
import { takeNotice } from "../population/take.ts";
import type { WaitingNotice } from "../population/take.ts";

/** Goes through what the population register says otherwise of somebody in the case: what is ticked is written in, with its day and source; the rest is read. */
export const settlePopulation = defineAction({
  name: "people.settle-population",
  title: "Gå igenom uppgifter från folkbokföringen",
  input: formOf({
    caseId: idField,
    personId: idField,
    take: about(optionalIds(), {
      quiet: "shown as what is known of the person",
      label: "Vad ska skrivas in?",
      hint: "Det som inte är ikryssat stannar som läst.",
      optional: false,
    }),
  }),
  output: z.object({ taken: answer.count, read: answer.count }),
  permit: [isResponsibleForCase],
  async run(tx, { caseId, personId, take }, context) {
    await waitForTurn(tx, personId);
    const person = await findPersonOfCase(tx, context, caseId, personId);
    if (!person) return notOfCase;
    const { rows } =
      await sql<WaitingNotice>`select n.id, n.kind, n.said, n.valid_from as "from", n.read_on as "readOn" from people.population_notice n
      where n.municipality_id = ${context.actor.municipalityId} and n.case_id = ${caseId}::uuid and n.person_id = ${personId}::uuid
        and not exists (select 1 from people.population_outcome o where o.municipality_id = n.municipality_id and o.notice_id = n.id)
      order by n.recorded_at, n.id`.execute(tx);
    if (rows.length === 0 || take.some((id) => !rows.some((one) => one.id === id))) return gone;
    let taken = 0;
    for (const notice of rows) {
      const isTaken = take.includes(notice.id) && (await takeNotice(tx, context, { caseId, person }, notice));
      if (isTaken) taken += 1;
      const row = { notice_id: notice.id, case_id: caseId, outcome: isTaken ? ("inskrivet" as const) : ("läst" as const) };
      await tx
        .insertInto("people.population_outcome")
        .values({ ...row, ...stamp(context) })
        .execute();
    }
    return ok({ taken, read: rows.length - taken });
  },
});

const gone = failed({
  code: "changed-meanwhile",
  message: "Någon annan har redan gått igenom uppgifterna.",
  hint: "Ladda om sidan för att se vad som gäller nu.",
});
