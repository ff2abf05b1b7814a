import { readdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { join } from "node:path";
import type { Operation } from "../../platform/core/door.ts";

const source = fileURLToPath(new URL("../..", import.meta.url));

/** Every action and query of the house, found in the rooms' `actions/` and `queries/`, in order of name. None can be forgotten. */
export async function loadOperations(): Promise<Operation[]> {
  const found = new Map<string, Operation>();
  for (const file of filesOf(source)) {
    const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    for (const value of Object.values(module)) if (isOperation(value)) found.set(value.name, value);
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The files of all folders named `actions` or `queries`, in order of path. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /[/\\](?:actions|queries)$/u.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .sort();
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
