// What Demokommunen has to give: a few interventions that are granted, and what its board offers without needs assessment, with a year of figures.
import { hash } from "node:crypto";
import type pg from "pg";
import { addDays, addMonths } from "../../src/platform/basics/dates.ts";
import { fixedId } from "./staff.ts";

const granted = [
  ["Familjebehandling Linden", "familjebehandling"],
  ["Stödsamtal Kompassen", "stöd till barn enskilt"],
  ["Barngrupp Bryggan", "stöd till barn i grupp"],
  ["Föräldrastöd hemma", "föräldrastöd"],
] as const;
const open = [
  ["Rådgivning för föräldrar", "rådgivning", "rådgivning", "Högst fem samtal för varje familj.", null],
  ["Föräldragrupp", "föräldrastöd", "dokumenteras", "Åtta kvällar, för föräldrar med barn under 13 år.", null],
  [
    "Öppna förskolan",
    "öppen verksamhet",
    "utan identitet",
    "Öppen för alla med barn som inte går i skolan.",
    "De flesta kommer inte om de måste säga vem de är.",
  ],
] as const;

const idOf = (name: string): string => fixedId(`insats/${name}`);

/** Writes them as the director has done; `today` is the demo's day. */
export async function writeOffers(client: pg.Client, municipalityId: number, today: string, directorId: string): Promise<void> {
  const decided = addDays(today, -400) < "2025-07-01" ? "2025-07-01" : addDays(today, -400);
  const insert = `insert into intervention.offer (municipality_id, offer_id, number, offer_name, type, assessment, documentation, conditions, special_reasons, decided_on,
    minutes_number, valid_from, ends, recorded_by, recorded_at)
    values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, false, $12, ($13::date)::timestamp at time zone 'Europe/Stockholm' + interval '9 hours')`;
  for (const [name, type] of granted) {
    await client.query(insert, [municipalityId, idOf(name), name, type, "med", null, null, null, null, null, decided, directorId, decided]);
  }
  for (const [name, type, documentation, conditions, reasons] of open) {
    const board = [documentation, conditions, reasons, decided, "§ 87"];
    await client.query(insert, [municipalityId, idOf(name), name, type, "utan", ...board, decided, directorId, decided]);
    for (let back = 1; back <= 11; back++) {
      const month = `${addMonths(today, -back).slice(0, 8)}01`;
      if (month < decided) continue;
      const times = 4 + (Number.parseInt(hash("md5", `${name}/${month}`).slice(0, 4), 16) % 9);
      await client.query(
        `insert into intervention.offer_count (municipality_id, offer_id, offer_number, month, number, times, visits, recorded_by, recorded_at)
         values ($1, $2, 1, $3, 1, $4, $5, $6, ($3::date + interval '1 month')::timestamp at time zone 'Europe/Stockholm')`,
        [municipalityId, idOf(name), month, times, times * 6, directorId],
      );
    }
  }
}
