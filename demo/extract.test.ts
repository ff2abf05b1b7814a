import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";
import { openPackage } from "../src/followup/exchange/read/zip.ts";
import { extractColumns, extractFiles, writeExtract, writeZippedExtract } from "./extract.ts";
import type { ExtractFile } from "./extract.ts";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function write(seed: number, children: number, municipality = "0114"): string {
  const folder = mkdtempSync(join(tmpdir(), "fortrogen-demo-"));
  folders.push(folder);
  writeExtract(folder, { seed, children, municipality, referenceDay: "2026-11-22" });
  return folder;
}

function hashOf(folder: string): string {
  const hash = createHash("sha256");
  for (const name of extractFiles) hash.update(readFileSync(join(folder, `${name}.csv`)));
  return hash.digest("hex");
}

type Row = Record<string, string>;

function read(folder: string): Record<ExtractFile, Row[]> {
  return Object.fromEntries(
    extractFiles.map((name) => [name, parse(readFileSync(join(folder, `${name}.csv`)), { columns: true })]),
  ) as Record<ExtractFile, Row[]>;
}

test("the same seed and size give the same bytes, another seed others", () => {
  const first = hashOf(write(4, 500));
  expect(hashOf(write(4, 500))).toBe(first);
  expect(hashOf(write(5, 500))).not.toBe(first);
});

test("a larger extract begins with the smaller one", () => {
  const small = read(write(4, 100)),
    large = read(write(4, 200));
  for (const name of extractFiles) expect(large[name].slice(0, small[name].length)).toEqual(small[name]);
});

test("a zip holds the same, byte for byte, and nothing is left beside it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "fortrogen-demo-"));
  folders.push(folder);
  const [first, second] = [join(folder, "ett.zip"), join(folder, "två.zip")];
  const options = { seed: 4, children: 100, municipality: "0114", referenceDay: "2026-11-22" };
  for (const zip of [first, second]) await writeZippedExtract(zip, options);
  expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(["ett.zip", "två.zip"]);
  const plain = write(4, 100);
  const packed = await openPackage(first);
  expect(packed.entries.map((entry) => entry.fileName)).toEqual(extractFiles.map((name) => `${name}.csv`));
  for (const entry of packed.entries) {
    const file = join(plain, entry.fileName);
    expect((await buffer(await packed.open(entry))).equals(readFileSync(file)), entry.fileName).toBe(true);
  }
  packed.close();
});

test("nothing at all is six files with headings", () => {
  const folder = write(1, 0);
  for (const name of extractFiles) expect(readFileSync(join(folder, `${name}.csv`), "utf8")).toBe(`${extractColumns[name].join(",")}\r\n`);
});

// The format's own rules (the specification of the open extract), written out here so that the importer is not its own judge.
const required: Record<ExtractFile, string[]> = {
  barn: ["barn_id", "kon", "fodelsedatum"],
  aktualiseringar: ["aktualisering_id", "barn_id", "inkom", "typ"],
  utredningar: ["utredning_id", "barn_id", "inledd"],
  insatser: ["insats_id", "barn_id", "typ", "mottagare", "beviljad"],
  samtal: ["samtal_id", "barn_id", "fas", "datum", "form", "status"],
  uteblivna_samtal: ["barn_id", "fas", "skal"],
};
const codes: Record<string, string[]> = {
  "barn.kon": ["flicka", "pojke", "okänt"],
  "aktualiseringar.typ": ["anmälan", "ansökan", "annat sätt", "begäran från annan myndighet", "överflyttning"],
  "aktualiseringar.skyddsbedomning_resultat": ["inget omedelbart skydd", "skydd behövs"],
  "aktualiseringar.forhandsbedomning_resultat": ["inleda", "inte inleda", "pågående utredning finns"],
  "utredningar.resultat": [
    "öppen insats",
    "placering SoL",
    "ansökan LVU",
    "22 § LVU",
    "ingen insats behövs",
    "samtycke saknas",
    "hänvisning",
    "återtagen",
    "flyttad",
    "annat",
  ],
  "insatser.typ": [
    "kontaktperson",
    "stöd till barn enskilt",
    "stöd till barn i grupp",
    "familjebehandling",
    "föräldrastöd",
    "öppenvårdsprogram",
    "insats till våldsutövare",
    "annan öppen insats",
    "familjehem",
    "nätverkshem",
    "jourhem",
    "stödboende",
    "HVB",
    "SiS",
    "skyddat boende",
  ],
  "insatser.mottagare": ["barnet", "vårdnadshavare", "familjen"],
  "insatser.regi": ["egen", "annan kommun", "enskild"],
  "insatser.barnets_uppgifter_anvanda": ["ja", "delvis", "nej"],
  "insatser.barnets_uppgifter_overforda": ["ja", "delvis", "nej"],
  "samtal.fas": ["förhandsbedömning", "utredning", "planering", "uppföljning", "placering"],
  "samtal.form": ["enskilt", "med vårdnadshavare", "observation"],
  "samtal.kanal": ["fysiskt", "digitalt", "chatt", "telefon", "sms"],
  "samtal.status": ["genomfört", "erbjudet", "avböjt", "inställt"],
  "uteblivna_samtal.skal": [
    "vårdnadshavare samtycker inte",
    "barnet vill inte",
    "inställt",
    "låg ålder",
    "funktionsnedsättning",
    "brist på stöd från ledningen",
    "tidsbrist",
    "annat",
  ],
};
const dateColumns =
  /^(fodelsedatum|inkom|inledd|avslutad|forlangd_till|beviljad|borjade|slutade|datum|forhandsbedomning_beslutad|barnet_informerat_om_beslut)$/;

test("the extract keeps the format: columns, required values, codes, dates, unique identifiers, references that lead somewhere", () => {
  const files = read(write(9, 2000, "1480-03"));
  const ids = Object.fromEntries(
    (["barn", "aktualiseringar", "utredningar", "insatser", "samtal"] as const).map((name) => [
      name,
      files[name].map((row) => row[extractColumns[name][0]] ?? ""),
    ]),
  );
  for (const [name, all] of Object.entries(ids)) expect(new Set(all).size, name).toBe(all.length);
  const known = Object.fromEntries(Object.entries(ids).map(([name, all]) => [name, new Set(all)]));
  for (const name of extractFiles) {
    for (const row of files[name]) {
      expect(Object.keys(row)).toEqual([...extractColumns[name]]);
      for (const column of required[name]) if (!row[column]) throw new Error(`${name}.${column} is empty`);
      for (const [column, value] of Object.entries(row)) {
        const allowed = codes[`${name}.${column}`];
        if (value && allowed && !allowed.includes(value)) throw new Error(`${name}.${column}: ${value}`);
        if (value && dateColumns.test(column) && !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new Error(`${name}.${column}: ${value}`);
        if (value && column === "skyddsbedomning_gjord" && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) throw new Error(value);
      }
      for (const [column, target] of [
        ["barn_id", "barn"],
        ["utredning_id", "utredningar"],
        ["insats_id", "insatser"],
      ] as const) {
        if (row[column] && !known[target]?.has(row[column])) throw new Error(`${name}.${column}: ${row[column]} leads nowhere`);
      }
    }
  }
  const missed = files.uteblivna_samtal.map((row) => Object.values(row).join("|"));
  expect(new Set(missed).size).toBe(missed.length);
});
