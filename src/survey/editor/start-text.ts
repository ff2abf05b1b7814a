/** What a questionnaire of one's own begins as. */
import { readFile } from "node:fs/promises";
import { stringify } from "yaml";
import { FormFile } from "./form-file.ts";

const example = new URL("../questionnaires/example/fem-fragor.yaml", import.meta.url);
const shipped = new URL("../questionnaires/forms/", import.meta.url);

/** The five questions that newcomers copy. */
export const exampleText = (): Promise<string> => readFile(example, "utf8");

/** The file of a questionnaire that comes with the program. */
export const shippedText = (form: string): Promise<string> => readFile(new URL(`${form}.yaml`, shipped), "utf8");

/** A questionnaire with one page and one question, which is the least that one can be. */
export const emptyText = (form: string, title: string): string =>
  stringify({
    id: form,
    version: 1,
    language: "sv",
    title,
    pages: [
      {
        page: "sida-1",
        title: "Sida 1",
        questions: [{ question: 1, type: "single", text: "Skriv den första frågan här.", alternatives: ["Ja", "Nej"] }],
      },
    ],
  });

/** A text under another name, with a number of its own and, where one is given, another title. Null where it is no questionnaire's file. */
export function renamed(
  content: string,
  { form, version, title }: { form: string; version: number; title?: string | undefined },
): string | null {
  const file = FormFile.open(content);
  if (!file) return null;
  file.setTop("id", form);
  file.setTop("version", version);
  if (title !== undefined) file.setTop("title", title);
  return file.content;
}
