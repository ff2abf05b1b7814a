import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { allParts } from "./case-parts.ts";
import { clocks } from "./clocks.ts";

/** What the rooms contribute of a case is put together by hand, for its types: here is tried that no room is left out. */
const casework = join(import.meta.dirname, "..");

/** The rooms that have a file of the name, each with the values that it gives. */
async function givenBy(file: string): Promise<readonly { readonly room: string; readonly values: readonly unknown[] }[]> {
  const rooms = readdirSync(casework).filter((room) => existsSync(join(casework, room, file)));
  return Promise.all(
    rooms.map(async (room) => {
      const module = (await import(pathToFileURL(join(casework, room, file)).href)) as Record<string, unknown>;
      // Alone, or in a list of the room's.
      return { room, values: Object.values(module).flatMap((value) => [value, ...(isObject(value) ? Object.values(value) : [])]) };
    }),
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

test.each<[string, string, (value: unknown) => boolean, readonly unknown[]]>([
  ["clocks", "clocks.ts", (value) => isObject(value) && "follows" in value && "examples" in value, clocks],
  ["parts", "case-part.ts", (value) => isObject(value) && "schema" in value && "sql" in value && "guardian" in value, allParts],
])("the case has the %s of every room", async (_what, file, is, known) => {
  const written = (await givenBy(file)).flatMap(({ room, values }) => values.filter(is).map((value) => ({ room, value })));
  expect(new Set(written.map(({ room }) => room)).size).toBeGreaterThan(4);
  expect(written.filter(({ value }) => !known.includes(value)).map(({ room }) => room)).toEqual([]);
});
