/** At least one code, as a form's list of choices needs. */
export type Codes<Code extends string> = readonly [Code, ...Code[]];

/** The list without some of its codes, in its own order; the compiler refuses to leave out what is not there. */
export function without<Code extends string, Left extends Code>(
  list: readonly Code[],
  ...left: readonly Left[]
): Codes<Exclude<Code, Left>> {
  const rest = list.filter((code): code is Exclude<Code, Left> => !left.some((one) => one === code));
  const [first, ...others] = rest;
  if (first === undefined) throw new RangeError("Nothing is left of the list.");
  return [first, ...others];
}

/** Words for some of the codes, where the code itself does not say it; the compiler refuses words for what is no code. */
export type WordsFor<Code extends string> = { readonly [One in Code]?: string };
