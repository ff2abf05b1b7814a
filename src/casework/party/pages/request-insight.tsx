import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { citationsOn } from "../../../platform/law/provision.ts";
import { Form } from "../../../ui/components/form.tsx";
import { LawNote } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { requestInsight } from "../actions/request-insight.ts";
import { partyLinks } from "../links.ts";
import { PartyFormPage } from "./party-form.tsx";
import { partyIn } from "./party-in.ts";

/** A party asks to see the material of the case. */
export const requestInsightPage = defineForm({
  path: "/arenden/:caseId/part/:personId/insyn",
  title: "En part vill se materialet",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "parties");
    return { parts, party: partyIn(parts, params.personId) };
  },
  action: requestInsight,
  done: (_out, { params }) => partyLinks.parties(params.caseId),
  notice: "Begäran är sparad. Den som ansvarar för ärendet går nu igenom materialet.",
  view: ({ data: { parts, party }, form, today, params }) => (
    <PartyFormPage parts={parts} heading="En part vill se materialet" lead={party.name}>
      <LawNote>{`Den som är part har rätt att ta del av allt material som har tillförts ärendet (${citationsOn(["party-insight", "party-insight-limits"], today)}).`}</LawNote>
      <Form form={form} submit="Spara begäran" cancel={partyLinks.parties(params.caseId)}>
        <FieldsOf form={form} of={requestInsight.input.shape} names={["requestedOn", "way", "wants"]} />
      </Form>
    </PartyFormPage>
  ),
});
