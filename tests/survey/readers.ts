/** Readers of PX and JSON-stat 2.0 written from the formats' own descriptions, apart from what writes them here. */
import { z } from "zod";

export type ReadCube = {
  readonly title: string;
  readonly dimensions: readonly { readonly label: string; readonly codes: readonly string[]; readonly labels: readonly string[] }[];
  /** The last dimension runs first; a word where the file has a symbol for what is missing. */
  readonly values: readonly (number | string)[];
  readonly keywords: ReadonlyMap<string, readonly string[]>;
};

/**
 * A PX file: `KEYWORD("sub")=value;` where a value is numbers, YES or NO, or texts in quotation marks with commas between, a text being one or more
 * pieces on lines of their own. After DATA= stand numbers and quoted symbols with blanks between.
 */
export function readPx(bytes: Uint8Array): ReadCube {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const keywords = new Map<string, string[]>();
  let at = 0;
  while (at < text.length) {
    if (/\s/u.test(text[at] ?? "")) at++;
    else {
      const end = endOf(text, at);
      const [, keyword = "", value = ""] = /^([A-Z\d-]+(?:\("[^"]*"\))?)=([\s\S]*)$/u.exec(text.slice(at, end)) ?? [];
      if (keyword === "") throw new Error(`No keyword at sign ${at}: ${text.slice(at, at + 40)}`);
      keywords.set(keyword, keyword === "DATA" ? (value.match(/"[^"]*"|[^\s"]+/gu) ?? []) : textsOf(value));
      at = end + 1;
    }
  }
  const names = [...(keywords.get("STUB") ?? []), ...(keywords.get("HEADING") ?? [])];
  return {
    title: keywords.get("TITLE")?.[0] ?? "",
    dimensions: names.map((label) => ({
      label,
      labels: keywords.get(`VALUES("${label}")`) ?? [],
      codes: keywords.get(`CODES("${label}")`) ?? [],
    })),
    values: (keywords.get("DATA") ?? []).map((one) => (one.startsWith('"') ? one.slice(1, -1) : Number(one))),
    keywords,
  };
}

/** Where the statement ends: at the semicolon outside quotation marks. */
function endOf(text: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    if (text[at] === ";" && !isQuoted) return at;
  }
  throw new Error("A statement of the file has no end.");
}

function textsOf(value: string): string[] {
  const texts: string[] = [""];
  for (const piece of value.match(/"[^"]*"|,|[^\s",]+/gu) ?? []) {
    if (piece === ",") texts.push("");
    else texts[texts.length - 1] += piece.startsWith('"') ? piece.slice(1, -1) : piece;
  }
  return texts;
}

const category = z.object({
  index: z.union([z.array(z.string()), z.record(z.string(), z.number())]),
  label: z.record(z.string(), z.string()).optional(),
});
const dataSet = z.object({
  version: z.literal("2.0"),
  class: z.literal("dataset"),
  label: z.string(),
  id: z.array(z.string()),
  size: z.array(z.number().int().positive()),
  dimension: z.record(z.string(), z.object({ label: z.string().optional(), category })),
  value: z.union([z.array(z.number().nullable()), z.record(z.string(), z.number().nullable())]),
  status: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.string())]).optional(),
  updated: z.iso.datetime().optional(),
  source: z.string().optional(),
});
const collection = z.object({ version: z.literal("2.0"), class: z.literal("collection"), link: z.object({ item: z.array(dataSet) }) });

/** The data sets of a collection. */
export function readJsonStat(text: string): ReadCube[] {
  return collection.parse(JSON.parse(text)).link.item.map((set) => {
    const count = set.size.reduce((product, size) => product * size, 1);
    const valueAt = (place: number) => (Array.isArray(set.value) ? set.value[place] : set.value[String(place)]) ?? null;
    const statusAt = (place: number) =>
      typeof set.status === "object" && !Array.isArray(set.status) ? (set.status[String(place)] ?? "") : "";
    if (Array.isArray(set.value) && set.value.length !== count)
      throw new Error(`${set.label} has ${set.value.length} values for ${count} places.`);
    return {
      title: set.label,
      dimensions: set.id.map((id, at) => {
        const one = set.dimension[id];
        const index = one?.category.index ?? [];
        const codes = Array.isArray(index)
          ? index
          : Object.entries(index)
              .sort(([, a], [, b]) => a - b)
              .map(([code]) => code);
        if (codes.length !== set.size[at]) throw new Error(`${id} has ${codes.length} categories, and its size is ${set.size[at] ?? 0}.`);
        return { label: one?.label ?? id, codes, labels: codes.map((code) => one?.category.label?.[code] ?? code) };
      }),
      values: Array.from({ length: count }, (_, place) => valueAt(place) ?? statusAt(place)),
      keywords: new Map(),
    };
  });
}
