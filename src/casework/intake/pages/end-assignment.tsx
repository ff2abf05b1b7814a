import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { endAssignment } from "../actions/end-assignment.ts";

/** The team leader, or the responsible caseworker, ends the assignment of somebody who works beside. */
export const endAssignmentPage = defineForm({
  path: "/arenden/:caseId/medhandlaggare",
  title: "Avsluta en medhandläggares uppdrag",
  load: ({ ask, params }) => partsOf(ask, params.caseId, "staff"),
  values: ({ data }) => ({ staffId: besides(data)[0]?.staff_id }),
  action: endAssignment,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Uppdraget är avslutat. Medhandläggaren ser inte längre ärendet.",
  view: ({ data: parts, form }) => {
    const back = `/arenden/${parts.file.id}`;
    const leaving = besides(parts).map((one) => ({ value: one.staff_id, label: one.name }));
    return (
      <CaseFormPage
        parts={parts}
        heading="Avsluta en medhandläggares uppdrag"
        lead="Den som lämnar ärendet ser det inte längre. Det som är skrivet står kvar."
      >
        {leaving.length === 0 ? (
          <>
            <Paragraph>Ingen medhandläggare arbetar i ärendet.</Paragraph>
            <LinkButton href={back} variant="secondary">
              Till ärendet
            </LinkButton>
          </>
        ) : (
          <Form form={form} submit="Avsluta uppdraget" cancel={back}>
            <FieldsOf form={form} of={endAssignment.input.shape} options={{ staffId: leaving }} />
          </Form>
        )}
      </CaseFormPage>
    );
  },
});

function besides(parts: { readonly staff: readonly { readonly staff_id: string; readonly name: string; readonly role: string }[] }) {
  return parts.staff.filter((one) => one.role === "medhandläggare");
}
