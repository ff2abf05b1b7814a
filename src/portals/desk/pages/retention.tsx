import { isId } from "../../../platform/basics/identifiers.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { LawNote, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { ProtectedMark } from "../../../casework/case/pages/due.tsx";
import { caseLink } from "../../../casework/part/case-link.ts";
import { findRetention } from "../queries/find-retention.ts";
import type { KeptCase } from "../queries/find-retention.ts";
import { Onward } from "./onward.tsx";
import { closedCasesPath, retentionPath } from "./scopes.tsx";

const documentWords: Readonly<Record<KeptCase["kept"][number]["documents"], string>> = {
  placering: "Från placeringen",
  "faderskap, föräldraskap eller adoption": "Om faderskap, föräldraskap eller adoption",
  utredning: "Från utredningen",
  "inte inledd utredning": "Där utredning inte inleddes",
  "avtal om vårdnad, boende eller umgänge": "Avtal om vårdnad, boende eller umgänge",
  övrigt: "Övriga handlingar",
};

/** What is kept of closed cases and when the rest is thinned, the first closed first. For the team leader. */
export const retentionPage = definePage({
  path: retentionPath,
  title: "Gallring och bevarande",
  asks: findRetention,
  async load({ ask, search }) {
    const after = search.get("efter");
    return { ...(await ask(findRetention, isId(after) ? { afterId: after } : {})), isFirst: !isId(after) };
  },
  view: ({ data: { cases, nextAfter, isFirst }, today }) => (
    <>
      <PageHead
        heading="Gallring och bevarande"
        lead="Enhetens avslutade ärenden, det som avslutades först överst. Dagarna räknas bara av de ärenden som du får öppna. Förtrogen tar inte bort något."
        back={{ href: closedCasesPath, text: "Avslutade ärenden" }}
      />
      <Table
        caption="Vad som bevaras och gallras"
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
          { heading: "Avslutat", cell: (one) => one.closedOn },
          { heading: "Sista anteckning", cell: (one) => one.lastNoteOn ?? "Ärende pågår" },
          {
            heading: "Vad som gäller",
            cell: (one) => (
              <>
                {one.kept.map((part) => (
                  <div>
                    {documentWords[part.documents]}: {part.sentence}{" "}
                    {part.from !== null && part.from <= today ? <Tag>Dagen har kommit</Tag> : null}
                  </div>
                ))}
              </>
            ),
          },
        ]}
      />
      <Onward first={retentionPath} nextAfter={nextAfter} isFirst={isFirst} />
      <LawNote>
        Det som skyddar handlingarna från en placering eller en utredning skyddar inte resten av akten (16 kap. 2 § och 16 kap. 2 a § SoL).
        Kommuner och födelsedagar som undantas för forskningen står i 13 kap. 1 § socialtjänstförordningen. Gallringen beslutas enligt
        kommunens dokumenthanteringsplan. Innan något tas bort prövas om kommunen har andra uppgifter om samma person: då kan dagen bli en
        senare (16 kap. 1 § SoL).
      </LawNote>
    </>
  ),
});
