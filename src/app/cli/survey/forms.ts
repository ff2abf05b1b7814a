import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { systemClock } from "../../../platform/basics/clock.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { isLanguage } from "../../../platform/basics/languages.ts";
import { makePdf } from "../../../platform/documents/make-pdf.ts";
import { answerColumns } from "../../../survey/questionnaires/answer-columns.ts";
import { faulty, findQuestionnaire, listQuestionnaires } from "../../../survey/questionnaires/find-questionnaire.ts";
import { codebookDdi } from "../../../survey/questionnaires/output/ddi.ts";
import { readingTemplate, readingVersionOf } from "../../../survey/questionnaires/output/reading-version.ts";
import { sheetsAsXlsx } from "../../../platform/documents/sheets-xlsx.ts";
import { codebookCsv, codebookJson, codebookSheets } from "../../../survey/questionnaires/output/codebook.ts";
import { answeredQuestions } from "../../../survey/questionnaires/questionnaire.ts";
import type { Questionnaire } from "../../../survey/questionnaires/questionnaire.ts";
import { readQuestionnaire } from "../../../survey/questionnaires/read-questionnaire.ts";
import { showIn } from "../../../survey/questionnaires/shown.ts";
import {
  aboutTranslation,
  isReviewed,
  missingIn,
  noTranslations,
  readTranslations,
  translationCsv,
  untranslatedQuestions,
} from "../../../survey/questionnaires/translations.ts";
import type { Missing, Translations } from "../../../survey/questionnaires/translations.ts";
import { formsWithPlan, planOf } from "../../../survey/studies/plans.ts";
import { fromXlsform } from "../../../survey/questionnaires/xlsform/read-xlsform.ts";
import { xlsformOf } from "../../../survey/questionnaires/xlsform/write-xlsform.ts";
import { reportOutcome, say, sayJson, wrongUsage } from "../outcome.ts";
import { openSheets } from "./open-sheets.ts";

export type FormatOption = { readonly format: "table" | "json" };
export type CodebookOptions = {
  readonly format: "csv" | "json" | "xlsx" | "ddi" | "xlsform";
  readonly texts?: string;
  readonly out?: string;
};
export type PreviewOptions = {
  readonly format: "html" | "pdf";
  readonly language?: string;
  readonly texts?: string;
  readonly out?: string;
};
export type TextsOptions = { readonly language: string; readonly known?: string; readonly out?: string };
export type PlanOptions = { readonly out?: string };
export type CheckOptions = FormatOption & { readonly texts?: string };

/** Lists the questionnaires that come with the program. */
export async function listForms({ format }: FormatOption): Promise<void> {
  await reportOutcome(format, async () => {
    const forms = await listQuestionnaires();
    if (format === "json") sayJson(forms.map(summary));
    else for (const form of forms) say(`${form.id}  version ${form.version}  ${form.title}`);
    return ok(undefined);
  });
}

/** Checks a questionnaire and says what it holds, or every fault with its line; with a table of texts, what is not translated too. */
export async function checkForm(idOrFile: string, { format, texts }: CheckOptions): Promise<void> {
  await reportOutcome(format, async () => {
    const found = await findQuestionnaire(idOrFile);
    if (!found.ok) return found;
    const known = await translationsIn(texts);
    if (!known.ok) return known;
    const languages = known.value.languages.filter((language) => language !== found.value.language);
    const missing = languages.map((language) => ({
      language,
      reviewed: isReviewed(aboutTranslation(known.value, language)),
      missing: missingIn(found.value, known.value, language),
    }));
    const { pages, questions, columns } = summary(found.value);
    if (format === "json") sayJson({ ok: true, ...summary(found.value), ...(texts === undefined ? {} : { languages: missing }) });
    else {
      say(`${found.value.title}\nHåller ihop: ${pages} sidor, ${questions} frågor, ${columns} kolumner.`);
      for (const one of missing) {
        say(missingWords(found.value, one.language, one.missing));
        if (!one.reviewed) say(`  Ingen som har språket som modersmål har granskat texterna.`);
      }
    }
    return ok(undefined);
  });
}

function missingWords(form: Questionnaire, language: string, missing: readonly Missing[]): string {
  if (missing.length === 0) return `Språket ${language}: allt är översatt.`;
  const changed = missing.filter(({ why }) => why === "changed").length;
  const lines = missing.map(({ key, why }) => `  ${key}${why === "changed" ? " (texten är ändrad sedan den översattes)" : ""}`);
  const questions = untranslatedQuestions(form, missing).length;
  return `Språket ${language}: ${missing.length} texter saknas eller är ändrade (${changed} ändrade), i ${questions} frågor.\n${lines.join("\n")}`;
}

/** Writes the codebook of a questionnaire, or the questionnaire as XLSForm. */
export async function writeCodebook(idOrFile: string, { format, texts, out }: CodebookOptions): Promise<void> {
  await reportOutcome(format, async () => {
    const found = await findQuestionnaire(idOrFile);
    if (!found.ok) return found;
    const form = found.value;
    const known = await translationsIn(texts);
    if (!known.ok) return known;
    const make: Readonly<Record<CodebookOptions["format"], () => string | Promise<Uint8Array>>> = {
      csv: () => codebookCsv(form),
      json: () => `${JSON.stringify(codebookJson(form))}\n`,
      xlsx: () => sheetsAsXlsx(codebookSheets(form, known.value)),
      ddi: () => codebookDdi(form),
      xlsform: () => sheetsAsXlsx(xlsformOf(form, known.value)),
    };
    const usual = { xlsx: `${form.id}-kodbok.xlsx`, xlsform: `${form.id}-xlsform.xlsx` } as const;
    return write(await make[format](), out ?? (format === "xlsx" || format === "xlsform" ? usual[format] : undefined));
  });
}

/** Writes the analysis plan that comes with a form, as it lies in the program. */
export async function writePlan(form: string, { out }: PlanOptions): Promise<void> {
  await reportOutcome(undefined, async () => {
    const known = formsWithPlan();
    if (!known.includes(form))
      return failed(wrongUsage(`Ingen analysplan följer med ”${form}”.`, `De formulär som har en plan: ${known.join(", ")}.`));
    return write(await readFile(planOf(form), "utf8"), out);
  });
}

/** Writes the reading version as a page or as a PDF, in the questionnaire's own language or in one of a table of texts. */
export async function previewForm(idOrFile: string, { format, language, texts, out }: PreviewOptions): Promise<void> {
  await reportOutcome(undefined, async () => {
    const found = await findQuestionnaire(idOrFile);
    if (!found.ok) return found;
    const known = await translationsIn(texts);
    if (!known.ok) return known;
    const words = showIn(found.value, known.value, language ?? null);
    if (!words.ok)
      return texts === undefined
        ? failed({ ...words.error, hint: "Översättningarna står i en tabell. Ange den med --texts texter.csv." })
        : words;
    const file = out ?? `${found.value.id}${words.value.language === null ? "" : `-${words.value.language}`}.${format}`;
    if (format === "html") {
      await import("../../web/tsx-hook.mjs");
      const { readingHtml } = await import("../../../survey/questionnaires/output/reading-html.tsx");
      return write(readingHtml(found.value, words.value), file);
    }
    const refusesLacking = words.value.language !== null;
    const made = await makePdf(readingTemplate, readingVersionOf(found.value, words.value), { at: systemClock(), refusesLacking });
    return made.ok ? write(made.value, file) : made;
  });
}

/** Writes the table of a questionnaire's texts for whoever translates. */
export async function writeTexts(idOrFile: string, { language, known, out }: TextsOptions): Promise<void> {
  await reportOutcome(undefined, async () => {
    if (!isLanguage(language))
      return failed(wrongUsage(`”${language.slice(0, 40)}” är inget språk. Ett språk skrivs som en, fi eller ar.`));
    const found = await findQuestionnaire(idOrFile);
    if (!found.ok) return found;
    const before = await translationsIn(known);
    return before.ok ? write(translationCsv(found.value, before.value, language), out) : before;
  });
}

/** The table of texts in a file; an empty one where none was named. */
async function translationsIn(path: string | undefined): Promise<Result<Translations>> {
  if (path === undefined) return ok(noTranslations);
  const csv = await readFile(path, "utf8").catch(() => null);
  if (csv === null) return failed({ code: "file-unreadable", message: `Filen ${path} går inte att läsa.` });
  const read = readTranslations(csv);
  if (read.ok) return read;
  return failed({ ...read.error, message: `${path}: ${read.error.message}`, hint: "”fortrogen survey texts” skriver en sådan tabell." });
}

/** Makes a questionnaire's file of an XLSForm. */
export async function importForm(
  path: string,
  { out, format }: { readonly out?: string; readonly format: "table" | "json" },
): Promise<void> {
  await reportOutcome(format, async () => {
    const sheets = await openSheets(path);
    if (!sheets.ok) return sheets;
    const made = fromXlsform(sheets.value);
    if (!made.ok) {
      const lines = made.faults.map(({ row, message }) => `${basename(path)}, bladet survey, rad ${row}: ${message}`);
      return failed({
        code: "xlsform-faulty",
        message: lines.join("\n"),
        hint: "Ändra raderna i arbetsboken, eller ta bort dem, och försök igen.",
      });
    }
    // What was made is given also where something in it must be mended by hand.
    const read = readQuestionnaire(made.text, out ?? "formulär.yaml");
    const written = await write(made.text, out);
    return !written.ok || read.ok ? written : failed(faulty(read.faults));
  });
}

/** To a file, or to whoever reads the output. */
async function write(content: string | Uint8Array, out: string | undefined): Promise<Result<undefined>> {
  if (out === undefined) {
    process.stdout.write(content);
    return ok(undefined);
  }
  try {
    await writeFile(out, content);
  } catch (cause) {
    return failed({ code: "file-not-written", message: `Det gick inte att skriva ${out}: ${(cause as NodeJS.ErrnoException).code}.` });
  }
  say(`Skrivet till ${out}.`);
  return ok(undefined);
}

function summary(form: Questionnaire) {
  const { id, version, title, fingerprint, pages } = form;
  return {
    id,
    version,
    title,
    fingerprint,
    pages: pages.length,
    questions: answeredQuestions(form).length,
    columns: answerColumns(form).length,
  };
}
