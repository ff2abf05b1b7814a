/** How the table of cases is sorted and what of it is shown: the words of its address, and what they ask for. Pure. */
import { z } from "zod";
import { optionalChoice, optionalId, yesNo } from "../../platform/core/fields.ts";
import { PHASES } from "../../casework/participation/rules.ts";
import { workListScopes } from "./queries/near-cases.ts";

/** What the table can be sorted by; with a minus the other way. */
export const tableSorts = ["dag", "barn", "alder", "fas", "enhet", "ansvarig", "oppnat"] as const;
export type TableSort = (typeof tableSorts)[number];
const directed = [...tableSorts, ...tableSorts.map((one) => `-${one}` as const)] as const;

/** What somebody may choose: whose cases, which of them, and in what order. */
export const tableFilters = {
  scope: optionalChoice(workListScopes),
  unitId: optionalId(),
  responsibleId: optionalId(),
  phase: optionalChoice(PHASES),
  late: yesNo(),
  violence: yesNo(),
  sort: optionalChoice(directed),
} as const;
const schema = z.object(tableFilters);
export type TableFilters = z.output<typeof schema>;

/** What each is called in the address of the page. */
const names: Readonly<Record<keyof TableFilters, string>> = {
  scope: "visa",
  unitId: "enhet",
  responsibleId: "ansvarig",
  phase: "fas",
  late: "forsenat",
  violence: "vald",
  sort: "sortera",
};
const keys = Object.keys(names) as readonly (keyof TableFilters)[];

export const caseTablePath = "/arenden/tabell";

/** What an address asks for. What it says that is none of the answers is nothing: an old link shows more, never a fault. */
export function filtersOf(search: URLSearchParams): TableFilters {
  const given = keys.flatMap((key): [string, string][] => {
    const value = search.get(names[key]);
    return value !== null && tableFilters[key].safeParse(value).success ? [[key, value]] : [];
  });
  return schema.parse(Object.fromEntries(given));
}

/** The address of a view of the table. Ids and codes alone: never a name. */
export function tableLink(filters: Partial<TableFilters>): string {
  const search = new URLSearchParams(keys.flatMap((key) => wordOf(names[key], filters[key])));
  return search.size === 0 ? caseTablePath : `${caseTablePath}?${search}`;
}

function wordOf(name: string, value: string | boolean | undefined): readonly [string, string][] {
  if (value === undefined || value === false) return [];
  return [[name, value === true ? "ja" : value]];
}

/** What is chosen, as a form sends it. */
export function filterValues(filters: TableFilters): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.flatMap((key) => wordOf(key, filters[key])));
}

/** True where less is shown than all cases of the scope. */
export const isNarrowed = ({ unitId, responsibleId, phase, late, violence }: TableFilters): boolean =>
  [unitId, responsibleId, phase].some((one) => one !== undefined) || late || violence;
