import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { FileField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Card, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { uploadedBase64 } from "../../../ui/uploaded-text.ts";
import { letterheadInput, setLetterhead } from "../actions/set-letterhead.ts";
import { mostLogoBytes } from "../logo.ts";
import { getLetterhead } from "../queries/get-letterhead.ts";
import { LetterShown } from "./letter-shown.tsx";

const path = "/brevhuvud";

/** What stands at the top of every letter of casework. */
export const letterheadPage = defineForm({
  path,
  title: "Brevhuvud",
  navigation: { text: "Brevhuvud", order: 27, roles: ["team_leader", "director", "operator"] },
  asks: [setLetterhead, getLetterhead],
  load: ({ ask }) => ask(getLetterhead, {}),
  fields: letterheadInput.shape,
  values: ({ data }) => ({ sender: data.sender ?? undefined, contact: data.contact ?? undefined }),
  submit: async ({ body, perform }) =>
    perform(setLetterhead, {
      sender: body.values["sender"]?.[0],
      contact: body.values["contact"]?.[0],
      logo: await uploadedBase64(body, "logo", mostLogoBytes),
    }),
  done: () => path,
  notice: "Brevhuvudet är sparat. Det står i alla brev från och med nu.",
  view: ({ data, form }) => (
    <>
      <PageHead heading="Brevhuvud" lead="Det som står överst i varje brev från ärenden." />
      <Form form={form} submit="Spara" cancel="/" files draft={false}>
        <FieldsOf form={form} of={letterheadInput.shape} names={["sender", "contact"]} />
        <FileField
          {...form.field("logo")}
          label={data.hasLogo ? "Ny logotyp (PNG)" : "Kommunens logotyp (PNG)"}
          hint="Högst 100 kB. Väljs ingen fil står den som finns kvar."
          optional
          accept=".png,image/png"
        />
      </Form>
      <Card heading="Så ser breven ut nu">
        {data.sender === null ? <Paragraph>Inget eget brevhuvud är skrivet. Kommunens namn står i breven.</Paragraph> : null}
        <LetterShown letter={data.example} />
      </Card>
    </>
  ),
});
