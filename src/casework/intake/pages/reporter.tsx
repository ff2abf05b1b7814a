import { formatDateTime } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, LawNote } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { maskReporter } from "../actions/mask-reporter.ts";
import { getReporter } from "../queries/get-reporter.ts";
import { reporterSecrecy } from "../rules-reporters.ts";
import { intakeOf } from "./parts.tsx";

/** Who reported, also where that is kept secret; and where it is made secret, or no longer. */
export const reporterPage = defineForm({
  path: "/arenden/:caseId/anmalare/:intakeId",
  title: "Den som har anmält",
  load: async ({ ask, params: { caseId, intakeId } }) => {
    const [parts, reporter] = await Promise.all([partsOf(ask, caseId, "intakes"), ask(getReporter, { caseId, intakeId })]);
    return { parts, intake: intakeOf(parts, intakeId), reporter };
  },
  action: maskReporter,
  values: ({ data: { reporter } }) => ({
    masked: reporter.masking?.masked === true ? undefined : "ja",
    ...(reporter.masking && { followsId: reporter.masking.id }),
  }),
  standing: ({ data: { reporter } }) =>
    reporter.masking && { words: { masked: reporter.masking.masked ? "ja" : "nej", ground: reporter.masking.ground } },
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Det är sparat.",
  view: ({ data: { parts, reporter }, form, today }) => {
    const rule = { danger: reporter.masking?.ground ?? null, day: today };
    return (
      <>
        <CaseFormHead parts={parts} heading="Den som har anmält" lead="Att du har öppnat sidan syns i loggen." />
        {reporter.masking?.masked === true ? (
          <Alert tone="danger" heading="Hemligt för dem som anmälan gäller">
            Säg inte vem som har anmält, och inget som visar vem det är. I ärendet, utskrifter och utdrag står det inte.
          </Alert>
        ) : null}
        <SummaryList
          rows={[
            { term: "Vem", value: capital(reporter.category) },
            { term: "Namn", value: reporter.name },
            { term: "Nås på", value: reporter.contact },
            ...(reporter.masking
              ? [
                  {
                    term: reporter.masking.masked ? "Hemligt" : "Inte längre hemligt",
                    value: `${reporter.masking.ground === null ? "" : `${capital(reporter.masking.ground)}. `}${reporter.masking.reason} (${formatDateTime(new Date(reporter.masking.recorded_at))}, ${reporter.masking.by})`,
                  },
                ]
              : []),
            ...reporter.corrections.map((one) => ({
              term: "Rättat i anmälan",
              value: `${[one.instead, one.why].filter(Boolean).join("\n")} (${formatDateTime(new Date(one.recorded_at))}, ${one.by})`,
            })),
          ]}
        />
        <Form form={form} submit="Spara" cancel={`/arenden/${parts.file.id}`}>
          {reporter.masking ? <input type="hidden" name="followsId" value={form.value("followsId")} /> : null}
          <FieldsOf form={form} of={maskReporter.input.shape} names={["masked", "ground", "maskReason"]} />
          {reporter.masking ? <LawNote>{reporterSecrecy.explain(rule, reporterSecrecy.apply(rule))}</LawNote> : null}
        </Form>
      </>
    );
  },
});
