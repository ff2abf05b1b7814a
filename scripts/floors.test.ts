import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

type Floor = { readonly name: string; readonly order: boolean; readonly rooms: readonly string[]; readonly pages?: readonly string[] };

const root = join(import.meta.dirname, "..");
const { floors } = createRequire(import.meta.url)("./floors.cjs") as { readonly floors: readonly Floor[] };
/** Every file of the program, as its path below src. What is left of an empty folder is no room. */
const files = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(join(root, "src"), join(entry.parentPath, entry.name)).split(sep));

describe("the floors that the import rules know", () => {
  test("are the folders of src, and nothing lies beside them", () => {
    expect(new Set(files.map(([floor]) => floor))).toEqual(new Set(floors.map(({ name }) => name)));
  });

  test.each(floors.filter(({ rooms }) => rooms.length > 0))(
    "have the rooms of $name, and no file lies beside its rooms",
    ({ name, rooms }) => {
      expect(new Set(files.filter(([floor]) => floor === name).map(([, room]) => room))).toEqual(new Set(rooms));
    },
  );

  test.each(floors.filter(({ pages }) => pages))("have an order for the pages of every room of $name", ({ rooms, pages = [] }) => {
    expect([...pages].sort()).toEqual([...rooms].sort());
  });
});

test("the picture of the house shows every floor and every room", () => {
  const picture = readFileSync(join(root, "docs", "pictures", "house.svg"), "utf8");
  const shown = [...picture.matchAll(/>([a-z-]+)(?:: the one door)?</gu)].map(([, name]) => name);
  const all = floors.flatMap(({ name, rooms }) => [name, ...rooms]).filter((name) => name !== "sign-on");
  expect(all.filter((name) => !shown.includes(name))).toEqual([]);
});

test("docs/architecture.md has a row for every room of the house", () => {
  const words = readFileSync(join(root, "docs", "architecture.md"), "utf8");
  const folders = floors.flatMap(({ name, rooms }) => (rooms.length === 0 ? [name] : rooms.map((room) => `${name}/${room}`)));
  expect(folders.filter((folder) => !words.includes(`| \`src/${folder}/\` |`))).toEqual([]);
});

/** Faults, each a file, what it imports and the rule that must find it; made in a house of their own. */
const faults: readonly (readonly [from: string, code: string, to: string, rule: string])[] = [
  ["src/platform/core/a.ts", 'import { x } from "TO";', "src/ui/x.ts", "platform-knows-what-is-below"],
  ["src/platform/core/b.ts", 'import type { X } from "TO";', "src/casework/people/x.ts", "platform-knows-what-is-below"],
  ["src/platform/database/c.ts", 'import type { X } from "TO";', "src/platform/access/x.ts", "platform-database-knows-those-before"],
  ["src/ui/components/d.tsx", 'import type { X } from "TO";', "src/casework/case/x.ts", "ui-knows-what-is-below"],
  ["src/casework/intake/e.ts", 'import { x } from "TO";', "src/casework/decision/x.ts", "casework-intake-knows-those-before"],
  ["src/casework/intake/actions/f.ts", 'import type { X } from "TO";', "src/casework/case/x.ts", "casework-intake-knows-those-before"],
  ["src/casework/case/g.ts", 'import { x } from "TO";', "src/casework/people/pages/x.ts", "casework-case-knows-those-before"],
  [
    "src/casework/intake/pages/h.tsx",
    'import { x } from "TO";',
    "src/casework/decision/pages/x.ts",
    "casework-intake-pages-know-those-before",
  ],
  ["src/casework/intake/pages/i.tsx", 'import type { X } from "TO";', "src/portals/desk/x.ts", "casework-knows-what-is-below"],
  ["src/survey/questionnaires/t.ts", 'import type { X } from "TO";', "src/casework/people/x.ts", "survey-knows-what-is-below"],
  ["src/casework/people/u.ts", 'import { x } from "TO";', "src/survey/questionnaires/x.ts", "casework-knows-what-is-below"],
  ["src/followup/questionnaire/j.ts", 'import { x } from "TO";', "src/casework/people/x.ts", "questionnaire-reads-views"],
  ["src/followup/exchange/k.ts", 'import type { X } from "TO";', "src/followup/questionnaire/x.ts", "followup-exchange-knows-those-before"],
  ["src/portals/desk/pages/l.tsx", 'import type { X } from "TO";', "src/app/web/x.ts", "portals-knows-what-is-below"],
  ["src/portals/accounts/pages/m.tsx", 'import { x } from "TO";', "src/portals/desk/x.ts", "portals-accounts-knows-those-before"],
  ["src/app/web/n.ts", 'export { x } from "TO";', "src/app/cli/x.ts", "app-web-knows-those-before"],
  ["src/casework/people/o.ts", 'export const x = () => import("TO");', "src/app/web/x.ts", "casework-knows-what-is-below"],
  ["src/portals/desk/p.ts", 'import { x } from "TO";', "src/portals/desk/pages/x.ts", "pages-are-shown-by-the-web"],
  ["src/platform/core/q.ts", 'import type { X } from "TO";', "src/cellar/x.ts", "every-file-has-a-floor"],
  ["src/casework/case/r.ts", 'import { x } from "TO";', "tests/support/x.ts", "product-needs-no-tests"],
  ["demo/s.ts", 'import type { X } from "TO";', "src/app/web/x.ts", "the-demo-is-no-door"],
];

describe("the import rules bite", () => {
  let house = "";
  let found: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[] = [];

  beforeAll(() => {
    house = mkdtempSync(join(tmpdir(), "floors-"));
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(house, file)), { recursive: true });
      writeFileSync(join(house, file), text);
    };
    for (const [from, code, to] of faults) {
      write(to, "export const x = 1;\nexport type X = typeof x;\n");
      write(from, code.replace("TO", `${"../".repeat(from.split("/").length - 1)}${to}`));
    }
    // Two files that know each other by their types alone.
    write("src/ui/one.ts", 'import type { Two } from "./two.ts";\nexport type One = Two | 1;\n');
    write("src/ui/two.ts", 'import type { One } from "./one.ts";\nexport type Two = One | 2;\n');
    // What is allowed: downwards, within a room, and a page to the case and to every room of its floor.
    write("src/casework/intake/pages/right.tsx", 'import "../../decision/x.ts";\nimport "../../case/x.ts";\nimport "../../../ui/x.ts";\n');
    write("src/app/web/right.ts", 'import "../../portals/desk/pages/x.ts";\nimport "../../platform/access/x.ts";\n');
    write("package.json", '{ "type": "module" }');
    write("tsconfig.json", '{ "compilerOptions": { "module": "NodeNext", "allowImportingTsExtensions": true, "noEmit": true } }');
    const program = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruiser.mjs");
    const config = join(root, ".dependency-cruiser.cjs");
    const ran = spawnSync(process.execPath, [program, "src", "demo", "--config", config, "--output-type", "json"], {
      cwd: house,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    found = (JSON.parse(ran.stdout) as { summary: { violations: typeof found } }).summary.violations;
  });
  afterAll(() => rmSync(house, { recursive: true, force: true }));

  test.each(faults)("%s may not say %s of %s", (from, _code, to, rule) => {
    expect(found.filter((one) => one.from === from && one.to === to).map((one) => one.rule.name)).toContain(rule);
  });

  test("two files may not need each other, not even by their types", () => {
    const circles = found.filter((one) => one.rule.name === "no-cycles");
    expect(circles.map((one) => one.from)).toContain("src/ui/one.ts");
  });

  test("what runs downwards is let through", () => {
    expect(found.filter((one) => one.from.endsWith("/right.tsx") || one.from.endsWith("/right.ts"))).toEqual([]);
  });
});

/** What puts the rooms together, and must not know what they are made of (decision 0025). */
const composing = files.filter(([floor, room]) => floor === "portals" || (floor === "casework" && (room === "case" || room === "part")));

test("what puts the rooms of casework together names no table of theirs", () => {
  const generated = readFileSync(join(root, "src/platform/database/generated.ts"), "utf8");
  const ofRooms = floors.find(({ name }) => name === "casework")?.rooms.join("|") ?? "";
  const tables = [...generated.matchAll(new RegExp(`^  "((?:${ofRooms})\\.[a-z_]+)":`, "gmu"))].map(([, table = ""]) => table);
  expect(tables.length).toBeGreaterThan(30);
  const named = composing
    .filter((path) => !path.at(-1)?.includes(".test."))
    .flatMap((path) => {
      const code = readFileSync(join(root, "src", ...path), "utf8");
      return tables
        .filter((table) => new RegExp(`(?:from|join|into|update|["'\`])\\s*${table}\\b`, "u").test(code))
        .map((table) => `${path.join("/")}: ${table}`);
    });
  expect(named).toEqual([]);
});
