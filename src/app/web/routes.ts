import { findInRooms, findRooms } from "../../platform/core/find-rooms.ts";
import type { Route } from "../../ui/page.tsx";

const [rooms, pages] = await Promise.all([findRooms(), findInRooms("pages", isRoute)]);

/**
 * Every page of Förtrogen, found in the rooms' `pages/`. The address, the title, who may and the place in the menu are said by the page
 * itself. The order here does not matter: exact addresses win over `:names`.
 */
export const routes: readonly Route[] = pages.flatMap(({ value }) => [value, ...value.also]);

/** What the names of operations begin with, each with what is there in one Swedish sentence, as the rooms say it. */
export const areas: Readonly<Record<string, string>> = Object.assign({}, ...rooms.map(({ api }) => api)) as Record<string, string>;

/** The area that a page's room speaks of: where its files belong. @throws for a page that is in no room's `pages/`. */
export function areaOf(route: Route): string {
  const of = pages.find(({ value }) => value === route || value.also.includes(route))?.folder;
  const [area] = Object.keys(rooms.find(({ folder }) => folder === of)?.api ?? {});
  if (area === undefined) throw new Error(`${route.path} is of no room that the API knows.`);
  return area;
}

function isRoute(value: unknown): value is Route {
  return typeof value === "object" && value !== null && "respond" in value && "path" in value && "method" in value;
}
