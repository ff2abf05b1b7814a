import { machineIn } from "../../platform/core/actor.ts";
import { sql } from "kysely";
import { writeAuditEvent } from "../../platform/core/audit.ts";
import { systemClock } from "../../platform/basics/clock.ts";
import { stockholmInstant } from "../../platform/basics/dates.ts";
import { isId, newId } from "../../platform/basics/identifiers.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { chooseMunicipality, listAddedMunicipalities, openOwnerContext } from "./context.ts";
import { reportOutcome, say, sayJson } from "./outcome.ts";

/** What `fortrogen investigate` was asked for. */
export type InvestigateCommandOptions = {
  readonly municipality?: string;
  readonly case?: string;
  readonly staff?: string;
  readonly from?: string;
  readonly to?: string;
  readonly format: "table" | "json";
};

/** One refused request: who tried what on which ids, from where. */
type Attempted = {
  readonly at: Date;
  readonly staffId: string | null;
  readonly name: string | null;
  readonly action: string;
  readonly kind: string;
  readonly outcome: string;
  readonly sourceAddress: string | null;
  readonly attempted: unknown;
};

const most = 1000;

/** Shows refused requests with what they attempted, and refused sign-ons that named no municipality, the latest first, at most 1 000. That somebody looked is logged. */
export async function investigateAtCommand(options: InvestigateCommandOptions): Promise<void> {
  await reportOutcome(options.format, async () => {
    const opened = await openOwnerContext();
    if (!opened.ok) return opened;
    const { db, close } = opened.value;
    try {
      const chosen = chooseMunicipality(await listAddedMunicipalities(db), options.municipality);
      if (!chosen.ok) return chosen;
      const found = await inMunicipality(db.owner, chosen.value.id, (tx) => look(tx, chosen.value.id, options));
      if (found.ok) tell(found.value, options.format);
      return found;
    } finally {
      await close();
    }
  });
}

async function look(tx: Tx, municipalityId: number, options: InvestigateCommandOptions): Promise<Result<readonly Attempted[]>> {
  const caseId = options.case === undefined ? undefined : await findCase(tx, municipalityId, options.case);
  if (options.case !== undefined && caseId === undefined) {
    return failed({
      code: "case-unknown",
      message: "Inget ärende har det numret.",
      hint: "Ange ärendenumret (2026-00042) eller ärendets id.",
    });
  }
  if (options.staff !== undefined && !isId(options.staff)) {
    return failed({
      code: "wrong-usage",
      message: "Värdet efter --staff ska vara personens id.",
      hint: "Det står i utskriften utan --staff.",
    });
  }
  const now = systemClock();
  // Not on the case's own page: those who are investigated may read it.
  const attempted = caseId === undefined ? undefined : { caseId };
  const event = {
    actor: machineIn(municipalityId),
    requestId: newId(now),
    action: "audit.investigate",
    kind: "read",
    outcome: "ok",
    attempted,
  } as const;
  await writeAuditEvent(tx, event, now);
  const { rows } = await sql<Attempted>`
    select e.at, e.actor_id as "staffId", s.name, e.action, e.kind, e.outcome, host(e.source_address) as "sourceAddress", a.attempted
    from audit.event e
    left join audit.attempt a on a.municipality_id = e.municipality_id and a.event_id = e.id
    left join access.staff s on s.municipality_id = e.municipality_id and s.id = e.actor_id
    where e.municipality_id = ${municipalityId} and e.kind in ('denied', 'failed')
      and (${caseId ?? null}::uuid is null or e.case_id = ${caseId ?? null}::uuid or a.attempted::text like ${`%${caseId ?? ""}%`})
      and (${options.staff ?? null}::uuid is null or e.actor_id = ${options.staff ?? null}::uuid)
      and (${options.from ?? null}::date is null or e.at >= ${options.from ? stockholmInstant(options.from, "00:00") : null}::timestamptz)
      and (${options.to ?? null}::date is null or e.at < ${options.to ? stockholmInstant(options.to, "00:00") : null}::timestamptz + interval '1 day')
    order by e.at desc limit ${most}`.execute(tx);
  const unplaced = options.case === undefined && options.staff === undefined ? await unplacedSignOns(tx, options) : [];
  return ok([...rows, ...unplaced].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, most));
}

/** Refused sign-ons that named no municipality: they may have been for this one. */
async function unplacedSignOns(tx: Tx, { from, to }: InvestigateCommandOptions): Promise<readonly Attempted[]> {
  const { rows } = await sql<Attempted>`
    select u.at, null as "staffId", null as name, 'access.sign-on' as action, 'denied' as kind, u.outcome, host(u.source_address) as "sourceAddress",
      null as attempted
    from access.unplaced_sign_on u
    where (${from ?? null}::date is null or u.at >= ${from ? stockholmInstant(from, "00:00") : null}::timestamptz)
      and (${to ?? null}::date is null or u.at < ${to ? stockholmInstant(to, "00:00") : null}::timestamptz + interval '1 day')
    order by u.at desc limit ${most}`.execute(tx);
  return rows;
}

async function findCase(tx: Tx, municipalityId: number, given: string): Promise<string | undefined> {
  if (isId(given)) return given;
  const row = await tx
    .selectFrom("intake.case_file")
    .select("id")
    .where("municipality_id", "=", municipalityId)
    .where("case_number", "=", given)
    .executeTakeFirst();
  return row?.id;
}

function tell(found: readonly Attempted[], format: string): void {
  if (format === "json") {
    sayJson({ ok: true, attempts: found });
    return;
  }
  for (const { at, staffId, name, action, outcome, sourceAddress, attempted } of found) {
    const time = at.toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" });
    say(`${time}  ${name ?? "ingen inloggad"}${staffId ? ` (${staffId})` : ""} från ${sourceAddress ?? "okänd adress"}`);
    say(`  ${action}: ${outcome}${attempted === null ? "" : `  ${JSON.stringify(attempted)}`}`);
  }
  const count =
    found.length === most
      ? `De senaste ${most.toLocaleString("sv-SE")} försöken visas. Begränsa med --from, --to, --case eller --staff.`
      : "";
  say(count || (found.length === 0 ? "Inga nekade försök." : `${found.length} nekade försök.`));
}
