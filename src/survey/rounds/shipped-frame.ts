/** The frame that comes with the program: the 288 municipalities, 11 districts of Stockholm and 4 of Göteborg that were asked in 2024. */
import { listMunicipalities } from "../../platform/basics/municipality-list.ts";
import { csvForPrograms } from "../../platform/basics/csv-for-programs.ts";
import { codes } from "../../platform/database/generated.ts";
import { sizeOf } from "../tables/frame.ts";
import type { Frame } from "../tables/frame.ts";
import regions from "./regions.json" with { type: "json" };

const groupOf = new Map(Object.entries(regions.skrGroups).flatMap(([group, codes]) => codes.map((code) => [code, group] as const)));
const counties: Readonly<Record<string, string>> = regions.counties;

/**
 * The 303 units by code, with size (of inhabitants on 31 December 2024), SKR's group and county; a district has those of its city. The
 * socio-economic key is not known.
 */
export function shippedFrame(): Frame {
  const listed = listMunicipalities();
  const cityOf = (code: string) => code.slice(0, 4);
  const divided = new Set(listed.filter(({ kind }) => kind === "stadsdel").map(({ code }) => cityOf(code)));
  return listed
    .filter(({ code, kind }) => kind === "stadsdel" || !divided.has(code))
    .map(({ code, name }) => {
      const city = listed.find((one) => one.code === cityOf(code));
      return {
        code,
        name,
        groups: {
          storlek: city?.population ? sizeOf(city.population) : null,
          nyckel: null,
          skr_grupp: groupOf.get(cityOf(code)) ?? null,
          lan: counties[code.slice(0, 2)] ?? null,
        },
      };
    })
    .sort((one, other) => (one.code < other.code ? -1 : 1));
}

/** The same as the file of a frame of one's own, to fill in the socioeconomic key and read in; `readRoundFrame` reads it. */
export function shippedFrameCsv(): string {
  const rows = shippedFrame().map(({ code, name, groups }) => [code, name, ...columns.map((by) => groups[by])]);
  return csvForPrograms([["kommun", "namn", ...columns], ...rows]);
}

/** The groups in the order of a frame's file. */
const columns = codes["survey.publication.groupings"];
