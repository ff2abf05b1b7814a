import type { FC } from "hono/jsx";
import { hasRole } from "../../../platform/core/actor.ts";
import type { Actor } from "../../../platform/core/actor.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Details, Heading, LawNote, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineDownload, definePage } from "../../../ui/page.tsx";
import { exampleOrder } from "../delegation/example.ts";
import { levelWords } from "../../../platform/core/asked-of-order.ts";
import { pointWords } from "../delegation/points.ts";
import type { Point } from "../delegation/points.ts";
import { orderCsv, orderXlsx } from "../delegation/read-order.ts";
import { boardLinks, delegationLinks, delegationPath, notExecutedStatistics } from "../links.ts";
import { getDelegation } from "../queries/get-delegation.ts";
import type { VersionLine } from "../queries/get-delegation.ts";

const csvType = "text/csv; charset=utf-8";
const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const prepares = (actor: Actor) => hasRole(actor, "team_leader", "director", "operator");
const enacts = (actor: Actor) => hasRole(actor, "director", "operator");

/** The delegation order that holds: what each may decide, and its versions. */
export const delegationPage = definePage({
  path: delegationPath,
  title: "Delegationsordning",
  navigation: { text: "Delegation", order: 28, roles: ["caseworker", "team_leader", "director", "operator"] },
  asks: getDelegation,
  load: ({ ask }) => ask(getDelegation, {}),
  view: ({ data: { versions, inForce, standing, shown }, actor, today }) => (
    <>
      <PageHead
        heading="Delegationsordning"
        lead="Vad tjänstemän får besluta i nämndens ställe, och vad bara utskott eller nämnden får."
        actions={<LinkButton href={delegationLinks.ask}>Får hon eller han besluta?</LinkButton>}
      />
      <LawNote>{citationsOn(["delegation-to-staff", "delegation-to-member"], today)}</LawNote>
      {inForce === null ? (
        <Alert tone="warning" heading="Ingen delegationsordning gäller">
          <Paragraph>
            Så länge ingen version är beslutad skriver den som fattar ett beslut själv vilken punkt det vilar på, och programmet prövar bara
            vad lagen förbehåller nämnden och utskott.
          </Paragraph>
        </Alert>
      ) : null}
      {prepares(actor) ? (
        <ButtonRow>
          <LinkButton href={delegationLinks.propose} variant={versions.length === 0 ? "primary" : "secondary"}>
            Gör ett nytt förslag
          </LinkButton>
          <LinkButton href={delegationLinks.mandates} variant="secondary">
            Nivåer och behörighet
          </LinkButton>
          <LinkButton href={delegationLinks.weights} variant="secondary">
            Vikter för arbetsbelastning
          </LinkButton>
        </ButtonRow>
      ) : null}
      <ButtonRow>
        {hasRole(actor, "team_leader") ? <Link href={boardLinks.delegated}>Beslut fattade på delegation</Link> : null}
        <Link href={delegationLinks.urgent}>Brådskande beslut</Link>
        {hasRole(actor, "director") ? <Link href={notExecutedStatistics}>Statistik över ej verkställda beslut</Link> : null}
        <Link href={delegationLinks.secondEyes}>Fyra ögon</Link>
        <Link href={delegationLinks.unnamed}>Det som ordningen inte nämner</Link>
        {hasRole(actor, "caseworker", "team_leader") ? <Link href={boardLinks.agenda}>Ärendelista till utskott och nämnd</Link> : null}
      </ButtonRow>
      {shown ? <Order of={shown.version} points={shown.points} inForce={inForce} last={standing} actor={actor} /> : null}
      {versions.length > 0 ? (
        <Details summary={`Alla versioner (${versions.length})`}>
          <Table
            caption="Versioner, den senaste först"
            hideCaption
            rows={versions}
            columns={[
              { heading: "Version", cell: (one) => <Link href={delegationLinks.version(one.number)}>{`${one.number}. ${one.name}`}</Link> },
              { heading: "Skriven", cell: (one) => `${one.writtenOn}, ${one.by}` },
              { heading: "Läge", cell: (one) => standingWords(one, inForce) },
            ]}
          />
        </Details>
      ) : null}
    </>
  ),
});

/** One version of it. */
export const delegationVersionPage = definePage({
  path: "/delegation/version/:version",
  title: "En version av delegationsordningen",
  asks: getDelegation,
  load: ({ ask, params }) => ask(getDelegation, { version: params.version }),
  view: ({ data: { inForce, standing, shown }, actor }) => (
    <>
      <PageHead
        heading={`Delegationsordning, version ${shown?.version.number ?? ""}`}
        back={{ href: delegationPath, text: "Till delegationsordningen" }}
      />
      {shown ? <Order of={shown.version} points={shown.points} inForce={inForce} last={standing} actor={actor} /> : null}
    </>
  ),
});

/** A version as a file to change and read in again. */
export const delegationFile = defineDownload({
  path: "/delegation/version/:version/fil",
  title: "Delegationsordningen som fil",
  asks: getDelegation,
  type: csvType,
  async file({ ask, params }) {
    const { shown } = await ask(getDelegation, { version: params.version });
    return { name: `delegationsordning-${params.version}.csv`, body: orderCsv(shown?.points ?? []) };
  },
});

/** The same as a workbook. */
export const delegationBook = defineDownload({
  path: "/delegation/version/:version/fil.xlsx",
  title: "Delegationsordningen som arbetsbok",
  asks: getDelegation,
  type: xlsxType,
  async file({ ask, params }) {
    const { shown } = await ask(getDelegation, { version: params.version });
    return { name: `delegationsordning-${params.version}.xlsx`, body: await orderXlsx(shown?.points ?? []) };
  },
});

/** The example as a workbook. */
export const exampleBook = defineDownload({
  path: "/delegation/exempel.xlsx",
  title: "Exemplet på delegationsordning som arbetsbok",
  asks: getDelegation,
  type: xlsxType,
  file: async () => ({ name: "delegationsordning-exempel.xlsx", body: await orderXlsx(exampleOrder) }),
});

/** The example as such a file. */
export const exampleFile = defineDownload({
  path: "/delegation/exempel",
  title: "Exemplet på delegationsordning som fil",
  asks: getDelegation,
  type: csvType,
  file: () => Promise.resolve({ name: "delegationsordning-exempel.csv", body: orderCsv(exampleOrder) }),
});

type OrderProps = { of: VersionLine; points: readonly Point[]; inForce: number | null; last: number | null; actor: Actor };

const Order: FC<OrderProps> = ({ of, points, inForce, last, actor }) => {
  const editable = prepares(actor) && of.number === last;
  return (
    <section>
      <Heading level={2}>{of.name}</Heading>
      <Paragraph>{standingWords(of, inForce)}</Paragraph>
      {of.isExample ? <Alert tone="info">Punkterna kommer ur exemplet som följer med programmet. De är ingen kommuns beslut.</Alert> : null}
      <ButtonRow>
        {of.validFrom === null && of.withdrawnBecause === null && enacts(actor) ? (
          <LinkButton href={delegationLinks.adopt(of.number)}>Nämnden har beslutat den</LinkButton>
        ) : null}
        {editable ? (
          <LinkButton href={delegationLinks.add} variant="secondary">
            Lägg till en punkt
          </LinkButton>
        ) : null}
        <LinkButton href={delegationLinks.book(of.number)} variant="tertiary">
          Hämta som Excel
        </LinkButton>
        <LinkButton href={delegationLinks.file(of.number)} variant="tertiary">
          Hämta som CSV
        </LinkButton>
        {of.validFrom === null && of.withdrawnBecause === null && prepares(actor) ? (
          <LinkButton href={delegationLinks.withdraw(of.number)} variant="tertiary">
            Ta tillbaka förslaget
          </LinkButton>
        ) : null}
      </ButtonRow>
      {prepares(actor) && !editable && last !== null ? (
        <Paragraph subtle>{`Ändringar görs i den senaste versionen, ${last}.`}</Paragraph>
      ) : null}
      <Table
        caption={`Punkter i version ${of.number}`}
        hideCaption
        rows={points}
        columns={[
          { heading: "Punkt", cell: (one) => <span class="f-nowrap">{one.point}</span> },
          { heading: "Beslut", cell: (one) => <Decides of={one} /> },
          { heading: "Lägst", cell: (one) => capital(levelWords(one)) },
          ...(editable
            ? [
                {
                  heading: "Ändra",
                  cell: (one: Point) => (
                    <span class="f-nowrap">
                      <Link href={delegationLinks.change(one.point)}>{`Ändra ${one.point}`}</Link>
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
};

const Decides: FC<{ of: Point }> = ({ of }) => (
  <>
    {capital(pointWords(of))}
    {of.restriction === null ? null : <div class="f-small f-subtle">{of.restriction}</div>}
  </>
);

function standingWords(of: VersionLine, inForce: number | null) {
  if (of.withdrawnBecause !== null) {
    return (
      <>
        <Tag>Taget tillbaka</Tag> {of.withdrawnBecause}
      </>
    );
  }
  if (of.validFrom === null) return <Tag>Förslag, inte beslutat</Tag>;
  const minutes = `${of.body ?? ""}, ${of.minutesNumber ?? ""}, ${formatLong(of.decidedOn ?? of.validFrom)}`;
  return (
    <>
      {of.number === inForce ? <Tag tone="success">Gäller</Tag> : <Tag>Beslutad</Tag>}
      {` Från den ${formatLong(of.validFrom)}. ${minutes}.`}
    </>
  );
}
