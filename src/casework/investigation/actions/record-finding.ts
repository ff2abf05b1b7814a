import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { rowOf } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { optionalId, optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { findingFields, keptHasReason } from "../body-fields.ts";
import { keptWithheld } from "../kept-withheld.ts";
import { takeBody } from "../take-body.ts";

/**
 * Writes a risk, a protection or somebody's account in an investigation, with its source; or corrects one by a new row. Whoever the source is, it is on
 * the day that it was said, seen or written.
 */
export const recordFinding = defineAction({
  name: "investigation.record-finding",
  title: "Skriv en uppgift med sin källa",
  input: formOf({
    caseId: idField,
    investigationId: idField,
    areaCode: optionalText(40),
    ...findingFields,
    /** The request to others whose reply says it. */
    requestId: optionalId(),
    followsId: optionalId(),
  }).refine(...keptHasReason),
  output: z.object({ findingId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const body = await takeBody(tx, context, input.caseId, input.investigationId);
    if (!body.ok) return body;
    if (input.foundOn > context.today) return invalidField("foundOn", "Dagen har inte varit än. Ange den dag det hände.");
    const guardian = await checkGuardian(tx, context, input.caseId, input.source === "vårdnadshavare" ? input.personId : undefined);
    if (!guardian.ok) return guardian;
    const kept = input.withheldFromGuardians === undefined ? await keptWithheld(tx, context, "investigation.finding", input) : {};
    const findingId = newTouchedId(context);
    await tx
      .insertInto("investigation.finding")
      .values({
        ...{ id: findingId, ...body.value.in, ...body.value.structure, area_code: input.areaCode ?? null },
        ...{ ...rowOf(findingFields, { ...input, ...kept }), person_id: guardian.value, follows_id: input.followsId ?? null },
        request_id: input.requestId ?? null,
        ...stamp(context),
      })
      .execute();
    return ok({ findingId });
  },
});

/** Whoever is said to be a guardian is or has been one of the child of the case, by the rows that are confirmed. */
async function checkGuardian(tx: Tx, context: Context, caseId: string, personId: string | undefined): Promise<Result<string | null>> {
  if (personId === undefined) return ok(null);
  const found = await tx
    .selectFrom("people.standing_guardianship as g")
    .innerJoin("intake.case_file as c", (join) =>
      join.onRef("c.municipality_id", "=", "g.municipality_id").onRef("c.child_id", "=", "g.child_id"),
    )
    .select("g.id")
    .where("c.municipality_id", "=", context.actor.municipalityId)
    .where("c.id", "=", caseId)
    .where("g.guardian_id", "=", personId)
    .limit(1)
    .executeTakeFirst();
  context.touch(personId);
  return found ? ok(personId) : invalidField("personId", "Välj en av barnets vårdnadshavare.");
}
