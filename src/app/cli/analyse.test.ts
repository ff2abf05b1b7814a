import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../../tests/support/command.ts";

let folder = "";
const fortrogen = async (...args: string[]) => {
  // No database may be needed, so none can be reached.
  const { code, ...said } = await runCommand(["analyse", ...args], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, folder);
  return { status: code, ...said };
};

const plan = `title: Väntetid
data: { file: svar.csv, factors: { kön: [flicka, pojke] } }
disclosure: { minimum: 3 }
analyses:
  - { id: medel, title: Väntetid i dagar, type: mean, variable: dagar, by: [kön] }
  - { id: antal, title: Antal, type: table, dimensions: [{ variable: ort, total: alla orter }] }
`;
// Six girls waited 1,5 days on average and four boys 4; two of the ten live in Vik.
const data = "kön;dagar;ort\n" + ["1,5", "1", "2", "1", "2", "1,5"].map((d) => `flicka;${d};Näs`).join("\n");
const boys = "\npojke;4;Näs\npojke;3;Näs\npojke;5;Vik\npojke;4;Vik\n";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "analyse-"));
  writeFileSync(join(folder, "plan.yaml"), plan);
  writeFileSync(join(folder, "svar.csv"), data + boys);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("fortrogen analyse", () => {
  it("writes a Swedish page and the figures, without a database", async () => {
    expect(await fortrogen("plan.yaml", "--out", "ut")).toEqual({
      status: 0,
      stdout:
        "2 analyser, 5 uppgifter, 2 visas inte enligt röjanderegeln.\nSkrivet till ut: index.html, results.xlsx, results.json, results.csv.\n",
      stderr: "",
    });
    const page = readFileSync(join(folder, "ut", "index.html"), "utf8");
    expect(page).toContain('<html lang="sv">');
    expect(page).toContain("95\u00a0%-igt konfidensintervall");
    expect(page).toContain("1,50");
    const { results } = JSON.parse(readFileSync(join(folder, "ut", "results.json"), "utf8")) as {
      results: { rows: { labels: string[]; estimate: number | null; rows: number | null }[] }[];
    };
    expect(results[0]?.rows.map(({ labels, estimate, rows }) => [labels[0], estimate, rows])).toEqual([
      ["flicka", 1.5, 6],
      ["pojke", 4, 4],
    ]);
    // Vik's two are too few; with all orter shown, Näs would give them away.
    expect(results[1]?.rows.filter(({ estimate }) => estimate === null)).toHaveLength(2);
    expect(readdirSync(folder).sort()).toEqual(["plan.yaml", "svar.csv", "ut"]);
  });

  it("writes the figures as a workbook too, numbers as numbers, and none where the rule hides", async () => {
    await fortrogen("plan.yaml", "--out", "ut");
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, "ut", "results.xlsx"));
    const lines: unknown[][] = [];
    book.getWorksheet("Uppgifter")?.eachRow((row) => void lines.push((row.values as unknown[]).slice(1)));
    expect(lines[0]?.slice(0, 5)).toEqual(["Analys", "Grupp", "Mått", "Avser", "Skattning"]);
    expect(lines[1]?.slice(0, 5)).toEqual(["Väntetid i dagar", "kön: flicka", "medelvärde", "dagar", 1.5]);
    expect(lines).toHaveLength(6);
    const hidden = lines.filter((line) => line.at(-1) === "nej, enligt röjanderegeln");
    expect(hidden).toHaveLength(2);
    for (const line of hidden) expect(line.filter((one) => typeof one === "number")).toEqual([]);
  });

  it("writes over its own results and nobody else's", async () => {
    expect((await fortrogen("plan.yaml", "--out", "ut", "--language", "en")).status).toBe(0);
    expect(readFileSync(join(folder, "ut", "index.html"), "utf8")).toContain('<html lang="en">');
    mkdirSync(join(folder, "annans"), { recursive: true });
    writeFileSync(join(folder, "annans", "brev.txt"), "hej");
    const { status, stderr } = await fortrogen("plan.yaml", "--out", "annans");
    expect(status).toBe(2);
    expect(stderr).toContain("I mappen annans ligger brev.txt, som inte kommer från någon körning.");
    expect(readdirSync(join(folder, "annans"))).toEqual(["brev.txt"]);
    rmSync(join(folder, "annans"), { recursive: true });
  });

  it("writes the report of what could be made, says what could not and why, and ends with 1", async () => {
    writeFileSync(join(folder, "del.yaml"), plan.replace("variable: dagar", "variable: dagr"));
    const { status, stdout, stderr } = await fortrogen("del.yaml", "--out", "del");
    expect(status).toBe(1);
    expect(stdout).toContain("1 av 2 analyser, ");
    expect(stderr).toContain("del.yaml:5: Variabeln ”dagr” finns inte i data. Menade du ”dagar”?");
    expect(stderr).toContain("De andra är skrivna till del.");
    // Under a rule the page keeps the reason to itself.
    expect(readFileSync(join(folder, "del", "index.html"), "utf8")).toContain("Den här analysen gick inte att göra:");
    const asJson = await fortrogen("del.yaml", "--out", "del", "--format", "json");
    expect(JSON.parse(asJson.stdout)).toMatchObject({ ok: false, error: { code: "analyses-failed" } });
    rmSync(join(folder, "del"), { recursive: true });
    rmSync(join(folder, "del.yaml"));
  });

  it("says on which line the plan or the data is wrong, and writes nothing", async () => {
    writeFileSync(join(folder, "fel.yaml"), plan.replace("variable: dagar", "variabel: dagar").replace("minimum", "minimun"));
    const { status, stdout, stderr } = await fortrogen("fel.yaml", "--out", "fel");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("fel.yaml:3: ”disclosure” har inget fält ”minimun”. Menade du ”minimum”?");
    expect(stderr).toContain("fel.yaml:5: En analys av typen mean har inget fält ”variabel”. Menade du ”variable”?");
    writeFileSync(join(folder, "fel.yaml"), plan.replace("svar.csv", "fel.csv"));
    writeFileSync(join(folder, "fel.csv"), `${data}\npojke;4\n`);
    const broken = await fortrogen("fel.yaml", "--out", "fel", "--format", "json");
    expect(JSON.parse(broken.stdout)).toMatchObject({ ok: false, error: { code: "plan-invalid" } });
    expect(broken.stdout).toContain("fel.csv:8: Raden har 2 fält men rubrikraden 3.");
    expect(readdirSync(folder)).not.toContain("fel");
  });

  it.each([
    // The reader of YAML, fields, their meaning, the data, and the library: each says it in Swedish.
    ["analyses: [\n", "fel.yaml:2: Planen går inte att läsa vid kolumn 1: indraget stämmer inte"],
    [plan.replace("minimum: 3", "minimum: 1"), "fel.yaml:3: ”minimum” är 1 men ska vara från 2 till 1000."],
    [plan.replace("id: antal", "id: medel"), "fel.yaml:6: Två analyser har id ”medel”. Ge den ena ett annat."],
    [
      plan.replace("[flicka, pojke]", "[flickor, pojke]"),
      "svar.csv:2: ”kön” är ”flicka”, som inte är någon av nivåerna flickor, pojke. Menade du",
    ],
    [plan.replace("by: [kön]", "by: [kön2]"), "fel.yaml:5: Variabeln ”kön2” finns inte i data. Menade du ”kön”?"],
    [
      plan
        .replace("analyses:", "design: { strata: [ort], ids: [dagar], nest: true }\nanalyses:")
        .replace("svar.csv", "ensam.csv")
        .replace(", by: [kön]", ""),
      "fel.yaml:6: 1 stratum i ”ort” har bara en enhet. Säg lonelyPsu i planen: adjust, average, certainty eller remove.",
    ],
  ])("says in Swedish what is wrong with %j", async (text, words) => {
    writeFileSync(join(folder, "fel.yaml"), text);
    writeFileSync(join(folder, "ensam.csv"), `${data}\npojke;4;Vik\n`);
    const { status, stderr } = await fortrogen("fel.yaml", "--out", "fel");
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\b(the|has|no|must|is|are|and|of|did|you)\b/i);
    expect(status).toBe(1);
  });

  it.each([
    [["plan.yaml"], "Flaggan ”--out <mapp>” måste anges."],
    [["saknas.yaml", "--out", "x"], "Planen saknas.yaml finns inte."],
    [["plan.yaml", "--out", "x", "--language", "fi"], "Välj ett av: sv, en."],
  ])("ends with 2 at %j", async (args, words) => {
    const { status, stderr } = await fortrogen(...args);
    expect(stderr).toContain(words);
    expect(status).toBe(2);
  });
});
