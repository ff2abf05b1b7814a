import { responseRates } from "@fortrogen/statistics";
import { madePart } from "../part.ts";
import type { Part } from "../part.ts";
import type { UnitStanding } from "../read-fieldwork.ts";

const ofSummary = {
  id: "lage",
  title: "Läget",
  stub: "Uppgift",
  how: "Svarsfrekvensen är enheter vars svar har kommit in, av alla tillfrågade (AAPOR RR1: en totalundersökning där alla hör till populationen). Sena är de vars första leverans kom efter enhetens sista svarsdag. Ändrade är de som har lämnat mer än en gång; den senaste gäller.",
  columns: [
    ["Antal", "antal"],
    ["Andel av de tillfrågade (%)", "procent"],
  ],
} as const;

/** How many were asked, have answered, late, more than once, in which way, and have begun. */
export function summary(units: readonly UnitStanding[]): Part {
  const answered = units.filter(({ receivedOn }) => receivedOn !== null);
  const share = (count: number): number | null => {
    if (units.length === 0) return null;
    if (count === 0) return 0;
    return 100 * responseRates({ complete: count, nonContact: units.length - count }).rr1;
  };
  const row = (label: string, count: number) => ({ label, values: [count, share(count)] });
  const ways = [...Map.groupBy(answered, ({ way }) => way ?? "")].sort(([one], [other]) => one.localeCompare(other, "sv"));
  return madePart(ofSummary, [
    row("Tillfrågade", units.length),
    row("Svarat", answered.length),
    ...ways.map(([way, list]) => row(`Svarat ${way}`, list.length)),
    row("Sena", answered.filter(({ isLate }) => isLate).length),
    row("Ändrade", answered.filter(({ deliveries }) => deliveries > 1).length),
    row("Inte svarat", units.length - answered.length),
    row("Inte svarat men påbörjat", units.filter(({ receivedOn, begunOn }) => receivedOn === null && begunOn !== null).length),
  ]);
}
