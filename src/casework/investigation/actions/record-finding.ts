import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { rowOf } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalId, optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { findingFields, keptHasReason } from "../body-fields.ts";
import { checkGuardian } from "../check-guardian.ts";
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
    /** The visit at which it was said or seen. */
    visitId: optionalId(),
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
        ...{ request_id: input.requestId ?? null, visit_id: input.visitId ?? null },
        ...stamp(context),
      })
      .execute();
    return ok({ findingId });
  },
});
