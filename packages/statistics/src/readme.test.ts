// The README's examples are run as they stand, and give what a statistician would expect.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { Audit } from "./disclosure/audit.ts";
import type { Suppression } from "./disclosure/suppress.ts";
import type { Share } from "./estimate/share.ts";
import type { WeightDiagnostics } from "./weights/diagnostics.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
const folder = mkdtempSync(fileURLToPath(new URL("./.readme-", import.meta.url)));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function run<Exports>(k: number): Promise<Exports> {
  const file = join(folder, `example-${k}.ts`);
  writeFileSync(file, (examples[k] ?? "").replace('"@fortrogen/statistics"', '"../index.ts"'));
  return (await import(pathToFileURL(file).href)) as Exports;
}

test("a trust panel raked on four margins", async () => {
  const { cost, worst, trust, bySex } = await run<{ cost: WeightDiagnostics; worst: number; trust: Share; bySex: Share[] }>(0);
  expect(worst).toBeLessThan(1e-9);
  expect(cost.sum).toBeCloseTo(8_000_000, 3);
  expect(cost.kishDesignEffect).toBeGreaterThan(1);
  expect(trust.interval.lower).toBeLessThan(trust.estimate);
  // Half of the population are women, so the whole is the mean of the two.
  expect(((bySex[0]?.estimate ?? 0) + (bySex[1]?.estimate ?? 0)) / 2).toBeCloseTo(trust.estimate, 9);
});

test("a census of municipalities with non-response", async () => {
  const { all, byClass } = await run<{ all: Share; byClass: Share[] }>(1);
  const shares = byClass.map(({ estimate }) => estimate);
  expect(shares.map((one) => one.toFixed(4))).toEqual([(14 / 18).toFixed(4), (24 / 32).toFixed(4), (10 / 40).toFixed(4)]);
  expect(all.estimate).toBeCloseTo((20 * (shares[0] ?? 0) + 40 * (shares[1] ?? 0) + 60 * (shares[2] ?? 0)) / 120, 9);
  expect(all.se).toBeGreaterThan(0);
});

test("a protected publication of linked tables with its audit", async () => {
  const { pattern, audit, printed } = await run<{ pattern: Suppression; audit: Audit; printed: string[] }>(2);
  expect(pattern.primary.length).toBeGreaterThan(0);
  expect(pattern.secondary.length).toBeGreaterThan(0);
  expect(audit).toMatchObject({ isExactSafe: true, isRangeSafe: true, areIntervalsExact: true });
  expect(printed.filter((line) => line.endsWith(": .."))).toHaveLength(pattern.hidden.length);
  for (const line of printed) expect(Number(/: (\d+)$/.exec(line)?.[1] ?? 7) % 1000).not.toBeOneOf([1, 2, 3, 4, 5, 6]);
});
