// The shared cases that once went wrong, run from where they lie; a clone without them skips this, and says so.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Analysed, PlanError, analyse } from "./analyse.ts";

const cases = join(import.meta.dirname, "../../../../shared/cases/statistics");
const folder = mkdtempSync(join(tmpdir(), "cases-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const run = (plan: string): Promise<Analysed> =>
  analyse(join(cases, plan), join(folder, plan.replaceAll("/", "-")), { time: "2026-11-22T12:00:00.000Z" });
const pageOf = (plan: string): string => readFileSync(join(folder, plan.replaceAll("/", "-"), "index.html"), "utf8");

describe.skipIf(!existsSync(cases))(
  "the shared cases (skipped where they do not lie beside the clone; robust.test.ts and recodes.test.ts try the same kinds)",
  () => {
    test("a recode gives away no small group, and the page says what its audit covers", async () => {
      const { results, disclosure } = await run("recode-leak/f.yaml");
      const shown = results.map(({ rows }) => rows.every(({ hidden }) => !hidden));
      expect(shown.filter(Boolean)).toHaveLength(1);
      expect(disclosure?.audit).toEqual({ isExactSafe: true, isRangeSafe: true });
      expect(pageOf("recode-leak/f.yaml")).toContain("everything this plan prints, taken together and in whole numbers");
    });

    test("a lonely unit is measured from the mean of all units", async () => {
      const [total] = (await run("l.yaml")).results;
      expect(total?.rows[0]).toMatchObject({ estimate: 475 });
      expect(total?.rows[0]?.se).toBeCloseTo(93.32217195167382, 9);
    });

    test("a total with missing values must say what becomes of them", async () => {
      const { failed } = await run("total-with-missing.yaml");
      expect(failed).toBeInstanceOf(PlanError);
      expect(failed?.faults).toMatchObject([{ code: "missing-choice", count: 51, rows: 168 }]);
      expect(pageOf("total-with-missing.yaml")).toContain("has no value in 51 of 168 rows");
    });

    test("a group with missing values only is an empty row with a remark", async () => {
      const { results, failed } = await run("group-all-missing.yaml");
      expect(failed).toBeNull();
      const rows = results[0]?.rows.map(({ labels, estimate, remark }) => [labels[0], estimate === null, remark]);
      expect(rows).toContainEqual(["w", true, "empty"]);
      expect(rows?.filter(([, isEmpty]) => isEmpty)).toHaveLength(1);
    });

    test("a class that all answered has propensity 1, and one analysis that cannot be made leaves the others", async () => {
      const { results, failed } = await run("census-response-100.yaml");
      const [response, total, ratio, routine] = results;
      expect(response?.certain).toMatchObject([{ variable: "storleksklass", level: "250+", propensity: 1 }]);
      expect(response?.rows.length).toBeGreaterThan(10);
      expect(total?.failure).toMatchObject({ code: "missing-choice" });
      expect([ratio?.rows.length, routine?.rows.length]).toEqual([expect.any(Number), 5]);
      expect(ratio?.failure ?? routine?.failure ?? null).toBeNull();
      expect(failed?.faults).toHaveLength(1);
    });
  },
);
