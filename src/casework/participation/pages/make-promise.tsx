import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { makePromise } from "../actions/make-promise.ts";
import { promiseFields } from "../promise-fields.ts";
import { nameOf } from "./case-words.tsx";

export const makePromisePage = defineForm({
  path: "/arenden/:caseId/lofte/nytt",
  title: "Löfte till barnet",
  load: ({ ask, params }) => partsOf(ask, params.caseId),
  action: makePromise,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Löftet är sparat och står i arbetslistan.",
  view: ({ data: parts, form, params }) => (
    <CaseFormPage parts={parts} heading={`Löfte till ${nameOf(parts)}`}>
      <Form form={form} submit="Spara löftet" cancel={`/arenden/${params.caseId}`}>
        <FieldsOf form={form} of={promiseFields} child={nameOf(parts)} names={namesIn(promiseFields)} />
      </Form>
    </CaseFormPage>
  ),
});
