import type { FC } from "hono/jsx";
import { formatLong } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { listed } from "../../../platform/law/rule.ts";
import { FieldsOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, Heading, Link, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineForm, definePage, notFound } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { ProtectedMark } from "../../case/pages/due.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { caseLink } from "../../part/case-link.ts";
import { answerApproval } from "../actions/answer-approval.ts";
import { askApproval } from "../actions/ask-approval.ts";
import { answerFields, requestFields } from "../approval/fields.ts";
import type { Approval } from "../approval/store.ts";
import { fits } from "../approval/subjects.ts";
import { approvalsLink, decisionLinks } from "../links.ts";
import { findApprovals, findApprovalsOfCase } from "../queries/find-approvals.ts";

const isGrant = (kind: string): boolean => kind.startsWith("bevilja");

const isMoreTime = (kind: string): boolean => kind.startsWith("förlänga");

/** "Bevilja insats: familjebehandling", "Förlänga utredning till 2026-08-01". */
const whatWords = ({ kind, interventionType, extendedTo }: Pick<Approval, "kind" | "interventionType" | "extendedTo">): string =>
  capital(`${interventionType === null ? kind : `${kind}: ${interventionType}`}${extendedTo === null ? "" : ` till ${extendedTo}`}`);

/** What waits for the leader's approval: what, why, and since when. */
export const approvalsPage = definePage({
  path: approvalsLink,
  title: "Att godkänna",
  asks: findApprovals,
  load: ({ ask }) => ask(findApprovals, {}),
  view: ({ data: { approvals } }) => (
    <>
      <PageHead
        heading="Att godkänna"
        lead="Förslag till beslut i enhetens ärenden, det som har väntat längst först."
        back={{ href: "/arenden?visa=enhetens", text: "Enhetens ärenden" }}
      />
      {approvals.length === 0 ? (
        <Paragraph>Inget väntar på godkännande.</Paragraph>
      ) : (
        <Table
          caption="Förslag som väntar"
          hideCaption
          rows={approvals}
          columns={[
            {
              heading: "Ärende",
              cell: (one) => (
                <>
                  <Link href={caseLink(one.caseId)}>{one.childName}</Link>
                  <div class="f-small f-subtle f-nowrap">{one.caseNumber}</div>
                  <ProtectedMark kind={one.protectedIdentity} />
                </>
              ),
            },
            { heading: "Beslut", cell: (one) => whatWords(one) },
            { heading: "Förslag", cell: (one) => <p class="f-case-text">{one.proposal}</p> },
            { heading: "Väntar sedan", cell: (one) => `${one.askedOn}, ${one.askedBy}` },
            { heading: "Nästa steg", cell: (one) => <Link href={decisionLinks.approve(one.caseId, one.approvalId)}>Svara</Link> },
          ]}
        />
      )}
    </>
  ),
});

/** What has been put before somebody else in the case, what came of it; and the form that asks. */
export const caseApprovalsPage = defineForm({
  path: "/arenden/:caseId/godkannande",
  title: "Godkännanden",
  async load({ ask, params: { caseId } }) {
    const [parts, found] = await Promise.all([partsOf(ask, caseId), ask(findApprovalsOfCase, { caseId })]);
    return { parts, ...found };
  },
  values: ({ data: { kinds, subjects } }) => ({ kind: kinds.find((kind) => subjects.some((one) => fits(one, kind))) }),
  action: askApproval,
  done: (_out, { params }) => decisionLinks.approvals(params.caseId),
  notice: "Förslaget är lämnat. Gruppledaren ser det under Att godkänna.",
  view: ({ data: { parts, kinds, subjects, approvals }, form, actor, params }) => {
    const possible = kinds.filter((kind) => subjects.some((one) => fits(one, kind)));
    return (
      <CaseFormPage parts={parts} heading="Godkännanden">
        <Asked of={approvals.toReversed()} leads={hasRole(actor, "team_leader")} me={actor.staffId} />
        {possible.length === 0 ? (
          <Paragraph>
            {kinds.length === 0
              ? "Kommunen har inte bestämt att beslut ska godkännas av en till."
              : `Beslut att ${listed(kinds)} godkänns av en till. Inget sådant beslut kan fattas i ärendet nu.`}
          </Paragraph>
        ) : (
          <section>
            <Heading level={2}>Begär godkännande</Heading>
            <Paragraph>En gruppledare i enheten svarar innan beslutet fattas (lokal regel).</Paragraph>
            <Form form={form} submit="Lämna förslaget" cancel={caseLink(params.caseId)}>
              <FieldsOf
                form={form}
                of={requestFields}
                names={[
                  "kind",
                  ...(subjects.length > 1 ? (["subjectId"] as const) : []),
                  ...(possible.some(isGrant) ? (["interventionType"] as const) : []),
                  ...(possible.some(isMoreTime) ? (["extendedTo"] as const) : []),
                  "proposal",
                ]}
                options={{
                  kind: optionsFor(requestFields, "kind").filter(({ value }) => possible.some((kind) => kind === value)),
                  subjectId: subjects.map((one) => ({
                    value: one.id,
                    label: one.what === "intake" ? `Det som kom in ${one.on}` : `Utredningen från ${one.on}`,
                  })),
                }}
              />
            </Form>
          </section>
        )}
      </CaseFormPage>
    );
  },
});

const Asked: FC<{ of: readonly Approval[]; leads: boolean; me: string }> = ({ of, leads, me }) =>
  of.length === 0 ? null : (
    <Table
      caption="Förslag i ärendet, det senaste först"
      hideCaption
      rows={of}
      columns={[
        { heading: "Beslut", cell: (one) => whatWords(one) },
        { heading: "Förslag", cell: (one) => <p class="f-case-text">{one.proposal}</p> },
        { heading: "Lämnat", cell: (one) => `${one.askedOn}, ${one.askedBy}` },
        {
          heading: "Svar",
          cell: (one) =>
            one.answer !== null ? (
              <>
                <Tag tone={one.answer === "godkänt" ? "success" : "warning"}>{capital(one.answer)}</Tag>
                {` ${one.answeredOn ?? ""}, ${one.answeredBy ?? ""}.${one.reason === null ? "" : ` ${one.reason}`}`}
              </>
            ) : leads && one.askedById !== me ? (
              <Link href={decisionLinks.approve(one.caseId, one.approvalId)}>Svara</Link>
            ) : (
              <Tag>Väntar</Tag>
            ),
        },
      ]}
    />
  );

/** Somebody else's answer: approved, or returned with the reasons. */
export const answerApprovalPage = defineForm({
  path: "/arenden/:caseId/godkannande/:approvalId",
  title: "Svara på ett förslag till beslut",
  async load({ ask, params: { caseId, approvalId } }) {
    const [parts, { approvals }] = await Promise.all([partsOf(ask, caseId), ask(findApprovalsOfCase, { caseId })]);
    return { parts, asked: approvals.find((one) => one.approvalId === approvalId) ?? notFound() };
  },
  action: answerApproval,
  done: () => approvalsLink,
  notice: "Ditt svar är sparat.",
  view: ({ data: { parts, asked }, form, actor }) => (
    <CaseFormPage parts={parts} heading="Svara på ett förslag till beslut" back={{ href: approvalsLink, text: "Att godkänna" }}>
      <SummaryList
        rows={[
          { term: "Beslut", value: whatWords(asked) },
          { term: "Förslag", value: asked.proposal },
          { term: "Lämnat av", value: `${asked.askedBy}, ${formatLong(asked.askedOn)}` },
        ]}
      />
      {asked.answer !== null ? (
        <Alert tone="info">{`Redan besvarat: ${asked.answer}, ${asked.answeredBy ?? ""}.`}</Alert>
      ) : asked.askedById === actor.staffId ? (
        <Alert tone="info">Ingen godkänner sitt eget förslag. Be en annan gruppledare.</Alert>
      ) : (
        <Form form={form} submit="Spara svaret" cancel={approvalsLink}>
          <FieldsOf form={form} of={answerFields} />
        </Form>
      )}
    </CaseFormPage>
  ),
});
