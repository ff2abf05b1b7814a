import { z } from "zod";
import { failed, invalidField } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { FileField, Hidden } from "../../../ui/components/fields.tsx";
import { FilterForm, Form } from "../../../ui/components/form.tsx";
import { TextField } from "../../../ui/components/fields.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Details, Heading, Link, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineDownload, defineForm, notFound, Refusal } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import { directionOf, isLanguage, languageCode, languageName } from "../../../platform/basics/languages.ts";
import { translationsIn } from "../../questionnaires/find-texts.ts";
import type { Questionnaire } from "../../questionnaires/questionnaire.ts";
import { textsOf } from "../../questionnaires/texts.ts";
import { aboutTranslation, isReviewed, missingIn, translationCsv, untranslatedQuestions } from "../../questionnaires/translations.ts";
import type { Translations } from "../../questionnaires/translations.ts";
import { saveTexts } from "../actions/save-texts.ts";
import { editorLinks, ownForms } from "../links.ts";
import { getTexts } from "../queries/get-texts.ts";
import { loadOwn } from "./load-own.ts";

const mostMegabytes = 2;
const language = z.string().regex(languageCode);

async function loadTexts(context: Pick<PageContext<"">, "ask">, form: string) {
  const { checked } = await loadOwn(context, form);
  const { number, content } = await context.ask(getTexts, { form });
  return { form: checked.value, number, texts: translationsIn(content) };
}

/** What is translated of a questionnaire, and what is missing in each language. */
export const languagesPage = defineForm({
  path: `${ownForms}/:form/sprak`,
  title: "Språk",
  asks: saveTexts,
  maxBodyBytes: (mostMegabytes + 1) * 1024 * 1024,
  load: (context) => loadTexts(context, context.params.form),
  values: ({ data: { number } }) => ({ follows: number }),
  async submit({ body, params: { form }, perform }) {
    const [file] = body.files["content"] ?? [];
    if (!file) return invalidField("content", "Välj filen med texterna.");
    if (file.size > mostMegabytes * 1024 * 1024) return invalidField("content", `Filen är större än ${mostMegabytes} MB.`);
    const bytes = new Uint8Array(await new Response(file.stream()).arrayBuffer());
    const content = decoded(bytes);
    if (content === null) return failed({ code: "invalid-input", message: "Filen är inte text i UTF-8.", field: "content" });
    return perform(saveTexts, { form, follows: body.values["follows"]?.[0], content });
  },
  done: (_out, { params: { form } }) => editorLinks.texts(form),
  notice: "Texterna är sparade.",
  view: ({ data, form, params }) => (
    <>
      <PageHead
        heading="Språk"
        lead="Svaren är desamma på alla språk: formulärets egna ord. Det som visas kan översättas."
        back={{ href: editorLinks.form(params.form), text: "Till formuläret" }}
      />
      {data.form === null ? (
        <Paragraph>Formuläret har fel. När de är rättade går det att översätta.</Paragraph>
      ) : (
        <>
          <Report form={data.form} texts={data.texts} name={params.form} />
          <section>
            <Heading level={2}>Hämta texterna att översätta</Heading>
            <Paragraph>En tabell med en rad för varje text och en kolumn för varje språk, med det som är översatt redan.</Paragraph>
            <FilterForm action={editorLinks.textsCsv(params.form, "").split("?")[0] ?? ""} submit="Hämta tabellen">
              <TextField name="sprak" value="en" values={["en"]} label="Språk" hint="Som en, fi, ar eller so." width={4} maxLength={3} />
            </FilterForm>
          </section>
          <section>
            <Heading level={2}>Lägg in översatta texter</Heading>
            <Form form={form} submit="Lägg in" files draft={false}>
              <Hidden {...form.field("follows")} />
              <FileField {...form.field("content")} label="Tabellen" hint={`CSV i UTF-8, högst ${mostMegabytes} MB.`} accept=".csv" />
            </Form>
          </section>
        </>
      )}
    </>
  ),
});

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const Report = ({ form, texts, name }: { form: Questionnaire; texts: Translations; name: string }) => {
  const all = textsOf(form).size;
  const languages = texts.languages.filter((one) => one !== form.language);
  const rows = languages.map((one) => ({ one, missing: missingIn(form, texts, one), about: aboutTranslation(texts, one) }));
  return (
    <section>
      <Heading level={2}>Översatt</Heading>
      <Table
        caption="Språk"
        hideCaption
        empty="Formuläret finns bara på sitt eget språk."
        rows={rows}
        columns={[
          { heading: "Språk", cell: ({ one }) => <Link href={editorLinks.textsCsv(name, one)}>{languageName(one)}</Link> },
          {
            heading: "Läge",
            cell: ({ missing }) => (
              <Tag tone={missing.length === 0 ? "success" : "warning"}>{missing.length === 0 ? "Helt översatt" : "Inte klart"}</Tag>
            ),
          },
          { heading: "Saknas eller ändrat", cell: ({ missing }) => `${missing.length} av ${all} texter`, numeric: true },
          {
            heading: "Granskat",
            cell: ({ about }) => (isReviewed(about) ? `${about.day}, ${about.reviewer}` : "Inte av någon med språket som modersmål"),
          },
          { heading: "Översatt av", cell: ({ about }) => about.source || "Inte angivet" },
          {
            heading: "Pröva",
            cell: ({ one, missing }) =>
              missing.length === all ? "" : <Link href={editorLinks.try(name, one)}>{`Pröva på ${languageName(one)}`}</Link>,
          },
          { heading: "Skrivs från", cell: ({ one }) => (directionOf(one) === "rtl" ? "höger" : "vänster") },
        ]}
      />
      {rows
        .filter(({ missing }) => missing.length > 0)
        .map(({ one, missing }) => (
          <Details summary={`Vad som saknas på ${languageName(one)}`}>
            <Paragraph>{`Frågor: ${untranslatedQuestions(form, missing).join(", ") || "inga"}.`}</Paragraph>
            <ul class="ds-list">
              {missing.slice(0, 200).map(({ key, why }) => (
                <li>{why === "changed" ? `${key} (texten är ändrad sedan den översattes)` : key}</li>
              ))}
            </ul>
          </Details>
        ))}
    </section>
  );
};

const noLanguage: Problem = {
  code: "language-unknown",
  message: "Det som står i adressen är inget språk.",
  hint: "Ett språk skrivs med sin kod i två eller tre små bokstäver, som en, fi eller ar.",
};

/** The table for whoever translates. */
export const textsDownload = defineDownload({
  path: `${ownForms}/:form/texter.csv`,
  title: "Ett formulärs texter att översätta",
  asks: getTexts,
  type: "text/csv; charset=utf-8",
  search: z.object({ sprak: language.optional() }),
  async file(context) {
    const wanted = language.safeParse(context.search.get("sprak") ?? "en");
    const { form, texts } = await loadTexts(context, context.params.form);
    if (form === null) notFound();
    if (!wanted.success || !isLanguage(wanted.data)) throw new Refusal(noLanguage);
    return { name: `${form.id}-texter.csv`, body: translationCsv(form, texts, wanted.data) };
  },
});
