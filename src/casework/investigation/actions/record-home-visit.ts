import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { rowOf } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { allFaults, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { withheldFields } from "../../participation/conversation-fields.ts";
import { checkGuardian } from "../check-guardian.ts";
import { takeBody } from "../take-body.ts";
import { visitFields, visitInput } from "../visit-fields.ts";

/**
 * Writes a visit to a home in an investigation: announced or not, on which ground whoever came was let in, who was there and what was seen. A risk and a
 * protection that were seen become findings that point at it, with the caseworker's own observation as their source.
 */
export const recordHomeVisit = defineAction({
  name: "investigation.record-home-visit",
  title: "Dokumentera ett hembesök",
  input: visitInput,
  output: z.object({ visitId: answer.id, findingIds: answer.list(answer.id), talked: answer.yesNo, phaseId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const body = await takeBody(tx, context, input.caseId, input.investigationId);
    if (!body.ok) return body;
    const guardian = await checkGuardian(tx, context, input.caseId, input.home === "en vårdnadshavares hem" ? input.personId : undefined);
    const faults = allFaults(
      trueDay(context, input.visitedOn, "visitedOn", { day: body.value.startedOn, what: "Utredningen inleddes" }),
      guardian.ok ? undefined : guardian,
    );
    if (faults) return faults;
    const isInside = input.outcome === "genomfört";
    const visitId = newTouchedId(context);
    const talked = isInside && input.childThere === "ja" && input.talkedWithChild === "ja";
    await tx
      .insertInto("investigation.home_visit")
      .values({
        ...{ id: visitId, ...body.value.in, ...rowOf({ ...visitFields, ...withheldFields }, input) },
        person_id: guardian.ok ? guardian.value : null,
        ...stamp(context),
      })
      .execute();
    const written = { ...body.value.in, ...body.value.structure, area_code: input.areaCode ?? null, visit_id: visitId };
    const own = { source: "egen iakttagelse", found_on: input.visitedOn } as const;
    const seen = isInside
      ? ([
          ["risk", input.risk],
          ["skydd", input.protection],
        ] as const)
      : [];
    const found = seen.flatMap(([kind, statement]) =>
      statement === undefined ? [] : [{ id: newTouchedId(context), ...written, ...own, kind, statement, ...stamp(context) }],
    );
    if (found.length > 0) await tx.insertInto("investigation.finding").values(found).execute();
    return ok({ visitId, findingIds: found.map(({ id }) => id), talked, phaseId: body.value.phaseId });
  },
});
