import { Hidden, TextArea, TextField, Fieldset } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { saveCodeBook } from "../actions/save-code-book.ts";
import { codingLinks } from "../links.ts";
import { getCoding } from "../queries/get-coding.ts";

/** Empty lines that a form begins with beside those that are written. */
const spare = 4;
const fields = ["code", "meaning", "example", "includes", "excludes"] as const;

/** The code book of an open question: every save is a new version. */
export const codeBookPage = defineForm({
  path: "/omgangar/:roundId/kodning/:column/kodbok",
  title: "Kodbok",
  load: ({ ask, params }) => ask(getCoding, params),
  values: ({ data: { codes, version } }) =>
    Object.fromEntries([
      ["follows", String(version)],
      ...codes.flatMap((code, at) => fields.map((field) => [`codes.${at}.${field}`, code[field] ?? ""] as const)),
    ]) as Record<string, string>,
  action: saveCodeBook,
  done: (_out, { params: { roundId, column } }) => codingLinks.question(roundId, column),
  notice: "Kodboken är sparad som en ny version.",
  standing: ({ data: { version }, params: { roundId, column } }) => ({
    words: {},
    goOn: codingLinks.book(roundId, column),
    follows: ["follows", String(version)],
  }),
  view: ({ data, form, params: { roundId, column } }) => (
    <>
      <PageHead heading="Kodbok" lead={data.label} back={{ href: codingLinks.question(roundId, column), text: "Till frågan" }} />
      <Paragraph>
        Varje gång du sparar blir det en ny version. Töm en rad för att ta bort koden; fyll i de tomma raderna för att lägga till, spara och
        öppna igen för fler.
      </Paragraph>
      {data.version > 0 ? (
        <Alert tone="info">
          Svar som har kodats med en kod som tas bort eller får en annan betydelse behöver kodas på nytt. Exempel går att ändra fritt.
        </Alert>
      ) : null}
      <Form form={form} submit="Spara som ny version" cancel={codingLinks.question(roundId, column)}>
        <Hidden {...form.field("follows")} />
        {Array.from({ length: data.codes.length + spare }, (_, at) => (
          <Fieldset legend={data.codes[at]?.code ?? `Ny kod ${at + 1}`}>
            <TextField {...form.field(`codes.${at}.code`)} label="Kod" width={30} maxLength={30} optional={at > 0} />
            <TextField {...form.field(`codes.${at}.meaning`)} label="Betyder" maxLength={300} optional={at > 0} />
            <TextArea {...form.field(`codes.${at}.example`)} label="Exempel" rows={2} optional />
            <TextArea {...form.field(`codes.${at}.includes`)} label="Räkna med" rows={2} optional />
            <TextArea {...form.field(`codes.${at}.excludes`)} label="Räkna inte med" rows={2} optional />
          </Fieldset>
        ))}
      </Form>
    </>
  ),
});
