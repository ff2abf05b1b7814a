/** What a signed investigation says of the rest of the case: as that stood when it was signed, and what was corrected since. Pure. */
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { struckText } from "../../../casework/case/corrected.ts";
import type { CaseParts } from "../../../casework/case/case-parts.ts";

/** The parts that the document takes words from, beside the body that the signature locks. */
export const saidParts = ["conversations", "party_accounts", "visits", "instruments", "investigations"] as const;
type SaidPart = (typeof saidParts)[number];

export type AsSigned = {
  readonly signedAt: Date;
  readonly parts: Pick<CaseParts, SaidPart>;
  /** The version of each conversation that stands now, by any of its versions. */
  readonly became: ReadonlyMap<string, string>;
};

/** Something that was corrected since, with what stands now. */
export type Since = { readonly part: SaidPart; readonly id: string; readonly heading: string; readonly passage: string };

/** The same rows as when it was signed, each as it stands now. */
export function asCorrected(now: CaseParts, { parts: then, became }: AsSigned): CaseParts {
  const known = new Set(then.party_accounts.map(({ id }) => id));
  return {
    ...now,
    conversations: then.conversations.flatMap(({ id }) => now.conversations.find((one) => one.id === became.get(id)) ?? []),
    party_accounts: now.party_accounts.filter(({ id }) => known.has(id)),
  };
}

/** What was corrected after the signature of what the document says. */
export function correctedSince(now: CaseParts, { parts: then, became, signedAt }: AsSigned, investigationId: string): readonly Since[] {
  const phaseId = now.investigations.find(({ id }) => id === investigationId)?.phase_id;
  const at = (moment: string, by: string): string => `rättat ${formatDateTime(new Date(moment))} av ${by}`;
  const talks = then.conversations
    .filter((talk) => talk.phase_id === phaseId && talk.child_words !== null)
    .flatMap(({ id, held_on: on }): Since[] => {
      const talk = now.conversations.find((one) => one.id === became.get(id));
      if (!talk || talk.id === id) return [];
      const heading = `Samtal ${on}, ${at(talk.recorded_at, talk.by)}`;
      return [{ part: "conversations", id, heading, passage: talk.child_words ?? "" }];
    });
  const headings = new Map<string, string>([
    [`investigations.${investigationId}`, "Vad som utreds"],
    ...own(then.party_accounts).map((one): [string, string] => [`party_accounts.${one.id}`, `${one.name}, ${one.happened_on}`]),
    ...own(then.visits).map((one): [string, string] => [`visits.${one.id}`, `Hembesök ${one.visited_on}`]),
    ...own(then.instruments).map((one): [string, string] => [`instruments.${one.id}`, `${one.instrument}, ${one.used_on}`]),
  ]);
  const entries = now.entry_corrections.flatMap((one): Since[] => {
    const heading = headings.get(one.entry);
    if (heading === undefined || new Date(one.recorded_at) <= signedAt) return [];
    const [part = "", id = ""] = one.entry.split(".");
    const passage = one.kind === "felskriven" ? struckText : (one.instead ?? "");
    return [{ part: part as SaidPart, id, heading: `${heading}, ${at(one.recorded_at, one.by)}`, passage }];
  });
  return [...talks, ...entries];

  function own<Row extends { readonly investigation_id: string }>(rows: readonly Row[]): readonly Row[] {
    return rows.filter((one) => one.investigation_id === investigationId);
  }
}
