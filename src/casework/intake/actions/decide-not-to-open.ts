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
import type { Context } from "../../../platform/core/door.ts";
import { choice, optionalId, optionalText, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import type { NotBefore } from "../../../platform/core/true-day.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { findOpenInvestigations } from "../case-file.ts";

/** What every decision in a preliminary assessment says. */
export const preliminaryFields = {
  reasoning: about(requiredText("skälen för beslutet"), {
    label: "Skälen för beslutet",
    journal: "",
    hint: "Vad i anmälan och kontakterna som talar för och emot.",
    rows: 6,
  }),
  contacts: about(optionalText(), {
    label: "Kontakter under förhandsbedömningen",
    journal: "Kontakter",
    hint: "Till exempel med barnet, vårdnadshavare och anmälaren, och vad de sa.",
    rows: 3,
  }),
  ...decidedByFields,
} as const;

export const notToOpenInput = formOf({
  caseId: idField,
  preliminaryAssessmentId: idField,
  result: about(choice(["inte inleda", "pågående utredning finns"], "vad som beslutas"), {
    label: "Beslut",
    words: { "inte inleda": "Inled inte utredning", "pågående utredning finns": "Anmälan hör till en utredning som redan pågår" },
  }),
  investigationId: about(optionalId(), {
    quiet: "the decision says that there is one",
    label: "Vilken utredning",
    when: { field: "result", is: ["pågående utredning finns"] },
    needed: "Välj vilken utredning anmälan hör till.",
  }),
  ...preliminaryFields,
});

/**
 * Ends a preliminary assessment without a new investigation (20 kap. 2 § SoL): either none is opened, with reasons, or
 * the report joins the one that is already open. The decision has its own day and maker; it cannot be changed afterwards.
 */
export const decideNotToOpen = defineAction({
  name: "intake.decide-not-to-open",
  title: "Besluta att inte inleda en ny utredning",
  input: notToOpenInput,
  output: z.object({ decidedOn: answer.day }),
  permit: [worksInCase],
  async run(tx, input, context) {
    context.touch(input.preliminaryAssessmentId);
    const opened = await openedOn(tx, context, input.caseId, input.preliminaryAssessmentId);
    const by = await readDecidedBy(tx, context, input, opened);
    if (!by.ok) return by;
    const { decidedOn } = by.value;
    if (input.result === "pågående utredning finns") {
      const open = await findOpenInvestigations(tx, context, input.caseId);
      if (!open.some((id) => id === input.investigationId)) return invalidField("investigationId", "Välj en utredning som pågår.");
    }
    const kind = input.result === "inte inleda" ? "inte inleda utredning" : "inleda utredning";
    const delegated = await askOrder(tx, context, { caseId: input.caseId, kind, by: by.value, typed: input.delegationPoint });
    if (!delegated.ok) return delegated;
    await writeDecidedBy(tx, context, input.caseId, input.preliminaryAssessmentId, delegated.value);
    await tx
      .insertInto("intake.preliminary_decision")
      .values({
        preliminary_assessment_id: input.preliminaryAssessmentId,
        case_id: input.caseId,
        decided_on: decidedOn,
        result: input.result,
        reasoning: input.reasoning,
        contacts: input.contacts ?? null,
        legal_provision: citationOn("preliminary-assessment", decidedOn),
        investigation_id: input.result === "inte inleda" ? null : (input.investigationId ?? null),
        ...stamp(context),
      })
      .execute();
    return ok({ decidedOn });
  },
});

/** When the report came that is assessed. Nothing when it is not in the case: then the database says so. */
async function openedOn(tx: Tx, context: Context, caseId: string, id: string): Promise<NotBefore | null> {
  const row = await tx
    .selectFrom("intake.preliminary_assessment")
    .select("opened_on")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("case_id", "=", caseId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? { day: row.opened_on, what: "Anmälan kom in" } : null;
}
