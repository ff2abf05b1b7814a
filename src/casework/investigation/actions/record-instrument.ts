import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { rowOf } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { allFaults, invalidField, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { withheldFields } from "../../participation/conversation-fields.ts";
import { checkGuardian } from "../check-guardian.ts";
import { readInstruments } from "../read-instruments.ts";
import { takeBody } from "../take-body.ts";
import { instrumentFields, instrumentInput } from "../visit-fields.ts";

/** Writes that an instrument of the municipality's list was used in an investigation: which, when, by whom and what it came to in words; never its items. */
export const recordInstrument = defineAction({
  name: "investigation.record-instrument",
  title: "Skriv att ett bedömningsinstrument användes",
  input: instrumentInput,
  output: z.object({ useId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const body = await takeBody(tx, context, input.caseId, input.investigationId);
    if (!body.ok) return body;
    const known = (await readInstruments(tx, context)).find(({ id }) => id === input.instrumentId);
    const guardian = await checkGuardian(tx, context, input.caseId, input.about === "en vårdnadshavare" ? input.personId : undefined);
    const faults = allFaults(
      trueDay(context, input.usedOn, "usedOn", { day: body.value.startedOn, what: "Utredningen inleddes" }),
      known && known.valid_from <= input.usedOn && (known.last_on === null || input.usedOn <= known.last_on)
        ? undefined
        : invalidField("instrumentId", "Instrumentet stod inte i kommunens lista den dagen."),
      guardian.ok ? undefined : guardian,
    );
    if (faults) return faults;
    const useId = newTouchedId(context);
    await tx
      .insertInto("investigation.instrument_use")
      .values({
        ...{ id: useId, ...body.value.in, ...rowOf({ ...instrumentFields, ...withheldFields }, input) },
        person_id: guardian.ok ? guardian.value : null,
        ...stamp(context),
      })
      .execute();
    return ok({ useId });
  },
});
