import { expect, test } from "vitest";
import { faults, isFresh, renderLaw, rules } from "./generate-law.mjs";

test("every rule has a provision and a table of cases, every provision a rule", () => {
  expect(faults()).toEqual([]);
  expect(rules.length).toBeGreaterThan(20);
});

test("docs/law.md is fresh (else: node scripts/generate-law.mjs)", async () => {
  expect(await isFresh()).toBe(true);
});

test("the page names every rule", async () => {
  const page = await renderLaw();
  for (const rule of rules) expect(page).toContain(`\`${rule.id}\``);
});
