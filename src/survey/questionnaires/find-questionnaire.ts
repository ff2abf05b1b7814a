/** The questionnaires that come with the program, and those in a file of somebody's own. */
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import { inOneLine } from "./faults.ts";
import type { FileFault } from "./faults.ts";
import type { Questionnaire } from "./questionnaire.ts";
import { readQuestionnaire } from "./read-questionnaire.ts";

const forms = join(import.meta.dirname, "forms");
const ending = ".yaml";

/** Ids of the questionnaires that come with the program, in alphabetical order. */
export async function listIds(): Promise<readonly string[]> {
  const files = await readdir(forms);
  return files
    .filter((file) => file.endsWith(ending))
    .map((file) => basename(file, ending))
    .sort();
}

/** The questionnaires that come with the program. @throws where one does not hold together, which its test would have said. */
export async function listQuestionnaires(): Promise<readonly Questionnaire[]> {
  return Promise.all((await listIds()).map(shipped));
}

const read = new Map<string, Promise<Questionnaire>>();

/** One that comes with the program, read once. */
function shipped(id: string): Promise<Questionnaire> {
  const known = read.get(id) ?? readShipped(id);
  read.set(id, known);
  return known;
}

async function readShipped(id: string): Promise<Questionnaire> {
  const file = join(forms, `${id}${ending}`);
  const made = readQuestionnaire(await readFile(file, "utf8"), basename(file));
  if (!made.ok) throw new Error(`The questionnaire ${id} does not hold together:\n${made.faults.map(inOneLine).join("\n")}`);
  return made.value;
}

/**
 * A questionnaire by its id, or by the path of its file (a name that ends with .yaml or .yml, or has a slash).
 * Problems: `questionnaire-unknown`, `file-unreadable`, `questionnaire-faulty` with every fault, its line first.
 */
export async function findQuestionnaire(idOrFile: string): Promise<Result<Questionnaire>> {
  if (/[/\\]|\.ya?ml$/.test(idOrFile)) return readOwnFile(idOrFile);
  const ids = await listIds();
  if (ids.includes(idOrFile)) return ok(await shipped(idOrFile));
  return failed({
    code: "questionnaire-unknown",
    message: `Det finns inget formulär som heter ${idOrFile}.`,
    hint: `De som finns: ${ids.join(", ")}. Ett eget anges med sin fil: mapp/formulär.yaml.`,
  });
}

async function readOwnFile(path: string): Promise<Result<Questionnaire>> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) {
    return failed({
      code: "file-unreadable",
      message: `Filen ${path} går inte att läsa.`,
      hint: "Kontrollera att den finns och att du får läsa den.",
    });
  }
  const made = readQuestionnaire(text, path);
  return made.ok ? made : failed(faulty(made.faults));
}

/** What is wrong with a file, as a problem. */
export const faulty = (faults: readonly FileFault[]): Problem => ({
  code: "questionnaire-faulty",
  message: `Formuläret går inte att använda.\n${faults.map(inOneLine).join("\n")}`,
  hint: "Rätta det som står på raderna ovan.",
});
