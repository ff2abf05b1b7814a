/** The codebook as DDI-Codebook 2.5, for archives and for programs that describe data. */
import { answerColumns, columnsOfQuestion } from "../answer-columns.ts";
import type { AnswerColumn } from "../answer-columns.ts";
import { inWords } from "../conditions/in-words.ts";
import { questionsOf } from "../questionnaire.ts";
import type { Alternative, Question, Questionnaire } from "../questionnaire.ts";
import { element, escapeXml } from "./xml.ts";
import type { Element } from "./xml.ts";

const namespace = "ddi:codebook:2_5";
const schema = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd";

/** What is known of a survey that was made with the questionnaire, for those who read its figures. */
export type StudyTold = {
  readonly title: string;
  readonly abstract: string;
  readonly universe: string;
  readonly collection: string;
  readonly response: string;
  readonly appraisal: string;
};

/** The whole document. The elements stand in the order that the schema asks for. `told` is of a survey that was made. Errors: none. */
export function codebookDdi(form: Questionnaire, told: StudyTold | null = null): string {
  const columns = new Map(answerColumns(form).map((column) => [column.column, column]));
  const questions = questionsOf(form);
  const root = element(
    "codeBook",
    {
      xmlns: namespace,
      "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "xsi:schemaLocation": `${namespace} ${schema}`,
      version: "2.5",
      "xml:lang": form.language,
      ID: form.id,
    },
    study(form, told),
    element(
      "dataDscr",
      {},
      ...questions.flatMap(group),
      ...questions.flatMap((question) => columnsOfQuestion(question).map((column) => variable(form, question, column, columns))),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

const words = (name: string, text: string, attributes: Readonly<Record<string, string | undefined>> = {}): Element =>
  element(name, attributes, escapeXml(text));

function study({ id, version, title, source, fingerprint }: Questionnaire, told: StudyTold | null): Element {
  const titles = element("titlStmt", {}, words("titl", told?.title ?? title), words("IDNo", id));
  const of = element("verStmt", {}, words("version", String(version)), words("notes", `SHA-256 ${fingerprint}`));
  const citation = element("citation", {}, titles, of, ...(source === null ? [] : [words("biblCit", source)]));
  if (told === null) return element("stdyDscr", {}, citation);
  const about = element("stdyInfo", {}, words("abstract", told.abstract), element("sumDscr", {}, words("universe", told.universe)));
  const analysis = element("anlyInfo", {}, words("respRate", told.response), words("dataAppr", told.appraisal));
  const method = element("method", {}, element("dataColl", {}, words("collMode", told.collection)), analysis);
  return element("stdyDscr", {}, citation, about, method);
}

/** A question with several columns is a group of variables. */
function group(question: Question): readonly Element[] {
  const type = { grid: "grid", several: "multipleResp" }[question.type as string];
  if (type === undefined) return [];
  const ids = columnsOfQuestion(question).filter(({ isBeside }) => !isBeside);
  const text = `${question.number}. ${question.text}`;
  return [element("varGrp", { ID: `G_${question.name}`, type, var: ids.map(({ column }) => idOf(column)).join(" ") }, words("labl", text))];
}

const idOf = (column: string): string => `V_${column}`;

function variable(form: Questionnaire, question: Question, column: AnswerColumn, columns: ReadonlyMap<string, AnswerColumn>): Element {
  const { row, type, alternatives } = column;
  const page = form.pages.find(({ questions }) => questions.includes(question));
  const asks = [page?.ask, question.ask].flatMap((ask) => (ask ? [inWords(ask.when, columns)] : []));
  const label = `${question.number}${row === "" ? `. ${question.text}` : `: ${row}`}`;
  const isNumber = type === "tal";
  return element(
    "var",
    { ID: idOf(column.column), name: column.column, intrvl: isNumber ? "contin" : "discrete" },
    words("labl", label),
    element(
      "qstn",
      { ID: `Q_${column.column}`, seqNo: question.number },
      ...(row === "" ? [] : [words("preQTxt", question.text)]),
      words("qstnLit", row === "" ? question.text : row),
      ...(explained(question) === "" ? [] : [words("ivuInstr", explained(question))]),
    ),
    ...(asks.length === 0 ? [] : [words("universe", `De där ${asks.join(", och där ")}.`, { clusion: "I" })]),
    ...alternatives.map((alternative) => category(alternative, question)),
    words("varFormat", "", { type: isNumber ? "numeric" : "character", schema: "other" }),
    ...markNotes(question, column),
  );
}

/** The help of a question, and the words in it that mean something special. */
const explained = ({ help, definitions }: Question): string => [...help, ...definitions.map(({ text }) => text)].join("\n");

function category(text: string, question: Question): Element {
  const known: readonly Alternative[] = "alternatives" in question ? question.alternatives : [];
  const isOutside = known.find((alternative) => alternative.text === text)?.isOutside ?? false;
  return element("catgry", { missing: isOutside ? "Y" : "N" }, words("catValu", text), words("labl", text));
}

/** What is restored or ours is said once for a question: at its first column. */
function markNotes(question: Question, column: AnswerColumn): readonly Element[] {
  if (columnsOfQuestion(question)[0] !== column) return [];
  const notes = (subject: string, marks: Question["restored"]): readonly Element[] =>
    Object.entries(marks).map(([part, why]) => words("notes", `${part}: ${why}`, { type: subject }));
  return [...notes("restored", question.restored), ...notes("inferred", question.inferred)];
}
