import { FileField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { changeContacts } from "../actions/change-contacts.ts";
import { roundLinks } from "../links.ts";
import { getRound } from "../queries/get-round.ts";
import { sentText } from "./sent-text.ts";

/** Takes a list of addresses for the units of a round. */
export const contactsPage = defineForm({
  path: "/omgangar/:roundId/kontakter",
  title: "Läs in adresser",
  asks: changeContacts,
  load: ({ ask, params: { roundId } }) => ask(getRound, { roundId }),
  async submit({ body, perform, params: { roundId } }) {
    const contacts = await sentText(body, "contacts");
    return perform(changeContacts, { roundId, ...(contacts === undefined ? {} : { contacts }) });
  },
  done: (_out, { params: { roundId } }) => roundLinks.round(roundId),
  notice: "Adresserna är inlästa.",
  view: ({ data: { round, units }, form, params: { roundId } }) => (
    <>
      <PageHead heading="Läs in adresser" lead={round.title} back={{ href: roundLinks.round(roundId), text: "Till omgången" }} />
      <Paragraph>{`${units.filter((one) => one.has_address).length} av ${units.length} enheter har en adress.`}</Paragraph>
      <Form form={form} submit="Läs in" cancel={roundLinks.round(roundId)} files draft={false}>
        <FileField
          {...form.field("contacts")}
          label="Lista"
          hint="En CSV-fil med kolumnerna kommun, namn och e-post. Namnet får vara tomt. En ny adress gäller i stället för den som enheten hade; enheter som inte står i listan ändras inte."
          accept=".csv,.txt"
        />
      </Form>
    </>
  ),
});
