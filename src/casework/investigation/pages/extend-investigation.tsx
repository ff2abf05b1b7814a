import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { addMonths, formatLong } from "../../../platform/basics/dates.ts";
import { lastDayWords } from "../../../platform/law/deadline.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { DecidedByFolded } from "../../case/pages/decided-by-fields.tsx";
import { findDeciders } from "../../decision/queries/find-deciders.ts";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { extendInvestigation } from "../actions/extend-investigation.ts";
import { investigationTime } from "../rules.ts";
import type { TimeOutcome } from "../rules.ts";
import type { InvestigationPart } from "../../decision/case-part.ts";
import { investigationIn, overBecause } from "./investigation-in.ts";

export const extendInvestigationPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/forlang",
  title: "Förläng utredningen",
  async load({ ask, params }) {
    const { caseId } = params;
    const [parts, deciding] = await Promise.all([partsOf(ask, caseId, "investigations"), ask(findDeciders, { caseId })]);
    return { parts, deciding, investigation: investigationIn(parts, params.investigationId) };
  },
  values: ({ data: { investigation } }) => ({ extendedTo: addMonths(timeOf(investigation).dueOn, 1) }),
  action: extendInvestigation,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Utredningen är förlängd.",
  view: ({ data: { parts, deciding, investigation }, form, actor, today, params }) => {
    const back = `/arenden/${params.caseId}`;
    return (
      <CaseFormPage parts={parts} heading="Förläng utredningen" over={overBecause(investigation)}>
        <SummaryList
          rows={[
            { term: "Inleddes", value: formatLong(investigation.started_on) },
            { term: "Ska vara klar", value: lastDayWords(timeOf(investigation)) },
          ]}
        />
        <div class="f-with-law">
          <Paragraph>
            En utredning ska vara klar inom fyra månader. Den får förlängas till en bestämd dag när det finns särskilda skäl.
          </Paragraph>
          <LawNote>{citationOn("child-investigation", today)}</LawNote>
        </div>
        <Form form={form} submit="Spara beslutet" cancel={back}>
          <FieldsOf form={form} of={extendInvestigation.input.shape} names={["extendedTo", "specialReasons"]} />
          <DecidedByFolded form={form} deciding={deciding} kinds={["förlänga utredning"]} me={actor.staffId} today={today} />
        </Form>
      </CaseFormPage>
    );
  },
});

/** The days that hold now, by the rule. */
function timeOf({ started_on: openedOn, extended_to: extendedTo }: InvestigationPart): TimeOutcome {
  return investigationTime.apply(extendedTo === null ? { openedOn } : { openedOn, extendedTo });
}
