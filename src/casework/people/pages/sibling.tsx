import type { FC } from "hono/jsx";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, Link } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { answerSibling } from "../actions/answer-sibling.ts";
import { getGenogram } from "../queries/get-genogram.ts";
import { siblingAnswerFields } from "../sibling-fields.ts";
import type { Sibling } from "../siblings.ts";
import { genogramLinks } from "./parts.tsx";

/** A child of the same report about whom nobody has said whether it is a sibling. */
export const ProposedSibling: FC<{ of: Sibling; caseId: string }> = ({ of, caseId }) => (
  <Alert tone="info">
    {`${of.givenName} ${of.familyName} var med i samma anmälan. `}
    <Link href={genogramLinks.sibling(caseId, of.childId)}>Svara om barnen är syskon</Link>
  </Alert>
);

/** The responsible caseworker says what another child of the same report is to the child. */
export const siblingPage = defineForm({
  path: "/arenden/:caseId/genogram/syskon/:childId",
  title: "Syskon i samma anmälan",
  load: async ({ ask, params: { caseId, childId } }) => {
    const [parts, { proposed }] = await Promise.all([partsOf(ask, caseId), ask(getGenogram, { caseId })]);
    return { parts, sibling: proposed.find((one) => one.childId === childId) ?? notFound() };
  },
  values: () => ({ source: "uppgift från någon", sourceDetail: "anmälan" }),
  action: answerSibling,
  done: (_out, { params }) => genogramLinks.all(params.caseId),
  notice: "Svaret är sparat.",
  view: ({ data: { parts, sibling }, form, params: { caseId } }) => (
    <CaseFormPage
      parts={parts}
      heading="Är barnen syskon?"
      lead={`${sibling.givenName} ${sibling.familyName} var med i samma anmälan. Svaret skrivs bara in i det här ärendet.`}
      back={{ href: genogramLinks.all(caseId), text: "Relationer och genogram" }}
    >
      {sibling.protectedIdentity === "ingen" ? null : (
        <Alert tone="danger">{`Skyddad identitet: ${sibling.protectedIdentity}. Skyddet följer med till genogrammet.`}</Alert>
      )}
      <Form form={form} submit="Spara svaret" cancel={genogramLinks.all(caseId)}>
        <FieldsOf form={form} of={siblingAnswerFields} names={namesIn(siblingAnswerFields)} />
      </Form>
    </CaseFormPage>
  ),
});
