/** A document as a file to save. */
import type { z } from "zod";
import { makePdf } from "../platform/documents/make-pdf.ts";
import type { PdfOptions } from "../platform/documents/make-pdf.ts";
import type { Template } from "../platform/documents/template.ts";
import { Refusal } from "./page.tsx";

/**
 * What a download gives: the document made as a tagged PDF, under a name that tells nothing of anybody.
 * @throws Refusal with the problem of `makePdf` where it cannot be made.
 */
export async function pdfFile<Values extends z.ZodType>(
  name: string,
  template: Template<Values>,
  values: z.input<Values>,
  options: PdfOptions,
): Promise<{ readonly name: string; readonly body: Uint8Array }> {
  const made = await makePdf(template, values, options);
  if (!made.ok) throw new Refusal(made.error);
  return { name, body: made.value };
}
