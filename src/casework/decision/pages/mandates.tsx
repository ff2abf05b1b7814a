import { capital } from "../../../platform/basics/text.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { LawNote, Link, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { setMandate } from "../actions/set-mandate.ts";
import { mandateFields } from "../delegation/fields.ts";
import { delegationLinks, delegationPath } from "../links.ts";
import { findMandates } from "../queries/find-mandates.ts";

/** On which level each decides, and who has the degree that the law asks for. */
export const mandatesPage = definePage({
  path: delegationLinks.mandates,
  title: "Nivåer och behörighet",
  asks: findMandates,
  load: ({ ask }) => ask(findMandates, {}),
  view: ({ data: { staff }, actor, today }) => (
    <>
      <PageHead
        heading="Nivåer och behörighet"
        lead="På vilken nivå i delegationsordningen var och en beslutar, och vem som har den examen som lagen kräver."
        back={{ href: delegationPath, text: "Till delegationsordningen" }}
      />
      <LawNote>{citationOn("qualification", today)}</LawNote>
      <Paragraph>
        Den som det inte står något om beslutar inget på delegation när en delegationsordning gäller. Ingen skriver om sig själv.
      </Paragraph>
      <Table
        caption="Medarbetare, de utan nivå först"
        hideCaption
        rows={staff}
        empty="Ingen arbetar med ärenden än."
        columns={[
          { heading: "Namn", cell: (one) => one.name },
          { heading: "Befattning", cell: (one) => [one.title, one.unit].filter(Boolean).join(", ") },
          { heading: "Nivå", cell: (one) => (one.level === null ? <Tag tone="warning">Inte skriven</Tag> : capital(one.level)) },
          { heading: "Behörighet", cell: (one) => (one.qualified === true ? one.degree : one.qualified === false ? "Saknas" : "") },
          { heading: "Från", cell: (one) => <span class="f-nowrap">{one.validFrom ?? ""}</span> },
          {
            heading: "Ändra",
            cell: (one) =>
              one.staffId === actor.staffId ? "" : <Link href={delegationLinks.mandate(one.staffId)}>{`Ändra för ${one.name}`}</Link>,
          },
        ]}
      />
    </>
  ),
});

/** Says it of one of them, from a day. */
export const mandatePage = defineForm({
  path: "/delegation/nivaer/:staffId",
  title: "Nivå och behörighet",
  load: ({ ask, params }) => ask(findMandates, { staffId: params.staffId }),
  values: ({ data: { staff } }) => ({
    follows: staff[0]?.number ?? 0,
    level: staff[0]?.level ?? "",
    qualified: staff[0]?.qualified === true ? "ja" : "",
    degree: staff[0]?.degree ?? "",
  }),
  action: setMandate,
  done: () => delegationLinks.mandates,
  notice: "Nivån är sparad.",
  view: ({ data: { staff }, form }) => (
    <>
      <PageHead
        heading="Nivå och behörighet"
        lead={[staff[0]?.name, staff[0]?.title].filter(Boolean).join(", ")}
        back={{ href: delegationLinks.mandates, text: "Till alla" }}
      />
      <Form form={form} submit="Spara" cancel={delegationLinks.mandates} draft={false}>
        <Hidden {...form.field("follows")} />
        <FieldsOf form={form} of={mandateFields} />
      </Form>
    </>
  ),
});
