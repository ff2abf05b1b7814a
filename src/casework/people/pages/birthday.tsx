import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, Card, LawNote } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { prepareBirthday } from "../actions/prepare-birthday.ts";
import { birthdayFields } from "../birthday-fields.ts";
import { birthdayAges } from "../codes.ts";
import { birthdayThatChanges, preparationsFor } from "../rules-birthdays.ts";

/** What changes when the child comes of an age, what to think of before it, and what was done. */
export const birthdayPage = defineForm({
  path: "/arenden/:caseId/fodelsedag/:age",
  title: "Inför en födelsedag",
  load: async ({ ask, params: { caseId, age } }) => {
    const parts = await partsOf(ask, caseId, "birthdays");
    const code = birthdayAges.find((one) => one === age) ?? notFound();
    return { parts, years: Number(code), done: parts.birthdays.find((one) => one.age === code) };
  },
  action: prepareBirthday,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Det är antecknat vad som är gjort.",
  view: ({ data: { parts, years, done }, form, params }) => {
    const { birth_date: birthDate, birth_date_known: known } = parts.child;
    const input = { birthDate, dayIsKnown: known === "dag", age: years, notBefore: parts.file.opened_on };
    return (
      <CaseFormPage parts={parts} heading={`Inför att ${parts.child.given_name} fyller ${years} år`}>
        <LawNote>{birthdayThatChanges.explain(input, birthdayThatChanges.apply(input))}</LawNote>
        {done ? (
          <>
            <Alert tone="success">Det är skrivet vad som är gjort.</Alert>
            <SummaryList
              rows={[
                { term: "Dag", value: done.prepared_on },
                { term: "Vad är gjort?", value: done.content },
                { term: "Skrivet av", value: done.by },
              ]}
            />
          </>
        ) : (
          <>
            <Card heading="Att tänka på">
              <ul>
                {preparationsFor(years).map((one) => (
                  <li>{one}</li>
                ))}
              </ul>
            </Card>
            <Form form={form} submit="Spara" cancel={`/arenden/${params.caseId}`}>
              <FieldsOf form={form} of={birthdayFields} names={["preparedOn", "content"]} />
            </Form>
          </>
        )}
      </CaseFormPage>
    );
  },
});
