import { formatDateTime } from "../../../platform/basics/dates.ts";
import { FileField, Hidden, TextField } from "../../../ui/components/fields.tsx";
import { Form, PostButton } from "../../../ui/components/form.tsx";
import type { Tokens } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Heading, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineDownload, defineForm, definePage, definePost } from "../../../ui/page.tsx";
import { uploadedText } from "../../../ui/uploaded-text.ts";
import { addressAnswers } from "../actions/address-answers.ts";
import { keepReceiptOfFile, longestReceipt } from "../actions/keep-receipt.ts";
import { sendAnswers } from "../actions/send-answers.ts";
import { sendingLinks, surveyLinks } from "../links.ts";
import { getSealedAnswers } from "../queries/seal-answers.ts";
import { getSending } from "../queries/get-sending.ts";
import type { ReceiptShown, SendingShown } from "../queries/get-sending.ts";

const back = (id: string) => ({ href: sendingLinks.page(id), text: "Till sändningen" });

/** Where signed answers are sent, how the sending stands, the file, and the receipts. */
export const sendingPage = definePage({
  path: "/enkater/:answerSetId/skicka",
  title: "Skicka enkätsvar",
  asks: getSending,
  load: ({ ask, params }) => ask(getSending, { answerSetId: params.answerSetId }),
  refreshSeconds: ({ sending }) => (sending?.isGoing ? secondsBetween : undefined),
  view: ({ data, tokens }) => {
    const { id, addressee, key, receipts, isSigned, signature } = data;
    return (
      <>
        <PageHead
          heading="Skicka svaren"
          lead="Svaren skickas som en signerad fil. Myndigheten ser på signaturen att de kommer från er."
          back={{ href: surveyLinks.set(id), text: "Till enkätens alla sidor" }}
        />
        {isSigned ? null : <Alert tone="info">Svaren är inte underskrivna än. Socialchefen skriver under dem innan de kan skickas.</Alert>}
        {isSigned && receipts.length > 0 && receipts[0]?.signature !== signature ? (
          <Alert tone="warning">Svaren är underskrivna på nytt sedan det senaste kvittot. Skicka dem igen.</Alert>
        ) : null}
        <SendingNow data={data} tokens={tokens} />
        <ToWhom data={data} />
        <section>
          <Heading level={2}>Kommunens nyckel</Heading>
          {key ? (
            <>
              <SummaryList
                rows={[
                  { term: "Nyckel", value: key.keyId },
                  { term: "Publik nyckel", value: <span class="f-break">{key.publicKey}</span> },
                  { term: "Gäller sedan", value: formatDateTime(key.since) },
                ]}
              />
              <Paragraph>
                Lämna den publika nyckeln till myndigheten på ett annat sätt än med svaren, så att den kan se att den är er.
              </Paragraph>
            </>
          ) : (
            <Paragraph>Kommunen har ingen nyckel. Systemförvaltaren gör en med fortrogen survey key.</Paragraph>
          )}
        </section>
        {isSigned && addressee && key ? (
          <section>
            <Heading level={2}>Filen</Heading>
            <Paragraph>Samma svar som en fil, att lämna på annat sätt. Lämnas de två gånger räknas de en gång.</Paragraph>
            <ButtonRow>
              <LinkButton href={sendingLinks.sealed(id)} variant="secondary">
                Hämta den signerade filen
              </LinkButton>
            </ButtonRow>
          </section>
        ) : null}
        <section>
          <Heading level={2}>Kvitton</Heading>
          {receipts.length === 0 ? <Paragraph subtle>Inget kvitto än.</Paragraph> : receipts.map((one) => <ReceiptCard receipt={one} />)}
          <ButtonRow>
            <LinkButton href={sendingLinks.keepReceipt(id)} variant="secondary">
              Spara ett kvitto
            </LinkButton>
          </ButtonRow>
        </section>
      </>
    );
  },
});

const ToWhom = ({ data: { id, addressee, recipient } }: { data: SendingShown }) => (
  <section>
    <Heading level={2}>Mottagare</Heading>
    {addressee ? (
      <SummaryList
        rows={[
          { term: "Myndighet", value: recipient ? `${recipient.agencyName}, ${addressee.agency}` : addressee.agency },
          { term: "Omgång", value: <span class="f-break">{addressee.roundId}</span> },
          {
            term: "Myndighetens nyckel",
            value: recipient ? <span class="f-break">{recipient.fingerprint}</span> : "Inte angiven: kvitton kan inte styrkas",
          },
        ]}
      />
    ) : (
      <Paragraph>Ingen mottagare är angiven. Uppgifterna står i brevet från myndigheten.</Paragraph>
    )}
    {addressee && !recipient ? <Paragraph>Myndighetens adress och nyckel anger systemförvaltaren under Mottagare.</Paragraph> : null}
    <ButtonRow>
      <LinkButton href={sendingLinks.addressee(id)} variant="secondary">
        {addressee ? "Ändra mottagare" : "Ange mottagare"}
      </LinkButton>
    </ButtonRow>
  </section>
);

/** Without JavaScript the page is loaded anew this often while a sending is on its way. */
const secondsBetween = 5;

/** The button, and in a sentence how the last sending of what is signed stands. */
const SendingNow = ({ data, tokens }: { data: SendingShown; tokens: Tokens }) => {
  const { id, addressee, recipient, key, isSigned, signature, sending } = data;
  const current = sending && sending.signature === signature && sending.isToThis ? sending : null;
  const mayBeSent = isSigned && addressee !== null && key !== null && recipient !== null && recipient.host !== null;
  const isOver = current === null || (!current.isGoing && current.state !== "mottagen");
  if (!isSigned || (!mayBeSent && current === null)) return null;
  return (
    <section>
      <Heading level={2}>Sändning</Heading>
      {current === null ? (
        <Paragraph>{`Svaren skickas till ${recipient?.agencyName ?? ""} (${recipient?.host ?? ""}). Kvittot kommer hit.`}</Paragraph>
      ) : (
        <SendingState sending={current} to={recipient?.agencyName ?? "Myndigheten"} />
      )}
      {mayBeSent && isOver ? (
        <ButtonRow>
          <PostButton tokens={tokens} to={sendingLinks.send(id)} variant="primary">
            {current === null ? `Skicka till ${recipient.agencyName}` : "Försök igen"}
          </PostButton>
        </ButtonRow>
      ) : null}
    </section>
  );
};

const SendingState = ({ sending: { state, said, since, isGoing }, to }: { sending: NonNullable<SendingShown["sending"]>; to: string }) => {
  const at = formatDateTime(since);
  switch (state) {
    case "mottagen":
      return <Alert tone="success">{`Mottagen av ${to} ${at}. Kvittot står nedan.`}</Alert>;
    case "nekad":
      return <Alert tone="danger">{`${to} tog inte emot svaren ${at}. ${said ?? ""}`}</Alert>;
    case "fel kvitto":
      return <Alert tone="danger">{`${to} svarade ${at}, men inte med ett kvitto som går att lita på. ${said ?? ""}`}</Alert>;
    case "väntar":
    case "försök":
    case "inget svar":
      if (isGoing) return <Alert tone="info">{goingWords[state](to, at)}</Alert>;
      break;
    case "uppgiven":
    case "ersatt":
  }
  return <Alert tone="warning">{`${to} kunde inte nås (senast ${at}). Försök igen, eller hämta filen och lämna den på annat sätt.`}</Alert>;
};

const goingWords = {
  väntar: (to: string, at: string) => `Väntar på att skickas till ${to} sedan ${at}. Du kan lämna sidan.`,
  försök: (to: string, at: string) => `Skickad till ${to} ${at}. Kvittot har inte kommit än.`,
  "inget svar": (to: string, at: string) =>
    `${to} svarade inte ${at}. Programmet försöker igen av sig självt. Är det bråttom: hämta filen och lämna den på annat sätt.`,
} as const;

const ReceiptCard = ({ receipt: one }: { receipt: ReceiptShown }) => (
  <>
    <Heading level={3}>{`Mottaget ${formatDateTime(new Date(one.receivedAt))}`}</Heading>
    <SummaryList
      rows={[
        { term: "Gäller underskrift nummer", value: `${one.signature}` },
        { term: "Myndighetens nummer", value: `${one.delivery}` },
        { term: "Lämnat", value: one.late ? "Efter sista svarsdagen" : "I tid" },
        { term: "Kvittots äkthet", value: one.verified ? "Styrkt med myndighetens nyckel" : "Inte styrkt" },
        { term: "Fel och varningar", value: `${one.errors} fel, ${one.warnings} varningar` },
      ]}
    />
    {one.findings.length > 0 ? (
      <ul class="ds-list">
        {one.findings.map(({ rule, severity, said }) => (
          <li>{`${severity === "error" ? "Fel" : "Varning"} ${rule}: ${said}`}</li>
        ))}
      </ul>
    ) : null}
  </>
);

/** Sends the signed answers. */
export const sendPost = definePost({
  path: "/enkater/:answerSetId/skicka-nu",
  title: "Skicka enkätsvar",
  action: sendAnswers,
  done: (_out, { params }) => sendingLinks.page(params.answerSetId),
  notice: "Svaren skickas.",
});

/** Says where the answers are sent. */
export const addresseePage = defineForm({
  path: "/enkater/:answerSetId/mottagare",
  title: "Ange mottagare av enkätsvar",
  load: ({ ask, params }) => ask(getSending, { answerSetId: params.answerSetId }),
  values: ({ data: { addressee } }) => ({ follows: addressee?.number ?? 0, agency: addressee?.agency, roundId: addressee?.roundId }),
  action: addressAnswers,
  done: (_out, { params }) => sendingLinks.page(params.answerSetId),
  notice: "Mottagaren är sparad.",
  view: ({ data: { id }, form }) => (
    <>
      <PageHead heading="Vart ska svaren skickas?" lead="Uppgifterna står i brevet från myndigheten." back={back(id)} />
      <Form form={form} submit="Spara" cancel={sendingLinks.page(id)} draft={false}>
        <Hidden {...form.field("follows")} />
        <TextField {...form.field("agency")} label="Myndighetens organisationsnummer" hint="Till exempel 202100-0555" maxLength={11} />
        <TextField {...form.field("roundId")} label="Omgångens nummer" hint="36 tecken med bindestreck" maxLength={36} />
      </Form>
    </>
  ),
});

/** Keeps the agency's receipt. */
export const keepReceiptPage = defineForm({
  path: "/enkater/:answerSetId/spara-kvitto",
  title: "Spara ett kvitto",
  asks: keepReceiptOfFile,
  load: ({ ask, params }) => ask(getSending, { answerSetId: params.answerSetId }),
  submit: async ({ body, params, perform }) =>
    perform(keepReceiptOfFile, { answerSetId: params.answerSetId, receiptFile: await uploadedText(body, "receiptFile", longestReceipt) }),
  done: (_out, { params }) => sendingLinks.page(params.answerSetId),
  notice: "Kvittot är sparat.",
  view: ({ data: { id }, form }) => (
    <>
      <PageHead heading="Spara myndighetens kvitto" back={back(id)} />
      <Form form={form} submit="Spara" cancel={sendingLinks.page(id)} files draft={false}>
        <FileField
          {...form.field("receiptFile")}
          label="Kvitto"
          hint="Filen som myndigheten svarade med, slutar på .json."
          accept=".json"
        />
      </Form>
    </>
  ),
});

/** The signed answers as a file to send. */
export const sealedDownload = defineDownload({
  path: "/enkater/:answerSetId/leverans.json",
  title: "Underskrivna enkätsvar som en signerad leverans",
  asks: getSealedAnswers,
  type: "application/json",
  async file({ ask, params, municipality }) {
    const { delivery, questionnaire, signature } = await ask(getSealedAnswers, { answerSetId: params.answerSetId ?? "" });
    return { name: `${questionnaire}-${municipality.code}-leverans-${signature}.json`, body: delivery };
  },
});
