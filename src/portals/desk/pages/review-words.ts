import { capital } from "../../../platform/basics/text.ts";
import { formatDateTime, formatLong } from "../../../platform/basics/dates.ts";
import type { FamilyMatch, ReviewItem } from "../queries/find-reviews.ts";

/** "Samma personnummer som vårdnadshavaren", "Samma namn som vårdnadshavaren (personnummer saknas)". */
export function howMatched(of: FamilyMatch): string {
  const whom = of.said.some((one) => one.relation === "barnet") ? "barnet" : "en vårdnadshavare";
  return of.byNumber ? `Samma personnummer som ${whom}` : `Samma namn som ${whom}, personnummer saknas`;
}

/** Who has said it, when, and whether on a source. */
export function toldBy(of: FamilyMatch): string {
  const lines = of.said.map((one) => {
    const how = one.relation === "barnet" ? "barnets nummer i ärendet" : one.confirmed ? "bekräftad vårdnadshavare" : "uppgift i anmälan";
    return `${how}, ${one.by ?? "okänd"} den ${formatLong(one.on)}`;
  });
  const text = lines.join("; ");
  return `${capital(text)}.`;
}

/** Why and for how long a case was broken open; nothing for other items. */
export function emergencyWords({ emergency }: ReviewItem): string {
  if (!emergency) return "";
  const [from, to] = [formatDateTime(new Date(emergency.openedAt)), formatDateTime(new Date(emergency.closesAt))];
  return `${from} till ${to}. Skäl: ${emergency.reason}. ${emergency.explanation}`;
}

/** What was moved away and why; nothing for other items. */
export function moveWords({ move }: ReviewItem): string {
  return move ? `Flyttade det som kom in ${move.receivedOn} till ett annat ärende. Skäl: ${move.reason}` : "";
}

/** How much was searched; nothing for other items. */
export function searchWords({ searches }: ReviewItem): string {
  if (!searches) return "";
  const stopped = searches.stopped > 0 ? ` ${searches.stopped} försök stoppades av gränsen.` : "";
  return `${searches.made} sökningar. Träffade ${searches.hits} ärenden i andra enheter.${stopped}`;
}
