/** Addresses of the pages where an agency sees what comes in. */
import { roundLinks } from "../rounds/links.ts";

export const deliveriesPath = "/leveranser";
/** Which unit of which round. */
export type UnitPlace = { readonly roundId: string; readonly unitId: string };
const ofRound = (roundId: string): string => `${roundLinks.round(roundId)}/leveranser`;
const ofUnit = ({ roundId, unitId }: UnitPlace): string => roundLinks.unit(roundId, unitId);
export const deliveryLinks = {
  receive: `${deliveriesPath}/ta-emot`,
  refused: `${deliveriesPath}/avvisade`,
  round: ofRound,
  rule: (roundId: string, rule: number): string => `${ofRound(roundId)}?regel=${rule}`,
  judge: (roundId: string): string => `${ofRound(roundId)}/kontrollera`,
  unit: ({ roundId, unitId }: UnitPlace): string => roundLinks.deliveries(roundId, unitId),
  key: (place: UnitPlace): string => `${ofUnit(place)}/nyckel`,
  withdraw: (place: UnitPlace): string => `${ofUnit(place)}/aterkalla-nyckel`,
  proxy: (place: UnitPlace): string => `${ofUnit(place)}/svar-at-enheten`,
  followUp: (place: UnitPlace): string => `${ofUnit(place)}/folj-upp`,
} as const;
