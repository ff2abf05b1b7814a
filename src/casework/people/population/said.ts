/** What a notice of the population register says, in words, and whether it can be written in at once. */
import { z } from "zod";
import type { CodeOf } from "../../../platform/database/generated.ts";

type Kind = CodeOf<"people.population_notice.kind">;

export const noticeSaid = z.object({
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  address: z.string().optional(),
  protection: z.string().optional(),
  on: z.string().optional(),
  to: z.string().optional(),
  guardians: z.array(z.object({ identityNumber: z.string(), givenName: z.string(), familyName: z.string(), from: z.string() })).optional(),
});

/** The name of a grown-up is corrected with the guardianship; a protection is written at once or lowered by hand; a death and a move are read. */
export const canBeTaken = (kind: Kind, isChild: boolean): boolean =>
  kind === "folkbokföringsadress" || (isChild && (kind === "namn" || kind === "vårdnadshavare"));

/** "Namn: Nils Ek", "Vårdnadshavare: Anna Ek, Bo Ek". */
export function noticeWords(kind: Kind, said: unknown): string {
  const { givenName, familyName, address, protection, on, to, guardians = [] } = noticeSaid.parse(said);
  switch (kind) {
    case "namn":
      return `Namn: ${givenName} ${familyName}`;
    case "folkbokföringsadress":
      return `Folkbokföringsadress: ${address}`;
    case "skydd":
      return `Skyddade personuppgifter: ${protection}`;
    case "avliden":
      return `Avliden ${on}`;
    case "flyttat":
      return `Har flyttat till ${to}`;
    case "vårdnadshavare":
      return `Vårdnadshavare: ${guardians.map((one) => `${one.givenName} ${one.familyName}`).join(", ") || "ingen"}`;
  }
}
