// What an investigation has seen at home, and an instrument that was used in it.
import { dateOf } from "../calendar.ts";
import { idFor, stampOf } from "./desk.ts";
import type { CasePaper } from "./desk.ts";
import { tell } from "./tell.ts";

type Of = { readonly caseId: string; readonly investigationId: string; readonly place: number; readonly on: number };

/** A visit to the home that was agreed; its identifier. */
export function writeVisit(paper: CasePaper, { caseId, investigationId, place, on }: Of): string {
  const { desk, life } = paper;
  const id = idFor(desk, life, on, `hembesök/${place}`);
  const text = (key: string) => tell(paper, `body/${key}`, on);
  desk.tables.homeVisit.add(
    desk.municipalityId, id, caseId, investigationId, dateOf(on), "16:30", "anmält", "gemensamt hem", "genomfört", "samtycke", text("visitConsent"), text("visitPresent"), "ja", "nej",
    text("visitSeen"), text("visitRoom"), ...stampOf(paper, on, 17 * 60),
  ); // prettier-ignore
  return id;
}

/** An instrument of the municipality's list, which the first that is used puts there. */
export function writeInstrument(paper: CasePaper, { caseId, investigationId, place, on }: Of): void {
  const { desk, life } = paper;
  const { tables, municipalityId, municipality } = desk;
  const listed = municipality.referenceDay - 3650;
  const instrumentId = idFor(desk, { ...life, number: 0 }, listed, "bedömningsinstrument");
  if (!desk.kept.has(instrumentId)) {
    desk.kept.add(instrumentId);
    tables.instrument.add(
      municipalityId,
      instrumentId,
      "Styrkor och svårigheter",
      "Barnets mående, från 2 år",
      dateOf(listed),
      ...stampOf(paper, listed),
    );
  }
  tables.instrumentUse.add(
    municipalityId, idFor(desk, life, on, `instrument/${place}`), caseId, investigationId, instrumentId, dateOf(on), "Socialsekreteraren i ärendet", "barnet", tell(paper, "body/instrument", on),
    ...stampOf(paper, on, 14 * 60),
  ); // prettier-ignore
}
