// What has come in to some cases as a file: a certificate of the doctor, and now and then a drawing that a guardian may not be shown.
import { createHash } from "node:crypto";
import { dateOf } from "../calendar.ts";
import { Random } from "../random.ts";
import type { CaseOfLife } from "./cases.ts";
import { idFor } from "./desk.ts";
import type { CasePaper } from "./desk.ts";

const certificate = Buffer.from("Läkarintyg\n\nBarnet har undersökts och växer som det ska. Nytt besök om tre månader.\n");
const drawing = Buffer.from("En teckning av ett hus och en hund, med några ord under.\n");
const hex = (bytes: Buffer): string => `\\x${bytes.toString("hex")}`;

export function writeAttachment(paper: CasePaper, one: CaseOfLife, place: number): void {
  const { desk, life, caseId, caseworker, guardians } = paper;
  // Chance of its own: what else is written of the child stays as it is.
  const random = new Random(life.number, 0xb11a6a, place);
  if (!random.chance(0.25)) return;
  const day = Math.min(one.openedOn + 3, one.endsOn ?? desk.municipality.referenceDay);
  const [kept] = random.chance(0.3) ? guardians : [];
  const bytes = kept === undefined ? certificate : drawing;
  const [id, fileId] = [idFor(desk, life, day, `bilaga/${place}`), idFor(desk, life, day, `fil/${place}`)];
  const stamp = [caseworker, desk.at(day, 14 * 60)];
  const name = kept === undefined ? "Intyg.txt" : "Teckning.txt";
  const digest = hex(createHash("sha256").update(bytes).digest());
  desk.tables.file.add(desk.municipalityId, fileId, name, "text", bytes.length, digest, "inte genomsökt", ...stamp);
  desk.tables.filePiece.add(desk.municipalityId, fileId, 0, hex(bytes));
  const words = kept === undefined ? ["Läkarintyg", "Barnläkaren"] : ["Teckning", "Barnet"];
  const from =
    kept === undefined ? ["ingen", null, null] : ["en vårdnadshavare", kept, "Barnet har bett om att få behålla den för sig själv."];
  desk.tables.attachment.add(desk.municipalityId, id, caseId, fileId, ...words, dateOf(day), ...from, ...stamp);
}
