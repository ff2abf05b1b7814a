import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Link, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePost } from "../../../ui/page.tsx";
import { findColleagues } from "../../case/queries/find-colleagues.ts";
import { findWorkload } from "../../decision/queries/find-workload.ts";
import type { WorkloadLine } from "../../decision/queries/find-workload.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { intakeLinks } from "../links.ts";
import { assignToStaff, takeCase } from "../actions/assign-case.ts";

/** The team leader gives the case to a caseworker of the unit. */
export const assignCasePage = defineForm({
  path: "/arenden/:caseId/fordela",
  title: "Fördela ärendet",
  load: async ({ ask, params }) => {
    const [parts, { colleagues }, load] = await Promise.all([
      partsOf(ask, params.caseId, "staff"),
      ask(findColleagues, {}),
      ask(findWorkload, { caseId: params.caseId }),
    ]);
    return { parts, colleagues: colleagues.map((one) => ({ ...one, load: load.colleagues.find(({ id }) => id === one.id) })) };
  },
  action: assignToStaff,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Ärendet är fördelat.",
  view: ({ data: { parts, colleagues }, form }) => {
    const responsible = parts.staff.find((one) => one.role === "ansvarig");
    return (
      <CaseFormPage
        parts={parts}
        heading="Fördela ärendet"
        lead={responsible ? `Ansvarig nu: ${responsible.name}` : "Ingen är ansvarig än"}
      >
        <Form form={form} submit="Fördela" cancel={`/arenden/${parts.file.id}`}>
          <input
            type="hidden"
            name="responsibleWas"
            value={
              form.problem && form.problem.code !== "already-taken" ? form.value("responsibleWas") : (responsible?.staff_id ?? "ingen")
            }
          />
          <FieldsOf
            form={form}
            of={assignToStaff.input.shape}
            options={{
              staffId: colleagues.map((one) => ({
                value: one.id,
                label: [one.title ? `${one.name}, ${one.title}` : one.name, ...(one.load ? [loadWords(one.load)] : [])].join(": "),
              })),
            }}
          />
        </Form>
        {responsible ? (
          <Paragraph>
            <Link href={intakeLinks.handOver(responsible.staff_id)}>{`Slutar ${responsible.name}? Lämna över alla ärenden`}</Link>
          </Paragraph>
        ) : null}
        {colleagues.length === 0 ? <Paragraph subtle>Enheten har inga socialsekreterare i Förtrogen än.</Paragraph> : null}
      </CaseFormPage>
    );
  },
});

/** "31 poäng (14 ansvarig à 2 = 28, 3 medhandläggare à 1 = 3), 14 ärenden, 2 försenade, har haft syskon, handläggare med behörighet": what a leader weighs. */
function loadWords({ responsible, beside, late, knows, level, qualified, points, weighed }: WorkloadLine): string {
  const cases = responsible === 1 ? "1 ärende" : `${responsible} ärenden`;
  return [
    points === 0 ? "0 poäng" : `${points} poäng (${weighed})`,
    beside === 0 ? cases : `${cases} och medhandläggare i ${beside}`,
    ...(late === 0 ? [] : [`${late} försenade`]),
    ...(knows === "ingen" ? [] : [knows === "barnet" ? "har haft barnet" : "har haft syskon"]),
    ...(level === null ? [] : [qualified === true ? `${level} med behörighet` : `${level} utan behörighet`]),
  ].join(", ");
}

/** Only a button: takes a case that nobody is responsible for. */
export const takeCasePost = definePost({
  path: "/arenden/:caseId/ta-ansvar",
  title: "Ta ansvar för ärendet",
  action: takeCase,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Du är nu ansvarig för ärendet.",
});
