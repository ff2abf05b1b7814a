import { askOrder } from "../../../platform/core/asked-of-order.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { decidedByFields } from "../../../platform/core/decided-by.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { readDecidedBy, writeDecidedBy } from "../../../platform/core/decided-by.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { getOpenInvestigation } from "../conclude.ts";
import { extension } from "../rules.ts";

export const extensionInput = formOf({
  caseId: idField,
  investigationId: idField,
  extendedTo: about(requiredDate("till vilken dag"), { label: "Förlängs till", hint: "Så kort tid som det går." }),
  specialReasons: about(requiredText("de särskilda skälen"), {
    label: "Särskilda skäl",
    journal: "Särskilda skäl",
    hint: "Vad återstår, varför hann det inte bli klart, och vad betyder väntan för barnet?",
    rows: 5,
  }),
  ...decidedByFields,
});

/** Decides to give an investigation more time, to a stated day and for special reasons (20 kap. 3 § SoL). */
export const extendInvestigation = defineAction({
  name: "investigation.extend-investigation",
  title: "Förläng utredningen",
  input: extensionInput,
  output: z.object({ extensionId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const investigation = await getOpenInvestigation(tx, context, input.caseId, input.investigationId);
    if (!investigation.ok) return investigation;
    const { startedOn, extendedTo } = investigation.value;
    const by = await readDecidedBy(tx, context, input, { day: startedOn, what: "Utredningen inleddes" });
    if (!by.ok) return by;
    const { decidedOn } = by.value;
    const allowed = extension.apply({
      openedOn: startedOn,
      ...(extendedTo === null ? {} : { extendedTo }),
      decidedOn,
      newDate: input.extendedTo,
      specialReasons: input.specialReasons,
    });
    if (!allowed.permitted || input.extendedTo <= decidedOn) {
      return invalidField("extendedTo", "Välj en dag efter beslutet och efter den tid som gäller nu.");
    }
    const asked = { caseId: input.caseId, kind: "förlänga utredning", by: by.value, typed: input.delegationPoint } as const;
    const delegated = await askOrder(tx, context, asked);
    if (!delegated.ok) return delegated;
    const extensionId = newTouchedId(context);
    await writeDecidedBy(tx, context, input.caseId, extensionId, delegated.value);
    await tx
      .insertInto("investigation.extension")
      .values({
        id: extensionId,
        case_id: input.caseId,
        investigation_id: input.investigationId,
        decided_on: decidedOn,
        extended_to: input.extendedTo,
        special_reasons: input.specialReasons,
        legal_provision: citationOn("child-investigation", decidedOn),
        ...stamp(context),
      })
      .execute();
    return ok({ extensionId });
  },
});
