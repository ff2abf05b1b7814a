import type { DatabaseOutage, OutageKind } from "../database/outage.ts";
import type { Problem } from "../basics/result.ts";

const soon = "Försök igen om en liten stund.";

const words: Readonly<Record<Exclude<OutageKind, "outcome-unknown">, Problem>> = {
  lost: { code: "database-lost", message: "Förtrogen når inte sin databas just nu.", hint: soon, retryAfter: 2 },
  busy: { code: "database-busy", message: "Det är många som arbetar just nu.", hint: soon, retryAfter: 2 },
  slow: {
    code: "database-slow",
    message: "Det tog för lång tid.",
    hint: "Försök igen. Händer det igen, kontakta systemförvaltaren.",
    retryAfter: 10,
  },
  unwritable: {
    code: "database-unwritable",
    message: "Det går inte att spara något just nu.",
    hint: "Försök igen om en stund. Händer det igen, kontakta systemförvaltaren: disken kan vara full.",
    retryAfter: 60,
  },
};

/**
 * What a person is told when the database was at fault. Nothing is saved, but for `outcome-unknown`, which says so: what carries an
 * idempotency key (`isRepeatable`) can be sent again without being done twice.
 */
export function problemOfOutage({ kind }: DatabaseOutage, isRepeatable: boolean): Problem {
  if (kind !== "outcome-unknown") return words[kind];
  return {
    code: "outcome-unknown",
    message: "Anslutningen till databasen bröts medan det sparades. Det kan ha sparats.",
    hint: isRepeatable
      ? "Försök igen: är det redan sparat sparas det inte en gång till."
      : "Kontrollera vad som är sparat innan du försöker igen.",
    retryAfter: 2,
  };
}
