import { writeFile } from "node:fs/promises";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { readMunicipality } from "../../platform/database/connect.ts";
import { answerQuestionnaire } from "../../followup/questionnaire/answer-questionnaire.ts";
import type { Answers } from "../../followup/questionnaire/answers.ts";
import { nationalQuestionnaire2024 } from "../../followup/questionnaire/definitions/questionnaire.ts";
import { explainAnswers } from "../../followup/questionnaire/explained.ts";
import { rowsAsCsv, rowsAsCsvForPeople } from "../../followup/questionnaire/output/csv.ts";
import { fileName } from "../../followup/questionnaire/output/file-name.ts";
import { flatRows } from "../../followup/questionnaire/output/rows.ts";
import { answersAsTable } from "../../followup/questionnaire/output/table.ts";
import { rowsAsXlsx } from "../../followup/questionnaire/output/xlsx.ts";
import { parsePeriod } from "../../followup/questionnaire/period.ts";
import type { Period } from "../../followup/questionnaire/period.ts";
import { chooseMunicipality, listAddedMunicipalities, openDatabaseContext, withCasework } from "./context.ts";
import type { ChosenMunicipality, DatabaseContext } from "./context.ts";
import { reportOutcome, wrongUsage } from "./outcome.ts";

/** What `fortrogen answer` was asked for. */
export type AnswerOptions = {
  readonly period: string;
  readonly format: "table" | "json" | "csv" | "csv-excel" | "xlsx";
  readonly municipality?: string;
  readonly all?: boolean;
  readonly out?: string;
};

/** The database works on two municipalities while the program waits: as many as the cores of a small server. */
const atATime = 2;

type Answered = { readonly municipality: ChosenMunicipality; readonly answers: Answers };

/** Answers for one municipality or all, and writes the answers in the form asked for. */
export async function answerAtCommand(options: AnswerOptions): Promise<void> {
  await reportOutcome(options.format, async () => {
    const period = parsePeriod(options.period);
    if (!period.ok) return failed(wrongUsage(period.error.message, period.error.hint));
    const opened = await openDatabaseContext();
    if (!opened.ok) return opened;
    try {
      const chosen = await choose(opened.value, options);
      if (!chosen.ok) return chosen;
      const answered = await answerEach(opened.value, chosen.value, period.value);
      if (!answered.ok) return answered;
      return await write(answered.value, options);
    } finally {
      await opened.value.close();
    }
  });
}

async function choose({ db }: DatabaseContext, options: AnswerOptions): Promise<Result<readonly ChosenMunicipality[]>> {
  const present = withCasework(await listAddedMunicipalities(db));
  if (options.all && present.length > 0) return ok(present);
  const one = chooseMunicipality(present, options.municipality);
  return one.ok ? ok([one.value]) : one;
}

async function answerEach(
  { db }: DatabaseContext,
  municipalities: readonly ChosenMunicipality[],
  period: Period,
): Promise<Result<Answered[]>> {
  const results: Result<Answered>[] = [];
  const waiting = [...municipalities.entries()];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, municipality] = next;
      const result = await readMunicipality(db.app, municipality.id, (tx) => answerQuestionnaire(tx, municipality, period));
      results[place] = result.ok ? ok({ municipality, answers: result.value }) : result;
      showProgress((done += 1), municipalities.length);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  const answered: Answered[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    answered.push(result.value);
  }
  return ok(answered);
}

function showProgress(done: number, total: number): void {
  if (total < 2 || !process.stderr.isTTY) return;
  process.stderr.write(`\r${done} av ${total} kommuner${done === total ? "\n" : ""}`);
}

async function write(answered: readonly Answered[], options: AnswerOptions): Promise<Result<void>> {
  const content = await render(answered, options);
  const file = options.out ?? (options.format === "xlsx" ? ownName(answered, options) : undefined);
  if (file === undefined) {
    await new Promise((resolve) => process.stdout.write(content, resolve));
    return ok(undefined);
  }
  try {
    await writeFile(file, content);
  } catch (cause) {
    const { code = "" } = cause as NodeJS.ErrnoException;
    return failed({
      code: "file-not-written",
      message: `Filen ${file} gick inte att skriva (${code}).`,
      hint: "Kontrollera att mappen finns och att du får skriva i den, eller välj en annan fil med --out.",
    });
  }
  process.stderr.write(`Svaren är skrivna till ${file}.\n`);
  return ok(undefined);
}

async function render(answered: readonly Answered[], options: AnswerOptions): Promise<string | Buffer> {
  const all = answered.map(({ answers }) => answers);
  const rows = () => all.flatMap((answers) => flatRows(nationalQuestionnaire2024, answers));
  switch (options.format) {
    case "json":
      return `${JSON.stringify(options.all ? all : all[0], null, 2)}\n`;
    case "csv":
      return rowsAsCsv(rows());
    case "csv-excel":
      return rowsAsCsvForPeople(rows());
    case "xlsx":
      return rowsAsXlsx(rows());
    case "table":
      return answered
        .map(({ municipality, answers }) => answersAsTable(explainAnswers(nationalQuestionnaire2024, answers), municipality.name))
        .join("\n");
  }
}

function ownName(answered: readonly Answered[], options: AnswerOptions): string {
  const first = answered[0]?.answers;
  if (!first) return "svar.xlsx";
  return fileName(options.all ? { ...first, municipality: "alla" } : first, "xlsx");
}
