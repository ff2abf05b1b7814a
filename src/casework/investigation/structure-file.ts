/** The areas of an investigation as a file: headings in their order and words, help, and the public name of the variable that each is followed up by. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import neutral from "./structures/neutral.json" with { type: "json" };

/** What the first line of a file says that it is. */
const STRUCTURE_FORMAT = "fortrogen-utredningsmall/1";
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
    format: z.literal(STRUCTURE_FORMAT, `Filens ”format” ska vara ”${STRUCTURE_FORMAT}”.`),
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
  } catch {
    return failed({
      code: "no-structure",
      message: "Filen är inte JSON.",
      hint: "Börja från den mall som följer med, och byt rubrikerna.",
    });
  }
  const read = structureFile.safeParse(data);
  if (read.success) return ok(read.data);
  const faults = read.error.issues.map(({ path, message }) => `${placeWords(path)}${message}`);
  return failed({ code: "no-structure", message: [...new Set(faults)].join("\n"), hint: "Rätta filen och välj den igen." });
}

/** "Område 3: ". */
function placeWords(path: readonly PropertyKey[]): string {
  const [first, place] = path;
  return first === "areas" && typeof place === "number" ? `Område ${place + 1}: ` : "";
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
