import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;

/** The forms that an analysis plan comes with, in alphabetical order. */
export function formsWithPlan(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "plan.yaml")))
    .sort();
}

/** Where the plan lies that comes with a form. @throws where none does; ask `formsWithPlan`. */
export function planOf(form: string): string {
  if (!formsWithPlan().includes(form)) throw new Error(`No plan comes with ${form}.`);
  return join(folder, form, "plan.yaml");
}
