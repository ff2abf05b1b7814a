/** The delegation order that a form sent, as CSV: a workbook is read in a process of its own, with limits, so that what is made to take long or much room ends there. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import type { FormBody, SentFile } from "../../../ui/form-body.ts";
import type { PageContext } from "../../../ui/page.tsx";
import { uploadedText } from "../../../ui/uploaded-text.ts";
import { longestOrder } from "../actions/propose-delegation.ts";

/** No order is larger as a workbook. */
const mostMegabytes = 2;
export const longestUpload = (mostMegabytes + 1) * 1024 * 1024;
const field = "orderFile";

/** The text of the file, undefined where none was sent; or what makes it unreadable, at its field. */
export async function uploadedOrder(body: FormBody, runCommand: PageContext<"">["runCommand"]): Promise<Result<string | undefined>> {
  const [file] = body.files[field] ?? [];
  if (!file) return ok(undefined);
  if (file.size > mostMegabytes * 1024 * 1024) return invalidField(field, `Filen är större än ${mostMegabytes} MB.`);
  if (/\.xlsx$/iu.test(file.name)) return textOfWorkbook(file, runCommand);
  const text = await uploadedText(body, field, longestOrder);
  return text === undefined ? invalidField(field, "Filen är för stor för en delegationsordning.") : ok(text);
}

async function textOfWorkbook(file: SentFile, runCommand: PageContext<"">["runCommand"]): Promise<Result<string>> {
  const folder = await mkdtemp(join(tmpdir(), "fortrogen-delegation-"));
  try {
    const [book, out] = [join(folder, "delegation.xlsx"), join(folder, "delegation.csv")];
    await writeFile(book, Buffer.from(await new Response(file.stream()).arrayBuffer()), { mode: 0o600 });
    const { code, output } = await runCommand(["delegation", "csv", book, "--out", out, "--format", "json"]);
    if (code === 0) return ok(await readFile(out, "utf8"));
    return invalidField(field, saidIn(code === null ? "" : output));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const unreadable = "Filen går inte att läsa. Öppna den i ett kalkylprogram och spara den som Excel-arbetsbok (.xlsx).";

function saidIn(output: string): string {
  try {
    const { error } = JSON.parse(output) as { error?: { message?: string; hint?: string } };
    return [error?.message ?? unreadable, error?.hint].filter(Boolean).join(" ");
  } catch {
    return unreadable;
  }
}
