import { formatLong } from "../../../platform/basics/dates.ts";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { settlePromise } from "../actions/settle-promise.ts";
import { promiseOutcomeFields } from "../promise-fields.ts";
import { nameOf } from "./case-words.tsx";

export const settlePromisePage = defineForm({
  path: "/arenden/:caseId/lofte/:promiseId",
  title: "Löfte till barnet",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "promises");
    const promise = parts.promises.find((one) => one.id === params.promiseId);
    if (!promise) notFound();
    return { parts, promise };
  },
  action: settlePromise,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Det är antecknat vad det blev av löftet.",
  view: ({ data: { parts, promise }, form, params }) => (
    <CaseFormPage
      parts={parts}
      heading={promise.kind === "löfte" ? `Löfte till ${nameOf(parts)}` : `Berätta för ${nameOf(parts)} vem som tar över`}
    >
      <SummaryList
        rows={[
          { term: promise.kind === "löfte" ? "Löfte" : "Barnet ska få veta", value: promise.promise },
          { term: promise.kind === "löfte" ? "Lovat" : "Bestämt", value: `${formatLong(promise.promised_on)}, ${promise.by}` },
          { term: "Ska vara gjort", value: formatLong(promise.promised_for) },
          { term: "Vill veta hur det gick", value: promise.child_asks ? "Ja" : "Nej" },
          ...(promise.outcome
            ? [
                { term: "Blev det av?", value: `${promise.outcome.kept}, ${formatLong(promise.outcome.settled_on)}` },
                { term: "Vad blev det av det?", value: promise.outcome.what_came },
                { term: "Så fick barnet veta", value: promise.outcome.told_how ?? "" },
              ].filter((row) => row.value !== "")
            : []),
        ]}
      />
      {promise.outcome ? null : (
        <Form form={form} submit="Spara" cancel={`/arenden/${params.caseId}`}>
          <FieldsOf form={form} of={promiseOutcomeFields} child={nameOf(parts)} names={namesIn(promiseOutcomeFields)} />
        </Form>
      )}
    </CaseFormPage>
  ),
});
