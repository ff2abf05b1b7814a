import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { investigationIn } from "../../investigation/pages/investigation-in.ts";
import { receiveAppeal } from "../actions/receive-appeal.ts";
import { partyLinks } from "../links.ts";
import { PartyFormPage } from "./party-form.tsx";
import { partyIn } from "./party-in.ts";

/** An appeal comes in. */
export const receiveAppealPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/part/:personId/overklagande",
  title: "Ta emot ett överklagande",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "investigations", "parties");
    return { parts, investigation: investigationIn(parts, params.investigationId), party: partyIn(parts, params.personId) };
  },
  action: receiveAppeal,
  done: ({ appealId }, { params }) => partyLinks.appeal(params.caseId, appealId),
  notice: "Överklagandet är sparat. Pröva nu om det kom in i rätt tid.",
  view: ({ data: { parts, investigation, party }, form, params }) => (
    <PartyFormPage
      parts={parts}
      heading="Ta emot ett överklagande"
      lead={party.name}
      over={investigation.decision?.appeal === "förvaltningsbesvär" ? null : "Beslutet går inte att överklaga till förvaltningsrätten"}
    >
      <Form form={form} submit="Spara överklagandet" cancel={partyLinks.parties(params.caseId)}>
        <FieldsOf form={form} of={receiveAppeal.input.shape} names={["receivedOn", "courtReceivedOn", "content"]} />
      </Form>
    </PartyFormPage>
  ),
});
