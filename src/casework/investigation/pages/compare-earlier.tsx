import type { FC } from "hono/jsx";
import { isId } from "../../../platform/basics/identifiers.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Details, Heading, Link, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { partsOf } from "../../case/queries/get-case.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import type { InvestigationPart } from "../../decision/case-part.ts";
import type { BodyPart } from "../body.ts";
import { slugOf } from "../headings.ts";
import { investigationLinks } from "../links.ts";
import { findEarlier } from "../queries/find-earlier.ts";
import type { EarlierInvestigation } from "../queries/find-earlier.ts";
import { getBody } from "../queries/get-body.ts";
import { placesOf } from "./body-words.ts";
import { investigationIn } from "./investigation-in.ts";

type Read = { readonly which: EarlierInvestigation; readonly investigation: InvestigationPart; readonly body: BodyPart };

/** An earlier investigation of the child beside this one: read only, and read by itself in its own case, where the log says so. */
export const compareEarlierPage = definePage({
  path: "/arenden/:caseId/utredning/:investigationId/tidigare",
  title: "Tidigare utredningar",
  asks: findEarlier,
  async load({ ask, params: { caseId, investigationId }, search }) {
    const [parts, body, { earlier }] = await Promise.all([
      partsOf(ask, caseId, "investigations"),
      ask(getBody, { caseId, investigationId }),
      ask(findEarlier, { caseId, investigationId }),
    ]);
    const investigation = investigationIn(parts, investigationId);
    const wanted = search.get("visa");
    const which = isId(wanted) ? earlier.find((one) => one.investigation_id === wanted) : undefined;
    if (!which) return { parts, body, investigation, earlier, read: undefined };
    const [theirs, theirBody] = await Promise.all([
      partsOf(ask, which.case_id, "investigations"),
      ask(getBody, { caseId: which.case_id, investigationId: which.investigation_id }),
    ]);
    const read: Read = { which, investigation: investigationIn(theirs, which.investigation_id), body: theirBody };
    return { parts, body, investigation, earlier, read };
  },
  view: ({ data: { parts, body, investigation, earlier, read } }) => {
    const caseId = parts.file.id;
    const here = investigationLinks.earlier(caseId, investigation.id);
    return (
      <>
        <PageHead
          heading="Tidigare utredningar"
          lead={nameOf(parts)}
          back={{ href: investigationLinks.body(caseId, investigation.id), text: "Till utredningen" }}
        />
        {earlier.length === 0 ? <Paragraph>Det finns ingen tidigare utredning som du kan läsa.</Paragraph> : null}
        <ul class="f-more f-not-printed">
          {earlier.map((one) => (
            <li>
              {one === read?.which ? (
                <strong>{`Visas nu: ${wordsFor(one, caseId)}`}</strong>
              ) : (
                <Link href={`${here}?visa=${one.investigation_id}`}>{`Läs bredvid: ${wordsFor(one, caseId)}`}</Link>
              )}
            </li>
          ))}
        </ul>
        {read ? <Beside parts={parts} body={body} read={read} /> : null}
      </>
    );
  },
});

/** "inledd 2024-03-02, avslutad 2024-06-01, ärende 2024-0012". */
function wordsFor(one: EarlierInvestigation, caseId: string): string {
  const where = one.case_id === caseId ? [] : [`ärende ${one.case_number}`];
  return [`inledd ${one.started_on}`, one.concluded_on === null ? "inte avslutad" : `avslutad ${one.concluded_on}`, ...where].join(", ");
}

const Beside: FC<{ parts: CaseWith; body: BodyPart; read: Read }> = ({ parts, body, read }) => {
  const then = placesOf(read.body).map((place) => ({ place, text: textAt(read.body, place.slug) }));
  const old = read.investigation;
  const elsewhere = then.filter(({ place, text }) => text !== undefined && !placesOf(body).some(({ slug }) => slug === place.slug));
  const rows = [
    ...placesOf(body).map(({ slug, label }) => ({
      slug,
      label,
      now: textAt(body, slug),
      was: then.find((one) => one.place.slug === slug)?.text,
    })),
    ...elsewhere.map(({ place: { slug, label }, text }) => ({ slug, label, now: undefined, was: text })),
  ].filter(({ was }) => was !== undefined);
  const summary = [
    { heading: "Barnets bästa", text: old.best_interests?.assessment },
    { heading: "Samlad bedömning", text: old.conclusion?.assessment },
  ].filter(({ text }) => text !== undefined);
  return (
    <>
      <Paragraph subtle>
        {`Till vänster det som står nu om ${nameOf(parts)}, till höger det som stod ${read.which.started_on}. Den tidigare utredningen ändras inte härifrån, och att du har läst den står i dess logg.`}
      </Paragraph>
      <div class="f-parts">
        {rows.map(({ slug, label, now, was }, at) => (
          <Details summary={label} oneOf="tidigare" id={slug} open={at === 0}>
            <div class="f-beside">
              <div>
                <Heading level={3}>Nu</Heading>
                <p class="ds-paragraph f-case-text">{now ?? "Inget är skrivet."}</p>
              </div>
              <div>
                <Heading level={3}>{`Inledd ${read.which.started_on}`}</Heading>
                <p class="ds-paragraph f-case-text">{was}</p>
              </div>
            </div>
          </Details>
        ))}
        {rows.length > 0
          ? null
          : summary.map(({ heading, text }) => (
              <div>
                <Heading level={3}>{heading}</Heading>
                <p class="ds-paragraph f-case-text">{text}</p>
              </div>
            ))}
        {rows.length + summary.length === 0 ? <Paragraph subtle>Inget är skrivet i den tidigare utredningen.</Paragraph> : null}
      </div>
    </>
  );
};

const textAt = (body: BodyPart, slug: string): string | undefined =>
  body.passages.find((one) => slugOf({ section: one.section, areaCode: one.area_code }) === slug)?.text;
