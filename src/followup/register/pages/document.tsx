import type { FC } from "hono/jsx";
import { formatDateTime, stockholmDate, stockholmTime } from "../../../platform/basics/dates.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { capital } from "../../../platform/basics/text.ts";
import { sizeWords } from "../../../platform/files/kinds.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { DeadlineTag, SummaryList, Timeline } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Heading, Link, LinkButton } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { answerWords } from "../answer-words.ts";
import { registerLinks, registerPath } from "../links.ts";
import { getDocument } from "../queries/get-document.ts";
import type { DocumentVersion, ReminderShown } from "../queries/get-document.ts";
import { remindersAhead, reviewOf } from "../review.ts";

/** A routine or document: what it says of itself, what it answers, and every change. */
export const documentPage = definePage({
  path: "/rutiner/:documentId",
  title: "Rutin eller styrdokument",
  asks: getDocument,
  load: ({ ask, params }) => ask(getDocument, { documentId: params.documentId }),
  view: ({ data: { kind, last, versions, reminders }, actor, today, params: { documentId } }) => (
    <>
      <PageHead heading={last.title} lead={capital(kind)} back={{ href: registerPath, text: "Till registret" }} />
      {last.ended_on ? <Alert tone="info">{`Upphörde att gälla ${last.ended_on}.`}</Alert> : null}
      <SummaryList
        rows={[
          { term: "Beslutad", value: `${last.decided_on}, ${last.decided_by}` },
          { term: "Nästa översyn", value: last.ended_on ? "Ses inte längre över" : <DeadlineTag deadline={reviewOf(last, today)} /> },
          {
            term: "Påminnelse",
            value: last.ended_on ? "Skickas inte längre" : <Reminders last={last} reminders={reminders} today={today} />,
          },
          { term: "Ansvarig", value: last.responsible },
          { term: "Gäller", value: last.limits ? `Med begränsning: ${last.limits}` : "Alla barn" },
          { term: "Finns", value: whereOf(last) },
          {
            term: "Fil",
            value: last.file ? <FileLink documentId={documentId} of={last} /> : (removedWords(last) ?? "Ingen fil är bifogad"),
          },
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
          <LinkButton href={registerLinks.attach(documentId)} variant="secondary">
            {last.file ? "Ersätt filen" : "Bifoga fil"}
          </LinkButton>
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
            on: stockholmDate(new Date(one.at)),
            at: stockholmTime(new Date(one.at)),
            heading: changeWords[one.kind],
            text:
              one.kind === "med fil" ? (
                <FileOfRow documentId={documentId} of={one} mayRemove={hasRole(actor, "analyst", "director")} />
              ) : (
                `${one.title}. Beslutad ${one.decided_on}, ${one.decided_by}.${one.ended_on ? ` Upphörde ${one.ended_on}.` : ""}`
              ),
            by: one.by,
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
  "med fil": "Fil bifogad",
  upphörd: "Har upphört",
};

const whereOf = ({ link, place }: DocumentVersion) => (
  <>
    {link ? <Link href={link}>{link}</Link> : null}
    {link && place ? ". " : ""}
    {place}
  </>
);

/** The file of a row, to save, with its size; says where nobody has looked through it. */
const FileLink: FC<{ documentId: string; of: DocumentVersion }> = ({ documentId, of: { file, number } }) =>
  file ? (
    <>
      <Link href={registerLinks.file(documentId, number)}>{file.name}</Link>
      {` (${sizeWords(file.size)}${file.scan === "ren" ? "" : ", inte genomsökt efter skadlig kod"})`}
    </>
  ) : null;

/** "ett.pdf är borttagen 2026-03-14 10:05 av Ingrid Hallin: fel dokument." */
const removedWords = ({ removed }: DocumentVersion): string | null =>
  removed && `${removed.name} är borttagen ${formatDateTime(new Date(removed.at))} av ${removed.by}: ${removed.reason}`;

/** The file that a row attached, and the way to take it away where it is wrong. */
const FileOfRow: FC<{ documentId: string; of: DocumentVersion; mayRemove: boolean }> = ({ documentId, of, mayRemove }) =>
  of.file ? (
    <>
      <FileLink documentId={documentId} of={of} />
      {mayRemove ? (
        <div class="f-small f-not-printed">
          <Link href={registerLinks.removeFile(documentId, of.number)}>{`Ta bort ${of.file.name}`}</Link>
        </div>
      ) : null}
    </>
  ) : (
    <>{removedWords(of)}</>
  );

/** Which reminders of the next review have gone, and when the others go and where. */
const Reminders: FC<{ last: DocumentVersion; reminders: readonly ReminderShown[]; today: string }> = ({ last, reminders, today }) => {
  const reviewOn = reviewOf(last, today).due ?? "";
  const gone = reminders.filter((one) => one.review_on === reviewOn);
  const ahead = remindersAhead(
    reviewOn,
    gone.map(({ stage }) => stage),
    today,
  ).map(({ on }) => on);
  const next =
    last.reminder_address === null
      ? "Skickas inte: ingen adress är angiven"
      : `Skickas ${ahead.join(" och ")} till ${last.reminder_address}`;
  return <>{[...gone.map(reminderWords), ...(ahead.length > 0 ? [next] : [])].join(". ")}</>;
};

const stateWords: Readonly<Record<string, string>> = {
  väntar: "väntar på att skickas sedan",
  skickas: "skickas",
  "försöks igen": "har inte gått att skicka än, senast försökt",
  skickat: "skickad",
  nekat: "inte skickad",
  oklart: "kanske skickad",
  återtaget: "återtagen",
};
const reminderWords = ({ review_on, stage, state, since }: ReminderShown): string =>
  `Granskas senast ${review_on}: påminnelse ${stage === "inför" ? "inför översynen" : "på dagen"} ${stateWords[state] ?? state} ${formatDateTime(new Date(since))}`;
