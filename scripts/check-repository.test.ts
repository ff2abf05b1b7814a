import { describe, expect, it } from "vitest";
import { faultsOf } from "./check-repository.mjs";

const present = (path: string) => path === "docs/law.md";

describe("the check of the repository", () => {
  it.each([
    ["src/a.ts", 'const folder = "/home/anna/data";', "names a folder of one machine"],
    ["docs/a.md", "Run it in /root/clone.", "names a folder of one machine"],
    ["src/a.ts", "// TODO later", "leaves something to do"],
    ["package-lock.json", '"resolved": "https://example.org/a.tgz"', "names a package registry"],
    ["docs/a.md", "See [the law](law2.md).", "links to law2.md"],
    ["src/a.test.ts", 'it("waits", { timeout: 60_000 }, async () => {', "a limit that a busy machine exceeds"],
    ["src/a.test.ts", "}, 40_000);", "a limit that a busy machine exceeds"],
    ["docs/decisions/0001-a.md", "# A\n\n**Context.** x\n\n**Decision.** y", "Consequence"],
  ])("finds the fault in %s", (file, text, words) => {
    expect(faultsOf(file, text, present).join("\n")).toContain(words);
  });

  it.each([
    ["docs/a.md", "See [the law](law.md#l1), [SCB](https://scb.se) and `[x](y)`."],
    ["src/a.test.ts", "}, 120_000);\nit('waits', { timeout: 300_000 }, f);"],
    ["src/a.ts", 'app.get("/arenden/work/home", page);'],
    ["docs/decisions/0001-a.md", "# A\n\n## Context\n\n## Decision\n\n## Consequence\n"],
  ])("lets %s pass", (file, text) => {
    expect(faultsOf(file, text, present)).toEqual([]);
  });
});
