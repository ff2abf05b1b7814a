import { buffer } from "node:stream/consumers";
import type { FormBody } from "./form-body.ts";

/**
 * The text of the file that a form sent in the field; undefined where none was, or where it is larger than `most` bytes, in which case nothing of it is
 * read. What is no UTF-8 is read as the older Swedish encoding.
 */
export async function uploadedText(body: FormBody, field: string, most: number): Promise<string | undefined> {
  const [file] = body.files[field] ?? [];
  if (!file || file.size > most) return undefined;
  const bytes = await buffer(file.stream());
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The first file of a field as Base64; undefined where none was sent, and what no reader takes where it is larger than `most` bytes. */
export async function uploadedBase64(body: FormBody, field: string, most: number): Promise<string | undefined> {
  const [file] = body.files[field] ?? [];
  if (!file || file.size === 0) return undefined;
  return file.size > most ? "AAAA" : (await buffer(file.stream())).toString("base64");
}
