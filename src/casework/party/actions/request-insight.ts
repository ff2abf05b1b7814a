import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findParties } from "../find-parties.ts";
import { insightRequestFields } from "../insight-fields.ts";
import { refusalToTell } from "../telling.ts";

export const insightRequestInput = formOf({ caseId: idField, personId: idField, ...insightRequestFields });

/**
 * Writes that a party asks to see the material of the case (10 § FvL), also when it is closed. Problems: `not-a-party` for somebody who is none that day,
 * `kept-uninformed` for somebody who may not know that there is something to see.
 */
export const requestInsight = defineAction({
  name: "party.request-insight",
  title: "Skriv att en part vill se materialet",
  input: insightRequestInput,
  output: z.object({ insightId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, personId, requestedOn, way, wants }, context) {
    const party = (await findParties(tx, context, caseId, requestedOn)).find((one) => one.personId === personId);
    if (!party) return failed({ code: "not-a-party", message: "Personen är inte part i ärendet den dagen." });
    const refusal = refusalToTell(party);
    if (refusal) return failed(refusal);
    const insightId = newTouchedId(context);
    context.touch(personId);
    await tx
      .insertInto("party.insight_request")
      .values({ id: insightId, case_id: caseId, person_id: personId, requested_on: requestedOn, way, wants, ...stamp(context) })
      .execute();
    return ok({ insightId });
  },
});
