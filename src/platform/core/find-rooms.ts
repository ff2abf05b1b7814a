import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Room } from "./define-room.ts";

const source = fileURLToPath(new URL("../..", import.meta.url));

/** A room with where it lies: "casework/intake". */
export type FoundRoom = Room & { readonly folder: string };

/** Every room of the house with what it says of itself, in order of folder. */
export async function findRooms(): Promise<readonly FoundRoom[]> {
  return Promise.all(
    roomFolders().map(async (folder) => {
      const { room } = (await import(pathToFileURL(join(source, folder, "room.ts")).href)) as { readonly room: Room };
      return { ...room, folder };
    }),
  );
}

/**
 * What stands in the rooms' folders of a name, with its room, in order of file. `house` is where the floors lie.
 * @throws where two rooms give out the same one: it belongs to neither.
 */
export async function findInRooms<T>(
  kind: "actions" | "queries" | "pages" | "jobs",
  is: (value: unknown) => value is T,
  house = source,
): Promise<readonly { readonly folder: string; readonly value: T }[]> {
  const found = new Map<T, string>();
  for (const folder of roomFolders(house)) {
    for (const file of filesOf(join(house, folder, kind))) {
      const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
      for (const [name, value] of Object.entries(module)) {
        if (!is(value)) continue;
        const other = found.get(value);
        if (other !== undefined && other !== folder) throw new Error(`${name} is given out by ${other} and by ${folder}: ${file}`);
        found.set(value, folder);
      }
    }
  }
  return [...found].map(([value, folder]) => ({ folder, value }));
}

/** The folders that are rooms: those on a floor that say what they hold. */
function roomFolders(house = source): readonly string[] {
  return foldersIn(house)
    .flatMap((floor) => foldersIn(join(house, floor)).map((room) => `${floor}/${room}`))
    .filter((folder) => existsSync(join(house, folder, "room.ts")));
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function filesOf(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.test)\.tsx?$/u.test(file))
    .map((file) => join(folder, file))
    .sort();
}
