import { DateField, Radios, Select, TextArea } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { endAssignment } from "../actions/end-assignment.ts";
import { leavingReasons } from "../codes.ts";
import { options } from "./parts.tsx";

/** The team leader, or the responsible caseworker, ends the assignment of somebody who works beside. */
export const endAssignmentPage = defineForm({
  path: "/arenden/:caseId/medhandlaggare",
  title: "Avsluta en medhandläggares uppdrag",
  load: ({ ask, params }) => partsOf(ask, params.caseId, "staff"),
  values: ({ data, today }) => ({ endedOn: today, staffId: besides(data)[0]?.staff_id }),
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
            <Select {...form.field("staffId")} label="Medhandläggare" options={leaving} />
            <DateField {...form.field("endedOn")} label="Sista dag i ärendet" hint="I dag är ifyllt." />
            <Radios {...form.field("reason")} label="Varför lämnar medhandläggaren ärendet?" options={options(leavingReasons)} />
            <TextArea
              {...form.field("note")}
              label="Kommentar"
              hint="Behövs när skälet är annat."
              rows={2}
              optional="utom när skälet är annat"
            />
          </Form>
        )}
      </CaseFormPage>
    );
  },
});

function besides(parts: { readonly staff: readonly { readonly staff_id: string; readonly name: string; readonly role: string }[] }) {
  return parts.staff.filter((one) => one.role === "medhandläggare");
}
