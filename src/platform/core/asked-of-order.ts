/**
 * The board's delegation order asked of what an employee decides outside the end of an investigation: opening, not opening, more time, dismissing an appeal,
 * refusing a request for a decision, refusing insight. The rooms of those decisions stand below the order's, so they meet in the database (`decision.order_answer`); what is said of a refusal is here
 * for both.
 */
import { sql } from "kysely";
import { formatLong } from "../basics/dates.ts";
import { failed, invalidField, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";
import type { CodeOf } from "../database/generated.ts";
import type { Tx } from "../database/connect.ts";
import { citationOn } from "../law/provision.ts";
import { listed } from "../law/rule.ts";
import type { DecidedBy } from "./decided-by.ts";
import type { Context } from "./door.ts";

/** Kinds that were not asked of the order before: what it has no point for is asked of the board's own rule for those (`decision.unnamed_level`). */
export const askedKinds = [
  "inleda utredning",
  "inte inleda utredning",
  "förlänga förhandsbedömning",
  "förlänga utredning",
  "avvisa överklagande",
  "avslå begäran om avgörande",
  "neka insyn",
] as const satisfies readonly CodeOf<"decision.delegation_point.decision_type">[];
export type AskedKind = (typeof askedKinds)[number];

type Said = {
  readonly why: "ingen ordning" | "frågas inte" | "får" | "nivån" | "behörigheten";
  readonly version: number | null;
  readonly allowed: readonly string[] | null;
  readonly point: string | null;
  readonly level: string;
  readonly qualified: boolean;
};

/** "handläggare med behörighet", "utskott". */
export const levelWords = ({ level, qualified }: { readonly level: string; readonly qualified: boolean }): string =>
  qualified ? `${level} med behörighet` : level;

/**
 * The decision with the version and the point of the order that let the employee take it; as it was where nobody asks. The point that was typed must be one of them.
 * Refused in words, with who may.
 */
export async function askOrder(
  tx: Tx,
  context: Context,
  asked: { readonly caseId: string; readonly kind: AskedKind; readonly by: DecidedBy; readonly typed?: string | undefined },
): Promise<Result<DecidedBy>> {
  const { by, kind, caseId, typed } = asked;
  if (by.decider !== "tjänsteman") return ok(by);
  const { municipalityId } = context.actor;
  const { staff_id: staffId, name } = by.columns;
  const { rows } = await sql<Said>`select why, version, allowed, point, level, qualified
    from decision.order_answer(${municipalityId}::smallint, ${kind}, ${by.decidedOn}::date, ${staffId}::uuid, ${name})`.execute(tx);
  const [said] = rows;
  if (!said || said.why === "ingen ordning") return ok(by);
  if (said.why === "frågas inte") return typed === undefined ? ok(by) : invalidField("delegationPoint", noPointOfOrder);
  if (said.why !== "får") return refused(tx, context, { caseId, kind, by, said });
  const { version, allowed } = said;
  if (version === null || allowed === null) return typed === undefined ? ok(by) : invalidField("delegationPoint", noPointOfOrder);
  if (typed !== undefined && !allowed.includes(typed)) {
    return invalidField("delegationPoint", `Punkt ${typed} gäller inte det här beslutet. Punkt ${allowed[0] ?? ""} gör det.`);
  }
  return ok({ ...by, columns: { ...by.columns, delegation_version: version, delegation_point: typed ?? allowed[0] ?? null } });
}

const noPointOfOrder = "Delegationsordningen har ingen punkt för det här beslutet. Lämna tomt.";

type Refusal = { readonly caseId: string; readonly kind: AskedKind; readonly by: DecidedBy; readonly said: Said };

async function refused(tx: Tx, context: Context, { caseId, kind, by, said }: Refusal): Promise<Result<never>> {
  const { decidedOn } = by;
  const { municipalityId } = context.actor;
  const { rows } = await sql<{ name: string | null }>`select coalesce(
    (select s.name from access.staff s where s.municipality_id = ${municipalityId} and s.id = ${by.columns.staff_id}::uuid), ${by.columns.name}) as name`.execute(
    tx,
  );
  const who = rows[0]?.name ?? "Den som har beslutat";
  const citation = citationOn(said.level === "nämnd" ? "board-decides" : "delegation-to-staff", decidedOn);
  const row = said.version === null ? "nämndens regel för det som delegationsordningen inte nämner" : `punkt ${said.point ?? ""} (${kind})`;
  const message =
    said.why === "behörigheten"
      ? `${who} saknar den examen som ${row} kräver (${citationOn("qualification", decidedOn)}).`
      : `${who} får inte besluta det den ${formatLong(decidedOn)}. Lägst får ${levelWords(said)} besluta enligt ${row} (${citation}).`;
  return failed({
    code: "not-delegated",
    message,
    hint: await handTo(tx, context, { ...said, caseId, day: decidedOn }),
    fields: [{ field: "decider", message }],
  });
}

/** How many names help somebody who looks for one. */
const mostNames = 3;

/** Whom to hand it to: those who may on the day, of the case's unit first. And where to write a decision that is taken already. */
export async function handTo(
  tx: Tx,
  context: Context,
  { level, qualified, caseId, day }: { readonly level: string; readonly qualified: boolean; readonly caseId: string; readonly day: string },
): Promise<string> {
  const taken = "Är beslutet redan fattat väljer du vem som har beslutat och dagen.";
  if (level === "utskott" || level === "nämnd") return `Lämna förslaget till ${level === "utskott" ? "utskottet" : "nämnden"}. ${taken}`;
  const { rows } = await sql<{ name: string; title: string }>`
    select s.name, s.title from access.staff s join intake.case_file c on c.municipality_id = s.municipality_id and c.id = ${caseId}::uuid
    cross join lateral (select decision.mandate_rank(s.municipality_id, s.id, ${day}::date) as rank) r
    where s.municipality_id = ${context.actor.municipalityId} and s.active
      and abs(r.rank) >= array_position(array['handläggare', 'förste socialsekreterare', 'enhetschef'], ${level}) and (r.rank > 0 or not ${qualified}::boolean)
    order by s.unit_id is distinct from c.unit_id, abs(r.rank), s.name, s.id limit ${mostNames}`.execute(tx);
  const names = rows.map(({ name, title }) => `${name} (${title})`);
  return names.length === 0
    ? `Lämna det till ${levelWords({ level, qualified })}. ${taken}`
    : `Lämna det till ${listed(names, "eller")}. ${taken}`;
}
