/** What a population register says of somebody, held against what a case knows: a notice in the case for each thing that is otherwise. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Actor } from "../../../platform/core/actor.ts";
import type { Context } from "../../../platform/core/door.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import { isMoreProtected } from "../compare.ts";
import { isGuardianOn, isStandingOn } from "../guardian-on.ts";
import { namesAgree } from "../names.ts";
import type { PopulationRecord } from "./record.ts";

type Kind = CodeOf<"people.population_notice.kind">;
type Notice = {
  readonly kind: Kind;
  readonly said: object;
  readonly known: string | null;
  readonly from: string | null;
  /** A protection that is stronger than the one that is known. */
  readonly isStronger?: boolean;
};

/** Who is written about and where; `isChild` in this case. */
export type Place = { readonly caseId: string; readonly personId: string; readonly isChild: boolean };
type Told = { readonly way: CodeOf<"people.population_notice.way">; readonly staffId: string | null };

/** What a case knows of the person today. */
type Known = {
  readonly given_name: string;
  readonly family_name: string;
  readonly protected_identity: CodeOf<"people.person.protected_identity">;
  readonly address: string | null;
  readonly guardians: readonly { readonly number: string | null; readonly name: string }[];
  /** The latest day that the register was read of the person in the case; null where it never was. */
  readonly read_on: string | null;
};

/**
 * Writes what is otherwise, once as long as the case knows the same; gives how many notices are new. A protection that is stronger than what is known is written at once, in every
 * case and for the same child where it stands here twice; nothing that tells where somebody protected lives is kept.
 */
export async function receive(
  tx: Tx,
  context: Pick<Context<Actor>, "actor" | "now" | "today" | "touch"> & { readonly municipalityId: number },
  place: Place,
  record: PopulationRecord,
  told: Told,
): Promise<number> {
  const m = context.municipalityId;
  const known = await readKnown(tx, m, place, context.today);
  if (!known) return 0;
  context.touch(place.caseId, place.personId);
  let count = 0;
  for (const one of noticesOf(known, record, place.isChild)) {
    const id = newTouchedId(context);
    const again = one.isStronger ? record.readOn : one.known;
    const digest = createHash("sha256")
      .update(JSON.stringify([one.kind, one.said, one.from, again]))
      .digest();
    const added = await tx
      .insertInto("people.population_notice")
      .values({
        ...{
          municipality_id: m,
          id,
          case_id: place.caseId,
          person_id: place.personId,
          kind: one.kind,
          said: JSON.stringify(one.said),
          known: one.known,
        },
        ...{ valid_from: one.from, read_on: record.readOn, way: told.way, digest, recorded_by: told.staffId, recorded_at: context.now },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!added) continue;
    count += 1;
    if (one.kind === "skydd" && (await protect(tx, m, place.personId, record))) await settled(tx, context, place.caseId, id);
  }
  return count;
}

async function readKnown(tx: Tx, m: number, { caseId, personId }: Place, today: string): Promise<Known | undefined> {
  const { rows } = await sql<Known>`select p.given_name, p.family_name, p.protected_identity,
      (select d.detail from people.standing_detail d where d.municipality_id = p.municipality_id and d.case_id = ${caseId}::uuid and d.person_id = p.id
        and d.kind = 'folkbokföringsadress' and ${isStandingOn("d", today)} order by d.valid_from desc, d.id limit 1) as address,
      (select coalesce(json_agg(json_build_object('number', w.identity_number, 'name', g.given_name || ' ' || g.family_name) order by g.id), '[]')
        from people.standing_guardianship g join people.person w on w.municipality_id = g.municipality_id and w.id = g.guardian_id
        where g.municipality_id = p.municipality_id and g.child_id = p.id and ${isGuardianOn("g", today)}) as guardians,
      greatest((select max(n.read_on) from people.population_notice n where n.municipality_id = p.municipality_id and n.case_id = ${caseId}::uuid and n.person_id = p.id),
        (select max(d.source_on) from people.standing_detail d where d.municipality_id = p.municipality_id and d.case_id = ${caseId}::uuid and d.person_id = p.id
          and d.source = 'folkbokföringen' and d.kind = 'folkbokföringsadress'))::text as read_on
    from people.person p where p.municipality_id = ${m} and p.id = ${personId}::uuid for update of p`.execute(tx);
  return rows[0];
}

/** What can be said of somebody today and otherwise tomorrow: of a record that was read before another of the person it is no news. */
const passing: readonly Kind[] = ["namn", "folkbokföringsadress", "vårdnadshavare", "skydd"];

/** What the register says otherwise. Pure. */
export function noticesOf(known: Known, record: PopulationRecord, isChild: boolean): readonly Notice[] {
  const isOld = known.read_on !== null && record.readOn < known.read_on;
  return otherwise(known, record, isChild).filter((one) => !isOld || one.isStronger === true || !passing.includes(one.kind));
}

function otherwise(known: Known, record: PopulationRecord, isChild: boolean): readonly Notice[] {
  const notices: Notice[] = [];
  const { name, address, protection, guardians, deceasedOn, moved } = record;
  const isProtected = known.protected_identity !== "ingen" || (protection !== undefined && protection.kind !== "ingen");
  if (protection && protection.kind !== known.protected_identity && known.protected_identity !== "fingerade personuppgifter")
    notices.push({
      ...{ kind: "skydd", said: { protection: protection.kind }, known: known.protected_identity, from: protection.from },
      isStronger: isMoreProtected(known.protected_identity, protection.kind),
    });
  if (name && !namesAgree({ givenName: known.given_name, familyName: known.family_name }, name)) {
    const { givenName, familyName } = name;
    notices.push({
      kind: "namn",
      said: { givenName, familyName },
      known: `${known.given_name} ${known.family_name}`,
      from: name.from ?? null,
    });
  }
  if (address && !isProtected && address.address !== known.address)
    notices.push({ kind: "folkbokföringsadress", said: { address: address.address }, known: known.address, from: address.from });
  if (guardians && isChild && !isSame(guardians, known.guardians)) {
    const said = guardians.map(({ identityNumber, givenName, familyName, from }) => ({ identityNumber, givenName, familyName, from }));
    const names = known.guardians.map((one) => one.name).join(", ");
    notices.push({ kind: "vårdnadshavare", said: { guardians: said }, known: names === "" ? null : names.slice(0, 500), from: null });
  }
  if (deceasedOn !== undefined) notices.push({ kind: "avliden", said: { on: deceasedOn }, known: null, from: deceasedOn });
  // Where somebody protected has moved is nothing that a case is told.
  if (moved && !isProtected) notices.push({ kind: "flyttat", said: { to: moved.to }, known: null, from: moved.on });
  return notices;
}

const isSame = (said: readonly { readonly identityNumber: string }[], known: Known["guardians"]): boolean =>
  said.length === known.length && said.every((one) => known.some(({ number }) => number === one.identityNumber));

/** True where the protection was stronger than what was known, and is written now. A weaker one is lowered by whoever sees every case (decision 0039). */
async function protect(tx: Tx, m: number, personId: string, { protection }: PopulationRecord): Promise<boolean> {
  const { rows } = await sql<{ id: string; now: string }>`select o.id, o.protected_identity as now from people.person p
    join people.person o on o.municipality_id = p.municipality_id and (o.id in (p.id, p.same_as) or o.same_as in (p.id, p.same_as))
    where p.municipality_id = ${m} and p.id = ${personId}::uuid order by o.id for update of o`.execute(tx);
  const weaker = rows.filter(({ now }) => protection !== undefined && isMoreProtected(now, protection.kind)).map(({ id }) => id);
  if (weaker.length === 0 || !protection) return false;
  await tx
    .updateTable("people.person")
    .set({ protected_identity: protection.kind })
    .where("municipality_id", "=", m)
    .where("id", "in", weaker)
    .execute();
  return true;
}

async function settled(tx: Tx, context: Parameters<typeof receive>[1], caseId: string, noticeId: string): Promise<void> {
  const row = { notice_id: noticeId, case_id: caseId, outcome: "inskrivet" as const, recorded_by: null, recorded_at: context.now };
  await tx
    .insertInto("people.population_outcome")
    .values({ municipality_id: context.municipalityId, ...row })
    .execute();
}
