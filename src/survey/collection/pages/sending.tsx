import { formatDateTime } from "../../../platform/basics/dates.ts";
import { FileField, Hidden, TextArea, TextField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Heading, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineDownload, defineForm, definePage } from "../../../ui/page.tsx";
import { uploadedText } from "../../../ui/uploaded-text.ts";
import { addressAnswers } from "../actions/address-answers.ts";
import { keepReceiptOfFile, longestReceipt } from "../actions/keep-receipt.ts";
import { sendingLinks, surveyLinks } from "../links.ts";
import { getSealedAnswers } from "../queries/seal-answers.ts";
import { getSending } from "../queries/get-sending.ts";
import type { ReceiptShown } from "../queries/get-sending.ts";

const back = (id: string) => ({ href: sendingLinks.page(id), text: "Till sändningen" });

/** Where signed answers are sent, the file to send, and the receipts. */
export const sendingPage = definePage({
  path: "/enkater/:answerSetId/skicka",
  title: "Skicka enkätsvar",
  asks: getSending,
  load: ({ ask, params }) => ask(getSending, { answerSetId: params.answerSetId }),
  view: ({ data: { id, addressee, key, receipts, isSigned, signature } }) => (
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
      <section>
        <Heading level={2}>Mottagare</Heading>
        {addressee ? (
          <SummaryList
            rows={[
              { term: "Myndighet", value: addressee.agency },
              { term: "Omgång", value: <span class="f-break">{addressee.roundId}</span> },
              {
                term: "Myndighetens nyckel",
                value:
                  addressee.agencyKey === null ? (
                    "Inte angiven: kvitton kan inte styrkas"
                  ) : (
                    <span class="f-break">{addressee.agencyKey}</span>
                  ),
              },
            ]}
          />
        ) : (
          <Paragraph>Ingen mottagare är angiven. Uppgifterna står i brevet från myndigheten.</Paragraph>
        )}
        <ButtonRow>
          <LinkButton href={sendingLinks.addressee(id)} variant="secondary">
            {addressee ? "Ändra mottagare" : "Ange mottagare"}
          </LinkButton>
        </ButtonRow>
      </section>
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
          <Paragraph>Skicka filen till myndigheten, eller låt systemförvaltaren skicka den med fortrogen survey send.</Paragraph>
          <ButtonRow>
            <LinkButton href={sendingLinks.sealed(id)}>Hämta den signerade filen</LinkButton>
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
  ),
});

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

/** Says where the answers are sent. */
export const addresseePage = defineForm({
  path: "/enkater/:answerSetId/mottagare",
  title: "Ange mottagare av enkätsvar",
  load: ({ ask, params }) => ask(getSending, { answerSetId: params.answerSetId }),
  values: ({ data: { addressee } }) => ({
    follows: addressee?.number ?? 0,
    agency: addressee?.agency,
    roundId: addressee?.roundId,
    agencyKey: addressee?.agencyKey ?? undefined,
  }),
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
        <TextArea
          {...form.field("agencyKey")}
          label="Myndighetens publika nyckel"
          hint="Med den ser programmet att ett kvitto är myndighetens."
          rows={2}
          optional
        />
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
