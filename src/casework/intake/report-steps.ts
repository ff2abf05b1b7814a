/** The steps of a report: what came in with the first child, more children, and what will be saved before it is. Pure. */
import { mostSiblings } from "./sibling-fields.ts";

/** What stands in the fields of a form, by their names. */
type Words = Readonly<Record<string, readonly string[]>>;

const siblingName = /^siblings\.(?<place>\d+)\.(?<field>[A-Za-z]+)$/u;
const placeOf = (name: string): number => Number(siblingName.exec(name)?.groups?.["place"] ?? -1);

/** How many children stand in the form beside the first. */
export function siblingsIn(values: Words): number {
  const filled = Object.entries(values).filter(([, words]) => words.some(Boolean));
  return Math.min(Math.max(...filled.map(([name]) => placeOf(name)), -1) + 1, mostSiblings);
}

/** Room for one child more: what is the same as for the first stands in it from the start. */
function withOneMore(values: Words): Words {
  const place = siblingsIn(values);
  if (place >= mostSiblings) return values;
  const start = { protectedIdentity: ["ingen"], otherGuardians: ["nej"], familyName: values["familyName"] ?? [] };
  return { ...values, ...Object.fromEntries(Object.entries(start).map(([field, words]) => [`siblings.${place}.${field}`, words])) };
}

/** Without one of the children; those after it take the places before. */
function without(values: Words, place: number): Words {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, words]): [string, readonly string[]][] => {
      const own = placeOf(name);
      if (own === place) return [];
      return [[own > place ? name.replace(`siblings.${own}.`, `siblings.${own - 1}.`) : name, words]];
    }),
  );
}

/** Where each button of the form leads. */
export const reportSteps = { report: "anmalan", children: "barn", more: "fler", check: "kontroll", remove: "bort" } as const;

/** The step that a button leads to, with the words that the form has then. */
export function reportStep(values: Words, step: string): { readonly to: string; readonly values: Words } {
  const [what, place] = step.split(".");
  if (what === reportSteps.more) return { to: reportSteps.children, values: withOneMore(values) };
  if (what === reportSteps.remove) {
    const left = without(values, Number(place));
    return { to: siblingsIn(left) > 0 ? reportSteps.children : reportSteps.report, values: left };
  }
  return { to: what === reportSteps.check || what === reportSteps.children ? what : reportSteps.report, values };
}
