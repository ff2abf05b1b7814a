import { describe, expect, it } from "vitest";
import { endingsOf, faultsOf, missingFromLock, wrongNumbers } from "./check-repository.mjs";

const present = (path: string) => path === "docs/law.md";
const named = endingsOf(["docs/law.md", "docs/decisions/0005-log.md", "src/platform/law/rule.ts"]);

describe("the check of the repository", () => {
  it.each([
    ["src/a.ts", 'const folder = "/home/anna/data";', "names a folder of one machine"],
    ["docs/a.md", "Run it in /root/clone.", "names a folder of one machine"],
    ["src/a.ts", "// TODO later", "leaves something to do"],
    ["package-lock.json", '"resolved": "https://example.org/a.tgz"', "names a package registry"],
    ["docs/a.md", "See [the law](law2.md).", "links to law2.md"],
    ["src/a.test.ts", 'it("waits", { timeout: 60_000 }, async () => {', "a limit that a busy machine exceeds"],
    ["src/a.test.ts", "}, 300_000);", "a limit that a busy machine exceeds"],
    ["docs/decisions/0001-a.md", "# A\n\n**Context.** x\n\n**Decision.** y", "Consequence"],
    ["docs/decisions/0001-a.md", "# 1. A\n\n## Context", 'does not begin with "# 0001 "'],
    ["docs/decisions/0001-a.md", "# 0001 A\n\n## Context", "has no line"],
    ["docs/a.md", "The shape is in `src/law/rule.ts`.", "names src/law/rule.ts"],
    ["docs/a.md", "The rooms are in `src/core/`.", "names src/core"],
    ["README.md", "npx vitest run --project unit src/intake/rules.test.ts", "names src/intake/rules.test.ts"],
    ["src/a.ts", "/** As decision 0006 says. */", "names docs/decisions/0006"],
    ["src/a.ts", " * The shape of a rule (core/rule.ts).", "names core/rule.ts"],
    ["src/a.ts", "const one = 1; // see src/core/rule.ts", "names src/core/rule.ts"],
  ])("finds the fault in %s", (file, text, words) => {
    expect(faultsOf(file, text, present, named).join("\n")).toContain(words);
  });

  it.each([
    ["docs/a.md", "See [the law](law.md#l1), [SCB](https://scb.se) and `[x](y)`."],
    ["src/a.test.ts", "}, 900_000);\nit('waits', { timeout: 5_400_000 }, f);"],
    ["src/a.ts", 'app.get("/arenden/work/home", page);'],
    ["docs/decisions/0001-a.md", "# 0001 A\n\nDate: 2026-03-14. Status: accepted.\n\n## Context\n\n## Decision\n\n## Consequence\n"],
    [
      "docs/a.md",
      "`law/rule.ts` in `src/platform/`, decision [0005](decisions/0005-log.md), `migrations/NNNN-name.sql`, and/or, hono/jsx.",
    ],
    ["src/a.ts", 'import { a } from "../core/rule.ts";\nconst path = "src/core/rule.ts";\n// See src/platform/law/rule.ts. Decision 0005.'],
  ])("lets %s pass", (file, text) => {
    const there = (path: string) => present(path) || named(path);
    expect(faultsOf(file, text, there, named)).toEqual([]);
  });

  it("finds a number that no decision has", () => {
    expect(wrongNumbers(["docs/decisions/0001-a.md", "docs/decisions/0003-c.md"])).toEqual([
      "docs/decisions: no decision has the number 0002",
    ]);
  });

  it("finds two decisions of one number", () => {
    expect(wrongNumbers(["docs/decisions/0001-a.md", "docs/decisions/0002-a.md", "src/0001-b.ts"])).toEqual([]);
    expect(wrongNumbers(["docs/decisions/0001-a.md", "docs/decisions/0001-b.md"])).toHaveLength(1);
  });

  it("finds a package that another of the lock file needs, and that npm could not find", () => {
    const lock = (optional: string) =>
      JSON.stringify({
        packages: {
          "": { dependencies: { a: "^1.0.0" } },
          "node_modules/a": { dependencies: { "@b/b": "1.0.0" }, optionalDependencies: { [optional]: "1.0.0" } },
          "node_modules/a/node_modules/@b/b": { dependencies: { c: "1.0.0" } },
          "node_modules/a/node_modules/c": {},
        },
      });
    expect(missingFromLock(lock("c"))).toEqual([]);
    expect(missingFromLock(lock("d"))).toEqual(["package-lock.json: node_modules/a needs d, which is not there"]);
  });
});
