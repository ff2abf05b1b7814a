import { FileField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { uploadedText } from "../../../ui/uploaded-text.ts";
import { longestFile, receiveFile } from "../actions/receive-file.ts";
import { deliveriesPath, deliveryLinks } from "../links.ts";

/** Takes the file of a signed delivery. */
export const receivePage = defineForm({
  path: deliveryLinks.receive,
  title: "Ta emot en signerad fil",
  asks: receiveFile,
  submit: async ({ body, perform }) => perform(receiveFile, { deliveryFile: await uploadedText(body, "deliveryFile", longestFile) }),
  done: (place) => deliveryLinks.unit(place),
  notice: "Leveransen är mottagen.",
  view: ({ form }) => (
    <>
      <PageHead
        heading="Ta emot en signerad fil"
        lead="Filen är signerad med kommunens nyckel och säger själv vilken omgång och enhet den hör till."
        back={{ href: deliveriesPath, text: "Till leveranserna" }}
      />
      <Form form={form} submit="Ta emot" cancel={deliveriesPath} files draft={false}>
        <FileField
          {...form.field("deliveryFile")}
          label="Fil"
          hint="En fil som slutar på .json, högst 1 MB. Samma fil två gånger blir en leverans."
          accept=".json"
        />
        <Paragraph subtle>Tas filen inte emot står det här varför, och bland de avvisade.</Paragraph>
      </Form>
    </>
  ),
});
