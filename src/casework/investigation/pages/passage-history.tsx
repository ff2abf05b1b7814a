import { formatDateTime } from "../../../platform/basics/dates.ts";
import { Details, Paragraph } from "../../../ui/components/text.tsx";
import { definePage, notFound } from "../../../ui/page.tsx";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { differencesOf } from "../differences.ts";
import type { Piece } from "../differences.ts";
import { placeOfSlug } from "../headings.ts";
import { investigationLinks } from "../links.ts";
import { getBody } from "../queries/get-body.ts";
import { getPassageHistory } from "../queries/get-passage-history.ts";
import { KeptMark } from "./body-parts.tsx";
import { labelOf } from "./body-words.ts";

/** The versions of one text: who wrote each when, and what it changed in the one before. */
export const passageHistoryPage = definePage({
  path: "/arenden/:caseId/utredning/:investigationId/text/:place/tidigare",
  title: "Tidigare versioner",
  asks: getPassageHistory,
  async load({ ask, params: { caseId, investigationId, place: slug } }) {
    const place = placeOfSlug(slug);
    if (!place) notFound();
    const { section, areaCode } = place;
    const key = { caseId, investigationId };
    const [parts, body, { versions }] = await Promise.all([
      partsOf(ask, caseId),
      ask(getBody, key),
      ask(getPassageHistory, { ...key, section, ...(areaCode === null ? {} : { areaCode }) }),
    ]);
    const said = labelOf(body, place);
    if (!said) notFound();
    return { parts, versions, said };
  },
  view: ({ data: { parts, versions, said }, params: { caseId, investigationId } }) => (
    <>
      <CaseFormHead
        parts={parts}
        heading={`${said.label}: versioner`}
        lead="Den senaste först. Streckat är borttaget, understruket är tillagt."
        back={{ href: investigationLinks.body(caseId, investigationId), text: "Till utredningen" }}
      />
      {versions.length === 0 ? <Paragraph subtle>Inget är skrivet än.</Paragraph> : null}
      <div class="f-parts">
        {versions.map((one, at) => (
          <Details
            summary={`${formatDateTime(new Date(one.recorded_at))}, ${one.by}${at === 0 ? " (gäller nu)" : ""}`}
            oneOf="versioner"
            open={at === 0}
          >
            <p class="ds-paragraph f-case-text f-changes">{differencesOf(versions[at + 1]?.text ?? one.text, one.text).map(shown)}</p>
            {one.withheld ? <KeptMark caseId={caseId} /> : null}
          </Details>
        ))}
      </div>
    </>
  ),
});

function shown({ kind, text }: Piece) {
  if (kind === "added")
    return (
      <ins>
        <span class="ds-sr-only">Tillagt: </span>
        {text}
      </ins>
    );
  if (kind === "removed")
    return (
      <del>
        <span class="ds-sr-only">Borttaget: </span>
        {text}
      </del>
    );
  return <span>{text}</span>;
}
