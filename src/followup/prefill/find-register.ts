import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { AnswerKind } from "../register/codes.ts";

export type StandingDocument = {
  readonly title: string;
  readonly decided_on: string;
  readonly holds_from: string;
  readonly holds_until: string | null;
  readonly scope: CodeOf<"register.version.scope">;
  readonly limits: string | null;
  readonly description: string | null;
  readonly answers: readonly AnswerKind[];
};
export type OrganisationSaid = {
  readonly holds_from: string;
  readonly boards: CodeOf<"register.organisation.boards">;
  readonly boards_note: string | null;
  readonly performers: readonly string[];
  readonly training_needs: readonly string[];
  readonly training_note: string | null;
};

/** Everything that the register says, with the days on which it holds. */
export async function findRegister(tx: Tx, municipalityId: number) {
  const { rows: documents } = await sql<StandingDocument>`
    select title, decided_on, holds_from, holds_until, scope, limits, description, answers from register.standing
    where municipality_id = ${municipalityId} order by decided_on, title`.execute(tx);
  const { rows: organisation } = await sql<OrganisationSaid>`
    select holds_from, boards, boards_note, performers, training_needs, training_note from register.organisation
    where municipality_id = ${municipalityId} order by number desc limit 1`.execute(tx);
  const { rows: inventory } = await sql`select from register.inventory where municipality_id = ${municipalityId} limit 1`.execute(tx);
  return { documents, organisation: organisation[0] ?? null, isWhole: inventory.length > 0 };
}
