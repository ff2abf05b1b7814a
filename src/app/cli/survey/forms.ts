import { writeFile } from "node:fs/promises";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { answerColumns } from "../../../survey/questionnaires/answer-columns.ts";
import { findQuestionnaire, listQuestionnaires } from "../../../survey/questionnaires/find-questionnaire.ts";
import { codebookCsv, codebookJson } from "../../../survey/questionnaires/output/codebook.ts";
import { questionsOf } from "../../../survey/questionnaires/questionnaire.ts";
import type { Questionnaire } from "../../../survey/questionnaires/questionnaire.ts";
import { reportOutcome, say, sayJson } from "../outcome.ts";

export type FormatOption = { readonly format: "table" | "json" };
export type CodebookOptions = { readonly format: "csv" | "json"; readonly out?: string };

/** Lists the questionnaires that come with the program. */
export async function listForms({ format }: FormatOption): Promise<void> {
  await reportOutcome(format, async () => {
    const forms = await listQuestionnaires();
    if (format === "json") sayJson(forms.map(summary));
    else for (const form of forms) say(`${form.id}  version ${form.version}  ${form.title}`);
    return ok(undefined);
  });
}

/** Checks a questionnaire and says what it holds, or every fault with its line. */
export async function checkForm(idOrFile: string, { format }: FormatOption): Promise<void> {
  await reportOutcome(format, async () => {
    const found = await findQuestionnaire(idOrFile);
    if (!found.ok) return found;
    const { pages, questions, columns } = summary(found.value);
    if (format === "json") sayJson({ ok: true, ...summary(found.value) });
    else say(`${found.value.title}\nHåller ihop: ${pages} sidor, ${questions} frågor, ${columns} kolumner.`);
    return ok(undefined);
  });
}

/** Writes the codebook of a questionnaire. */
export async function writeCodebook(idOrFile: string, { format, out }: CodebookOptions): Promise<void> {
  await reportOutcome(format, async () => {
    const found = await findQuestionnaire(idOrFile);
    if (!found.ok) return found;
    const text = format === "csv" ? codebookCsv(found.value) : `${JSON.stringify(codebookJson(found.value))}\n`;
    return write(text, out);
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
  const questions = questionsOf(form).filter(({ type }) => type !== "information" && type !== "contact").length;
  return { id, version, title, fingerprint, pages: pages.length, questions, columns: answerColumns(form).length };
}
