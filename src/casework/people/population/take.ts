/** What the population register says is written in what the case knows: the name of the child, an address, who its guardians are said to be. */
import type { Context } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { addDays } from "../../../platform/basics/dates.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import { recordEverywhere } from "../double-words.ts";
import type { PersonOfCase } from "../in-case.ts";
import { findLastChange } from "../person-reviews.ts";
import { canBeTaken, noticeSaid } from "./said.ts";

export type WaitingNotice = {
  readonly id: string;
  readonly kind: CodeOf<"people.population_notice.kind">;
  readonly said: unknown;
  readonly from: string | null;
  readonly readOn: string;
};
type At = { readonly caseId: string; readonly person: PersonOfCase };

/** True where it was written in; false for what is written elsewhere by hand, or tells where somebody protected is. */
export async function takeNotice(tx: Tx, context: Context, at: At, notice: WaitingNotice): Promise<boolean> {
  if (!canBeTaken(notice.kind, at.person.isChild)) return false;
  const said = noticeSaid.parse(notice.said);
  if (notice.kind === "namn") return takeName(tx, context, at, { notice, ...said });
  if (notice.kind === "folkbokföringsadress") {
    if (at.person.protectedIdentity !== "ingen" || said.address === undefined) return false;
    await takeAddress(tx, context, at, { notice, address: said.address });
    return true;
  }
  const claims = (said.guardians ?? []).map(({ identityNumber, givenName, familyName }) => ({
    ...{
      id: newTouchedId(context),
      child_id: at.person.id,
      given_name: givenName,
      family_name: familyName,
      identity_number: identityNumber,
    },
    ...stamp(context),
  }));
  // Who is a guardian is confirmed by the caseworker, as ever (decision 0011): what the register says waits there, and what it says no more is ended there.
  if (claims.length > 0) await tx.insertInto("people.guardian_claim").values(claims).execute();
  return claims.length > 0;
}

type Named = { readonly notice: WaitingNotice; readonly givenName?: string | undefined; readonly familyName?: string | undefined };

async function takeName(tx: Tx, context: Context, { caseId, person }: At, { notice, givenName, familyName }: Named): Promise<boolean> {
  if (givenName === undefined || familyName === undefined) return false;
  const was = await tx
    .selectFrom("people.person")
    .select(["given_name", "family_name"])
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("id", "=", person.id)
    .executeTakeFirstOrThrow();
  await recordEverywhere(tx, context, {
    ...{
      personId: person.id,
      caseId,
      change: "ändrad",
      validFrom: notice.from ?? notice.readOn,
      follows: await findLastChange(tx, context, person.id),
    },
    ...{ known: { givenName: was.given_name, familyName: was.family_name }, now: { givenName, familyName } },
    ...{ source: "folkbokföringen", sourceDetail: undefined, sourceOn: notice.readOn },
  });
  return true;
}

/** The address holds from its day; the one before ends the day before, or was wrong where it began no earlier. */
async function takeAddress(
  tx: Tx,
  context: Context,
  { caseId, person }: At,
  of: { readonly notice: WaitingNotice; readonly address: string },
): Promise<void> {
  const from = of.notice.from ?? of.notice.readOn;
  const common = {
    case_id: caseId,
    person_id: person.id,
    kind: "folkbokföringsadress" as const,
    source: "folkbokföringen" as const,
    source_on: of.notice.readOn,
  };
  const before = await tx
    .selectFrom("people.standing_detail")
    .select(["id", "detail", "valid_from"])
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("case_id", "=", caseId)
    .where("person_id", "=", person.id)
    .where("kind", "=", common.kind)
    .where("valid_to", "is", null)
    .execute();
  const wrong = before.find((one) => (one.valid_from ?? "") >= from);
  for (const one of before.filter((each) => each !== wrong && (each.valid_from ?? "") < from)) {
    const ended = {
      detail: one.detail ?? "",
      valid_from: one.valid_from ?? from,
      valid_to: addDays(from, -1),
      change: "upphörd" as const,
      corrects_id: one.id,
    };
    await tx
      .insertInto("people.person_detail")
      .values({ id: newTouchedId(context), ...common, ...ended, ...stamp(context) })
      .execute();
  }
  const change = wrong ? { change: "rättad" as const, corrects_id: wrong.id } : { change: "bekräftad" as const };
  await tx
    .insertInto("people.person_detail")
    .values({ id: newTouchedId(context), ...common, detail: of.address, valid_from: from, ...change, ...stamp(context) })
    .execute();
}
