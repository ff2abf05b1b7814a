import { Refusal } from "./page.tsx";

/** What is typed in a page's filter, by the names that the query has for it. */
type Typed = Readonly<Record<string, string>>;

/**
 * What a page finds by its filter. Where something typed there is wrong: what it finds without it, and each fault by the field it is at, so that the page stands
 * with what was typed and the faults beside it.
 */
export async function filtered<Of extends Typed, Out>(
  typed: Of,
  find: (typed: Of) => Promise<Out>,
): Promise<Out & { readonly typed: Of; readonly faults: Readonly<Record<string, string>> }> {
  try {
    return { ...(await find(typed)), typed, faults: {} };
  } catch (fault) {
    const fields = fault instanceof Refusal ? (fault.problem.fields ?? []).filter(({ field }) => field in typed) : [];
    if (fields.length === 0) throw fault;
    const nothing = Object.fromEntries(Object.keys(typed).map((name) => [name, ""])) as Of;
    return { ...(await find(nothing)), typed, faults: Object.fromEntries(fields.map(({ field, message }) => [field, message])) };
  }
}
