/** The areas of an investigation as a file: headings in their order and words, help, and the public name of the variable that each is followed up by. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { brokenLine, linesOf } from "./json-places.ts";
import neutral from "./structures/neutral.json" with { type: "json" };

/** What the first line of a file says that it is. */
export const structureFormat = "fortrogen-utredningsmall/1";
const MOST_AREAS = 40;

const line = (what: string, longest: number) =>
  z
    .string(`${what} saknas.`)
    .min(1, `${what} saknas.`)
    .max(longest, `${what} är längre än ${longest} tecken.`)
    .refine(
      (text) => text === text.trim() && !/[\p{Cc}]/u.test(text),
      `${what} börjar eller slutar med blanksteg, eller har radbrytningar.`,
    );

const area = z.strictObject({
  code: z
    .string("Områdets kod saknas.")
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, "Koden ska vara små bokstäver a–z och siffror med bindestreck mellan.")
    .max(40, "Koden är längre än 40 tecken."),
  heading: line("Rubriken", 200),
  help: z.string().trim().min(1).max(2000, "Hjälptexten är längre än 2000 tecken.").optional(),
  variable: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,59}$/u, "Variabelns namn ska börja med en bokstav a–z och ha små bokstäver, siffror och understreck.")
    .optional(),
});

const isOnce = (values: readonly (string | undefined)[]): boolean => {
  const given = values.filter((one) => one !== undefined);
  return new Set(given).size === given.length;
};

const structureFile = z
  .strictObject({
    format: z.literal(structureFormat, `Filens ”format” ska vara ”${structureFormat}”.`),
    name: line("Mallens namn", 200),
    source: line("Källan", 500),
    analysisCites: z.boolean("”analysisCites” ska vara true eller false."),
    areas: z.array(area).min(1, "Mallen har inga områden.").max(MOST_AREAS, `Mallen har fler än ${MOST_AREAS} områden.`),
  })
  .refine(({ areas }) => isOnce(areas.map(({ code }) => code)), { path: ["areas"], message: "Två områden har samma kod." })
  .refine(({ areas }) => isOnce(areas.map(({ variable }) => variable)), { path: ["areas"], message: "Två områden har samma variabel." });
export type StructureFile = z.output<typeof structureFile>;

/** Reads a file of areas. Problems, all at once: what is wrong, and where in the file. */
export function readStructure(text: string): Result<StructureFile> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const line = brokenLine(text, error);
    return failed({
      code: "no-structure",
      message: line === undefined ? "Filen är inte JSON." : `Rad ${line}: Filen är inte JSON.`,
      hint: "Börja från den mall som följer med, och byt rubrikerna.",
    });
  }
  const read = structureFile.safeParse(data);
  if (read.success) return ok(read.data);
  const lines = linesOf(text);
  const faults = read.error.issues.flatMap((issue) => {
    // A field that is none is told at its own line.
    const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    const words = issue.code === "unrecognized_keys" ? "Fältet finns inte i en utredningsmall." : issue.message;
    return paths.map((path) => ({ line: lineOf(lines, path), text: `${placeWords(path)}${words}` }));
  });
  const told = faults.toSorted((a, b) => a.line - b.line).map(({ line, text: words }) => `Rad ${line}: ${words}`);
  return failed({ code: "no-structure", message: [...new Set(told)].join("\n"), hint: "Rätta filen och välj den igen." });
}

/** The line of what is at fault; of what is missing, that of what it is missing in. */
function lineOf(lines: ReadonlyMap<string, number>, path: readonly PropertyKey[]): number {
  for (let end = path.length; end > 0; end--) {
    const line = lines.get(path.slice(0, end).map(String).join("."));
    if (line !== undefined) return line;
  }
  return lines.get("") ?? 1;
}

/** "Område 3, heading: ". */
function placeWords(path: readonly PropertyKey[]): string {
  const [first, place, field] = path;
  if (first === "areas" && typeof place === "number") return `Område ${place + 1}${field === undefined ? "" : `, ${String(field)}`}: `;
  return first === undefined ? "" : `${String(first)}: `;
}

/** SHA-256 of what a structure says, in its order: another word is another structure. */
export function fingerprintOf({ name, source, analysisCites, areas }: StructureFile): string {
  const said = [
    name,
    source,
    analysisCites,
    areas.map(({ code, heading, help, variable }) => [code, heading, help ?? null, variable ?? null]),
  ];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}

/** The neutral areas that are shipped: free to use, and what an investigation is written in where nothing else is chosen. */
export const neutralStructure: StructureFile = structureFile.parse(neutral);
