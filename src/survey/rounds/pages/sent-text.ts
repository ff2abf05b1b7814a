import type { FormBody } from "../../../ui/form-body.ts";
import { decoded } from "../../tables/reading/read-records.ts";

/** The text of a file that a form sent; undefined where none was. */
export async function sentText(body: FormBody, field: string): Promise<string | undefined> {
  const [file] = body.files[field] ?? [];
  if (!file) return undefined;
  const parts: Uint8Array[] = [];
  for await (const part of file.stream()) parts.push(part);
  return decoded(Buffer.concat(parts));
}
