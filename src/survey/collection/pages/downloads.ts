import { csvForPrograms } from "../../../platform/basics/csv-for-programs.ts";
import { defineDownload, notFound } from "../../../ui/page.tsx";
import { answerColumns } from "../../questionnaires/answer-columns.ts";
import { countedAnswers } from "../answer-file.ts";
import { getAnswerSet } from "../queries/get-answer-set.ts";
import { savedAnswers } from "../standing.ts";
import { loadSet } from "./load-set.ts";

/** The answers that count as one line, in the columns of the codebook: `kommun` first. */
export const answersCsv = defineDownload({
  path: "/enkater/:answerSetId/svar.csv",
  outside: { respondent: "/svar/:answerSetId/svar.csv" },
  title: "Kommunens svar på en enkät, i kodbokens kolumner",
  asks: getAnswerSet,
  type: "text/csv; charset=utf-8",
  async file(context) {
    const { set, form } = await loadSet(context, context.params.answerSetId);
    const answers = new Map(countedAnswers(form, savedAnswers(set)).map(({ column, value }) => [column, value]));
    const columns = answerColumns(form).map(({ column }) => column);
    const body = csvForPrograms([
      ["kommun", ...columns],
      [set.answeredBy.code, ...columns.map((column) => answers.get(column) ?? "")],
    ]);
    return { name: `${form.id}-${set.answeredBy.code}.csv`, body };
  },
});

/** What was signed last, as it was signed. */
export const signedJson = defineDownload({
  path: "/enkater/:answerSetId/svar.json",
  outside: { respondent: "/svar/:answerSetId/svar.json" },
  title: "Det underskrivna innehållet i kommunens svar på en enkät",
  asks: getAnswerSet,
  type: "application/json",
  async file(context) {
    const { set, form } = await loadSet(context, context.params.answerSetId);
    const [last] = set.signatures;
    if (!last) notFound();
    return { name: `${form.id}-${set.answeredBy.code}-${last.number}.json`, body: last.file };
  },
});
