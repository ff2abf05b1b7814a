import { hasRole } from "../../../platform/core/actor.ts";
import { capital } from "../../../platform/basics/text.ts";
import { PostButton } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { DeadlineTag } from "../../../ui/components/lists.tsx";
import type { Deadline } from "../../../ui/components/lists.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Details, Heading, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { definePage, definePost } from "../../../ui/page.tsx";
import { confirmInventory } from "../actions/describe-organisation.ts";
import { answerWords } from "../answer-words.ts";
import { answerKinds } from "../codes.ts";
import { registerLinks, registerPath } from "../links.ts";
import { findDocuments } from "../queries/find-documents.ts";
import type { DocumentLine } from "../queries/find-documents.ts";
import { reviewOf } from "../review.ts";

/** The register: what is decided about how the work is done, what must be looked at and when, and what nothing is decided about. */
export const registerPage = definePage({
  path: registerPath,
  title: "Rutiner och styrdokument",
  navigation: { text: "Rutiner", order: 66 },
  asks: findDocuments,
  load: ({ ask }) => ask(findDocuments, {}),
  view: ({ data: { documents, inventoryOn }, actor, today, tokens }) => {
    const keeps = hasRole(actor, "analyst", "director");
    const standing = documents.filter((one) => one.ended_on === null).toSorted(byReview(today));
    const ended = documents.filter((one) => one.ended_on !== null);
    const due = dueWords(standing.map((one) => reviewOf(one, today).state));
    const missing = answerKinds.filter((kind) => !standing.some((one) => one.answers.includes(kind)));
    return (
      <>
        <PageHead
          heading="Rutiner och styrdokument"
          lead="En rutin är ett bestämt tillvägagångssätt, beslutat på en nivå som får bestämma gemensamma rutiner och känt av dem som handlägger."
        />
        {due === "" ? null : <Alert tone="warning">{due}</Alert>}
        {keeps ? (
          <ButtonRow>
            <LinkButton href={registerLinks.add}>För in en rutin eller ett dokument</LinkButton>
            <LinkButton href={registerLinks.organisation} variant="secondary">
              Organisation och vidareutbildning
            </LinkButton>
          </ButtonRow>
        ) : null}
        <Table
          caption="Gäller nu, den som ska ses över först överst"
          empty="Inget är infört än."
          rows={standing}
          columns={[
            { heading: "Namn", cell: (one) => <Link href={registerLinks.document(one.document_id)}>{one.title}</Link> },
            { heading: "Slag", cell: (one) => capital(one.kind) },
            { heading: "Beslutad", cell: (one) => `${one.decided_on}, ${one.decided_by}` },
            { heading: "Översyn", cell: (one) => <DeadlineTag deadline={reviewOf(one, today)} /> },
          ]}
        />
        {keeps ? (
          <section>
            <Heading level={2}>Är registret helt?</Heading>
            <Paragraph>
              {inventoryOn
                ? `Senast genomgånget ${inventoryOn}. Det som inte står här räknas därför som att ni inte har det, när en enkät fylls i.`
                : "När någon har gått igenom registret kan en enkät fyllas i med nej där inget står. Innan dess lämnas frågan tom."}
            </Paragraph>
            {missing.length > 0 ? (
              <Details
                summary={`Inget är infört om ${missing.length === 1 ? "en sak" : `${missing.length} saker`} som enkäten frågar efter`}
              >
                <ul class="ds-list">
                  {missing.map((kind) => (
                    <li>{capital(answerWords[kind])}</li>
                  ))}
                </ul>
              </Details>
            ) : null}
            <PostButton tokens={tokens} to={registerLinks.inventory}>
              Registret är genomgånget och helt
            </PostButton>
          </section>
        ) : null}
        {ended.length > 0 ? (
          <Details summary={`Har upphört (${ended.length})`}>
            <ul class="ds-list">
              {ended.map((one) => (
                <li>
                  <Link href={registerLinks.document(one.document_id)}>{one.title}</Link>, {one.ended_on}
                </li>
              ))}
            </ul>
          </Details>
        ) : null}
      </>
    );
  },
});

/** Says that the register is whole. */
export const confirmInventoryPost = definePost({
  path: registerLinks.inventory,
  title: "Rutiner och styrdokument",
  action: confirmInventory,
  done: () => registerPath,
  notice: "Registret är genomgånget.",
});

const byReview = (today: string) => (one: DocumentLine, other: DocumentLine) => {
  const [a, b] = [reviewOf(one, today).due ?? "", reviewOf(other, today).due ?? ""];
  return a === b ? one.document_id.localeCompare(other.document_id) : a < b ? -1 : 1;
};

/** How many should have been looked at already, and how many soon; nothing where none. */
function dueWords(states: readonly Deadline["state"][]): string {
  const lines = [
    { state: "overdue", words: "skulle redan ha setts över." },
    { state: "soon", words: "ska ses över snart." },
  ].flatMap(({ state, words }) => {
    const count = states.filter((one) => one === state).length;
    return count === 0 ? [] : [`${count === 1 ? "En" : count} av dem ${words}`];
  });
  return lines.join(" ");
}
