import { isWithin } from "../../platform/basics/text.ts";
import type { Frame } from "../tables/frame.ts";
import type { Fault } from "../tables/reading/fault.ts";
import { placeOf } from "../tables/reading/fault.ts";
import { readFrame } from "../tables/reading/read-frame.ts";
import { readRecords } from "../tables/reading/read-records.ts";

/** More units than a survey of the whole country has. */
const mostUnits = 1000;
const longest = { name: 200, group: 100 };
const ofCode = /^[0-9]{4}(-[0-9]{2})?$/u;

/** The units of a frame's file, and what is wrong with it in Swedish, all of it: `kommun,namn,storlek,nyckel,skr_grupp,lan`. */
export function readRoundFrame(text: string): { readonly units: Frame; readonly faults: readonly string[] } {
  const faults: Fault[] = [];
  const units = readFrame(readRecords({ name: "Ramen", bytes: Buffer.from(text, "utf8") }, faults), faults);
  const more: string[] = [];
  if (faults.length === 0 && units.length === 0) more.push("Ramen har inga enheter.");
  if (units.length > mostUnits) more.push(`Ramen har ${units.length} enheter. Högst ${mostUnits} kan få en enkät på en gång.`);
  for (const { code, name, groups } of units.slice(0, mostUnits)) {
    const who = `Enheten ${code.slice(0, 20)}`;
    if (code !== "" && !ofCode.test(code)) more.push(`${who} har en kod som inte är en kommuns (0114) eller en stadsdels (0180-01).`);
    if (name === "") more.push(`${who} har inget namn.`);
    else if (/\p{Cc}/u.test(name) || !isWithin(name, longest.name)) more.push(`${who} har ett namn som inte ryms på en rad.`);
    if (Object.values(groups).some((group) => group !== null && !isWithin(group, longest.group)))
      more.push(`${who} har en grupp med fler än ${longest.group} tecken.`);
  }
  return { units, faults: [...faults.map((fault) => `${placeOf(fault)}: ${fault.message}`), ...more] };
}
