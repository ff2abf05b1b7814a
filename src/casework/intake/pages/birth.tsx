import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { LawNote } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { expectedChild } from "../../people/rules-expected.ts";
import { recordBirth } from "../actions/record-birth.ts";
import { birthFields } from "../birth-fields.ts";
import { AlreadyDone } from "./parts.tsx";

const sources: readonly string[] = ["source", "sourceDetail", "sourceOn"];

/** The responsible caseworker writes that the child is born, or is expected another day. The case becomes the child's own, with all that stands in it. */
export const birthPage = defineForm({
  path: "/arenden/:caseId/fodelse",
  title: "Barnet är fött, eller en ny dag",
  load: async ({ ask, params: { caseId } }) => ({ parts: await partsOf(ask, caseId) }),
  values: ({ data: { parts } }) => ({ familyName: parts.child.family_name, expectedOn: "", sex: parts.child.sex }),
  action: recordBirth,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Det är sparat.",
  view: ({ data: { parts }, form }) => (
    <CaseFormPage parts={parts} heading="Barnet är fött, eller en ny dag">
      {parts.child.birth_date_known === "väntat" ? (
        <>
          <LawNote>
            {expectedChild.explain({ expectedOn: parts.child.birth_date }, expectedChild.apply({ expectedOn: parts.child.birth_date }))}
          </LawNote>
          <Form form={form} submit="Spara" cancel={`/arenden/${parts.file.id}`}>
            <FieldsOf form={form} of={birthFields} names={namesIn(birthFields).filter((name) => !sources.includes(name))} />
            <Fieldset legend="Källa">
              <FieldsOf form={form} of={birthFields} names={sources} />
            </Fieldset>
          </Form>
        </>
      ) : (
        <AlreadyDone caseId={parts.file.id}>Barnet är fött. Uppgifterna rättas bland barnets uppgifter.</AlreadyDone>
      )}
    </CaseFormPage>
  ),
});
