import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Workbook } from "exceljs";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, test } from "vitest";
import { readPdf } from "../../../../tests/support/pdf.ts";
import { valueOf } from "../../../platform/basics/result.ts";
import { makePdf } from "../../../platform/documents/make-pdf.ts";
import { answerColumns } from "../answer-columns.ts";
import { findQuestionnaire } from "../find-questionnaire.ts";
import { questionsOf } from "../questionnaire.ts";
import type { Questionnaire } from "../questionnaire.ts";
import { faultsInDdi } from "../test/ddi-rules.ts";
import { showForm } from "../shown.ts";
import { formText, readForm } from "../test/forms.ts";
import { textsOf } from "../texts.ts";
import { readTranslations } from "../translations.ts";
import { codebookCsv, codebookJson, codebookSheets } from "./codebook.ts";
import { codebookDdi } from "./ddi.ts";
import { readingHtml } from "./reading-html.tsx";
import { readingTemplate, readingVersionOf } from "./reading-version.ts";
import { sheetsAsXlsx } from "../../../platform/documents/sheets-xlsx.ts";

let form: Questionnaire;

beforeAll(async () => {
  form = valueOf(await findQuestionnaire("delaktighet-2024"));
});

const read = (file: string) => readFileSync(join(import.meta.dirname, "..", "example", file), "utf8");
const example = readForm(read("fem-fragor.yaml"));
const texts = valueOf(readTranslations(read("texter.csv")));
const at = new Date("2024-08-01T10:00:00Z");

/** Texts that would be markup, a formula or a break where they are not taken as text. */
const hostile = readForm(
  formText(`- question: 1
  type: single
  text: '<script>alert("1")</script> & ]]>'
  alternatives: ['=1+1', '<b>"b"</b>', '#let x = 1']
  comment: "& <i>"`),
);

describe("the codebook", () => {
  test("of 2024 has a line for each column, and no other columns than the program knows", () => {
    const lines = codebookCsv(form).trimEnd().split("\r\n");
    expect(lines).toHaveLength(answerColumns(form).length + 1);
    expect(lines[0]).toBe("column,question,row,type,alternatives");
    expect(new Set(answerColumns(form).map(({ column }) => column)).size).toBe(answerColumns(form).length);
    expect(lines).toContain("q13,13,,en,Ja|Nej");
    expect(lines).toContain(
      'q24_13,24,Annat,skala,"1. I låg utsträckning|2.|3.|4.|5. I hög utsträckning|Kan inte svara"'.replaceAll('"', ""),
    );
    expect(lines.filter((line) => /Telefonnummer|Ditt namn/.test(line))).toEqual([]);
  });

  test("says the same as a workbook, read back by another program", async () => {
    const workbook = new Workbook();
    await workbook.xlsx.load((await sheetsAsXlsx(codebookSheets(form))) as never);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(["Kodbok", "Definitioner", "Om formuläret"]);
    expect(workbook.worksheets[1]?.rowCount).toBe(form.definitions.length + 1);
    const sheet = workbook.worksheets[0];
    expect(sheet?.rowCount).toBe(answerColumns(form).length + 1);
    expect(sheet?.getRow(1).getCell(1).text).toBe("column");
    expect(sheet?.getRow(2).getCell(3).text).toBe(answerColumns(form)[0]?.row);
  });

  test("says the same as JSON", () => {
    const { columns, questionnaire, fingerprint, definitions } = codebookJson(form);
    expect(definitions.map(({ term }) => term)).toEqual(form.definitions.map(({ term }) => term));
    expect({ questionnaire, fingerprint }).toEqual({ questionnaire: "delaktighet-2024", fingerprint: form.fingerprint });
    expect(columns.map(({ column }) => column)).toEqual(answerColumns(form).map(({ column }) => column));
  });

  test("has a sheet with every text where the questionnaire is translated", () => {
    const sheets = codebookSheets(example, texts);
    const { rows = [] } = sheets.find(({ name }) => name === "Texter") ?? {};
    expect(rows[0]).toEqual(["key", "sv", "en", "fi", "ar"]);
    expect(rows.slice(1).map(([key]) => key)).toEqual([...textsOf(example).keys()]);
    expect(rows.flat()).not.toContain("");
  });

  test("never runs what is in it", async () => {
    const workbook = new Workbook();
    await workbook.xlsx.load((await sheetsAsXlsx(codebookSheets(hostile))) as never);
    const cells = workbook.worksheets.flatMap((sheet) => sheet.getSheetValues().flat());
    expect(cells.filter((cell) => typeof cell === "object" && cell !== null && "formula" in cell)).toEqual([]);
  });
});

/** The elements of a document, each with its parent, in order. @throws where it is no XML. */
function elementsOf(xml: string): readonly { name: string; parent: string; attributes: Readonly<Record<string, string>>; text: string }[] {
  const found: { name: string; parent: string; attributes: Readonly<Record<string, string>>; text: string }[] = [];
  const open: (typeof found)[number][] = [];
  const parser = new SaxesParser();
  parser.on("error", (cause) => {
    throw cause;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const made = { name, parent: open.at(-1)?.name ?? "", attributes: attributes as Record<string, string>, text: "" };
    found.push(made);
    open.push(made);
  });
  parser.on("text", (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return found;
}

describe("DDI-Codebook", () => {
  const told = { title: "Enkäten & svaren", abstract: "Om", universe: "Alla", collection: "Webb", response: "63 %", appraisal: "" };

  test("is what the schema takes: elements, their order and number, attributes, identifiers and what points at them", () => {
    expect(codebookDdi(form)).toContain('<codeBook xmlns="ddi:codebook:2_5"');
    for (const document of [codebookDdi(form), codebookDdi(form, told), codebookDdi(hostile), codebookDdi(hostile, told)])
      expect(faultsInDdi(document)).toEqual([]);
  });

  test("would be refused where it were otherwise", () => {
    const refused = (from: string, to: string) => {
      const document = codebookDdi(form, told);
      expect(document).toContain(from);
      return faultsInDdi(document.replace(from, to)).length;
    };
    expect(refused("ddi:codebook:2_5", "ddi:codebook:2_6")).toBeGreaterThan(0);
    expect(refused("<titl>Enkäten &amp; svaren</titl>", "")).toBe(1);
    expect(refused("<stdyDscr>", "<stdyDscr>Ord")).toBe(1);
    expect(refused("<titl>", "<titl><labl>x</labl>")).toBe(1);
    expect(refused("<biblCit>", "<biblCit>x</biblCit><biblCit>")).toBe(1);
    expect(refused('type="grid"', 'type="table"')).toBe(1);
    expect(refused('intrvl="discrete"', 'intrvl="discrete" size="2"')).toBe(1);
    expect(refused(' name="q1_1"', "")).toBe(1);
    expect(refused('ID="V_q1_1"', 'ID="1_1"')).toBeGreaterThan(0);
    expect(refused('ID="V_q1_2"', 'ID="V_q1_1"')).toBeGreaterThan(0);
  });

  test("has every column with its alternatives, and says which are outside the scale", () => {
    const elements = elementsOf(codebookDdi(form));
    const variables = elements.filter(({ name }) => name === "var").map(({ attributes }) => attributes["name"]);
    expect(variables).toEqual(answerColumns(form).map(({ column }) => column));
    const outside = elements.filter(({ name, attributes }) => name === "catgry" && attributes["missing"] === "Y");
    const expected = answerColumns(form).filter(({ alternatives }) => alternatives.some((text) => /^(Kan inte|Vet inte)/.test(text)));
    expect(outside).toHaveLength(expected.length);
  });

  test("is XML whatever the texts are", () => {
    const texts = elementsOf(codebookDdi(hostile)).map(({ text }) => text);
    expect(texts).toContain('<script>alert("1")</script> & ]]>');
    expect(texts).toContain('<b>"b"</b>');
  });
});

describe("the reading version", () => {
  test("has every question of the form, and says what is restored, what is ours, and when a question is asked", () => {
    const version = readingVersionOf(form);
    const questions = version.pages.flatMap((page) => page.questions);
    expect(questions).toHaveLength(questionsOf(form).length);
    const of = (name: string) => questions.find((question) => question.name === name) ?? expect.fail(name);
    expect(of("q13a").asked).toBe("Visas om svaret på fråga 13 är ”Ja”.");
    expect(of("q4a").asked).toMatch(
      /^Visas om svaret på fråga 4 för ”Enskilt samtal\/möte med barnet” är ”Ja, men med vissa begränsningar” eller svaret/,
    );
    expect(of("q4d").asked).toMatch(
      /fråga 4c för ”Barn som har haft enskilda samtal\/möten med handläggare” är ”Ja, kan .* ålder” eller ”Ja, kan .* kön”\.$/,
    );
    expect(version).toMatchObject({ language: "sv", languages: ["sv"], translation: [] });
    expect(of("q12b").tables.map((rows) => rows.length)).toEqual([2, 1]);
    expect(of("q4b").marks).toEqual(["Återställt (raderna): raderna i 17b.", "Återställt (svarsalternativen): svarsskalan i 17b."]);
    expect(of("q13").marks).toEqual(["Vårt val (svarsslaget): att ett svar väljs är inte tryckt."]);
    expect(of("q1").definitions).toHaveLength(3);
  });

  test("is a page that stands alone, and holds nothing but text of what is written", () => {
    const page = readingHtml(form);
    expect(page).toMatch(/^<!doctype html><html lang="sv">/);
    expect(page).not.toMatch(/<script|<link|src=/);
    // Style is no text of HTML: a sign that is escaped there is another rule.
    expect(/<style>([^<]*)/.exec(page)?.[1]).not.toContain("&");
    for (const { number } of questionsOf(form)) if (/^\d/.test(number)) expect(page).toContain(`${number}. `);
    expect(readingHtml(hostile)).not.toContain("<script>");
    expect(readingHtml(hostile)).not.toContain("<b>");
  });

  test("is a tagged PDF with headings, tables and every question", async () => {
    const bytes = valueOf(await makePdf(readingTemplate, readingVersionOf(form), { at: new Date("2024-08-01T10:00:00Z") }));
    const pdf = await readPdf(bytes);
    expect(pdf).toMatchObject({ title: form.title, language: "sv", isMarked: true });
    expect(pdf.bookmarks.map((mark) => mark.trim())).toEqual(expect.arrayContaining(form.pages.map(({ title }) => title)));
    expect(pdf.roles).toEqual(expect.arrayContaining(["H1", "H2", "Table", "TH", "TD", "L", "LI"]));
    const words = pdf.pageTexts.join(" ");
    for (const { number } of questionsOf(form)) if (/^\d/.test(number)) expect(words).toContain(`${number}. `);
    expect(words).toContain("Läsversion. delaktighet-2024, version 1");
  });

  test("is a page in a language, each text with it, from its side", () => {
    const page = readingHtml(example, showForm(example, texts, "ar"));
    expect(page).toContain('<main dir="rtl"><h1><span lang="ar" dir="rtl">خمسة أسئلة عن دعم الوالدين</span></h1>');
    expect(page).toContain('<span lang="ar" dir="rtl">المقصود بمركز الأسرة');
    expect(page).toContain("لم يراجع الترجمةَ أحدٌ");
  });

  test("is a tagged PDF in a language that the fonts have", async () => {
    const values = readingVersionOf(example, showForm(example, texts, "fi"));
    const pdf = await readPdf(valueOf(await makePdf(readingTemplate, values, { at, refusesLacking: true })));
    expect(pdf).toMatchObject({ title: "Viisi kysymystä vanhempien tuesta", language: "fi", isMarked: true });
    expect(pdf.text).toContain("Perhekeskuksella tarkoitetaan");
  });

  test("is no PDF in a language whose letters no font has: that is said in words, and no box is printed", async () => {
    const values = readingVersionOf(example, showForm(example, texts, "ar"));
    const made = await makePdf(readingTemplate, values, { at, refusesLacking: true });
    expect(made).toMatchObject({ ok: false, error: { code: "document-lacks-signs" } });
    expect(made.ok ? "" : made.error.message).toMatch(/saknar tecken som språket skrivs med: .*ع/u);
  });

  test("shows as text what would be code in the document's language", async () => {
    const bytes = valueOf(await makePdf(readingTemplate, readingVersionOf(hostile), { at: new Date("2024-08-01T10:00:00Z") }));
    expect((await readPdf(bytes)).text).toContain("#let x = 1");
  });
});
