/** Deliveries for tests: the files of the open extract as rows, written as a folder, a zip or a workbook in any dress. */
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { FILES } from "../../src/followup/exchange/format.ts";
import type { FileName } from "../../src/followup/exchange/format.ts";
import { addOpenDocument } from "../../src/followup/exchange/write/opendocument.ts";
import { sheetKinds } from "../../src/followup/exchange/write/sheets.ts";
import type { SheetSource } from "../../src/followup/exchange/write/sheets.ts";
import { addWorkbook } from "../../src/followup/exchange/write/workbook.ts";

/** Rows by column name; columns left out are empty. */
export type Rows = readonly Readonly<Record<string, string>>[];
export type Extract = Partial<Record<FileName, Rows>>;
export type Dress = {
  readonly as?: "folder" | "zip" | "xlsx" | "ods";
  readonly separator?: "," | ";" | "\t";
  readonly encoding?: "utf-8" | "utf-8-bom" | "windows-1252" | "utf-16le" | "utf-16be" | "utf-16le-bare" | "utf-16be-bare";
  /** Begins with the line `sep=`, as Excel does. */
  readonly saysSeparator?: boolean;
  readonly lineEnd?: "\n" | "\r\n";
};

/** A new folder under the machine's temporary one. */
export function scratch(): Promise<string> {
  return mkdtemp(join(tmpdir(), "fortrogen-extract-"));
}

/** Header and rows of one file, every column of the format. */
export function tableOf(name: FileName, rows: Rows): string[][] {
  const columns = FILES.find((file) => file.name === name)?.columns.map((column) => column.name) ?? [];
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))];
}

/** CSV text by RFC 4180. */
export function csvOf(table: readonly (readonly string[])[], separator = ",", lineEnd = "\n"): string {
  const cell = (text: string): string => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return table.map((row) => row.map(cell).join(separator) + lineEnd).join("");
}

/** Text as bytes. Windows-1252 for letters that Latin-1 shares with it. */
export function encode(text: string, encoding: Dress["encoding"] = "utf-8"): Buffer {
  if (encoding === "windows-1252") return Buffer.from(text, "latin1");
  if (encoding.startsWith("utf-16")) {
    const bytes = Buffer.from(encoding.endsWith("bare") ? text : `\ufeff${text}`, "utf16le");
    return encoding.startsWith("utf-16be") ? bytes.swap16() : bytes;
  }
  return Buffer.from(encoding === "utf-8-bom" ? `\ufeff${text}` : text, "utf8");
}

/** Writes files by name into a new folder; gives its path. */
export async function folderOf(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await scratch();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** Writes a zip of files by path; gives its path. */
export async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  return saveZip(zip, "uttag.zip");
}

async function saveZip(zip: ZipFile, name: string): Promise<string> {
  const path = join(await scratch(), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

/** Writes a delivery in the asked dress; gives its path. */
export async function deliver(
  extract: Extract,
  { as = "folder", separator, encoding, lineEnd, saysSeparator }: Dress = {},
): Promise<string> {
  const names = Object.keys(extract) as FileName[];
  if (as === "xlsx" || as === "ods") {
    const zip = new ZipFile();
    const sheets = names.map((name): SheetSource => ({ name, kinds: sheetKinds(name), rows: async function* () { yield tableOf(name, extract[name] ?? []); } })); // prettier-ignore
    (as === "xlsx" ? addWorkbook : addOpenDocument)(zip, sheets, (cause) => {
      throw cause;
    });
    return saveZip(zip, `uttag.${as}`);
  }
  const first = saysSeparator ? `sep=${separator ?? ","}${lineEnd ?? "\n"}` : "";
  const files = Object.fromEntries(
    names.map((name) => [`${name}.csv`, encode(first + csvOf(tableOf(name, extract[name] ?? []), separator, lineEnd), encoding)]),
  );
  if (as === "zip")
    return zipOf(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`Uttag 2024/${name.toUpperCase()}`, bytes])));
  const folder = join(await scratch(), "uttag");
  await mkdir(folder);
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  return folder;
}

/** A small delivery without faults: two children and something in every file. */
export function soundExtract(): Required<Extract> {
  return {
    barn: [
      {
        barn_id: "B1",
        kon: "flicka",
        fodelsedatum: "2014-03-01",
        skyddade_uppgifter: "nej",
        fodelseland: "Sverige",
        tolkbehov: "arabiska; dialekt",
      },
      {
        barn_id: "B2",
        kon: "pojke",
        fodelsedatum: "2016-05-02",
        personnummer: "",
        funktionsnedsattning: 'hörsel, "nedsatt"',
        ensamkommande: "nej",
      },
    ],
    aktualiseringar: [
      {
        aktualisering_id: "A1",
        barn_id: "B1",
        inkom: "2023-02-01",
        typ: "anmälan",
        anmalare: "förskola",
        orsaker: "våld|försummelse",
        skyddsbedomning_gjord: "2023-02-01T14:30",
        skyddsbedomning_resultat: "inget omedelbart skydd",
        forhandsbedomning_beslutad: "2023-02-10",
        forhandsbedomning_resultat: "inleda",
        utredning_id: "U1",
      },
    ],
    utredningar: [
      {
        utredning_id: "U1",
        barn_id: "B1",
        inledd: "2023-02-10",
        avslutad: "2023-06-01",
        resultat: "öppen insats",
        barnets_asikt_dokumenterad: "ja",
      },
      { utredning_id: "U2", barn_id: "B2", inledd: "2023-03-10", enhet: "Öst\nplan 2", handlaggare_id: "0007" },
    ],
    insatser: [
      {
        insats_id: "I1",
        barn_id: "B1",
        utredning_id: "U1",
        typ: "kontaktperson",
        mottagare: "barnet",
        beviljad: "2023-06-01",
        borjade: "2023-07-01",
        barnets_uppgifter_anvanda: "delvis",
      },
    ],
    samtal: [
      {
        samtal_id: "S1",
        barn_id: "B1",
        fas: "utredning",
        utredning_id: "U1",
        datum: "2023-03-01",
        form: "enskilt",
        kanal: "fysiskt",
        status: "genomfört",
      },
      {
        samtal_id: "S2",
        barn_id: "B1",
        fas: "uppföljning",
        insats_id: "I1",
        datum: "2023-09-01",
        form: "med vårdnadshavare",
        status: "erbjudet",
        metoder: "Nallekort",
      },
    ],
    uteblivna_samtal: [{ barn_id: "B2", fas: "utredning", utredning_id: "U2", skal: "låg ålder" }],
  };
}

/** A workbook of hand-written parts, as other programs may write them: the XML of each sheet's rows by its name, and of the styles. */
export async function workbookOf(sheets: Readonly<Record<string, string>>, cellFormats = ""): Promise<string> {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${names.map((_, i) => `<Relationship Id="r${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}<Relationship Id="s" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${main}">${cellFormats}</styleSheet>`,
  };
  for (const [i, name] of names.entries())
    files[`xl/worksheets/sheet${i + 1}.xml`] = `<worksheet xmlns="${main}"><sheetData>${sheets[name] ?? ""}</sheetData></worksheet>`;
  const path = await zipOf(files);
  await rename(path, path.replace(/zip$/, "xlsx"));
  return path.replace(/zip$/, "xlsx");
}
