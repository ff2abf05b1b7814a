import type { Child as Content, FC } from "hono/jsx";
import { addDays, formatDateTime, formatLong } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { DateField } from "../../../ui/components/fields.tsx";
import { FilterForm } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, Details, Heading, LawNote, Link, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { filtered } from "../../../ui/filtered.ts";
import { definePage } from "../../../ui/page.tsx";
import { ProtectedMark } from "../../../casework/case/pages/due.tsx";
import { caseLink } from "../../../casework/part/case-link.ts";
import { findLogOfDay } from "../queries/find-log-of-day.ts";
import type { LookedAt } from "../queries/find-log-of-day.ts";
import { unitLogPath } from "./scopes.tsx";

const personLink = (staffId: string, day: string): string => `${unitLogPath}/${staffId}?dag=${day}`;
const caseLog = (caseId: string): string => `${caseLink(caseId)}/logg`;
/** As many rows as stand open; the others are folded. */
const openRows = 12;

/** Who looked in the unit's cases on a day, by person and by child; those without a task first. */
export const unitLogPage = definePage({
  path: unitLogPath,
  title: "Vem som har tagit del av enhetens ärenden",
  asks: findLogOfDay,
  load: ({ ask, search }) => filtered({ day: search.get("dag") ?? "" }, (typed) => ask(findLogOfDay, typed)),
  view: ({ data: { day, lines, cut, typed, faults }, today }) => {
    const people = grouped(lines, ({ staffId }) => staffId);
    const cases = grouped(lines, ({ caseId }) => caseId);
    return (
      <>
        <PageHead
          heading="Vem som har tagit del av enhetens ärenden"
          lead={`${formatLong(day)}: ärenden som du leder, de som har läst utan uppdrag först. Din egen läsning står också här.`}
          back={{ href: "/arenden?visa=enhetens", text: "Enhetens ärenden" }}
        />
        <DayFilter day={day} typed={typed.day} fault={faults["day"]} today={today} action={unitLogPath} />
        {cut ? (
          <Alert tone="warning">Alla rader får inte plats. Välj en person i listan för att se hennes eller hans hela dag.</Alert>
        ) : null}
        {lines.length === 0 ? (
          <Paragraph>Ingen har tagit del av enhetens ärenden den dagen.</Paragraph>
        ) : (
          <>
            <Heading level={2}>Var och en</Heading>
            <Folded rows={people} word="personer">
              {(rows) => (
                <Table
                  caption="Var och en som har tagit del av enhetens ärenden"
                  hideCaption
                  rows={rows}
                  columns={[
                    { heading: "Vem", cell: ([one]) => <Link href={personLink(one.staffId, day)}>{one.name}</Link> },
                    { heading: "Uppdrag", cell: (group) => <WithoutTask of={group} what="ärenden" /> },
                    { heading: "Ärenden", cell: (group) => group.length, numeric: true },
                    { heading: "Läste", cell: (group) => sum(group, "reads"), numeric: true },
                    { heading: "Ändrade", cell: (group) => sum(group, "writes"), numeric: true },
                  ]}
                />
              )}
            </Folded>
            <Heading level={2}>Barnen</Heading>
            <Folded rows={cases} word="ärenden">
              {(rows) => (
                <Table
                  caption="Barnen vars ärenden någon har tagit del av"
                  hideCaption
                  rows={rows}
                  columns={[
                    { heading: "Ärende", cell: ([one]) => <Child of={one} /> },
                    { heading: "Uppdrag", cell: (group) => <WithoutTask of={group} what="personer" /> },
                    { heading: "Vilka", cell: (group) => group.map(({ name }) => name).join(", ") },
                  ]}
                />
              )}
            </Folded>
          </>
        )}
        <LawNote>Loggen kan inte ändras.</LawNote>
      </>
    );
  },
});

/** What one person looked at on a day. */
export const personLogPage = definePage({
  path: `${unitLogPath}/:staffId`,
  title: "Vad någon har tagit del av",
  asks: findLogOfDay,
  load: ({ ask, search, params: { staffId } }) =>
    filtered({ day: search.get("dag") ?? "" }, (typed) => ask(findLogOfDay, { ...typed, staffId })),
  view: ({ data: { day, lines, typed, faults }, params, today }) => (
    <>
      <PageHead
        heading={lines[0]?.name ?? "Vad någon har tagit del av"}
        lead={`${formatLong(day)}: ärenden som du leder, de utan uppdrag först.`}
        back={{ href: `${unitLogPath}?dag=${day}`, text: "Till alla den dagen" }}
      />
      <DayFilter day={day} typed={typed.day} fault={faults["day"]} today={today} action={`${unitLogPath}/${params.staffId}`} />
      <Folded rows={lines} word="ärenden" none="Inget ärende som du leder den dagen.">
        {(rows) => (
          <Table
            caption="Ärenden"
            hideCaption
            rows={rows}
            columns={[
              { heading: "Ärende", cell: (one) => <Child of={one} /> },
              {
                heading: "Uppdrag",
                cell: (one) => (one.task === "inget" ? <Tag tone="warning">Inget uppdrag i ärendet</Tag> : capital(one.task)),
              },
              { heading: "Läste", cell: (one) => one.reads, numeric: true },
              { heading: "Ändrade", cell: (one) => one.writes, numeric: true },
              { heading: "Senast", cell: (one) => formatDateTime(one.lastAt) },
            ]}
          />
        )}
      </Folded>
    </>
  ),
});

type Group = readonly [LookedAt, ...LookedAt[]];

/** By person or by case; whoever has looked without a task in the most first. */
function grouped(lines: readonly LookedAt[], key: (one: LookedAt) => string): Group[] {
  const found = new Map<string, Group>();
  for (const one of lines) found.set(key(one), [...(found.get(key(one)) ?? []), one] as unknown as Group);
  return [...found.values()].toSorted((a, b) => withoutTask(b) - withoutTask(a));
}
const withoutTask = (group: Group): number => group.filter(({ task }) => task === "inget").length;
const sum = (group: Group, name: "reads" | "writes"): number => group.reduce((total, one) => total + one[name], 0);

const WithoutTask: FC<{ of: Group; what: string }> = ({ of, what }) => {
  const count = withoutTask(of);
  if (count === 0) return <>Uppdrag i alla</>;
  return <Tag tone="warning">{of.length === 1 ? "Inget uppdrag" : `Inget uppdrag: ${count} av ${of.length} ${what}`}</Tag>;
};

const Child: FC<{ of: LookedAt }> = ({ of }) => (
  <>
    <Link href={caseLog(of.caseId)}>{of.childName}</Link>
    <div class="f-small f-subtle f-nowrap">{of.caseNumber}</div>
    <ProtectedMark kind={of.protectedIdentity} />
  </>
);

const DayFilter: FC<{ day: string; typed: string; fault: string | undefined; today: string; action: string }> = ({
  day,
  typed,
  fault,
  today,
  action,
}) => (
  <>
    <FilterForm action={action} submit="Visa dagen">
      <DateField {...{ id: "dag", name: "dag", value: typed || day, values: [] }} label="Dag" error={fault} />
    </FilterForm>
    <Paragraph>
      <Link href={`${action}?dag=${addDays(day, -1)}`}>Dagen före</Link>
      {day < today ? (
        <>
          {" "}
          <Link href={`${action}?dag=${addDays(day, 1)}`}>Dagen efter</Link>
        </>
      ) : null}
    </Paragraph>
  </>
);

type FoldedProps<Row> = { rows: readonly Row[]; word: string; none?: string; children: (rows: readonly Row[]) => Content };

/** The first rows, and the others folded. */
function Folded<Row>({ rows, word, none, children }: FoldedProps<Row>) {
  if (rows.length === 0) return <Paragraph>{none ?? ""}</Paragraph>;
  return (
    <>
      {children(rows.slice(0, openRows))}
      {rows.length > openRows ? (
        <Details summary={`${rows.length - openRows} ${word} till`}>{children(rows.slice(openRows))}</Details>
      ) : null}
    </>
  );
}
