import { FieldOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { investigationIn, overBecause } from "../../investigation/pages/investigation-in.ts";
import { stateNoParty } from "../actions/state-no-party.ts";
import { partyLinks } from "../links.ts";
import { partiesOn } from "../party-table.ts";

/** Why nobody is known as a party, where an application is to be refused all the same. */
export const stateNoPartyPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/ingen-part",
  title: "Ingen part är känd",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "investigations", "parties");
    return { parts, investigation: investigationIn(parts, params.investigationId) };
  },
  action: stateNoParty,
  done: (_out, { params }) => partyLinks.parties(params.caseId),
  notice: "Det är sparat.",
  view: ({ data: { parts, investigation }, form, params, today }) => (
    <CaseFormPage
      parts={parts}
      heading="Ingen part är känd"
      lead="Bekräfta hellre vårdnaden, om den går att få veta."
      back={{ href: partyLinks.parties(params.caseId), text: "Parter" }}
      over={partiesOn(parts.parties, today).length > 0 ? "Det finns en part i ärendet" : overBecause(investigation)}
    >
      <Form form={form} submit="Spara" cancel={partyLinks.parties(params.caseId)}>
        <FieldOf form={form} of={stateNoParty.input.shape} name="reason" />
      </Form>
    </CaseFormPage>
  ),
});
