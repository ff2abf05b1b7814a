/** The dates of the acts and the small builders that provisions.ts and provisions-decision.ts write their rows with. */
import type { Provision } from "./wording.ts";

/** First day of socialtjänstlagen (2025:400). */
export const NEW_SOL_FROM = "2025-07-01";
/** Last day of socialtjänstlagen (2001:453). */
export const OLD_SOL_TO = "2025-06-30";
/** First day of SFS 2025:1501. Its number is read in the act, the day is not: 1 January 2026 is likely. */
export const SFS_2025_1501_FROM = "2026-01-01";
export const OLD_FROM = "2002-01-01";
export const CHILD_REFORM_FROM = "2013-01-01";
/** First day of lagen (2023:292), which lets a child from 12 consent to open interventions; with the old act's 3 kap. 6 a–6 b §§. */
export const CONSENT_FROM_12_FROM = "2023-07-01";
/** First day of lagen (2024:79) om placering av barn i skyddat boende, and of lagen (2024:85), which put it into the old act. */
export const SHELTER_REFORM_FROM = "2024-04-01";
export const DAY_NOTE = "SFS 2025:1501 är läst; dagen för ikraftträdandet är sannolikt 1 januari 2026.";

export type Extra = Partial<Pick<Provision, "oldCitation" | "validTo" | "certainty" | "note" | "validFrom">>;

/** One wording in the new act. */
export function sol<const Id extends string>(id: Id, chapter: string, section: string, title: string, extra: Extra = {}) {
  const row = { act: "SoL 2025:400", chapter, section, citation: `${chapter} kap. ${section} § SoL`, title } as const;
  return { id, ...row, validFrom: NEW_SOL_FROM, certainty: "verifierad", ...extra } as Provision & { readonly id: Id };
}

/** One wording in the old act, which is cited as "äldre SoL". */
export function oldSol<const Id extends string>(id: Id, chapter: string, section: string, title: string, extra: Extra = {}) {
  const citation = `${chapter} kap. ${section} § äldre SoL`;
  const row = { act: "SoL 2001:453", chapter, section, citation, title } as const;
  const dates = { validFrom: OLD_FROM, validTo: OLD_SOL_TO, certainty: "verifierad" } as const;
  return { id, ...row, ...dates, ...extra } as Provision & { readonly id: Id };
}

/** One wording in another act. */
export function other<const Id extends string>(id: Id, row: Omit<Provision, "id" | "certainty"> & Extra) {
  return { id, certainty: "verifierad", ...row } as Provision & { readonly id: Id };
}
