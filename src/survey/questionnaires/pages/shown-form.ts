import type { PageContext } from "../../../ui/page.tsx";
import { translationsIn } from "../find-texts.ts";
import type { Questionnaire } from "../questionnaire.ts";
import { readTexts } from "../queries/read-texts.ts";
import { ownForm, showForm } from "../shown.ts";
import type { ShownForm } from "../shown.ts";
import { noTranslations } from "../translations.ts";
import type { Translations } from "../translations.ts";

/** Staff, or whoever answers by a link. */
type Asking = Pick<PageContext<"", "respondent">, "ask" | "actor" | "language">;

/**
 * A published questionnaire in the language that was chosen, for whoever answers it. `number` is that of the tenant's last table of its texts, null
 * where it has none: a table that is known is not read anew.
 */
export async function loadShown(context: Asking, form: Questionnaire, number: number | null): Promise<ShownForm> {
  if (number === null) return own.get(form) ?? keepOwn(form);
  const { language } = context;
  const table = await loadTexts(context, form, number);
  const key = keyOf(context, form, number);
  // What a browser says it chose is no name of anything until the table has it.
  const wanted = language !== null && table.languages.includes(language) ? language : null;
  const shownKey = `${key} ${wanted ?? ""}`;
  const found = shown.get(shownKey) ?? showForm(form, table, wanted);
  keep(shown, shownKey, found);
  return found;
}

/** The tenant's table of a published questionnaire's texts, of this number; an empty one for null. */
export async function loadTexts(context: Omit<Asking, "language">, form: Questionnaire, number: number | null): Promise<Translations> {
  if (number === null) return noTranslations;
  const key = keyOf(context, form, number);
  const { id, fingerprint } = form;
  const table = tables.get(key) ?? translationsIn((await context.ask(readTexts, { form: id, fingerprint })).content);
  keep(tables, key, table);
  return table;
}

const keyOf = ({ actor }: Pick<Asking, "actor">, form: Questionnaire, number: number): string =>
  `${actor.municipalityId} ${form.fingerprint} ${number}`;

/** What a table was read to, and what was made of it: the last used ones. A tenant's are known to that tenant alone, and a table never changes. */
const tables = new Map<string, Translations>();
const shown = new Map<string, ShownForm>();
const mostKept = 50;

function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}

const own = new WeakMap<Questionnaire, ShownForm>();

function keepOwn(form: Questionnaire): ShownForm {
  const made = ownForm(form);
  own.set(form, made);
  return made;
}
