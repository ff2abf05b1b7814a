/**
 * A cube as a PX file (SCB's PC-Axis file format, 2013): keywords, then DATA. UTF-8, lines of at most 256 signs, `".."` for what is not shown.
 * Reference: SCB, PC-Axis file format 2013.
 */
import { stockholmDate, stockholmTime } from "../../../platform/basics/dates.ts";
import type { Cube, CubeDimension } from "./cubes.ts";

/** What a PX file says of where it comes from. `updated` is the time that the figures were made. */
export type PxContext = { readonly survey: string; readonly source: string; readonly contact: string; readonly updated: Date };

const longestLine = 250;

/** The file's text. */
export function cubeAsPx(cube: Cube, { survey, source, contact, updated }: PxContext): string {
  const [rows, ...others] = cube.dimensions;
  const stub = rows === undefined ? [] : [rows];
  const lines = [
    ["CHARSET", "ANSI"],
    ["AXIS-VERSION", "2013"],
    ["CODEPAGE", "utf-8"],
    ["LANGUAGE", "sv"],
    ["CREATION-DATE", pxDate(updated)],
    ["SUBJECT-CODE", "SO"],
    ["SUBJECT-AREA", "Socialtjänst"],
    ["MATRIX", `${survey}-${cube.id}`.replaceAll(/[^\p{L}\d]/gu, "").slice(0, 20)],
  ].map(([keyword = "", text = ""]) => said(keyword, text));
  return `${[
    ...lines,
    "DECIMALS=0;",
    "SHOWDECIMALS=0;",
    said("TITLE", cube.title),
    said("DESCRIPTION", cube.title),
    said("CONTENTS", cube.title),
    said("UNITS", cube.unit),
    list(
      "STUB",
      stub.map(({ label }) => label),
    ),
    list(
      "HEADING",
      others.map(({ label }) => label),
    ),
    ...cube.dimensions.map(({ label, categories }) =>
      list(
        `VALUES(${quoted(label)})`,
        categories.map((one) => one.label),
      ),
    ),
    ...cube.dimensions.map(({ label, categories }) =>
      list(
        `CODES(${quoted(label)})`,
        categories.map((one) => one.code),
      ),
    ),
    said("LAST-UPDATED", pxDate(updated)),
    said("SOURCE", source),
    said("CONTACT", contact),
    "AGGREGALLOWED=NO;",
    said("DATASYMBOL2", ".."),
    said("NOTEX", [".. = uppgiften visas inte, eller ingen har svarat.", ...cube.notes].join(" ")),
    "DATA=",
    ...dataLines(cube),
  ].join("\r\n")}\r\n`;
}

/** The values of one row of the stub on a line, a blank after each. */
function dataLines({ values, dimensions }: Cube): string[] {
  const width = dimensions.slice(1).reduce((size, { categories }: CubeDimension) => size * categories.length, 1);
  const count = dimensions[0]?.categories.length ?? 0;
  const rows = Array.from({ length: count }, (_, row) =>
    values
      .slice(row * width, (row + 1) * width)
      .map((value) => (value === null ? '".." ' : `${value} `))
      .join(""),
  );
  return [...rows.slice(0, -1), `${rows.at(-1) ?? ""};`];
}

/** A text, in pieces where it is long. */
function said(keyword: string, text: string): string {
  return `${keyword}=${pieces(text).join("\r\n")};`;
}

function list(keyword: string, texts: readonly string[]): string {
  return `${keyword}=${texts.map((text) => pieces(text).join("\r\n")).join(",\r\n")};`;
}

function pieces(text: string): string[] {
  const safe = plain(text);
  return Array.from({ length: Math.max(1, Math.ceil(safe.length / longestLine)) }, (_, at) =>
    quoted(safe.slice(at * longestLine, (at + 1) * longestLine)),
  );
}

/** The format has no way to write a quotation mark in a text. */
function plain(text: string): string {
  return text.replaceAll('"', "”").replaceAll(/\s+/gu, " ");
}

function quoted(text: string): string {
  return `"${plain(text)}"`;
}

/** "20260930 08:15": the day and time of the wall clock in Sweden, for the format has no zone. */
function pxDate(date: Date): string {
  return `${stockholmDate(date).replaceAll("-", "")} ${stockholmTime(date)}`;
}
