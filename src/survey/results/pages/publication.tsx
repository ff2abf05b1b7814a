import { formatDateTime } from "../../../platform/basics/dates.ts";
import { ProgressBar } from "../../../ui/components/charts.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Details, Heading, Link, LinkButton, ButtonRow, Paragraph } from "../../../ui/components/text.tsx";
import { definePage, defineProgress } from "../../../ui/page.tsx";
import { nameOf } from "../../tables/quality-declaration.ts";
import { hiddenMeans } from "../../tables/output/publication.ts";
import type { Publication } from "../../tables/output/publication.ts";
import { resultsLinks } from "../links.ts";
import { readMade } from "../make.ts";
import { getPublication } from "../queries/get-publication.ts";
import type { PublicationShown } from "../queries/get-publication.ts";
import { diagramFile, publicationFiles } from "./files.ts";
import { comparedIds } from "../compare.ts";
import { familiesIn } from "./load-made.ts";
import { kindWords } from "./words.ts";

/** Without JavaScript the page is loaded anew this often while the publication is made. */
const secondsBetween = 2;

/** A publication: its contents first, the files, and what it was made of. */
export const publicationPage = definePage({
  path: "/publiceringar/:publicationId",
  title: "En publicering",
  asks: getPublication,
  async load({ ask, params }) {
    const shown = await ask(getPublication, params);
    return { shown, made: shown.kept === null ? null : readMade(shown.kept) };
  },
  refreshSeconds: ({ shown }) => (shown.isPublishable === null ? secondsBetween : undefined),
  view: ({ data: { shown, made } }) => (
    <>
      <PageHead
        heading={`Publicering ${shown.number}`}
        back={{ href: resultsLinks.round(shown.roundId), text: shown.round }}
        lead={`${made?.title ?? shown.round}. ${kindWords(shown)}.`}
      />
      {shown.isPublishable === null ? (
        <>
          <ProgressBar label="Publiceringen görs" {...progressOf(shown)} poll={resultsLinks.progress(shown.id)} />
          <Paragraph subtle>Du kan lämna sidan. Publiceringen görs klar, och finns här.</Paragraph>
        </>
      ) : null}
      {shown.refusedBecause === null ? null : (
        <Alert tone="danger" heading="Publiceringen ges inte ut">
          {shown.refusedBecause.split("\n").map((line) => (
            <Paragraph>{line}</Paragraph>
          ))}
        </Alert>
      )}
      {made === null ? null : <Contents shown={shown} made={made} />}
      <section>
        <Heading level={2}>Om publiceringen</Heading>
        <SummaryList rows={[...factsOf(shown), ...auditOf(made)]} />
      </section>
    </>
  ),
});

const Contents = ({ shown, made }: { shown: PublicationShown; made: Publication }) => {
  const families = familiesIn(made).map((family, place) => ({ ...family, place }));
  const hasDiagram = made.tables.some(({ id }) => id.startsWith("Diagram"));
  const compared = families.filter(({ id }) => id.startsWith(comparedIds));
  return (
    <>
      <section>
        <Heading level={2}>Innehåll</Heading>
        <Paragraph subtle>{hiddenMeans(made.audit)}</Paragraph>
        <List shown={shown} families={families.filter(({ id }) => !id.startsWith(comparedIds))} />
        {compared.length === 0 ? null : (
          <>
            <Heading level={3}>Jämförelser</Heading>
            <List shown={shown} families={compared} />
          </>
        )}
      </section>
      <section>
        <Heading level={2}>Kvalitet</Heading>
        <Paragraph>Hur undersökningen är gjord, vad som är tolkat, och uppgifterna i löpande text.</Paragraph>
        <ButtonRow>
          <LinkButton href={resultsLinks.quality(shown.id)} variant="secondary">
            Kvalitetsdeklaration
          </LinkButton>
        </ButtonRow>
      </section>
      <section>
        <Heading level={2}>Hämta</Heading>
        <ButtonRow>
          <LinkButton href={resultsLinks.file(shown.id, "tabeller.html")}>Hela publiceringen som sida att skriva ut</LinkButton>
          <LinkButton href={resultsLinks.file(shown.id, "tabeller.xlsx")} variant="secondary">
            Excel
          </LinkButton>
        </ButtonRow>
        <Details summary="Fler format">
          <ul class="ds-list">
            {publicationFiles
              .filter(({ name }) => name !== diagramFile || hasDiagram)
              .map(({ name, words }) => (
                <li>
                  <Link href={resultsLinks.file(shown.id, name)}>{words}</Link>
                </li>
              ))}
          </ul>
          <Paragraph subtle>PX-filer är en för varje tabell, och finns på tabellens sida.</Paragraph>
        </Details>
      </section>
    </>
  );
};

type Listed = readonly { readonly id: string; readonly title: string; readonly place: number }[];
const List = ({ shown, families }: { shown: PublicationShown; families: Listed }) => (
  <ul class="ds-list">
    {families.map(({ id, title, place }) => (
      <li>
        <Link href={resultsLinks.table(shown.id, place)}>{`${nameOf(id)}. ${title}`}</Link>
      </li>
    ))}
  </ul>
);

function progressOf({ percent, isPublishable }: PublicationShown) {
  if (isPublishable !== null) return { value: 100, max: 100, text: "Publiceringen är klar." };
  return { value: percent, max: 100, text: percent === 0 ? "Svaren läses." : `${percent} procent av tabellerna är granskade.` };
}

function factsOf(shown: PublicationShown) {
  return [
    { term: "Begärd", value: `${formatDateTime(shown.askedAt)}, ${shown.by}` },
    { term: "Svar", value: <Link href={resultsLinks.deliveries(shown.id)}>De leveranser som den är gjord av</Link> },
    { term: "Svarens kontrollsumma (SHA-256)", value: shown.answers },
    { term: "Formulär", value: `${shown.questionnaire}, SHA-256 ${shown.fingerprint}` },
    ...(shown.digest === null ? [] : [{ term: "Publiceringens kontrollsumma (SHA-256)", value: shown.digest }]),
    ...(shown.program === null ? [] : [{ term: "Program", value: `Förtrogen ${shown.program}` }]),
  ];
}

function auditOf(made: Publication | null) {
  if (made === null) return [];
  const { audit } = made;
  if (audit === null) return [{ term: "Granskning", value: "Officiell form: inget är dolt, och inget granskas." }];
  const words = `Håller. Av ${audit.cells} uppgifter är ${audit.primary} dolda av regeln (1–${audit.minimum - 1} enheter) och ${audit.secondary} för att skydda dem; ${audit.programmesSolved} linjära program är lösta.`;
  return [{ term: "Granskning", value: words }];
}

/** News for the bar of a publication that is being made. */
export const publicationProgress = defineProgress({
  path: "/publiceringar/:publicationId/lage",
  title: "En publicering",
  asks: getPublication,
  async load({ ask, params }) {
    const shown = await ask(getPublication, params);
    return { ...progressOf(shown), ...(shown.isPublishable === null ? {} : { done: resultsLinks.publication(shown.id) }) };
  },
});
