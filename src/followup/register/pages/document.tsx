import { formatDateTime } from "../../../platform/basics/dates.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { capital } from "../../../platform/basics/text.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { DeadlineTag, SummaryList, Timeline } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Heading, Link, LinkButton } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { answerWords } from "../answer-words.ts";
import { registerLinks, registerPath } from "../links.ts";
import { getDocument } from "../queries/get-document.ts";
import type { DocumentVersion } from "../queries/get-document.ts";
import { reviewOf } from "../review.ts";

/** A routine or document: what it says of itself, what it answers, and every change. */
export const documentPage = definePage({
  path: "/rutiner/:documentId",
  title: "Rutin eller styrdokument",
  asks: getDocument,
  load: ({ ask, params }) => ask(getDocument, { documentId: params.documentId }),
  view: ({ data: { kind, last, versions }, actor, today, params: { documentId } }) => (
    <>
      <PageHead heading={last.title} lead={capital(kind)} back={{ href: registerPath, text: "Till registret" }} />
      {last.ended_on ? <Alert tone="info">{`Upphörde att gälla ${last.ended_on}.`}</Alert> : null}
      <SummaryList
        rows={[
          { term: "Beslutad", value: `${last.decided_on}, ${last.decided_by}` },
          { term: "Nästa översyn", value: last.ended_on ? "Ses inte längre över" : <DeadlineTag deadline={reviewOf(last, today)} /> },
          { term: "Gäller", value: last.limits ? `Med begränsning: ${last.limits}` : "Alla barn" },
          { term: "Finns", value: whereOf(last) },
          { term: "Så arbetar vi", value: last.description },
          {
            term: "Handlar om",
            value: (
              <ul class="ds-list">
                {last.answers.map((one) => (
                  <li>{capital(answerWords[one])}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      {hasRole(actor, "analyst", "director") && last.ended_on === null ? (
        <ButtonRow>
          <LinkButton href={registerLinks.change(documentId)}>Ändra</LinkButton>
          <LinkButton href={registerLinks.review(documentId)} variant="secondary">
            Granskad utan ändring
          </LinkButton>
          <LinkButton href={registerLinks.end(documentId)} variant="tertiary">
            Har upphört
          </LinkButton>
        </ButtonRow>
      ) : null}
      <section>
        <Heading level={2}>Vad som har hänt</Heading>
        <Timeline
          label="Ändringar, den senaste först"
          items={versions.map((one) => ({
            on: one.at.slice(0, 10),
            heading: changeWords[one.kind],
            text: `${one.title}. Beslutad ${one.decided_on}, ${one.decided_by}.${one.ended_on ? ` Upphörde ${one.ended_on}.` : ""}`,
            by: one.by,
            written: formatDateTime(new Date(one.at)),
          }))}
        />
      </section>
    </>
  ),
});

const changeWords: Readonly<Record<DocumentVersion["kind"], string>> = {
  ny: "Införd",
  rättad: "Rättad",
  reviderad: "Beslutad på nytt",
  granskad: "Granskad utan ändring",
  upphörd: "Har upphört",
};

const whereOf = ({ link, place }: DocumentVersion) => (
  <>
    {link ? <Link href={link}>{link}</Link> : null}
    {link && place ? ". " : ""}
    {place}
  </>
);
