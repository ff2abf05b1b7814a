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
import { choice, optionalChoice, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { outcomesWithoutInvestigation, withdrawers } from "../codes.ts";
import { getIntake } from "../find-intake.ts";

export const withoutInvestigationInput = formOf({
  caseId: idField,
  intakeId: idField,
  outcome: about(choice(outcomesWithoutInvestigation, "varför det inte utreds"), {
    label: "Varför inleds ingen utredning?",
    words: {
      återtagen: "Ansökan är återtagen",
      "kan inte leda till någon åtgärd": "Den kan inte leda till någon åtgärd av nämnden",
    },
    hints: { "kan inte leda till någon åtgärd": "Till exempel när det som efterfrågas är en annan huvudmans ansvar." },
  }),
  withdrawnBy: about(optionalChoice(withdrawers), {
    label: "Vem har återtagit den?",
    as: "list",
    when: { field: "outcome", is: ["återtagen"] },
    needed: "Välj vem som har återtagit ansökan.",
  }),
  ...decidedByFields,
  decidedOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", start: "today" }),
  reasoning: about(requiredText("hur det gick till, eller skälen"), { label: "Skälen", rows: 4 }),
});

const mustBeTried =
  "En ansökan prövas: den slutar i bifall, i avslag som kan överklagas (35 kap. 1 § SoL), eller återtas. Inled utredning och besluta.";

/**
 * Says that what came in is not investigated: an application was withdrawn, or what came in some other way cannot lead to any measure by the
 * board (14 kap. 2 § SoL). An application is never turned away so: it is tried, and its refusal can be appealed (35 kap. 1 §). A report has
 * its preliminary assessment. Refused when it is investigated already.
 */
export const endWithoutInvestigation = defineAction({
  name: "intake.end-without-investigation",
  title: "Avsluta en ansökan utan utredning",
  input: withoutInvestigationInput,
  output: z.object({ decidedOn: answer.day }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intake = await getIntake(tx, context, input.caseId, input.intakeId);
    if (!intake.ok) return intake;
    const { type, receivedOn } = intake.value;
    if (input.outcome === "återtagen" && type !== "ansökan") {
      return invalidField("outcome", "Bara en ansökan kan återtas. Välj ett annat skäl.");
    }
    const withdrawn = input.outcome === "återtagen";
    if (!withdrawn && type === "ansökan") return invalidField("outcome", mustBeTried);
    const by = await readDecidedBy(tx, context, input, { day: receivedOn, what: "Det kom in" });
    if (!by.ok) return by;
    const waiting = await tx
      .selectFrom("intake.waiting_application")
      .select("intake_id")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", input.caseId)
      .where("intake_id", "=", input.intakeId)
      .executeTakeFirst();
    if (!waiting) {
      return failed({
        code: "already-done",
        message: "Det väntar inte på någon utredning.",
        hint: "Ladda om sidan för att se det senaste.",
      });
    }
    context.touch(input.intakeId);
    if (!withdrawn) {
      const asked = { caseId: input.caseId, kind: "inte inleda utredning", by: by.value, typed: input.delegationPoint } as const;
      const delegated = await askOrder(tx, context, asked);
      if (!delegated.ok) return delegated;
      await writeDecidedBy(tx, context, input.caseId, input.intakeId, delegated.value);
    }
    await tx
      .insertInto("intake.application_outcome")
      .values({
        intake_id: input.intakeId,
        case_id: input.caseId,
        outcome: input.outcome,
        decided_on: input.decidedOn,
        withdrawn_by: withdrawn ? (input.withdrawnBy ?? null) : null,
        reasoning: input.reasoning,
        // That an application may be withdrawn stands in no paragraph.
        legal_provision: withdrawn ? "lokal regel" : citationOn("open-investigation", input.decidedOn),
        ...stamp(context),
      })
      .execute();
    return ok({ decidedOn: input.decidedOn });
  },
});
