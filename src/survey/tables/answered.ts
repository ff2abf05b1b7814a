/** The answers that came in, ready to be counted. */
import type { Counted, Gave, Base } from "./definition.ts";
import type { Frame, Unit } from "./frame.ts";

/** The answers of the units that answered: for each column the number of the alternative, 0 where it is blank. */
export type Answered = {
  readonly frame: Frame;
  /** Those that answered, in the order of the frame. */
  readonly units: readonly Unit[];
  /** By column; as long as `units`. A column that is not there was not delivered. */
  readonly given: ReadonlyMap<string, Uint8Array>;
};

/** 1 for each unit that gave what is counted, in the order of `units`. Of a column that was not delivered, nobody gave anything. */
export function whoGave(answered: Answered, counted: Counted): Uint8Array {
  const parts: readonly Gave[] = "any" in counted ? counted.any : [counted];
  const found = new Uint8Array(answered.units.length);
  for (const { column, alternatives } of parts) {
    answered.given.get(column)?.forEach((alternative, unit) => {
      if (alternatives.includes(alternative)) found[unit] = 1;
    });
  }
  return found;
}

/** 1 for each unit that a base holds. */
export function whoIn(answered: Answered, base: Base): Uint8Array {
  return base.kind === "answered" ? new Uint8Array(answered.units.length).fill(1) : whoGave(answered, base.of);
}

/** How many of the units marked are in all the given marks. */
export function countIn(...marks: readonly Uint8Array[]): number {
  const [first, ...others] = marks;
  let count = 0;
  first?.forEach((mark, unit) => {
    if (mark === 1 && others.every((other) => other[unit] === 1)) count++;
  });
  return count;
}
