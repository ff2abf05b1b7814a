import type { FC } from "hono/jsx";
import type { StaffActor } from "../../../platform/core/actor.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { ageWords } from "../../../casework/people/born-words.ts";
import { PostButton } from "../../../ui/components/form.tsx";
import type { Tokens } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Pagination, Table } from "../../../ui/components/table.tsx";
import { Details, Heading, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { approvalsLink, boardReportsLink } from "../../../casework/decision/links.ts";
import { caseLink } from "../../../casework/part/case-link.ts";
import { links } from "../../../casework/case/links.ts";
import { getCalendar } from "../queries/get-calendar.ts";
import { getWorkList } from "../queries/get-work-list.ts";
import type { WorkCase } from "../queries/get-work-list.ts";
import type { WorkListScope } from "../queries/near-cases.ts";
import { describeObligation } from "../../../casework/case/obligations.ts";
import { groupNames, sortWork, workGroups } from "../work.ts";
import type { Work, WorkGroup } from "../work.ts";
import { DueTag, ProtectedMark } from "../../../casework/case/pages/due.tsx";
import { NearMeetings } from "./near-meetings.tsx";
import { Scopes, scopeOf } from "./scopes.tsx";

const headings: Readonly<Record<WorkListScope, string>> = {
  mina: "Mina ärenden",
  enhetens: "Enhetens ärenden",
  "utan ansvarig": "Ärenden utan ansvarig",
};
const anchors: Readonly<Record<WorkGroup, string>> = {
  late: "forsenat",
  today: "i-dag",
  undated: "utan-dag",
  week: "veckan",
  month: "narmast",
  later: "langre-fram",
};
const perPage = 100;
/** As many of a group, or of the calm cases, and as many in all as stand open; the others are folded, so that a long list still shows what there is. */
const openRows = 6;
const mostOpen = 8;
const openCalm = 2;

/** The work list: what must happen in one's cases, by when and by which rule, the most urgent first. */
export const workListPage = definePage({
  path: "/arenden",
  title: "Mina ärenden",
  navigation: { text: "Ärenden", order: 10 },
  asks: getWorkList,
  async load({ ask, search, today }) {
    const list = await ask(getWorkList, { scope: scopeOf(search.get("visa")) });
    const near = list.scope === "mina" ? await ask(getCalendar, { from: today }) : undefined;
    return { ...list, meetings: near?.entries ?? [] };
  },
  view: ({ data, actor, today, tokens, url, search }) => {
    const work = sortWork(data.cases, today);
    const pages = Math.max(1, Math.ceil(work.due.length / perPage));
    const page = Math.min(Math.max(1, Number(search.get("sida")) || 1), pages);
    const shown = { ...work, due: work.due.slice((page - 1) * perPage, page * perPage) };
    return (
      <>
        <PageHead heading={headings[data.scope]} lead={openWords(data.cases)} />
        <Scopes scope={data.scope} actor={actor} />
        <BoardReports cases={data.cases} />
        {hasRole(actor, "team_leader") ? <Approvals cases={data.cases} /> : null}
        {hasRole(actor, "team_leader") && data.scope !== "mina" ? (
          <p>
            <a class="ds-link" href="/arenden/arbetsbelastning">
              Arbetsbelastning i enheten
            </a>
          </p>
        ) : null}
        {data.cases.length === 0 ? <NoCases scope={data.scope} /> : <Overview work={work} paged={pages > 1} />}
        <NearMeetings entries={data.meetings} today={today} />
        {workGroups.map((group) => (
          <Group group={group} work={shown} scope={data.scope} actor={actor} tokens={tokens} today={today} />
        ))}
        <Pagination page={page} pages={pages} address={url} />
        {page === pages && work.calm.length > 0 ? <Calm cases={work.calm} today={today} scope={data.scope} /> : null}
      </>
    );
  },
});

/** "14 öppna ärenden, 1 avslutat där något återstår". */
function openWords(cases: readonly WorkCase[]): string {
  const closed = cases.filter((one) => one.closedOn !== null).length;
  const open = cases.length - closed;
  const words = open === 1 ? "1 öppet ärende" : `${open} öppna ärenden`;
  return closed === 0 ? words : `${words}, ${closed} ${closed === 1 ? "avslutat" : "avslutade"} där något återstår`;
}

/** The way to all that the board is to be told of, where there is something. */
const BoardReports: FC<{ cases: readonly WorkCase[] }> = ({ cases }) => {
  const waits = cases.filter((one) => one.obligations.some((due) => due.rule_id === "urgent-decision-reported")).length;
  if (waits === 0) return null;
  return (
    <p>
      <a
        class="ds-link"
        href={boardReportsLink}
      >{`Brådskande beslut som ska anmälas till nämnden (${waits === 1 ? "1 ärende" : `${waits} ärenden`})`}</a>
    </p>
  );
};

/** The way to all that waits for an approval, where there is something. */
const Approvals: FC<{ cases: readonly WorkCase[] }> = ({ cases }) => {
  const waits = cases.filter((one) => one.obligations.some((due) => due.rule_id === "approval-waits" && isWaiting(due.facts))).length;
  if (waits === 0) return null;
  return (
    <p>
      <a class="ds-link" href={approvalsLink}>{`Att godkänna (${waits === 1 ? "1 ärende" : `${waits} ärenden`})`}</a>
    </p>
  );
};
const isWaiting = (facts: object): boolean => "state" in facts && facts.state === "väntar";

const Overview: FC<{ work: Work; paged: boolean }> = ({ work, paged }) => {
  const tiles = [
    { group: "late", text: "försenade", tone: "danger" },
    { group: "today", text: "i dag", tone: "warning" },
    ...(work.due.some((one) => one.group === "undated")
      ? ([{ group: "undated", text: "utan bestämd dag", tone: "warning" }] as const)
      : []),
    { group: "week", text: "den här veckan", tone: "warning" },
    { group: "month", text: "inom 30 dagar", tone: undefined },
    { group: "later", text: "längre fram", tone: undefined },
  ] as const;
  return (
    <ul class="f-overview" aria-label="Att göra">
      {tiles.map(({ group, text, tone }) => {
        const count = work.due.filter((one) => one.group === group).length;
        const inside = (
          <>
            <strong>{count}</strong>
            <span>{text}</span>
          </>
        );
        return (
          <li>
            {count > 0 && !paged && group !== "later" ? (
              <a href={`#${anchors[group]}`} data-tone={tone}>
                {inside}
              </a>
            ) : (
              <span class="f-tile">{inside}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
};

type RowsProps = { work: Work; scope: WorkListScope; actor: StaffActor; tokens: Tokens; today: string };

const Group: FC<RowsProps & { group: WorkGroup }> = ({ group, work, ...rest }) => {
  const rows = work.due.filter((one) => one.group === group);
  if (rows.length === 0) return null;
  const heading = `${groupNames[group]} (${rows.length})`;
  const list = (some: Work["due"]) => (
    <ul class="f-todo">
      {some.map((row) => (
        <Row row={row} {...rest} />
      ))}
    </ul>
  );
  const before = workGroups.slice(0, workGroups.indexOf(group)).map((one) => work.due.filter((row) => row.group === one).length);
  const taken = before.reduce((sum, count) => sum + Math.min(count, openRows), 0);
  const open = group === "later" ? 0 : Math.max(0, Math.min(openRows, mostOpen - taken));
  // What lies far ahead, or below a long list, is folded together, so that the list ends where the work does.
  if (open === 0) {
    return (
      <Details summary={heading} id={anchors[group]}>
        {list(rows)}
      </Details>
    );
  }
  const folded = rows.slice(open);
  return (
    <section>
      <Heading level={2} size="xs" id={anchors[group]}>
        {heading}
      </Heading>
      {list(rows.slice(0, open))}
      {folded.length > 0 ? <Details summary={`${groupNames[group]}: ${folded.length} till`}>{list(folded)}</Details> : null}
    </section>
  );
};

const Row: FC<Omit<RowsProps, "work"> & { row: Work["due"][number] }> = ({ row, scope, actor, tokens, today }) => {
  const obligation = describeObligation(row.part, today);
  return (
    <li data-urgency={obligation.urgency}>
      <div class="f-todo-who">
        <a class="ds-link" href={caseLink(row.of.caseId)}>
          {row.of.childName}
        </a>
        <span class="f-small f-subtle">{row.of.caseNumber}</span>
        {row.of.closedOn === null ? null : <span class="f-small f-subtle">{`Avslutat ${row.of.closedOn}`}</span>}
        {scope === "enhetens" ? <span class="f-small f-subtle">{row.of.responsible ?? "Ingen ansvarig"}</span> : null}
        <ProtectedMark kind={row.of.protectedIdentity} />
      </div>
      <div>
        <p class="f-todo-what">
          <a class="ds-link" href={obligation.href}>
            {obligation.label}
            <span class="ds-sr-only">, {row.of.caseNumber}</span>
          </a>
        </p>
        <p class="f-small f-subtle">{obligation.sentence}</p>
        {row.of.responsible === null && row.of.closedOn === null ? (
          <TakeOrAssign caseId={row.of.caseId} actor={actor} tokens={tokens} />
        ) : null}
      </div>
      <DueTag of={obligation} />
    </li>
  );
};

/** A case that nobody is responsible for: take it, or give it to somebody. */
export const TakeOrAssign: FC<{ caseId: string; actor: StaffActor; tokens: Tokens }> = ({ caseId, actor, tokens }) => (
  <div class="f-buttons">
    {hasRole(actor, "caseworker") ? (
      <PostButton tokens={tokens} to={links.take(caseId)}>
        Ta ansvar för ärendet
      </PostButton>
    ) : null}
    {hasRole(actor, "team_leader") ? (
      <a class="ds-link" href={links.assign(caseId)}>
        Fördela ärendet
      </a>
    ) : null}
  </div>
);

const NoCases: FC<{ scope: WorkListScope }> = ({ scope }) => (
  <Paragraph subtle>
    {scope === "mina"
      ? "Du har inga öppna ärenden. Ärenden som väntar på någon finns under Utan ansvarig."
      : scope === "utan ansvarig"
        ? "Alla ärenden har en ansvarig."
        : "Enheten har inga öppna ärenden."}
  </Paragraph>
);

type CalmProps = { cases: readonly WorkCase[]; today: string; scope: WorkListScope };

const Calm: FC<CalmProps> = (p) => {
  const heading = `Inget som måste göras nu (${p.cases.length})`;
  if (p.cases.length > openCalm) {
    return (
      <Details summary={heading}>
        <CalmTable {...p} />
      </Details>
    );
  }
  return (
    <section>
      <Heading level={2} size="xs">
        {heading}
      </Heading>
      <CalmTable {...p} />
    </section>
  );
};

const CalmTable: FC<CalmProps> = ({ cases, today, scope }) => (
  <Table
    caption="Ärenden utan något som måste göras nu"
    hideCaption
    rows={cases}
    columns={[
      {
        heading: "Barn",
        cell: (one) => (
          <a class="ds-link" href={caseLink(one.caseId)}>
            {one.childName}
          </a>
        ),
      },
      { heading: "Ärende", cell: (one) => one.caseNumber },
      { heading: "Ålder", cell: (one) => ageWords(one.birthDate, today) },
      { heading: "Öppnat", cell: (one) => one.openedOn },
      ...(scope === "mina" ? [] : [{ heading: "Ansvarig", cell: (one: WorkCase) => one.responsible ?? "Ingen" }]),
      ...(cases.some((one) => one.protectedIdentity !== "ingen")
        ? [{ heading: "Skydd", cell: (one: WorkCase) => <ProtectedMark kind={one.protectedIdentity} /> }]
        : []),
    ]}
  />
);
