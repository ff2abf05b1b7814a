/**
 * The law as dated data. A provision has one id for what it is about and one row for each wording that has been in
 * force; code names the id, and `provisionOn` tells what it is called on a given day.
 */
import { formatLong } from "../basics/dates.ts";
import { failed, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";
import { provisions } from "./provisions.ts";
import type { ProvisionId } from "./provisions.ts";
import type { Provision } from "./wording.ts";

const wordings = Map.groupBy(
  (provisions as readonly Provision[]).toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)),
  (provision) => provision.id,
);

/** All wordings of one provision, oldest first. Empty for an unknown id. */
export function wordingsOf(id: ProvisionId): readonly Provision[] {
  return wordings.get(id) ?? [];
}

/**
 * The wording in force on a date ("YYYY-MM-DD"), or the problem `provision-not-in-force` when there was none that day.
 * A deadline is cited by the law of the day its clock started.
 */
export function provisionOn(id: ProvisionId, date: string): Result<Provision> {
  const known = wordingsOf(id);
  const found = known.find((w) => w.validFrom <= date && (w.validTo === undefined || date <= w.validTo));
  if (found) return ok(found);
  const first = known[0];
  return failed({
    code: "provision-not-in-force",
    message: `Bestämmelsen${first ? ` (${first.citation})` : ""} gällde inte den ${formatLong(date)}.`,
    hint: first ? `Den gäller från den ${formatLong(first.validFrom)}. Välj ett lagrum som gällde den dagen.` : "Välj ett annat lagrum.",
  });
}

/** "20 kap. 2 § SoL" on a date; falls back on the oldest known wording where none was in force, for texts that must say something. */
export function citationOn(id: ProvisionId, date: string): string {
  const found = provisionOn(id, date);
  if (found.ok) return found.value.citation;
  return wordingsOf(id)[0]?.citation ?? id;
}

/** Several citations in one phrase: "3 kap. 1 § SoL, 3 kap. 2 § SoL och 32 § FvL". */
export function citationsOn(ids: readonly ProvisionId[], date: string): string {
  const names = [...new Set(ids.map((id) => citationOn(id, date)))];
  if (names.length < 2) return names[0] ?? "";
  return `${names.slice(0, -1).join(", ")} och ${names.at(-1) ?? ""}`;
}
