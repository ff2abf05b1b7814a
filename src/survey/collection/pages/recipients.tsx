import { formatDateTime } from "../../../platform/basics/dates.ts";
import { Hidden, TextArea, TextField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { ButtonRow, Heading, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { setRecipient } from "../actions/set-recipient.ts";
import { recipientLinks } from "../links.ts";
import { findRecipients } from "../queries/find-recipients.ts";

/** The agencies that signed answers to surveys are sent to, with the fingerprint of each one's key. For whoever runs the program. */
export const recipientsPage = definePage({
  path: recipientLinks.all,
  title: "Mottagare av enkätsvar",
  navigation: { text: "Mottagare", order: 15 },
  asks: findRecipients,
  load: ({ ask }) => ask(findRecipients, {}),
  view: ({ data: { recipients } }) => (
    <>
      <PageHead
        heading="Mottagare av enkätsvar"
        lead="Hit skickas enkätsvar som socialchefen har skrivit under, och ingen annanstans. Med myndighetens nyckel ser programmet att ett kvitto är äkta."
      />
      {recipients.length === 0 ? <Paragraph>Ingen mottagare är angiven. Svaren går då att lämna som en fil.</Paragraph> : null}
      {recipients.map(({ agency, agencyName, address, fingerprint, publicKey, by, at }) => (
        <section>
          <Heading level={2}>{agencyName}</Heading>
          <SummaryList
            rows={[
              { term: "Organisationsnummer", value: agency },
              { term: "Adress", value: address === null ? "Ingen: svaren lämnas som en fil" : <span class="f-break">{address}</span> },
              { term: "Nyckelns fingeravtryck", value: <span class="f-break">{fingerprint}</span> },
              { term: "Publik nyckel", value: <span class="f-break">{publicKey}</span> },
              { term: "Angiven", value: `${formatDateTime(at)} av ${by}` },
            ]}
          />
          <ButtonRow>
            <LinkButton href={recipientLinks.set(agency)} variant="secondary">{`Ändra ${agencyName}`}</LinkButton>
          </ButtonRow>
        </section>
      ))}
      <ButtonRow>
        <LinkButton href={recipientLinks.set()}>Ange en mottagare</LinkButton>
      </ButtonRow>
    </>
  ),
});

/** Sets an agency that answers are sent to. */
export const setRecipientPage = defineForm({
  path: recipientLinks.set(),
  title: "Ange mottagare av enkätsvar",
  load: async ({ ask, search }) => {
    const { recipients } = await ask(findRecipients, {});
    return { now: recipients.find(({ agency }) => agency === search.get("myndighet")) };
  },
  values: ({ data: { now } }) => ({
    follows: now?.number ?? 0,
    agency: now?.agency,
    agencyName: now?.agencyName,
    address: now?.address ?? undefined,
    publicKey: now?.publicKey,
  }),
  action: setRecipient,
  done: () => recipientLinks.all,
  notice: "Mottagaren är sparad. Jämför fingeravtrycket med det som myndigheten har lämnat.",
  view: ({ data: { now }, form }) => (
    <>
      <PageHead
        heading={now ? "Ändra en mottagare" : "Ange en mottagare"}
        lead="Uppgifterna kommer från myndigheten."
        back={{ href: recipientLinks.all, text: "Till mottagarna" }}
      />
      <Form form={form} submit="Spara" cancel={recipientLinks.all} draft={false}>
        <Hidden {...form.field("follows")} />
        {now ? (
          <Hidden {...form.field("agency")} />
        ) : (
          <TextField {...form.field("agency")} label="Myndighetens organisationsnummer" hint="Till exempel 202100-0555" maxLength={11} />
        )}
        <TextField {...form.field("agencyName")} label="Vad myndigheten heter" maxLength={100} />
        <TextField
          {...form.field("address")}
          label="Adress till myndighetens program"
          hint="Börjar med https://, eller med http:// för ett program på den här datorn, till exempel http://localhost:3000. Utan adress lämnas svaren som en fil."
          maxLength={300}
          optional
        />
        <TextArea
          {...form.field("publicKey")}
          label="Myndighetens publika nyckel"
          hint="Raden som myndigheten har lämnat. Jämför fingeravtrycket med myndigheten på ett annat sätt än det som nyckeln kom på."
          rows={2}
        />
      </Form>
    </>
  ),
});
