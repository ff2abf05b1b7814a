import { ageWords } from "../../../casework/people/born-words.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { isId } from "../../../platform/basics/identifiers.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { ProtectedMark } from "../../../casework/case/pages/due.tsx";
import { caseLink } from "../../../casework/part/case-link.ts";
import { findClosedCases } from "../queries/find-closed-cases.ts";
import { closedCasesPath, retentionPath } from "./scopes.tsx";
import { Onward } from "./onward.tsx";

/** Closed cases that one may see, the latest first. */
export const closedCasesPage = definePage({
  path: closedCasesPath,
  title: "Avslutade ärenden",
  asks: findClosedCases,
  async load({ ask, search }) {
    const after = search.get("efter");
    return { ...(await ask(findClosedCases, isId(after) ? { afterId: after } : {})), isFirst: !isId(after) };
  },
  view: ({ data: { cases, nextAfter, isFirst }, today, actor }) => (
    <>
      <PageHead heading="Avslutade ärenden" lead="De som du får öppna, det senast avslutade först." />
      <Table
        caption="Avslutade ärenden"
        hideCaption
        rows={cases}
        empty="Här finns inga avslutade ärenden som du får öppna."
        columns={[
          {
            heading: "Barn",
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
          { heading: "Ålder", cell: (one) => ageWords(one.birthDate, today) },
          { heading: "Öppnat", cell: (one) => one.openedOn },
          { heading: "Avslutat", cell: (one) => one.closedOn },
          { heading: "Enhet", cell: (one) => one.unit },
        ]}
      />
      <Onward first={closedCasesPath} nextAfter={nextAfter} isFirst={isFirst} />
      {hasRole(actor, "team_leader") ? (
        <Paragraph>
          <Link href={retentionPath}>Gallring och bevarande</Link>
        </Paragraph>
      ) : null}
      <LawNote>
        Letar du efter ett visst barn, sök på namn, personnummer eller ärendenummer under Sök. Annat får inte vara sökbegrepp när ett ärende
        handläggs (15 § förordning 2001:637).
      </LawNote>
    </>
  ),
});
