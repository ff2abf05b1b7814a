/** The frame of a round as the statistics package takes it: a row for each unit, a factor for each grouping, who has answered. */
import { createTable, factorColumn, numericColumn } from "@fortrogen/statistics";
import type { Table } from "@fortrogen/statistics";
import { groupings, groupsOf } from "../tables/frame.ts";
import type { Frame, Grouping } from "../tables/frame.ts";
import type { UnitStanding } from "./read-fieldwork.ts";

/** The group of units whose group the frame does not say. */
export const unknownGroup = "Uppgift saknas";

/** The groups of a grouping in their order, the unknown one last where there is one. */
export function groupsIn(frame: Frame, by: Grouping): string[] {
  const known = groupsOf(frame, by);
  // A size in other words than the report's is a group all the same.
  const others = [...new Set(frame.flatMap(({ groups }) => groups[by] ?? []))].filter((group) => !known.includes(group)).sort();
  return [...known, ...others, ...(frame.some(({ groups }) => groups[by] === null) ? [unknownGroup] : [])];
}

/** The groupings that part the frame in two groups or more. */
export const partingGroupings = (frame: Frame): Grouping[] => groupings.filter((by) => groupsIn(frame, by).length > 1);

/** `responded` is 1 or 0; the groupings are factors by their names. */
export function frameTable(units: readonly UnitStanding[]): Table {
  return createTable([
    numericColumn(
      "responded",
      units.map(({ receivedOn }) => (receivedOn === null ? 0 : 1)),
    ),
    ...groupings.map((by) =>
      factorColumn(
        by,
        units.map(({ groups }) => groups[by] ?? unknownGroup),
        groupsIn(units, by),
      ),
    ),
  ]);
}
