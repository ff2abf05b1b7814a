import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { getOpenInvestigation } from "../../investigation/conclude.ts";
import { findParties } from "../find-parties.ts";

export const noPartyInput = formOf({
  caseId: idField,
  investigationId: idField,
  reason: about(requiredText("varför ingen part är känd", 2000), {
    label: "Varför är ingen part känd?",
    journal: "",
    hint: "Till exempel att ingen har kunnat bekräftas som vårdnadshavare, och vad ni har gjort för att få veta det.",
    rows: 4,
  }),
});

/** Writes why nobody is told of the material before a decision: nobody is known as a party. Problem: `party-known`. */
export const stateNoParty = defineAction({
  name: "party.state-no-party",
  title: "Skriv varför ingen part är känd",
  input: noPartyInput,
  output: z.object({ communicationId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, investigationId, reason }, context) {
    const investigation = await getOpenInvestigation(tx, context, caseId, investigationId);
    if (!investigation.ok) return investigation;
    if ((await findParties(tx, context, caseId, context.today)).length > 0)
      return failed({ code: "party-known", message: "Det finns en part i ärendet.", hint: "Gå tillbaka till parterna." });
    const communicationId = newTouchedId(context);
    await tx
      .insertInto("party.communication")
      .values({
        id: communicationId,
        case_id: caseId,
        investigation_id: investigationId,
        kind: "undantag",
        happened_on: context.today,
        exception: "uppenbart obehövligt",
        reason,
        ...stamp(context),
      })
      .execute();
    return ok({ communicationId });
  },
});
