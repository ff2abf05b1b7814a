import { readdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { join } from "node:path";
import type { Operation } from "../core/door.ts";

const source = fileURLToPath(new URL("..", import.meta.url));

/** Every action and query of the house, found in the rooms' `actions/` and `queries/`, in order of name. None can be forgotten. */
export async function loadOperations(): Promise<Operation[]> {
  const found = new Map<string, Operation>();
  for (const room of readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const kind of ["actions", "queries"]) {
      for (const file of filesOf(join(source, room.name, kind))) {
        const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
        for (const value of Object.values(module)) if (isOperation(value)) found.set(value.name, value);
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function isOperation(value: unknown): value is Operation {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    (value.kind === "action" || value.kind === "query") &&
    "permit" in value &&
    "run" in value &&
    "input" in value
  );
}
