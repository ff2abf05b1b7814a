import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { investigationIn, overBecause } from "../../investigation/pages/investigation-in.ts";
import { recordAccount } from "../actions/record-account.ts";
import { partyLinks } from "../links.ts";
import { partyIn } from "./party-in.ts";

/** A guardian's own account of the matter. */
export const recordAccountPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/part/:personId/redogorelse",
  title: "En parts egen redogörelse",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "investigations", "parties");
    return { parts, investigation: investigationIn(parts, params.investigationId), party: partyIn(parts, params.personId) };
  },
  action: recordAccount,
  done: (_out, { params }) => partyLinks.parties(params.caseId),
  notice: "Redogörelsen är sparad.",
  view: ({ data: { parts, investigation, party }, form, params }) => (
    <CaseFormPage
      parts={parts}
      heading="Vårdnadshavarens egen redogörelse"
      lead={party.name}
      back={{ href: partyLinks.parties(params.caseId), text: "Parter" }}
      over={overBecause(investigation)}
    >
      <Form form={form} submit="Spara redogörelsen" cancel={partyLinks.parties(params.caseId)}>
        <FieldsOf form={form} of={recordAccount.input.shape} names={["happenedOn", "way", "ownAccount"]} />
      </Form>
    </CaseFormPage>
  ),
});
