// The notes of a case, and now and then a correction of one: what was wrong in it, and what stands instead.
import { dateOf } from "../calendar.ts";
import { Random } from "../random.ts";
import { idFor } from "./desk.ts";
import type { CasePaper } from "./desk.ts";
import { tell } from "./tell.ts";

export function writeDemoNote(paper: CasePaper, day: number, place: number): void {
  const { desk, life, caseId, caseworker } = paper;
  const id = idFor(desk, life, day, `anteckning/${place}`);
  desk.tables.note.add(desk.municipalityId, id, caseId, dateOf(day), tell(paper, "note", day), caseworker, desk.at(day, 16 * 60));
  // Chance of its own: what else is written of the child stays as it is.
  if (!new Random(life.number, 0x7a771).chance(0.4)) return;
  const correction = idFor(desk, life, day, `rättelse/${place}`);
  const words = ["annat", null, "Det var på förmiddagen.", "Fel tid på dagen. Upptäcktes när dagen skrevs klart."];
  desk.tables.entryCorrection.add(desk.municipalityId, correction, caseId, `notes.${id}`, ...words, caseworker, desk.at(day, 16 * 60 + 20));
}
