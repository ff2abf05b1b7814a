/** Counts what a table needs, for all units or a group of them. */
import type { Answered } from "./answered.ts";
import { countIn, whoGave, whoIn } from "./answered.ts";
import type { Base, Counted, TableDefinition } from "./definition.ts";
import type { Group } from "./table.ts";

/** A figure in numbers of units: how many, of how many. */
export type CountedFigure = { readonly count: number; readonly base: number };

/** The numbers behind a table, rows in the order of the definition. */
export type CountedTable = {
  readonly definition: TableDefinition;
  readonly group: Group;
  /** Units of the group that answered the survey. */
  readonly answered: number;
  readonly rows: readonly (readonly CountedFigure[])[];
};

/** Counts of one set of answers; what a condition holds of is worked out once. */
export class Counter {
  private readonly answered: Answered;
  private readonly kept = new Map<string, Uint8Array>();

  constructor(answered: Answered) {
    this.answered = answered;
  }

  /** The numbers of a table for a group, or for all with null. `members` marks the units of a group that is put together of several. */
  table(definition: TableDefinition, group: Group, members: Uint8Array = this.members(group)): CountedTable {
    return {
      definition,
      group,
      answered: countIn(members),
      rows: definition.rows.map(({ figures }) => figures.map(({ of, base }) => this.figure(of, base, members))),
    };
  }

  /** Units of a group that are in a base and gave what is counted, and those in the base. */
  figure(of: Counted, base: Base, members: Uint8Array): CountedFigure {
    const inBase = this.keep(`base ${JSON.stringify(base)}`, () => whoIn(this.answered, base));
    const gave = this.keep(`gave ${JSON.stringify(of)}`, () => whoGave(this.answered, of));
    return { count: countIn(members, inBase, gave), base: countIn(members, inBase) };
  }

  /** 1 for each unit that answered and is in the group. */
  members(group: Group): Uint8Array {
    const { units } = this.answered;
    if (group === null) return this.keep("all", () => new Uint8Array(units.length).fill(1));
    return this.keep(`group ${group.by} ${group.value}`, () =>
      Uint8Array.from(units, ({ groups }) => (groups[group.by] === group.value ? 1 : 0)),
    );
  }

  private keep(name: string, make: () => Uint8Array): Uint8Array {
    const known = this.kept.get(name);
    if (known !== undefined) return known;
    const made = make();
    this.kept.set(name, made);
    return made;
  }
}
