import { readFileSync } from "node:fs";
import { z } from "zod";

const listedMunicipality = z.object({
  code: z.string().regex(/^\d{4}(-\d{2})?$/),
  name: z.string(),
  kind: z.enum(["kommun", "stadsdel"]),
  /** Inhabitants on 31 December 2024 (SCB); null where no figure is published for the district. */
  population: z.number().int().positive().nullable(),
});

/** A municipality or district as the shipped list knows it. */
export type ListedMunicipality = z.infer<typeof listedMunicipality>;

let kept: readonly ListedMunicipality[] | undefined;

/** The 290 municipalities (SCB code) and 15 districts of Stockholm and Göteborg (city code, dash, number) that come with the program. */
export function listMunicipalities(): readonly ListedMunicipality[] {
  const file = new URL("data/municipalities.json", import.meta.url);
  return (kept ??= z.array(listedMunicipality).parse(JSON.parse(readFileSync(file, "utf8"))));
}

/** The municipality with a code, or undefined where the list has none. */
export function findListedMunicipality(code: string): ListedMunicipality | undefined {
  return listMunicipalities().find((listed) => listed.code === code);
}

/** The municipality (no district) that is called so, capital letters or not; undefined where none is. */
export function findMunicipalityByName(name: string): ListedMunicipality | undefined {
  const wanted = name.trim().toLocaleLowerCase("sv");
  return listMunicipalities().find((listed) => listed.kind === "kommun" && listed.name.toLocaleLowerCase("sv") === wanted);
}

/** Municipalities whose name contains `words` (capital letters or not), at most `limit`; to suggest a code. */
export function searchMunicipalities(words: string, limit: number): ListedMunicipality[] {
  const wanted = words.toLocaleLowerCase("sv");
  return listMunicipalities()
    .filter(({ name }) => name.toLocaleLowerCase("sv").includes(wanted))
    .slice(0, limit);
}
