/** Rows that a form sent as a file, as CSV: a workbook is read in a process of its own, with limits, so that what is made to take long or much room ends there. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { invalidField, ok } from "../platform/basics/result.ts";
import type { Result } from "../platform/basics/result.ts";
import type { FormBody, SentFile } from "./form-body.ts";
import type { PageContext } from "./page.tsx";
import { uploadedText } from "./uploaded-text.ts";

/** No such file is larger as a workbook. */
const mostMegabytes = 2;
export const longestUpload = (mostMegabytes + 1) * 1024 * 1024;
type Runner = PageContext<"">["runCommand"];

/** The text of the file in the field, undefined where none was sent; or what makes it unreadable, at its field. `most`: of the text, in bytes. */
export async function uploadedRows(body: FormBody, field: string, most: number, runCommand: Runner): Promise<Result<string | undefined>> {
  const [file] = body.files[field] ?? [];
  if (!file) return ok(undefined);
  if (file.size > mostMegabytes * 1024 * 1024) return invalidField(field, `Filen är större än ${mostMegabytes} MB.`);
  if (/\.xlsx$/iu.test(file.name)) {
    const text = await textOfWorkbook(file, field, runCommand);
    return !text.ok || text.value.length <= most ? text : invalidField(field, tooLarge);
  }
  const text = await uploadedText(body, field, most);
  return text === undefined ? invalidField(field, tooLarge) : ok(text);
}

async function textOfWorkbook(file: SentFile, field: string, runCommand: Runner): Promise<Result<string>> {
  const folder = await mkdtemp(join(tmpdir(), "fortrogen-rows-"));
  try {
    const [book, out] = [join(folder, "rows.xlsx"), join(folder, "rows.csv")];
    await writeFile(book, Buffer.from(await new Response(file.stream()).arrayBuffer()), { mode: 0o600 });
    const { code, output } = await runCommand(["delegation", "csv", book, "--out", out, "--format", "json"]);
    if (code === 0) return ok(await readFile(out, "utf8"));
    return invalidField(field, saidIn(code === null ? "" : output));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const tooLarge = "Filen är för stor. Ta bort det som inte hör dit.";
const unreadable = "Filen går inte att läsa. Öppna den i ett kalkylprogram och spara den som Excel-arbetsbok (.xlsx).";

function saidIn(output: string): string {
  try {
    const { error } = JSON.parse(output) as { error?: { message?: string; hint?: string } };
    return [error?.message ?? unreadable, error?.hint].filter(Boolean).join(" ");
  } catch {
    return unreadable;
  }
}
