import type { FC } from "hono/jsx";
import { ageWords } from "../../../casework/people/born-words.ts";
import { isId } from "../../../platform/basics/identifiers.ts";
import { capital } from "../../../platform/basics/text.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import type { StaffActor } from "../../../platform/core/actor.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { FilterForm } from "../../../ui/components/form.tsx";
import type { Tokens } from "../../../ui/components/form.tsx";
import { Table } from "../../../ui/components/table.tsx";
import type { Column } from "../../../ui/components/table.tsx";
import { Link, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { describeObligation } from "../../../casework/case/obligations.ts";
import { DueTag, ProtectedMark } from "../../../casework/case/pages/due.tsx";
import { intakeLinks } from "../../../casework/intake/links.ts";
import { caseLink } from "../../../casework/part/case-link.ts";
import { PHASES } from "../../../casework/participation/rules.ts";
import { caseTablePath, filtersOf, isNarrowed, tableLink } from "../case-table.ts";
import type { TableFilters } from "../case-table.ts";
import { findCases } from "../queries/find-cases.ts";
import type { TableCase } from "../queries/find-cases.ts";
import { findViews } from "../queries/find-views.ts";
import type { SavedView } from "../queries/find-views.ts";
import { Onward } from "./onward.tsx";
import { Scopes } from "./scopes.tsx";
import { newViewLink, viewsPath } from "./views.tsx";
import { TakeOrAssign } from "./work-list.tsx";

/** The cases as a table: sorted by any column, chosen by unit, responsible, phase, what is late and violence, by address alone. */
export const caseTablePage = definePage({
  path: caseTablePath,
  title: "Ärendetabell",
  asks: findCases,
  async load({ ask, search }) {
    const filters = filtersOf(search);
    const after = search.get("efter");
    const found = await ask(findCases, { ...filters, ...(isId(after) ? { afterId: after } : {}) });
    const { views } = await ask(findViews, {});
    return { filters: { ...filters, scope: found.scope }, found, views, isFirst: !isId(after) };
  },
  view: ({ data: { filters, found, views, isFirst }, actor, today, tokens, url }) => (
    <>
      <PageHead heading="Ärenden i tabell" lead={totalWords(found.total, found.late)} />
      <Scopes scope={filters.scope} table actor={actor} />
      <Views views={views} filters={filters} url={url} />
      <Filters filters={filters} found={found} />
      {filters.responsibleId !== undefined && hasRole(actor, "team_leader") ? (
        <p>
          <Link href={intakeLinks.handOver(filters.responsibleId)}>Slutar den som är ansvarig? Lämna över alla ärenden</Link>
        </p>
      ) : null}
      <Table
        caption="Öppna ärenden"
        hideCaption
        rows={found.cases}
        empty={isNarrowed(filters) ? "Inget ärende passar det du har valt." : "Här finns inga öppna ärenden."}
        address={url}
        columns={columnsFor({ today, actor, tokens, isOwn: filters.scope === "mina", ofUnits: found.units.length })}
      />
      <Onward first={tableLink(filters)} nextAfter={found.nextAfter} isFirst={isFirst} />
    </>
  ),
});

/** "14 öppna ärenden, 3 med något försenat". */
function totalWords(total: number, late: number): string {
  const words = total === 1 ? "1 öppet ärende" : `${total} öppna ärenden`;
  return late === 0 ? words : `${words}, ${late} med något försenat`;
}

type Shown = {
  readonly today: string;
  readonly actor: StaffActor;
  readonly tokens: Tokens;
  /** One's own cases alone: who is responsible is known. */
  readonly isOwn: boolean;
  /** Of how many units the cases are: of one it is known. */
  readonly ofUnits: number;
};

function columnsFor({ today, actor, tokens, isOwn, ofUnits }: Shown): readonly Column<TableCase>[] {
  return [
    {
      heading: "Barn",
      sort: "barn",
      cell: (one) => (
        <>
          <a class="ds-link" href={caseLink(one.caseId)}>
            {one.childName}
          </a>
          <span class="f-cell-more">{one.caseNumber}</span>
          <ProtectedMark kind={one.protectedIdentity} />
        </>
      ),
    },
    { heading: "Ålder", sort: "alder", cell: (one) => ageWords(one.birthDate, today) },
    { heading: "Fas", sort: "fas", cell: (one) => (one.phases.length === 0 ? "Ingen" : capital(one.phases.join(", "))) },
    { heading: "Nästa", sort: "dag", cell: (one) => <Next of={one} today={today} /> },
    { heading: "Våld", cell: (one) => (one.violence ? <Tag tone="danger">Våld</Tag> : <span class="f-subtle f-cell-none">–</span>) },
    ...(ofUnits > 1 ? [{ heading: "Enhet", sort: "enhet", cell: (one: TableCase) => one.unit }] : []),
    ...(isOwn
      ? []
      : [
          {
            heading: "Ansvarig",
            sort: "ansvarig",
            cell: (one: TableCase) => one.responsible ?? <TakeOrAssign caseId={one.caseId} actor={actor} tokens={tokens} />,
          },
        ]),
    { heading: "Öppnat", sort: "oppnat", cell: (one) => <span class="f-cell-line">{one.openedOn}</span> },
  ];
}

/** What must be done first: what, by when, by which paragraph, and the way to where it is done. */
const Next: FC<{ of: TableCase; today: string }> = ({ of, today }) => {
  if (of.next === null) return <span class="f-subtle">Inget nu</span>;
  const said = describeObligation(of.next, today);
  return (
    <div class="f-clock">
      <a class="ds-link" href={said.href}>
        {said.label}
        <span class="ds-sr-only">, {of.caseNumber}</span>
      </a>
      <DueTag of={said} />
      <details class="f-cell-more">
        <summary>
          Varför<span class="ds-sr-only">, {of.caseNumber}</span>
        </summary>
        {said.sentence}
      </details>
    </div>
  );
};

type Found = { units: readonly Named[]; responsible: readonly Named[] };
type Named = { readonly id: string; readonly name: string };

const Filters: FC<{ filters: TableFilters; found: Found }> = ({ filters, found }) => (
  <FilterForm action={caseTablePath}>
    <input type="hidden" name="visa" value={filters.scope} />
    {filters.sort === undefined ? null : <input type="hidden" name="sortera" value={filters.sort} />}
    {found.units.length > 1 ? <Choice name="enhet" label="Enhet" all="Alla enheter" of={found.units} chosen={filters.unitId} /> : null}
    {found.responsible.length > 1 ? (
      <Choice name="ansvarig" label="Ansvarig" all="Alla" of={found.responsible} chosen={filters.responsibleId} />
    ) : null}
    <Choice
      name="fas"
      label="Fas"
      all="Alla faser"
      of={PHASES.map((phase) => ({ id: phase, name: capital(phase) }))}
      chosen={filters.phase}
    />
    <Box name="forsenat" label="Bara försenade" checked={filters.late} />
    <Box name="vald" label="Bara våld" checked={filters.violence} />
  </FilterForm>
);

const Choice: FC<{ name: string; label: string; all: string; of: readonly Named[]; chosen: string | undefined }> = (p) => (
  <div class="ds-field">
    <label class="ds-label" for={p.name}>
      {p.label}
    </label>
    <select class="ds-input" id={p.name} name={p.name} data-width="auto">
      <option value="">{p.all}</option>
      {p.of.map((one) => (
        <option value={one.id} selected={one.id === p.chosen}>
          {one.name}
        </option>
      ))}
    </select>
  </div>
);

const Box: FC<{ name: string; label: string; checked: boolean }> = ({ name, label, checked }) => (
  <div class="ds-field">
    <input class="ds-input" type="checkbox" id={name} name={name} value="ja" checked={checked} />
    <label class="ds-label" for={name} data-weight="regular">
      {label}
    </label>
  </div>
);

/** One's own views to go to, and the way to keep the present one. */
const Views: FC<{ views: readonly SavedView[]; filters: TableFilters; url: URL }> = ({ views, filters, url }) => {
  const here = url.pathname + url.search;
  return (
    <nav aria-label="Sparade vyer">
      <ul class="f-filters">
        {views.map((one) => (
          <li>
            <a href={one.href} aria-current={one.href === here ? "page" : undefined}>
              {one.name}
            </a>
          </li>
        ))}
        <li>
          <a href={newViewLink(filters)}>Spara den här vyn</a>
        </li>
        <li>
          <a href={viewsPath}>Dina vyer</a>
        </li>
      </ul>
    </nav>
  );
};
