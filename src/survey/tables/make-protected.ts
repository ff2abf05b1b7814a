/** The tables in the protected form: by groups and by sex and age, with nothing said that would tell what one to six units answered. */
import type { Answered } from "./answered.ts";
import { Counter } from "./count.ts";
import type { TableDefinition, TableSet } from "./definition.ts";
import type { Grouping } from "./frame.ts";
import type { Shown } from "./make-table.ts";
import { toTable } from "./make-table.ts";
import type { ProtectedGroup } from "./protection/groups.ts";
import type { Protection } from "./protection/protect.ts";
import { responseTable } from "./response.ts";
import type { Table } from "./table.ts";
import type { MadeText } from "./texts.ts";
import { makeTexts } from "./texts.ts";

export type ProtectedOptions = {
  readonly by: readonly Grouping[];
  /** With the tables by sex and age. */
  readonly withSexAndAge: boolean;
  /** Without the other tables. */
  readonly isSexAndAgeAlone?: boolean;
};

/**
 * Table 1, the set's tables of all units and of each group asked for. Groups of few units are put together ("Övriga: …"). `protection` is that of the set
 * and the answers, and says what is hidden whatever is asked for.
 */
export function makeProtectedTables(
  set: TableSet,
  answered: Answered,
  protection: Protection,
  { by, withSexAndAge, isSexAndAgeAlone = false }: ProtectedOptions,
): Table[] {
  const counter = new Counter(answered);
  const definitions = [...(isSexAndAgeAlone ? [] : set.tables), ...(withSexAndAge ? set.bySexAndAge : [])];
  const asked = protection.groupings.filter((one) => by.includes(one.by)).flatMap(({ groups }) => groups);
  const places: (ProtectedGroup | null)[] = [null, ...asked];
  const tables = places.flatMap((group) =>
    definitions.map((definition) => {
      const counted = counter.table(definition, group === null ? null : { by: group.by, value: group.label }, group?.units);
      return toTable(counted, set, shownIn(protection, definition, group));
    }),
  );
  return [responseTable(answered, "storlek", set.source), ...tables];
}

/** The figures of the text, null where hidden. */
export function makeProtectedTexts(set: TableSet, answered: Answered, protection: Protection): MadeText[] {
  const hidden = new Set(set.texts.filter((figure) => !protection.isFigureShown(figure, null)).map(({ id }) => id));
  return makeTexts(set, answered).map((text) => (hidden.has(text.id) ? { ...text, value: null, count: null } : text));
}

function shownIn(protection: Protection, definition: TableDefinition, group: ProtectedGroup | null): Shown {
  const figureAt = (row: number, column: number) => definition.rows[row]?.figures[column];
  return {
    isFigureShown: (row, column) => {
      const figure = figureAt(row, column);
      return figure !== undefined && protection.isFigureShown(figure, group);
    },
    isBaseShown: (row, column) => {
      const figure = figureAt(row, column);
      return figure !== undefined && protection.isBaseShown(figure.base, group);
    },
  };
}
