// Every fault of a plan, brought about and read in Swedish; English is read in the tests of each step.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { StatisticsError } from "@fortrogen/statistics";
import type { StatisticsErrorCode } from "@fortrogen/statistics";
import { analyse } from "./analyse.ts";
import { faultsInSwedish } from "./words/swedish/faults.ts";
import type { FaultCode } from "./faults.ts";
import { PlanError, faultOf, messagesOf } from "./faults.ts";
import { fields } from "./fields.ts";
import { parsePlan } from "./parse.ts";

const english = /\b(the|has|no|must|is|are|and|of|which|did|you)\b/i;
const seen = new Set<string>();

/** What the work is refused with, in Swedish; the code of its first fault is noted, and is the one given. */
async function swedish(work: () => unknown, code?: FaultCode): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    const first = error.faults[0]?.code ?? "";
    if (code !== undefined) expect(first).toBe(code);
    seen.add(first);
    return messagesOf(error, "sv").join("\n");
  }
  return "not refused";
}

const mean = "type: mean, variable: y";
const one = (analysis: string, before = ""): string => `data: { file: a.csv }\n${before}analyses:\n  - { id: x, ${analysis} }\n`;
const weights = (text: string): string => one(mean, `weights: { ${text} }\n`);
const replicates = (text: string): string => one(mean, `design: { replicates: { ${text} } }\n`);
const margin = "margins: [{ variables: [a], totals: { b: 1 } }]";
const table = (hierarchy: string, rest = ""): string =>
  one(`type: table, dimensions: [{ variable: a, hierarchy: { ${hierarchy} }${rest} }]`);

describe("a plan alone", () => {
  test.each<[FaultCode, string, string]>([
    ["yaml", 'a: "b\n', "p:2: Planen går inte att läsa vid kolumn 1: ett tecken saknas: ett avslutande citattecken"],
    ["yaml", "a: 1\nb: *c\n", "p:2: Planen går inte att läsa vid kolumn 4: en hänvisning med * leder inte till något ankare."],
    [
      "yaml",
      `a: &a [x, x, x, x, x, x, x, x, x, x, x]\nb: &b [${"*a,".repeat(11)}]\nc: [${"*b,".repeat(11)}]\n`,
      "p:1: Planen går inte att läsa vid kolumn 1: planen växer utan gräns",
    ],
    ["not-a-map", "- a\n", "p:1: Planen ska ha fält, till exempel title: …"],
    ["not-a-list", "data: { file: a.csv }\nanalyses: 3\n", "p:2: ”analyses” ska vara en lista."],
    ["unknown-field", one(mean, "desing: {}\n"), "p:2: Planen har inget fält ”desing”. Menade du ”design”?"],
    ["unknown-field", one(`${mean}, formula: z`), "p:3: En analys av typen mean har inget fält ”formula”. Fälten är id, type,"],
    ["missing-field", one("type: mean"), "p:3: En analys av typen mean behöver ”variable” (den variabel som mäts eller räknas)."],
    ["shape", one(`${mean}, by: [1]`), "p:3: ”by” ska vara en lista med texter, som [a, b]"],
    ["shape", weights("margins: [{ variables: [a], totals: { b: x } }]"), "p:2: ”totals.b” ska vara ett tal."],
    ["choice", one("type: maen, variable: y"), "p:3: ”maen” går inte att välja för type. Välj mean, total,"],
    ["range", one(`${mean}, confidence: 95`), "p:3: ”confidence” är 95 men ska vara från 0.5 till 0.9999."],
    ["range", weights(`${margin}, trim: { lower: -1 }`), "p:2: ”lower” är -1 men ska vara minst 0."],
    [
      "filter-unreadable",
      one(mean, 'filter: "y > 1) | (y"\n'),
      "p:2: Filtret ”y > 1) | (y” går inte att läsa. Skriv ett villkor, till exempel ålder >= 18 & kön == 'kvinna'.",
    ],
    ["recode-either", one(mean, "recodes: [{ name: b }]\n"), "p:2: En omkodning har antingen ”expression”, eller"],
    ["recode-both", one(mean, "recodes: [{ name: b, from: a }]\n"), "p:2: En omkodning med nya nivåer har både"],
    ["replicates-none", replicates("mse: true"), "p:2: Replikat behöver ”columns”"],
    ["replicates-scale", replicates("method: JK1, scale: 1"), "p:2: ”scale” och ”rscales” hör till ”columns”"],
    ["replicates-bootstrap", replicates("method: bootstrap"), "p:2: En bootstrap behöver ”replicates” och ”seed”"],
    ["replicates-given", replicates("columns: [a, b]"), "p:2: ”columns” behöver ”scale”"],
    ["replicates-fay", replicates("method: JK1, fay: 0.3"), "p:2: ”fay” hör till BRR."],
    ["bounds-around-one", weights(`${margin}, distance: linear, bounds: [2, 3]`), "p:2: ”bounds” är en faktor under 1 och en över"],
    ["bounds-for-logit", weights(`${margin}, distance: logit`), "p:2: Kalibrering med logit behöver ”bounds”"],
    ["bounds-not-for", weights(`${margin}, bounds: [0.5, 2]`), "p:2: ”bounds” hör till linear och logit, inte till raking."],
    [
      "one-margin",
      weights("distance: post-stratification, margins: [{ variables: [a], totals: { b: 1 } }, { variables: [c], totals: { d: 1 } }]"),
      "p:2: Efterstratifiering tar en marginal",
    ],
    ["trim-empty", weights(`${margin}, trim: {}`), "p:2: ”trim” behöver ”lower”, ”upper” eller båda."],
    ["trim-order", weights(`${margin}, trim: { lower: 3, upper: 2 }`), "p:2: ”lower” ska vara lägre än ”upper”."],
    ["weights-file", weights(`${margin}, file: ../w.csv`), "p:2: ”../w.csv” ska vara namnet på en CSV-fil"],
    [
      "weights-file-disclosure",
      one(mean, `disclosure: {}\nweights: { ${margin}, file: w.csv }\n`),
      "p:3: En fil med en rad för varje person",
    ],
    ["no-analysis", "data: { file: a.csv }\nanalyses: []\n", "p:2: Planen har ingen analys."],
    ["same-id", `${one(mean)}  - { id: x, ${mean} }\n`, "p:4: Två analyser har id ”x”."],
    ["id-signs", `data: { file: a.csv }\nanalyses: [{ id: a b, ${mean} }]\n`, "p:2: Id ”a b” har andra tecken än bokstäver"],
    ["overall-without-by", one(`${mean}, overall: true`), "p:3: ”overall” lägger till alla grupper tillsammans, men ”by” saknas."],
    ["pairs-without-by", one(`${mean}, pairs: true`), "p:3: ”pairs” jämför grupperna i ”by”, som saknas."],
    ["pairs-or-reference", one(`${mean}, by: [a], reference: b, pairs: true`), "p:3: Välj ”pairs” (alla grupper med varandra)"],
    ["reference-without-by", one(`${mean}, reference: b`), "p:3: ”reference” är en grupp i ”by”, som saknas."],
    ["reweight-classes", one("type: total, variable: y, missing: reweight"), "p:3: ”missing: reweight” behöver ”classes”"],
    ["classes-for-reweight", one("type: total, variable: y, classes: [a]"), "p:3: ”classes” hör till ”missing: reweight”."],
    [
      "reweight-not-for",
      one("type: quantile, variable: y, missing: reweight"),
      "p:3: ”missing: reweight” finns inte för quantile, bara för mean, total, share och ratio.",
    ],
    ["interval-not-for", one("type: quantile, variable: y, interval: wilson"), "p:3: Konfidensintervallet wilson finns inte för quantile."],
    [
      "response-frame-disclosure",
      one("type: response, responded: r, by: [a]", "frame: { file: f.csv }\ndisclosure: {}\n"),
      "p:5: Under röjandekontroll ska en svarsanalys läsa data",
    ],
    [
      "ordinal-margins",
      one("type: regression, formula: y ~ x, family: ordinal, margins: [x]"),
      "p:3: Skattade nivåer görs inte för ordinal.",
    ],
    ["linear-ratios", one("type: regression, formula: y ~ x, family: gaussian, ratios: true"), "p:3: En linjär modell har inga kvoter"],
    ["hierarchy-twice", table("b: [c], d: [c]"), "p:3: ”c” står både i ”b” och i ”d”."],
    ["hierarchy-loop", table("b: [d], d: [b]"), "p:3: ”b” ingår i sig själv."],
  ])("%s: %j", async (code, text, message) => {
    const said = await swedish(() => parsePlan(text, "p"), code);
    expect(said).toContain(message);
    expect(said).not.toMatch(english);
  });

  test("every field that a plan cannot do without is explained", () => {
    for (const known of Object.values(fields)) {
      for (const [name, { required, needed }] of Object.entries(known)) {
        if (required !== true && needed === undefined) continue;
        expect(faultsInSwedish["missing-field"]({ owner: { name: "plan" }, variable: name, about: "" })).toMatch(/ \(.+\)\.$/);
      }
    }
  });
});

describe("a plan and its files", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "faults-"));
    mkdirSync(join(folder, "theirs"));
    writeFileSync(join(folder, "theirs", "brev.txt"), "hej");
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const sound = "a,y\nb,1\nb,2\nc,3\nc,4\n";
  const run = (text: string, csv: string | Uint8Array = sound, code?: FaultCode, out = "out", plan = "plan.yaml"): Promise<string> => {
    writeFileSync(join(folder, "plan.yaml"), text);
    writeFileSync(join(folder, "a.csv"), csv);
    // An analysis that could not be made is refused in its place of the report.
    return swedish(async () => {
      const { failed } = await analyse(join(folder, plan), join(folder, out), { time: "2026-11-22T12:00:00.000Z" });
      if (failed !== null) throw failed;
    }, code);
  };

  test.each<[FaultCode, string, string | Uint8Array | undefined, string]>([
    ["no-file", one(mean).replace("a.csv", "b.csv"), undefined, "plan.yaml:1: Filen b.csv finns inte."],
    ["csv-empty", one(mean), "", "a.csv:1: Filen är tom."],
    ["csv-no-name", one(mean), "a,\n1,2\n", "a.csv:1: Kolumn 2 saknar namn."],
    ["csv-same-name", one(mean), "a,a\n1,2\n", "a.csv:1: Två kolumner heter ”a”."],
    ["csv-fields", one(mean), "a,b\n1\n", "a.csv:2: Raden har 1 fält men rubrikraden 2."],
    ["csv-no-rows", one(mean), "a,b\n", "a.csv: Filen har en rubrikrad men inga rader"],
    ["csv-utf16", one(mean), Uint8Array.of(0xff, 0xfe, 65, 0), "a.csv:1: Filen är i UTF-16."],
    ["csv-not-utf8", one(mean), Uint8Array.of(97, 10, 0xc5, 10), "a.csv:2: Filen är inte i UTF-8, kanske i Windows-1252."],
    ["csv-open-quote", one(mean), 'a\n"2\n', "a.csv:2: Ett citattecken har inget avslutande"],
    ["csv-after-quote", one(mean), 'a\n"1"2\n', "a.csv:2: Det står text efter ett avslutande citattecken."],
    ["mixed-decimals", one(mean), "a;y\nb;1,5\nb;2.5\n", "a.csv:3: ”y” har både ”1,5” och ”2.5”."],
    [
      "outside-levels",
      one(mean).replace("a.csv", "a.csv, factors: { a: [b, d] }"),
      undefined,
      "a.csv:4: ”a” är ”c”, som inte är någon av nivåerna b, d.",
    ],
    [
      "unknown-factor",
      one(mean).replace("a.csv", "a.csv, factors: { yy: [b] }"),
      undefined,
      "plan.yaml:1: a.csv har ingen kolumn ”yy”. Menade du ”y”?",
    ],
    ["unknown-label", one(mean, "recodes: [{ name: z, from: a, labels: { d: e } }]\n"), undefined, "plan.yaml:2: ”a” har ingen nivå ”d”."],
    ["unknown-group", one(`${mean}, by: [a], reference: d`), undefined, "plan.yaml:3: Det finns ingen grupp ”d”. Grupperna är b, c."],
    ["replicates-jkn", replicates("columns: [y], method: JKn"), undefined, "plan.yaml:2: Replikat i data som gjorts med JKn behöver"],
    [
      "margin-cell",
      weights('margins: [{ variables: [a, y], totals: { "b": 1 } }]'),
      undefined,
      "plan.yaml:2: ”b” anger nivåer för 1 av de 2 variablerna i marginalen ”a × y”.",
    ],
    ["hierarchy-unknown", table("d: [bb]"), undefined, "plan.yaml:3: Hierarkin för ”a” nämner ”bb”, som varken är en nivå"],
    ["hierarchy-level", table("d: [b]", ", total: c"), undefined, "plan.yaml:3: ”c” är en nivå i ”a”."],
    [
      "missing-choice",
      one("type: total, variable: y"),
      "a,y\nb,1\nb,\nc,3\n",
      "plan.yaml:3: ”y” saknar värde i 1 av 3 rader, som en total skulle räkna som 0. Välj ”missing”: omit",
    ],
    [
      "missing-refused",
      one("type: mean, variable: y, missing: refuse"),
      "a,y\nb,1\nb,\nc,3\n",
      "plan.yaml:3: ”y” saknar värde i 1 av 3 rader, och planen godtar inte det.",
    ],
    [
      "reference-empty",
      one(`${mean}, by: [a], reference: c`),
      "a,y\nb,1\nb,2\nc,\n",
      "plan.yaml:3: Ingen rad i jämförelsegruppen ”c” har ett värde.",
    ],
    [
      "not-a-number",
      one(mean),
      "a;y\nb;1\nb;.\nc;3\n",
      "a.csv:3: ”y” är ”.”, där de andra värdena är tal. Betyder det att värde saknas: skriv",
    ],
    ["not-a-number", one(mean), "a;y\nb;1\nb;1.234,5\nc;3\n", "a.csv:3: ”y” är ”1.234,5”, där de andra värdena är tal. Skriv det som"],
    ["not-a-number", one(mean), "a;y\nb;1\nb;12 %\nc;3\n", "a.csv:3: ”y” är ”12 %”, där de andra värdena är tal."],
    [
      "text-in-numbers",
      one(mean),
      "a,y\nb,1\nb,2\nc,okänt\n",
      "a.csv:4: ”y” är ”okänt” och därför ingen variabel av tal, som behövs på plan.yaml:3.",
    ],
    [
      "binary-file",
      one(mean),
      new TextEncoder().encode("$FL2@(#) IBM SPSS STATISTICS\0\0\u0002"),
      "a.csv: Filen är en datafil från SPSS (.sav)",
    ],
    ["binary-file", one(mean), Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), "a.csv: Filen är ett zip-arkiv"],
    ["binary-file", one(mean), Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2), "a.csv: Filen är en gammal arbetsbok från Excel (.xls)"],
    ["csv-zero", one(mean), Uint8Array.of(97, 44, 121, 10, 98, 44, 49, 10, 98, 44, 0, 10), "a.csv:3: Raden har ett tecken med nummer 0"],
    ["library", one("type: mean, variable: yy"), undefined, "plan.yaml:3: Variabeln ”yy” finns inte i data. Menade du ”y”?"],
  ])("%s", async (code, text, csv, message) => {
    const said = await run(text, csv, code);
    expect(said).toContain(message);
    expect(said).not.toMatch(english);
  });

  test("what the command was given", async () => {
    expect(await run(one(mean), undefined, "no-plan", "out", "none.yaml")).toMatch(/^Planen .*none\.yaml finns inte\.$/);
    expect(await run(one(mean), undefined, "no-plan", "out", "theirs")).toMatch(/^Planen .*theirs är en mapp\.$/);
    expect(await run(one(mean), undefined, "folder-foreign", "theirs")).toMatch(
      /^I mappen .*theirs ligger brev\.txt, som inte kommer från någon körning\.$/,
    );
    expect(await run(one(mean), undefined, "folder-unreadable", "a.csv")).toMatch(/^Mappen .*a\.csv går inte att läsa som en mapp\.$/);
    expect(await run(one(mean), undefined, "folder-unwritten", "a.csv/under")).toMatch(
      /^Mappen .*under går inte att läsa eller skriva \(EEXIST\)\.$/,
    );
    const text = one(mean).replace("a.csv", "a.parquet");
    writeFileSync(join(folder, "a.parquet"), "no parquet");
    expect(await run(text, undefined, "parquet-unreadable")).toMatch(
      /^a\.parquet: Filen går inte att läsa som Parquet \(på engelska: .*\)/,
    );
  });

  test("several analyses that fail keep what each needs for a program", async () => {
    const text = `${one("type: mean, variable: yy")}  - { id: z, type: share, variable: y }\n`;
    await run(text);
    const work = analyse(join(folder, "plan.yaml"), join(folder, "out"), { time: "2026-11-22T12:00:00.000Z" });
    await expect(work).rejects.toMatchObject({
      code: "plan",
      variable: "yy",
      count: 3,
      faults: [
        { code: "library", cause: "unknown-column", variable: "yy", count: 2, meant: "y", place: { file: "plan.yaml", line: 3 } },
        { code: "library", cause: "argument", variable: "y", count: 3, place: { file: "plan.yaml", line: 4 } },
      ],
    });
  });

  // Made by hand: their causes need a file of Parquet of its own, or a publication that no pattern protects.
  const rare = [
    [faultOf("parquet-no-rows", { file: "a.parquet" }), "a.parquet: Filen har inga rader."],
    [faultOf("parquet-nested", { file: "a.parquet" }, { variable: "x" }), "a.parquet: Kolumnen ”x” har listor eller poster"],
    [faultOf("parquet-kind", { file: "a.parquet" }, { variable: "x" }), "a.parquet: Kolumnen ”x” har varken tal eller texter."],
    [faultOf("parquet-large", { file: "a.parquet", row: 3 }, { variable: "x", value: "9" }), "a.parquet: rad 3: ”x” är 9, större än"],
    [faultOf("unprotected", { file: "p", line: 2 }, { count: 1, level: "range" }), "p:2: 1 liten grupp kan inte skyddas"],
    [faultOf("not-finite", { file: "p", line: 2 }, { variable: "x" }), "p:2: ”x” har en skattning som inte är något ändligt tal."],
  ] as const;
  test.each(rare)("%j", (fault, message) => {
    seen.add(fault.code);
    const [said] = messagesOf(new PlanError([fault]), "sv");
    expect(said).toContain(message);
    expect(said).not.toMatch(english);
  });

  test("every fault has had its case", () => {
    expect([...seen].sort()).toEqual(Object.keys(faultsInSwedish).sort());
  });
});

describe("an error of the library", () => {
  const said = (code: StatisticsErrorCode): string => {
    const error = new StatisticsError(code, "English says more.", { variable: "kön", count: 28 });
    return messagesOf(error, "sv").join("\n");
  };
  const own: Readonly<Record<StatisticsErrorCode, string>> = {
    argument: "”kön” går inte att läsa eller räkna på så som planen säger. (På engelska: English says more.)",
    "unknown-column": "Variabeln ”kön” finns inte i data.",
    "wrong-column-type": "”kön” är av fel slag",
    "unknown-level": "”kön” saknar en nivå",
    "missing-values": "”kön” saknar värde i 28 rader",
    "negative-weight": "”kön”: 28 rader har negativ vikt",
    "missing-weight": "Vikten ”kön” saknas eller är oändlig i 28 rader.",
    "zero-weights": "Vikten ”kön” är 0 i 28 rader.",
    "too-few-rows": "Underlaget för ”kön” är för litet.",
    "one-level": "”kön” har bara ett värde",
    "empty-domain": "Ingen rad med vikt är kvar för ”kön”.",
    "lonely-psu": "28 strata i ”kön” har bara en enhet. Säg lonelyPsu i planen: adjust, average, certainty eller remove.",
    "not-nested": "28 rader i ”kön” ligger i ett annat stratum",
    "population-size": "Populationens storlek ”kön” går inte ihop med urvalsdragningen (28).",
    "margin-empty": "Marginalen ”kön” har en nivå som ingen i urvalet har.",
    "margin-unknown-level": "Nivåerna i marginalen ”kön” är inte desamma som i data.",
    "margin-contradiction": "Totalerna i marginalen ”kön” motsäger",
    bounds: "Gränserna för ”kön” går inte att hålla.",
    "not-converged": "Beräkningen kom inte i mål på 28 varv; ”kön” stämmer sämst.",
    collinear: "”kön” följer av modellens andra variabler",
    separation:
      "”kön” skiljer utfallen helt åt (28 rader); koefficienten har inget ändligt värde. Slå ihop nivåer eller ta bort variabeln.",
    singular: "”kön” har ingen varians att räkna med",
    "not-replicate": "”kön” behöver replikat, som urvalsdragningen saknar.",
    aborted: "Körningen avbröts.",
    unsupported: "Det som planen säger om ”kön” finns inte.",
    disclosure: "Röjandekontrollen går inte att göra för ”kön”.",
    plan: "Planen går inte att köra.",
    infeasible: "Ingen undertryckning skyddar ”kön”.",
  };
  test.each(Object.entries(own))("%s", (code, sentence) => {
    const text = said(code as StatisticsErrorCode);
    expect(text.startsWith(sentence)).toBe(true);
    expect(text.replace(" (På engelska: English says more.)", "")).not.toMatch(english);
  });

  test("what is no variable of the data has a Swedish name, and English is kept for English", () => {
    const error = new StatisticsError("bounds", "All 3 weights lie outside.", { variable: "weights", count: 3 });
    expect(messagesOf(error, "sv")[0]).toMatch(
      /^Gränserna för vikterna går inte att hålla\..*\(På engelska: All 3 weights lie outside\.\)$/,
    );
    expect(messagesOf(error, "en")).toEqual(["All 3 weights lie outside."]);
  });
});
