import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { capital } from "../../../platform/basics/text.ts";
import { FileField, Radios, TextField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import type { SentFile } from "../../../ui/form-body.ts";
import { defineForm } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import { listForms } from "../../questionnaires/queries/list-forms.ts";
import { atField } from "../../tables/reading/fault.ts";
import { beginForm, beginnings } from "../actions/begin-form.ts";
import { editorLinks, ownForms } from "../links.ts";

/** What a workbook is called while it is read. */
const ownName = "form.xlsx";
/** No form is larger. */
const mostMegabytes = 5;

/** Begins a questionnaire: empty, of an example, of one that there is, or of a file. */
export const newFormPage = defineForm({
  path: `${ownForms}/nytt`,
  title: "Gör ett nytt formulär",
  asks: beginForm,
  maxBodyBytes: (mostMegabytes + 1) * 1024 * 1024,
  load: ({ ask }) => ask(listForms, {}),
  values: () => ({ from: beginnings.example }),
  async submit({ body, perform, runCommand }): Promise<Result<{ form: string }>> {
    const [form, title, from] = ["form", "title", "from"].map((name) => body.values[name]?.[0] || undefined);
    const [file] = body.files["file"] ?? [];
    const isFile = from === beginnings.file;
    if (isFile && !file) return invalidField("file", "Välj filen som formuläret ska göras av.");
    const content = isFile && file ? await textOf(file, runCommand) : ok(undefined);
    if (!content.ok) return content;
    const begun = await perform(beginForm, { form, title, from, content: content.value });
    return begun;
  },
  done: ({ form }) => editorLinks.form(form),
  notice: "Formuläret är påbörjat.",
  view: ({ data: { forms }, form }) => (
    <>
      <PageHead heading="Gör ett nytt formulär" back={{ href: ownForms, text: "Till egna formulär" }} />
      <Form form={form} submit="Börja" cancel={ownForms} files draft={false}>
        <TextField
          {...form.field("form")}
          label="Kort namn"
          hint="Står i adressen och i svarsfilen: små bokstäver a–z, siffror och bindestreck. Exempel: fem-fragor-2026."
          width={30}
          maxLength={64}
        />
        <TextField {...form.field("title")} label="Titel" hint="Som de som svarar ser den." optional="om formuläret har en" />
        <Radios
          {...form.field("from")}
          label="Börja med"
          options={[
            { value: beginnings.example, label: "Exemplet med fem frågor", hint: "En snabb enkät: byt frågorna mot dina egna." },
            { value: beginnings.empty, label: "Ett tomt formulär" },
            ...forms.map(({ form: id, title }) => ({ value: id, label: title, hint: `Alla frågor i ${id}, att ändra i.` })),
            {
              value: beginnings.file,
              label: "En fil",
              hint: `En XLSForm (.xlsx) från ODK, Kobo eller liknande, eller ett formulärs egen fil (.yaml). Högst ${mostMegabytes} MB.`,
              reveal: <FileField {...form.field("file")} label="Fil" accept=".xlsx,.yaml,.yml" />,
            },
          ]}
        />
      </Form>
      <Paragraph subtle>Formuläret är ett utkast tills det publiceras, och syns bara för er.</Paragraph>
    </>
  ),
});

/**
 * The text of a questionnaire's file out of what was sent. A workbook is read in a process of its own, with limits: what is made to take long or much
 * room ends there.
 */
async function textOf(file: SentFile, runCommand: PageContext<"">["runCommand"]): Promise<Result<string>> {
  if (file.size > mostMegabytes * 1024 * 1024) return invalidField("file", `Filen är större än ${mostMegabytes} MB.`);
  const bytes = Buffer.from(await new Response(file.stream()).arrayBuffer());
  if (!/\.xlsx$/i.test(file.name))
    return /\.ya?ml$/i.test(file.name) ? textIn(bytes) : invalidField("file", "Filen ska vara .xlsx, .yaml eller .yml.");
  const folder = await mkdtemp(join(tmpdir(), "fortrogen-xlsform-"));
  try {
    const [sheet, out] = [join(folder, ownName), join(folder, "form.yaml")];
    await writeFile(sheet, bytes, { mode: 0o600 });
    const { code, output } = await runCommand(["survey", "import", sheet, "--out", out, "--format", "json"]);
    const made = await readFile(out, "utf8").catch(() => null);
    // What is made is given also where something in it must be mended by hand.
    if (made !== null) return ok(made);
    return failed({ code: "invalid-input", message: unreadable, fields: atField("file", code === null ? [unreadable] : saidIn(output)) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function textIn(bytes: Buffer): Result<string> {
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return invalidField("file", "Filen är inte text i UTF-8.");
  }
}

const unreadable = "Filen går inte att läsa.";

/** What the command said was wrong, fault by fault; of the file by what it is, for its name here is ours. */
function saidIn(output: string): readonly string[] {
  try {
    const { error } = JSON.parse(output) as { error?: { message?: string } };
    return (error?.message ?? unreadable).split("\n").map((line) => capital(line.replace(`${ownName}, `, "")));
  } catch {
    return [unreadable];
  }
}
