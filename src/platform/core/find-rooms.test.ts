import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findRooms } from "./find-rooms.ts";

const source = join(import.meta.dirname, "..", "..");
const foldersIn = (folder: string) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe("the rooms that say what they hold", () => {
  test("are all that have actions, queries, pages, jobs or rules of law", async () => {
    const holding = foldersIn(source)
      .filter(({ name }) => name !== "app")
      .flatMap((floor) => foldersIn(join(source, floor.name)).map((room) => `${floor.name}/${room.name}`))
      .filter((room) => readdirSync(join(source, room)).some((name) => /^(?:actions|queries|pages|jobs|rules(?:-.+)?\.ts)$/u.test(name)));
    expect(holding.length).toBeGreaterThan(10);
    expect((await findRooms()).map(({ folder }) => folder)).toEqual(expect.arrayContaining(holding));
  });

  test("have each area of the API once", async () => {
    const areas = (await findRooms()).flatMap(({ api }) => Object.keys(api ?? {}));
    expect(new Set(areas).size).toBe(areas.length);
  });
});
