import { capital } from "../../../platform/basics/text.ts";
import { findUnitLoad } from "../../../casework/decision/queries/find-workload.ts";
import { approvalsLink, boardReportsLink, boardLinks, delegationLinks } from "../../../casework/decision/links.ts";
import { notExecutedLinks } from "../../../casework/intervention/links.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { unitLogPath } from "./scopes.tsx";
import { caseTablePath } from "../case-table.ts";

const cases = (staffId: string, late: boolean) => `${caseTablePath}?ansvarig=${staffId}${late ? "&forsenat=ja" : ""}`;

/** What each in the unit has on their hands and what is late, the one with most late first; and what waits for the board. For the team leader. */
export const unitLoadPage = definePage({
  path: "/arenden/arbetsbelastning",
  title: "Arbetsbelastning i enheten",
  asks: findUnitLoad,
  load: ({ ask }) => ask(findUnitLoad, {}),
  view: ({ data: { colleagues } }) => (
    <>
      <PageHead
        heading="Arbetsbelastning i enheten"
        lead="Öppna ärenden och det som är försenat, den med mest försenat först."
        back={{ href: "/arenden?visa=enhetens", text: "Enhetens ärenden" }}
      />
      <Table
        caption="Var och en i enheten"
        hideCaption
        empty="Enheten har inga socialsekreterare i Förtrogen än."
        rows={colleagues.toSorted((a, b) => b.late - a.late || b.responsible - a.responsible)}
        columns={[
          { heading: "Namn", cell: (one) => `${one.name}, ${one.title}` },
          {
            heading: "Poäng",
            cell: (one) => (
              <>
                <strong>{one.points}</strong>
                <div class="f-small f-subtle">{one.weighed}</div>
              </>
            ),
          },
          { heading: "Ansvarig i", cell: (one) => <Link href={cases(one.id, false)}>{`${one.responsible} ärenden`}</Link> },
          { heading: "Medhandläggare i", cell: (one) => one.beside, numeric: true },
          {
            heading: "Försenat",
            cell: (one) => (one.late === 0 ? "Inget" : <Link href={cases(one.id, true)}>{`${one.late} försenade`}</Link>),
          },
          {
            heading: "Nivå",
            cell: (one) =>
              one.level === null ? <Tag>Inte skriven</Tag> : `${capital(one.level)}${one.qualified === true ? "" : ", utan behörighet"}`,
          },
        ]}
      />
      <Paragraph subtle>
        Poängen räknas med <Link href={delegationLinks.weights}>kommunens vikter</Link>. Antalen är inte viktade.
      </Paragraph>
      <ButtonRow>
        <LinkButton href={boardLinks.agenda} variant="secondary">
          Ärendelista till utskott och nämnd
        </LinkButton>
        <LinkButton href={approvalsLink} variant="secondary">
          Att godkänna
        </LinkButton>
        <LinkButton href={unitLogPath} variant="secondary">
          Vem som har läst i ärendena
        </LinkButton>
        <LinkButton href={notExecutedLinks.list} variant="secondary">
          Ej verkställda beslut
        </LinkButton>
        <LinkButton href={boardReportsLink} variant="secondary">
          Brådskande beslut att anmäla
        </LinkButton>
        <LinkButton href={boardLinks.delegated} variant="secondary">
          Delegationsbeslut
        </LinkButton>
      </ButtonRow>
    </>
  ),
});
