import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { forwardAppeal } from "../actions/forward-appeal.ts";
import type { AppealPart } from "../appeal-parts.ts";
import { partyLinks } from "../links.ts";
import { PartyFormPage } from "./party-form.tsx";

function overOf({ trial, forwarding }: AppealPart): string | null {
  if (!trial) return "Överklagandet är inte prövat än";
  if (trial.outcome === "avvisas") return "Överklagandet är avvisat";
  return forwarding ? `Överklagandet lämnades över ${forwarding.forwarded_on}` : null;
}

/** An appeal is sent on to the court. */
export const forwardAppealPage = defineForm({
  path: "/arenden/:caseId/overklagande/:appealId/overlamna",
  title: "Lämna över ett överklagande",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "appeals");
    return { parts, appeal: parts.appeals.find((one) => one.id === params.appealId) ?? notFound() };
  },
  action: forwardAppeal,
  done: (_out, { params }) => partyLinks.appeal(params.caseId, params.appealId),
  notice: "Överklagandet är överlämnat.",
  view: ({ data: { parts, appeal }, form, params }) => (
    <PartyFormPage parts={parts} heading="Lämna över överklagandet" lead={appeal.name} over={overOf(appeal)}>
      <Form form={form} submit="Spara" cancel={partyLinks.appeal(params.caseId, params.appealId)}>
        <FieldsOf form={form} of={forwardAppeal.input.shape} names={["forwardedOn", "court"]} />
      </Form>
    </PartyFormPage>
  ),
});
