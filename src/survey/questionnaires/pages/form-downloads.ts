import { z } from "zod";
import { languageCode } from "../../../platform/basics/languages.ts";
import { defineDownload } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import { pdfFile } from "../../../ui/pdf-file.ts";
import { codebookCsv, codebookSheets } from "../output/codebook.ts";
import { codebookDdi } from "../output/ddi.ts";
import { readingTemplate } from "../output/reading-version.ts";
import { sheetsAsXlsx } from "../../../platform/documents/sheets-xlsx.ts";
import type { Questionnaire } from "../questionnaire.ts";
import { getForm } from "../queries/get-form.ts";
import { loadForm } from "./forms-of-page.ts";

/** The questionnaire of the address, for whoever may read it. */
async function formOf(context: Pick<PageContext<"/formular/:form">, "ask" | "actor" | "params">): Promise<Questionnaire> {
  const { form } = context.params;
  await context.ask(getForm, { form });
  return loadForm(context, form);
}

const title = "Kodbok";

/** The reading version as a tagged PDF. */
export const readingVersionPdf = defineDownload({
  path: "/formular/:form/lasversion.pdf",
  title: "Läsversion",
  asks: getForm,
  type: "application/pdf",
  search: z.object({ sprak: z.string().regex(languageCode).optional() }),
  async file({ ask, params: { form }, search, now }) {
    const language = search.get("sprak") ?? undefined;
    const name = `${form}-lasversion${language === undefined ? "" : `-${language}`}.pdf`;
    return pdfFile(name, readingTemplate, await ask(getForm, { form, language }), { at: now, refusesLacking: language !== undefined });
  },
});

/** A line for each column of the answers. */
export const codebookAsCsv = defineDownload({
  path: "/formular/:form/kodbok.csv",
  title,
  asks: getForm,
  type: "text/csv; charset=utf-8",
  async file(context) {
    return { name: `${context.params.form}-kodbok.csv`, body: codebookCsv(await formOf(context)) };
  },
});

/** The same as an Excel workbook. */
export const codebookAsXlsx = defineDownload({
  path: "/formular/:form/kodbok.xlsx",
  title,
  asks: getForm,
  type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  async file(context) {
    return { name: `${context.params.form}-kodbok.xlsx`, body: await sheetsAsXlsx(codebookSheets(await formOf(context))) };
  },
});

/** The same as DDI-Codebook. */
export const codebookAsDdi = defineDownload({
  path: "/formular/:form/kodbok.xml",
  title,
  asks: getForm,
  type: "application/xml",
  async file(context) {
    return { name: `${context.params.form}-kodbok.xml`, body: codebookDdi(await formOf(context)) };
  },
});
