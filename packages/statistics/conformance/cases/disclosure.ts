// The disclosure files: the library suppresses and audits each table, and must pass the acceptance list of SPEC.md.
import { readFileSync } from "node:fs";
import { auditPattern } from "../../src/disclosure/audit.ts";
import type { Level } from "../../src/disclosure/demands.ts";
import type { ShareGroup } from "../../src/disclosure/shares.ts";
import { auditShares } from "../../src/disclosure/shares.ts";
import { suppress } from "../../src/disclosure/suppress.ts";
import type { Cell, Publication, Relation, System } from "../../src/disclosure/system.ts";
import { compile } from "../../src/disclosure/system.ts";

type Verdict = { readonly E: string; readonly R: string };
type Example = {
  readonly suppressed: number[];
  readonly exactly_recoverable_primary?: number[];
  readonly violates_R?: number[];
  readonly expected_verdict: Verdict;
};
type Reference = { readonly suppressed: number[]; readonly intervals_of_primary?: { id: number; lo: number; hi: number }[] };
type CountFile = {
  readonly id: string;
  readonly threshold: number;
  readonly cells: (Cell & { readonly id: number })[];
  readonly relations: Relation[];
  readonly primary: number[];
  readonly reference_pattern_E?: Reference;
  readonly reference_pattern_R?: Reference;
  readonly example_patterns?: Record<string, Example>;
  readonly acceptance?: { readonly proven_minimum_hidden_cells?: { E?: number; R?: number } };
};
type ShareFile = {
  readonly id: string;
  readonly threshold: number;
  readonly groups: { g: string; n: number; y: number }[];
  readonly patterns: Record<string, { feasible_small_group_n_over_y?: string[]; expected_verdict: string }>;
};
export type Check = { readonly id: string; readonly agrees: boolean; readonly message: string };

/** Checks one disclosure file. Each check is one line of the acceptance list. Throws what the library throws. */
export async function checkDisclosure(path: string): Promise<Check[]> {
  const file = JSON.parse(readFileSync(path, "utf8")) as CountFile | ShareFile;
  return "groups" in file ? checkShares(file) : checkCounts(file);
}

async function checkCounts(file: CountFile): Promise<Check[]> {
  const checks: Check[] = [];
  const check = (name: string, agrees: boolean, message: string) => checks.push({ id: `${file.id} ${name}`, agrees, message });
  // Relations name cells by id; the library by position.
  const place = new Map(file.cells.map(({ id }, k) => [id, k]));
  const at = (ids: readonly number[]) => ids.map((id) => place.get(id) ?? -1);
  const publication: Publication = {
    cells: file.cells.map(({ value }) => ({ value })),
    relations: file.relations.map(({ total, parts }) => ({ total: at([total])[0] ?? -1, parts: at(parts) })),
  };
  const zerosAreShown = !file.primary.some((id) => file.cells[place.get(id) ?? -1]?.value === 0);
  const rule = { minimum: file.threshold, zerosAreShown };
  const system = compile(publication, rule);
  const primary = at(file.primary);
  check(
    "primary cells",
    areSameCells(
      primary,
      [...system.isPrimary.keys()].filter((i) => system.isPrimary[i] === 1),
    ),
    "other primary cells than the file",
  );
  for (const [level, short] of [
    ["exact", "E"],
    ["range", "R"],
  ] as const) {
    await checkLevel(publication, rule, system, level, file.acceptance?.proven_minimum_hidden_cells?.[short], (name, agrees, message) =>
      check(`${short} ${name}`, agrees, message),
    );
  }
  const calm = compile(
    { ...publication, cells: publication.cells.map(({ value }) => ({ value: value * file.threshold })) },
    { ...rule, zerosAreShown: true },
  );
  const calmly = await suppress(calm);
  check("nothing to hide", calmly.hidden.length === 0, `${calmly.hidden.length} cells hidden without a primary cell`);
  for (const [name, example] of Object.entries(file.example_patterns ?? {})) {
    const audit = await auditPattern(system, at(example.suppressed), { intervals: "primary" });
    const found = { E: audit.isExactSafe ? "PASS" : "FAIL", R: audit.isRangeSafe ? "PASS" : "FAIL" };
    const expected = example.expected_verdict;
    check(
      `example ${name}`,
      found.E === expected.E && found.R === expected.R,
      `verdict E ${found.E} R ${found.R}, expected ${expected.E} ${expected.R}`,
    );
    if (example.exactly_recoverable_primary) {
      check(
        `example ${name} recoverable`,
        areSameCells(at(example.exactly_recoverable_primary), audit.recoverable),
        `found ${audit.recoverable.join(",")}`,
      );
    }
    if (example.violates_R)
      check(`example ${name} narrow`, areSameCells(at(example.violates_R), audit.narrow), `found ${audit.narrow.join(",")}`);
  }
  for (const [name, reference] of [
    ["E", file.reference_pattern_E],
    ["R", file.reference_pattern_R],
  ] as const) {
    if (!reference?.intervals_of_primary) continue;
    const audit = await auditPattern(system, at(reference.suppressed), { intervals: "primary" });
    const wrong = reference.intervals_of_primary.filter(({ id, lo, hi }) => {
      const found = audit.intervals.find(({ cell }) => cell === place.get(id));
      return !found || !isNear(found.low, lo) || !isNear(found.high, hi);
    });
    const first = wrong[0];
    const shown = first && audit.intervals.find(({ cell }) => cell === place.get(first.id));
    check(
      `reference ${name} intervals`,
      wrong.length === 0,
      `${wrong.length} intervals differ, first cell ${first?.id}: ${shown?.low}–${shown?.high}, expected ${first?.lo}–${first?.hi}`,
    );
  }
  return checks;
}

async function checkLevel(
  publication: Publication,
  rule: { minimum: number; zerosAreShown: boolean },
  system: System,
  level: Level,
  minimum: number | undefined,
  check: (name: string, agrees: boolean, message: string) => void,
): Promise<void> {
  const pattern = await suppress(system, { level });
  const audit = await auditPattern(system, pattern.hidden);
  check("all primary hidden", audit.shownPrimary.length === 0, `${audit.shownPrimary.length} primary cells shown`);
  check(
    "audit",
    level === "exact" ? audit.isExactSafe : audit.isRangeSafe,
    `recoverable ${audit.recoverable.join(",")}; narrow ${audit.narrow.join(",")}`,
  );
  if (minimum !== undefined) {
    const most = Math.floor(1.3 * minimum + 1);
    check("quality", pattern.hidden.length <= most, `${pattern.hidden.length} hidden, at most ${most}`);
  }
  const again = await suppress(compile(publication, rule), { level });
  check("determinism", isSame(pattern.hidden, again.hidden), "a second run gave another pattern");
  const tops = pattern.secondary.filter((cell) => system.isTop[cell] === 1);
  if (tops.length === 0) return;
  const cells = publication.cells.map((cell, i) => (tops.includes(i) ? { ...cell, fixed: "shown" as const } : cell));
  const other = await suppress(compile({ ...publication, cells }, rule), { level });
  check("grand total", other.unprotected.length > 0, `${tops.length} grand totals hidden where others would do`);
}

function checkShares(file: ShareFile): Check[] {
  const small = file.groups.filter(({ n }) => n < file.threshold);
  const next = file.groups.filter((group) => !small.includes(group)).sort((a, b) => a.n - b.n)[0];
  return Object.entries(file.patterns).map(([name, expected]) => {
    const hidden = name.includes("two_groups") && next ? [...small, next] : small;
    const isCountHidden = /^n_and_share/.test(name);
    const groups = file.groups.map((group): ShareGroup => {
      const isHidden = hidden.includes(group);
      return { label: group.g, n: group.n, numerator: group.y, isCountShown: !(isHidden && isCountHidden), isShareShown: !isHidden };
    });
    const audit = auditShares(groups, { minimum: file.threshold });
    const first = audit.possible[file.groups.findIndex((group) => small.includes(group))] ?? [];
    const found = first.map(([n, y]) => `${n}/${y}`);
    const isSafe = audit.isExactSafe === expected.expected_verdict.startsWith("PASS");
    const isList =
      expected.feasible_small_group_n_over_y === undefined || isSame(found.toSorted(), expected.feasible_small_group_n_over_y.toSorted());
    return { id: `${file.id} ${name}`, agrees: isSafe && isList, message: `safe ${audit.isExactSafe}, possible ${found.join(" ")}` };
  });
}

const isSame = <T>(a: readonly T[], b: readonly T[]) => a.length === b.length && a.every((x, i) => x === b[i]);
/** In whatever order a file lists them. */
const areSameCells = (a: readonly number[], b: readonly number[]) =>
  isSame(
    a.toSorted((one, other) => one - other),
    b.toSorted((one, other) => one - other),
  );
const isNear = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
