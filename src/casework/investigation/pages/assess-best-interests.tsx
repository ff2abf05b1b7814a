import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { formatLong } from "../../../platform/basics/dates.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { AfterWords, nameOf } from "../../participation/pages/case-words.tsx";
import { Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { assessBestInterests } from "../actions/assess-best-interests.ts";
import { getBody } from "../queries/get-body.ts";
import { factorsOf, fromBody } from "../typed-once.ts";
import { investigationIn, overBecause } from "./investigation-in.ts";

export const assessBestInterestsPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/barnets-basta",
  title: "Bedöm barnets bästa",
  async load({ ask, params }) {
    const { caseId, investigationId } = params;
    const [parts, body] = await Promise.all([
      partsOf(ask, caseId, "investigations", "conversations"),
      ask(getBody, { caseId, investigationId }),
    ]);
    const investigation = investigationIn(parts, investigationId);
    return { parts, body, earlier: investigation.best_interests, over: overBecause(investigation) };
  },
  // What the investigation says is where the assessment begins; one that stands is gone on from.
  values: ({ data: { body, earlier } }) =>
    earlier
      ? {
          riskFactors: earlier.risk_factors,
          protectiveFactors: earlier.protective_factors,
          assessment: earlier.assessment,
          correctsId: earlier.id,
        }
      : { ...factorsOf(body), ...fromBody(body, assessBestInterests.name) },
  action: assessBestInterests,
  standing: ({ data: { earlier }, url }) =>
    earlier && {
      words: {
        assessedOn: earlier.assessed_on,
        riskFactors: earlier.risk_factors,
        protectiveFactors: earlier.protective_factors,
        assessment: earlier.assessment,
      },
      goOn: url.pathname,
      follows: ["correctsId", earlier.id],
    },
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Bedömningen av barnets bästa är sparad.",
  view: ({ data: { parts, earlier, over }, form, today, params }) => {
    const back = `/arenden/${params.caseId}`;
    return (
      <CaseFormPage parts={parts} heading={`Vad är bäst för ${nameOf(parts)}?`} lead="Bedömning av barnets bästa" over={over}>
        <AfterWords parts={parts}>
          <div class="f-with-law">
            <Paragraph>Barnets bästa ska bedömas innan ni beslutar, och det som barnet har sagt är en del av bedömningen.</Paragraph>
            <LawNote>{citationsOn(["best-interests", "child-opinion"], today)}</LawNote>
          </div>
          {earlier ? (
            <Alert tone="info">{`Bedömningen från den ${formatLong(earlier.assessed_on)} är ifylld. Det du sparar blir en ny bedömning; den tidigare finns kvar.`}</Alert>
          ) : null}
          <Form form={form} submit="Spara bedömningen" onward cancel={back}>
            <Hidden {...form.field("correctsId")} />
            <FieldsOf form={form} of={assessBestInterests.input.shape} />
          </Form>
        </AfterWords>
      </CaseFormPage>
    );
  },
});
