import { columnsOfQuestion } from "../../src/survey/questionnaires/answer-columns.ts";
import type { Page, Questionnaire } from "../../src/survey/questionnaires/questionnaire.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { FormReader } from "../../src/survey/questionnaires/find-form.ts";
import { findQuestionnaire } from "../../src/survey/questionnaires/find-questionnaire.ts";

/** Where no questionnaire of a tenant's own is looked for. */
export const shippedAlone: FormReader = { municipalityId: 0, stored: () => Promise.resolve(undefined) };

/** The whole form of 2024. */
export const form2024 = async (): Promise<Questionnaire> => valueOf(await findQuestionnaire("delaktighet-2024"));

/**
 * What a person fills in where nothing stands in a page that is shown: the first alternative of what is chosen, a sentence where something is written.
 * `shown` are the names of the questions on the page; what `stands` is left as it is.
 */
export function fillRest(
  page: Page,
  shown: ReadonlySet<string>,
  stands: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
  const fields: Record<string, readonly string[]> = {};
  for (const question of page.questions) {
    if (!shown.has(question.name)) continue;
    const columns = columnsOfQuestion(question);
    const first = columns.find(({ type }) => type === "flera");
    if (first && stands[question.name] === undefined) fields[question.name] = [first.column];
    for (const { column, type, alternatives, isBeside } of columns) {
      if (type === "flera" || isBeside || stands[column] !== undefined) continue;
      fields[column] = alternatives.length > 0 ? [alternatives[0] ?? ""] : ["Vi följer upp det i ledningsgruppen."];
    }
  }
  return fields;
}

/** What stands in the fields of a form, as a browser would send it. */
export function standingIn(html: string): Record<string, string[]> {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  const values: Record<string, string[]> = {};
  const put = (name: string, value: string) => void (values[name] ??= []).push(decoded(value));
  for (const [tag] of main.matchAll(/<input [^>]*>/gu)) {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`, "u").exec(tag)?.[1];
    const [name, type, value] = [attribute("name"), attribute("type"), attribute("value") ?? ""];
    if (name === undefined || ((type === "radio" || type === "checkbox") && !/\schecked/u.test(tag))) continue;
    if (value !== "") put(name, value);
  }
  for (const [, name = "", value = ""] of main.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>\s*([\s\S]*?)\s*<\/textarea>/gu))
    if (value !== "") put(name, value);
  for (const [, name = "", options = ""] of main.matchAll(/<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/gu)) {
    const chosen = /<option(?: value="[^"]*")? selected[^>]*>([^<]*)/u.exec(options)?.[1] ?? "";
    if (chosen !== "") put(name, chosen);
  }
  return values;
}

const decoded = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
