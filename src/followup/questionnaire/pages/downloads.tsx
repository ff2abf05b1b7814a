import { municipalAnswers } from "../answers.ts";
import type { Answers } from "../answers.ts";
import { nationalQuestionnaire2024 } from "../definitions/questionnaire.ts";
import { rowsAsCsv, rowsAsCsvForPeople } from "../output/csv.ts";
import { fileName } from "../output/file-name.ts";
import { flatRows } from "../output/rows.ts";
import { rowsAsXlsx } from "../output/xlsx.ts";
import { answerNationalQuestionnaire } from "../queries/answer-national-questionnaire.ts";
import { defineDownload, Refusal } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import { askedPeriod, askedSearch } from "./asked-period.ts";

const title = "Svar på den nationella enkäten";

async function answersFor({ ask, search, today }: Pick<PageContext<string>, "ask" | "search" | "today">): Promise<Answers> {
  const { period } = askedPeriod(search, today);
  if (!period.ok) throw new Refusal(period.error);
  return ask(answerNationalQuestionnaire, period.value);
}

/** The answers exactly as the open extract writes them. */
export const answersJson = defineDownload({
  path: "/uppfoljning/svar.json",
  title,
  asks: answerNationalQuestionnaire,
  type: "application/json; charset=utf-8",
  search: askedSearch,
  body: municipalAnswers,
  async file(context) {
    const answers = await answersFor(context);
    return { name: fileName(answers, "json"), body: `${JSON.stringify(answers, null, 2)}\n` };
  },
});

/** One row per answer, comma separated, with Swedish column names; for programs. */
export const answersCsv = defineDownload({
  path: "/uppfoljning/svar.csv",
  title,
  asks: answerNationalQuestionnaire,
  type: "text/csv; charset=utf-8",
  search: askedSearch,
  async file(context) {
    const answers = await answersFor(context);
    return {
      name: fileName(answers, "csv"),
      body: rowsAsCsv(flatRows(nationalQuestionnaire2024, answers)),
    };
  },
});

/** The same rows as CSV that opens right in a Swedish spreadsheet. */
export const answersCsvForPeople = defineDownload({
  path: "/uppfoljning/svar-excel.csv",
  title,
  asks: answerNationalQuestionnaire,
  type: "text/csv; charset=utf-8",
  search: askedSearch,
  async file(context) {
    const answers = await answersFor(context);
    return {
      name: fileName(answers, "csv"),
      body: rowsAsCsvForPeople(flatRows(nationalQuestionnaire2024, answers)),
    };
  },
});

/** The same rows as an Excel workbook. */
export const answersXlsx = defineDownload({
  path: "/uppfoljning/svar.xlsx",
  title,
  asks: answerNationalQuestionnaire,
  type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  search: askedSearch,
  async file(context) {
    const answers = await answersFor(context);
    return { name: fileName(answers, "xlsx"), body: await rowsAsXlsx(flatRows(nationalQuestionnaire2024, answers)) };
  },
});
