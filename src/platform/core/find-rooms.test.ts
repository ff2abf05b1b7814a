import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findInRooms } from "./find-rooms.ts";

type Made = { readonly made: string };
const isMade = (value: unknown): value is Made => typeof value === "object" && value !== null && "made" in value;

/** A house whose rooms' queries are as given: file to code. */
function houseOf(files: Readonly<Record<string, string>>): string {
  const house = mkdtempSync(join(tmpdir(), "house-"));
  for (const [path, code] of Object.entries(files)) {
    const room = join(house, path, "..", "..");
    mkdirSync(join(house, path, ".."), { recursive: true });
    writeFileSync(join(room, "room.ts"), "export const room = {};\n");
    writeFileSync(join(house, path), code);
  }
  return house;
}

test("what stands in the rooms is found, each with its room, also where its own room gives it out twice", async () => {
  const house = houseOf({
    "casework/one/queries/a.ts": 'export const a = { made: "a" };\n',
    "casework/one/queries/b.ts": 'export { a } from "./a.ts";\nexport const b = { made: "b" };\n',
    "portals/two/queries/c.ts": 'export const c = { made: "c" };\nexport const other = 1;\n',
  });
  expect((await findInRooms("queries", isMade, house)).map(({ folder, value }) => [folder, value.made])).toEqual([
    ["casework/one", "a"],
    ["casework/one", "b"],
    ["portals/two", "c"],
  ]);
});

test("what one room gives out of another's is refused", async () => {
  const house = houseOf({
    "casework/one/queries/a.ts": 'export const a = { made: "a" };\n',
    "portals/two/queries/b.ts": 'export { a } from "../../../casework/one/queries/a.ts";\n',
  });
  await expect(findInRooms("queries", isMade, house)).rejects.toThrow(/a is given out by casework\/one and by portals\/two/u);
});
