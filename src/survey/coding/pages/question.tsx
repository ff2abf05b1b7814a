import type { FC } from "hono/jsx";
import { PostButton } from "../../../ui/components/form.tsx";
import type { Tokens } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Card, Heading, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { definePage, definePost } from "../../../ui/page.tsx";
import { PartView } from "../../fieldwork/pages/part-view.tsx";
import { finishCoding } from "../actions/finish-coding.ts";
import { takeSeat } from "../actions/take-seat.ts";
import { codingLinks } from "../links.ts";
import { getCoding } from "../queries/get-coding.ts";
import type { CodingShown } from "../queries/get-coding.ts";

/** The coding of one open question: code book, who codes, how alike, what differs, how many got each code. */
export const codedQuestionPage = definePage({
  path: "/omgangar/:roundId/kodning/:column",
  title: "Kodning av en öppen fråga",
  asks: getCoding,
  load: ({ ask, params }) => ask(getCoding, params),
  view: ({ data, params: { roundId, column }, tokens }) => (
    <>
      <PageHead
        heading={data.label}
        lead={`${data.title}. ${data.answers === 1 ? "1 svar" : `${data.answers} svar`} med egna ord.`}
        back={{ href: codingLinks.questions(roundId), text: "Till öppna svar" }}
      />
      <Coders data={data} roundId={roundId} column={column} tokens={tokens} />
      <section>
        <Heading level={2}>Kodbok</Heading>
        <Paragraph subtle>{data.version === 0 ? "Ingen kodbok är skriven." : `Version ${data.version}.`}</Paragraph>
        <Table
          caption="Koder"
          hideCaption
          rows={data.codes}
          empty="Skriv kodboken innan någon kodar."
          columns={[
            { heading: "Kod", cell: ({ code }) => code },
            { heading: "Betyder", cell: ({ meaning }) => meaning },
            { heading: "Exempel", cell: ({ example }) => example ?? "–" },
            { heading: "Räkna med", cell: ({ includes }) => includes ?? "–" },
            { heading: "Räkna inte med", cell: ({ excludes }) => excludes ?? "–" },
          ]}
        />
        <ButtonRow>
          <LinkButton href={codingLinks.book(roundId, column)} variant="secondary">
            {data.version === 0 ? "Skriv kodboken" : "Ändra kodboken"}
          </LinkButton>
        </ButtonRow>
      </section>
      <PartView part={data.shares} />
      <PartView part={data.agreement} />
      {data.isRevealed ? <Differing data={data} roundId={roundId} column={column} /> : null}
      <section>
        <Heading level={2}>Använd svaren</Heading>
        <ButtonRow>
          {data.isRevealed ? <LinkButton href={codingLinks.publish(roundId, column)}>Publicera efter kod</LinkButton> : null}
          <LinkButton href={codingLinks.quotes(roundId, column)} variant="secondary">
            Citat
          </LinkButton>
          <LinkButton href={codingLinks.csv(roundId, column, "koder")} variant="tertiary">
            Svar och koder som CSV
          </LinkButton>
        </ButtonRow>
      </section>
    </>
  ),
});

type Of = { readonly data: CodingShown; readonly roundId: string; readonly column: string };

const Coders: FC<Of & { tokens: Tokens }> = ({ data, roundId, column, tokens }) => {
  const me = data.coders.find(({ isMe }) => isMe);
  return (
    <Card heading="Vilka kodar?">
      <ul class="ds-list">
        {[1, 2].map((seat) => {
          const coder = data.coders.find((one) => one.seat === seat);
          return (
            <li>
              {coder === undefined
                ? `Kodare ${seat}: ingen än`
                : `Kodare ${seat}: ${coder.name}${coder.isMe ? " (du)" : ""}, ${progressOf(coder, data.answers)}`}
            </li>
          );
        })}
      </ul>
      {data.isRevealed ? null : <Paragraph subtle>Ni ser inte varandras koder förrän båda är klara.</Paragraph>}
      {data.anew > 0 ? (
        <Alert tone="warning">{`${data.anew === 1 ? "1 svar" : `${data.anew} svar`} som du har kodat behöver kodas på nytt: svaret har ändrats av en senare leverans, eller koden i kodboken.`}</Alert>
      ) : null}
      <ButtonRow>
        {me === undefined && data.coders.length < 2 ? (
          <PostButton tokens={tokens} to={codingLinks.take(roundId, column)}>
            Bli kodare
          </PostButton>
        ) : null}
        {me !== undefined && data.version > 0 && me.left > 0 ? (
          <LinkButton href={codingLinks.code(roundId, column)}>Koda nästa svar</LinkButton>
        ) : null}
        {me !== undefined && data.version > 0 && !data.isRevealed ? (
          <LinkButton href={codingLinks.load(roundId, column)} variant="tertiary">
            Läs in koder ur en tabell
          </LinkButton>
        ) : null}
        {me !== undefined && me.left === 0 && me.doneAt === null && data.answers > 0 ? (
          <PostButton tokens={tokens} to={codingLinks.finish(roundId, column)}>
            Jag är klar
          </PostButton>
        ) : null}
      </ButtonRow>
    </Card>
  );
};

function progressOf({ left, doneAt }: CodingShown["coders"][number], answers: number): string {
  const coded = `${answers - left} av ${answers} kodade`;
  return doneAt === null ? coded : `${coded}, klar ${formatDateTime(new Date(doneAt))}`;
}

const Differing: FC<Of> = ({ data, roundId, column }) => (
  <section>
    <Heading level={2}>Svar som har kodats olika</Heading>
    <Table
      caption="Svar som har kodats olika"
      hideCaption
      rows={data.differing}
      empty="De två har kodat alla svar lika."
      columns={[
        { heading: "Svar", cell: (one) => <Link href={codingLinks.settle(roundId, column, one.unitId)}>{shortened(one.said)}</Link> },
        { heading: "Kodare 1", cell: ({ first }) => first.join(", ") },
        { heading: "Kodare 2", cell: ({ second }) => second.join(", ") },
        {
          heading: "Avgjort",
          cell: ({ settled, by, reason }) => (settled === null ? "Inte avgjort" : `${settled.join(", ")} (${by ?? ""}: ${reason ?? ""})`),
        },
      ]}
    />
  </section>
);

const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}…` : text);

/** Becomes one of the two. */
export const takeSeatPost = definePost({
  path: "/omgangar/:roundId/kodning/:column/bli-kodare",
  title: "Bli kodare",
  action: takeSeat,
  done: (_out, { params: { roundId, column } }) => codingLinks.question(roundId, column),
  notice: "Du är kodare av frågan.",
});

/** Says that one is done. */
export const finishCodingPost = definePost({
  path: "/omgangar/:roundId/kodning/:column/klar",
  title: "Klar med kodningen",
  action: finishCoding,
  done: (_out, { params: { roundId, column } }) => codingLinks.question(roundId, column),
  notice: "Du har sagt att du är klar.",
});
