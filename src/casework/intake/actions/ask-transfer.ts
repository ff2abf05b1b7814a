import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { findMunicipalityByName } from "../../../platform/basics/municipality-list.ts";
import { ok } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { transferInput } from "../transfer-fields.ts";

/**
 * Records the written request that another municipality takes over the matter (29 kap. 10 § SoL). The responsibility stays until it has been taken over. The database
 * refuses the own municipality, and a second request while one waits.
 */
export const askTransfer = defineAction({
  name: "intake.ask-transfer",
  title: "Begär att en annan kommun tar över ärendet",
  input: transferInput,
  output: z.object({ transferId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, toMunicipality, requestedOn, connection, suitable, sentWith }, context) {
    const day = trueDay(context, requestedOn, "requestedOn");
    if (!day.ok) return day;
    const transferId = newTouchedId(context);
    await tx
      .insertInto("intake.transfer_request")
      .values({
        ...{ id: transferId, case_id: caseId, requested_on: day.value, connection, suitable },
        to_municipality: findMunicipalityByName(toMunicipality)?.code ?? "",
        sent_with: sentWith ?? null,
        ...stamp(context),
      })
      .execute();
    return ok({ transferId });
  },
});
