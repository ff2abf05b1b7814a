/** A delivered frame: `kommun,namn,storlek,nyckel,skr_grupp,lan`, one row for each unit that was asked. */
import { findListedMunicipality } from "../../../platform/basics/municipality-list.ts";
import type { Frame } from "../frame.ts";
import { sizeOf } from "../frame.ts";
import type { Fault } from "./fault.ts";
import type { Records } from "./read-records.ts";
import type { ReadSize } from "./read-size.ts";
import { readSize, sizeLabel } from "./read-size.ts";

/** Other names that the columns have in people's files. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["kommunkod", "kommun"],
  ["kod", "kommun"],
  ["kommunnamn", "namn"],
  ["kommunstorlek", "storlek"],
  ["skr-grupp", "skr_grupp"],
  ["skrgrupp", "skr_grupp"],
  ["län", "lan"],
  ["länskod", "lan"],
]);
const needed = ["kommun", "namn", "storlek"] as const;
const allowed = [...needed, "nyckel", "skr_grupp", "lan"];

/** Socialstyrelsen's socio-economic key (Kolada U31900) has eight values (seed 004, Bilaga 1). */
const isKey = /^[1-8]$/u;

type ReadUnit = { code: string; name: string; size: ReadSize | undefined; key: string; skrGroup: string; county: string };

/** The units of the frame. What is wrong is added to the faults, all of it; the units that could be read come back none the less. */
export function readFrame(records: Records, faults: Fault[]): Frame {
  const header = records.header.map((column) => aliases.get(column) ?? column);
  const ofHeader = (column: string, message: string) => faults.push({ file: records.source, row: 1, column, message });
  if (header.length === 0) return [];
  for (const column of needed) {
    if (!header.includes(column)) ofHeader(column, `Kolumnen saknas. Ramen har kolumnerna ${allowed.join(", ")}.`);
  }
  for (const column of header) {
    if (column !== "" && !allowed.includes(column)) ofHeader(column, `Ramen har ingen sådan kolumn. Den har ${allowed.join(", ")}.`);
  }
  const lines = new Map<string, number | null>();
  const units = records.rows.map(({ line, source, cells }): ReadUnit => {
    const fault = (column: string, message: string) => faults.push({ file: source ?? records.source, row: line, column, message });
    const cell = (column: string) => cells[header.indexOf(column)] ?? "";
    const code = fullCode(cell("kommun"));
    const known = lines.get(code);
    if (header.includes("kommun")) {
      if (code === "")
        fault("kommun", "Enheten har ingen kod. Ange kommunens kod, till exempel 0114, eller stadsdelens, till exempel 0180-01.");
      else if (known !== undefined) {
        fault(
          "kommun",
          `Enheten ${code} står redan på rad ${known ?? 1}. Varje enhet ska stå en gång; stadsdelar har egna koder, till exempel 0180-01.`,
        );
      } else lines.set(code, line);
    }
    const size = readSize(cell("storlek"));
    const unit = { code, name: cell("namn"), size, key: cell("nyckel"), skrGroup: cell("skr_grupp"), county: cell("lan") };
    if (size === undefined && header.includes("storlek") && (cell("storlek") !== "" || cityOf(unit) === undefined)) {
      fault(
        "storlek",
        `${quoted(cell("storlek"))} är ingen storlek. Ange antalet invånare eller klassen, till exempel 15–30 tusen invånare.`,
      );
    }
    if (unit.key !== "" && !isKey.test(unit.key))
      fault("nyckel", `${quoted(unit.key)} är ingen socioekonomisk sorteringsnyckel. Den är ett heltal från 1 till 8, eller tom.`);
    return unit;
  });
  return units.map((unit) => ({
    code: unit.code,
    name: unit.name,
    groups: {
      storlek: sizeInFrame(unit, units),
      nyckel: orNull(unit.key),
      skr_grupp: orNull(unit.skrGroup),
      lan: orNull(unit.county),
    },
  }));
}

/** A spreadsheet drops the first nought of a code. */
export function fullCode(text: string): string {
  return /^\d{3}(?!\d)/u.test(text) ? `0${text}` : text;
}

/**
 * A district belongs to the size of its city, not to its own (inferred: the 17 largest of the report are 15 districts and two municipalities): the
 * inhabitants of all its districts in the frame, or the city's in the list that comes with the program.
 */
function sizeInFrame(unit: ReadUnit, units: readonly ReadUnit[]): string | null {
  const city = cityOf(unit);
  if (unit.size?.kind === "class" || city === undefined) return unit.size === undefined ? null : sizeLabel(unit.size);
  const districts = units
    .filter((other) => cityOf(other) === city)
    .reduce((sum, { size }) => sum + (size?.kind === "inhabitants" ? size.inhabitants : 0), 0);
  return sizeOf(Math.max(districts, findListedMunicipality(city)?.population ?? 0));
}

/** The code of the city that a district is a part of: "0180" of "0180-01" or of what is called "Stockholm, Bromma". */
function cityOf({ code, name }: Pick<ReadUnit, "code" | "name">): string | undefined {
  const ofCode = /^(\d{4}).+$/u.exec(code)?.[1];
  if (ofCode !== undefined) return ofCode;
  if (/^stockholm[\s,:–-]+\S/iu.test(name)) return "0180";
  return /^göteborg[\s,:–-]+\S/iu.test(name) ? "1480" : undefined;
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}

function quoted(text: string): string {
  return text === "" ? "Tomt" : `”${text}”`;
}
