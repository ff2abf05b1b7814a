import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./sentences.ts";

/** docs/operations.md quotes what the program says: an operator looks for those very words at three in the morning. */
const text = readFileSync(join(root, "docs", "operations.md"), "utf8").replaceAll("”fortrogen migrate”", "fortrogen migrate");
/** Of PostgreSQL, in its own words. */
const ofPostgres = /^(?:PANIC|invalid page|canceling statement|.*checksum)/u;
const quotes = [...new Set([...text.matchAll(/”([^”]+)”/gu)].map(([, words = ""]) => words.replaceAll(/\s+/gu, " ")))].filter(
  (words) => !ofPostgres.test(words),
);
const logged = ["web process broke", "log not whole", "log export late"];

/** Every text of the program, as it stands and with "…" for what is put in when it runs. */
const program = ["src", "demo", "bin"]
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(root, folder, name)))
  .filter((file) => /\.(?:ts|tsx|mjs)$/u.test(file) && !file.endsWith(".test.ts"))
  .map((file) => readFileSync(file, "utf8").replaceAll("”fortrogen migrate”", "fortrogen migrate"))
  .flatMap((code) => [code, code.replaceAll(/\$\{[^}]*\}/gu, "…")])
  .join("\n");

describe("what docs/operations.md quotes", () => {
  test("is found at all", () => {
    expect(quotes.length).toBeGreaterThan(20);
    for (const words of logged) expect(text).toContain(`\`${words}\``);
  });

  test.each([...quotes, ...logged])("is on the screen or in the program's log: %s", (words) => {
    const pieces = words.split(/…|: |\d+|ECONNREFUSED/u).map((piece) =>
      piece
        .trim()
        .replace(/^[().]+|[().]+$/gu, "")
        .trim(),
    );
    expect(pieces.filter((one) => one.length > 3 && !program.includes(one))).toEqual([]);
  });
});
