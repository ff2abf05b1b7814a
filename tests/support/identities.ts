import { readFileSync } from "node:fs";
import { join } from "node:path";

const file = join(import.meta.dirname, "..", "..", "demo", "data", "test-identities.json");
const read = JSON.parse(readFileSync(file, "utf8")) as { readonly children: readonly string[]; readonly adults: readonly string[] };

/** Identity numbers of grown-ups and of children out of the tax agency's published test series, twelve digits each. */
export const { adults, children } = read;

/** One of a list, counted from 0; a test that asks for more than there are is wrong. */
export function numberAt(list: readonly string[], place: number): string {
  const number = list[place];
  if (number === undefined) throw new RangeError(`The test series has no number ${place}.`);
  return number;
}
