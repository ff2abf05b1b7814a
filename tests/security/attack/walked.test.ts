import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { loadOperations } from "../../../src/app/web/operations.ts";
import type { Route } from "../../../src/ui/page.tsx";
import { routes } from "../../../src/app/web/routes.ts";

/** What the attack walks is found in the house itself: here is tried that nothing in the house hides from it. */
const source = join(import.meta.dirname, "..", "..", "..", "src");
const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name) && !/\.test\.tsx?$/u.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

test("every operation that is written anywhere in the house is walked", async () => {
  // A letter is a query of its own, made by `defineLetter`.
  const written = files.flatMap((file) =>
    file.endsWith("/define-letter.ts") ? [] : [...readFileSync(file, "utf8").matchAll(/= define(?:Action|Query|Letter)(?:<[^(]*>)?\(/gu)],
  );
  expect(written.length).toBeGreaterThan(40);
  expect(await loadOperations()).toHaveLength(written.length);
});

test("every page, form and download that is written in a room is walked", async () => {
  const inRooms = files.filter((file) => /\/src\/(?!app\/).+\/pages\//u.test(file));
  const written = await Promise.all(
    inRooms.map(async (file) => Object.values((await import(pathToFileURL(file).href)) as Record<string, unknown>).filter(isRoute)),
  );
  const missing = written.flat().filter((route) => !routes.includes(route));
  expect(missing.map(({ path }) => path)).toEqual([]);
  expect(new Set(written.flat().flatMap((route) => [route, ...route.also])).size).toBe(routes.length);
});

function isRoute(value: unknown): value is Route {
  return typeof value === "object" && value !== null && "respond" in value && "path" in value && "method" in value;
}
