import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Link } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { recordReply } from "../actions/record-reply.ts";
import { partyLinks } from "../links.ts";

/** What a party answered to the material. */
export const recordReplyPage = defineForm({
  path: "/arenden/:caseId/kommunicering/:communicationId/svar",
  title: "Svar på kommunicering",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "communications");
    const told = parts.communications.find((one) => one.id === params.communicationId && one.kind === "kommunicerat");
    return { parts, told: told ?? notFound() };
  },
  action: recordReply,
  done: (_out, { params }) => partyLinks.parties(params.caseId),
  notice: "Svaret är sparat.",
  view: ({ data: { parts, told }, form, params }) => (
    <CaseFormPage
      parts={parts}
      heading="Vad svarade parten?"
      lead={told.name}
      back={{ href: partyLinks.parties(params.caseId), text: "Parter" }}
      over={told.reply ? `Svaret kom ${told.reply.replied_on}` : null}
    >
      <SummaryList
        rows={[
          { term: "Fick del av", value: told.material },
          { term: "När", value: `${told.happened_on}, ${told.way ?? ""}` },
          { term: "Sista dag att svara", value: told.reply_by },
        ]}
      />
      <p>
        <Link href={partyLinks.communicationLetter(params.caseId, told.id)}>Läs brevet till parten</Link>
      </p>
      <Form form={form} submit="Spara svaret" cancel={partyLinks.parties(params.caseId)}>
        <FieldsOf form={form} of={recordReply.input.shape} names={["repliedOn", "kind"]} />
      </Form>
    </CaseFormPage>
  ),
});
