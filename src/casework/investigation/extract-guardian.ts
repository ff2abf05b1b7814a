import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { holdsOn, whyNotOn } from "../people/guardian-on.ts";
import type { Custody } from "../people/guardian-on.ts";
import type { Tx } from "../../platform/database/connect.ts";

/** A guardian of the child of a case as an extract needs it. */
export type ExtractGuardian = {
  readonly personId: string;
  readonly name: string;
  /** Somebody else who is or was a guardian, or whom the case knows as a relative, has a protected identity. */
  readonly othersProtected: boolean;
  /** Telephone and identity numbers of everybody else around the child: guardians now and before, and those whom reports name. */
  readonly othersNumbers: readonly string[];
};

const notGuardian = failed({
  code: "not-guardian",
  message: "Personen är inte en bekräftad vårdnadshavare i dag.",
  hint: "Bekräfta vårdnaden först, eller välj någon annan.",
  field: "guardianshipId",
});
const notToday = (message: string) =>
  failed({
    code: "not-guardian",
    message,
    hint: "Ett utdrag visar också det som har hänt efter vårdnaden, och lämnas bara till den som är vårdnadshavare i dag.",
    field: "guardianshipId",
  });
const newIdentity = failed({
  code: "identity-protected",
  message: "Barnet har fingerade personuppgifter. Ett utdrag skulle visa dem.",
  hint: "Ta fram uppgifterna för hand, tillsammans med den som ansvarar för skyddade personuppgifter.",
});
const uninformed = failed({
  code: "kept-uninformed",
  message: "Vårdnadshavaren är av särskilda skäl inte informerad om en utredning. Ett utdrag skulle visa den.",
  hint: "Pröva skälen på nytt och informera vårdnadshavaren först.",
});

type Row = Custody & {
  person_id: string;
  name: string;
  fingerade: boolean;
  uninformed: boolean;
  others_protected: boolean;
  numbers: readonly string[];
};

/**
 * The guardian that an extract is for. Problems: `not-guardian` (not confirmed, ended, withdrawn, or of another child),
 * `identity-protected` (the child has a new identity, which the extract would tell), `kept-uninformed` (särskilda skäl).
 */
export async function readGuardian(
  tx: Tx,
  context: Context,
  { caseId, guardianshipId }: { readonly caseId: string; readonly guardianshipId: string },
): Promise<Result<ExtractGuardian>> {
  const { rows } = await sql<Row>`
    select g.guardian_id as person_id, g.valid_from as "validFrom", g.valid_to as "validTo", g.given_name || ' ' || g.family_name as name, p.protected_identity = 'fingerade personuppgifter' as fingerade,
      exists (select 1 from (select distinct on (o.investigation_id) o.outcome from investigation.opened_information o
        where o.municipality_id = f.municipality_id and o.case_id = f.id
          and people.now_guardian(o.municipality_id, f.child_id, o.person_id, o.recorded_at) = g.guardian_id
        order by o.investigation_id, o.recorded_at desc, o.id desc) last where last.outcome = 'särskilda skäl') as uninformed,
      exists (select 1 from people.guardianship og join people.person op on op.municipality_id = og.municipality_id and op.id = og.guardian_id
        where og.municipality_id = f.municipality_id and og.child_id = f.child_id and og.guardian_id <> g.guardian_id
          and op.protected_identity <> 'ingen')
        or exists (select 1 from people.standing_relative r where r.municipality_id = f.municipality_id and r.case_id = f.id
          and r.protected_identity <> 'ingen') as others_protected,
      array(select n from (
        select unnest(array[og.phone, op.phone, op.identity_number]) as n from people.guardianship og
          join people.person op on op.municipality_id = og.municipality_id and op.id = og.guardian_id
          where og.municipality_id = f.municipality_id and og.child_id = f.child_id and og.guardian_id <> g.guardian_id
        union select unnest(array[oc.phone, oc.identity_number]) from people.guardian_claim oc
          where oc.municipality_id = f.municipality_id and oc.child_id = f.child_id
            and oc.identity_number is distinct from (select gp.identity_number from people.person gp where gp.municipality_id = g.municipality_id and gp.id = g.guardian_id)
            and lower(oc.given_name || ' ' || oc.family_name) <> lower(g.given_name || ' ' || g.family_name)
        union select d.detail from people.person_detail d where d.municipality_id = f.municipality_id and d.case_id = f.id
          and d.person_id not in (f.child_id, g.guardian_id) and d.kind in ('telefon', 'samordningsnummer', 'reservnummer')
        union select i.reporter_contact from intake.intake i where i.municipality_id = f.municipality_id and i.case_id = f.id
      ) numbers where n is not null) as numbers
    from intake.case_file f
    join people.person p on p.municipality_id = f.municipality_id and p.id = f.child_id
    join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id and g.id = ${guardianshipId}::uuid
    where f.municipality_id = ${context.actor.municipalityId} and f.id = ${caseId}::uuid`.execute(tx);
  const [row] = rows;
  if (!row) return notGuardian;
  if (!holdsOn(row, context.today)) return notToday(`${row.name} ${whyNotOn(row, context.today)}.`);
  if (row.fingerade) return newIdentity;
  if (row.uninformed) return uninformed;
  return ok({ personId: row.person_id, name: row.name, othersProtected: row.others_protected, othersNumbers: row.numbers });
}
