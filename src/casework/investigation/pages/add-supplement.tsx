import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Alert } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { addSupplement } from "../actions/add-supplement.ts";
import { investigationLinks } from "../links.ts";
import { getBody } from "../queries/get-body.ts";

export const addSupplementPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/tillagg",
  title: "Tillägg till utredningen",
  async load({ ask, params: { caseId, investigationId } }) {
    const [parts, body] = await Promise.all([partsOf(ask, caseId), ask(getBody, { caseId, investigationId })]);
    return { parts, body };
  },
  action: addSupplement,
  done: (_out, { params }) => `${investigationLinks.body(params.caseId, params.investigationId)}?oppna=tillagg#tillagg`,
  notice: "Tillägget är sparat.",
  view: ({ data: { parts, body }, form, params }) => {
    const back = { href: investigationLinks.body(params.caseId, params.investigationId), text: "Till utredningen" };
    return (
      <>
        <CaseFormHead parts={parts} heading="Tillägg till utredningen" lead={nameOf(parts)} back={back} />
        {body.signature ? (
          <Form form={form} submit="Spara tillägget" cancel={back.href}>
            <FieldsOf form={form} of={addSupplement.input.shape} />
          </Form>
        ) : (
          <Alert tone="info">Utredningen är inte underskriven. Skriv direkt i den i stället.</Alert>
        )}
      </>
    );
  },
});
