import { z } from "zod";
import { doesCasework } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { doubleFields, doubleOutcomes } from "../double-fields.ts";
import { findDouble, inOrder } from "../doubles.ts";
import { bringTogether, numberFault } from "../double-words.ts";

/**
 * Says whether two children who may be one are the same. The same: name, day, sex and number of the one hold for both, each has the stronger protection,
 * and a report about either goes to the open case; both cases and all that is written in them stay. Not the same: never proposed again.
 */
export const settleDouble = defineAction({
  name: "people.settle-double",
  title: "Avgör om två registrerade barn är samma",
  input: formOf({
    oneId: idField,
    otherId: idField,
    followsId: about(optionalText(36), { quiet: "what the form was opened upon", label: "Det som gällde när formuläret öppnades" }),
    ...doubleFields,
  }),
  output: z.object({ outcomeId: answer.id, outcome: answer.oneOf(doubleOutcomes) }),
  permit: [doesCasework],
  async run(tx, input, context) {
    const [oneId, otherId] = inOrder(input.oneId, input.otherId);
    // Two who say it at once, of one of the children or of both: the second waits here, and sees what the first said.
    for (const id of [oneId, otherId]) await waitForTurn(tx, `double ${id}`);
    const pair = await findDouble(tx, context, oneId, otherId);
    if (!pair) return failed({ code: "not-found", message: "Det finns inget att jämföra." });
    if ((input.followsId ?? null) !== (pair.outcome?.id ?? null)) return settledMeanwhile;
    if (pair.outcome?.outcome === input.outcome) return invalidField("outcome", "Så är det redan avgjort.");
    // The address says which of them is the first.
    const first = input.leads === "första" ? input.oneId : input.otherId;
    const leads = input.outcome === "samma" ? (pair.one.id === first ? pair.one : pair.other) : undefined;
    const follows = leads && (leads === pair.one ? pair.other : pair.one);
    // What the birth begins, it begins by being written: neither does who is born become somebody expected.
    if (leads && follows && [leads, follows].some((one) => one.birthDateKnown === "väntat")) return invalidField("outcome", writeTheBirth);
    const fault = leads && follows && numberFault(leads, follows);
    if (fault) return fault;
    const id = newTouchedId(context);
    await tx
      .insertInto("people.double_outcome")
      .values({
        ...{ id, one_id: oneId, other_id: otherId, outcome: input.outcome, leads_id: leads?.id ?? null, decided_on: input.decidedOn },
        ...{ reason: input.reason, source: input.source, source_detail: input.sourceDetail ?? null, source_on: input.sourceOn },
        corrects_id: pair.outcome?.id ?? null,
        ...stamp(context),
      })
      .execute();
    if (leads && follows) {
      const { source, sourceDetail, sourceOn } = input;
      await bringTogether(tx, context, leads.id, follows.id, { source, sourceDetail, sourceOn });
    }
    return ok({ outcomeId: id, outcome: input.outcome });
  },
});

const writeTheBirth = "Det ena barnet står som väntat. Skriv först i det ärendet att barnet är fött, och svara sedan här.";

const settledMeanwhile = failed({
  code: "changed-meanwhile",
  message: "Någon annan har just avgjort det.",
  hint: "Ladda om sidan för att se vad som gäller nu.",
});
