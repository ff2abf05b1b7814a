import type { CodeOf } from "../../platform/database/generated.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { latest } from "../../platform/core/true-day.ts";
import { waitForTurn } from "../../platform/core/turns.ts";
import { STEPS } from "./rules.ts";
import type { Phase, Step } from "./rules.ts";

/** Opens a phase of the case: from now on the child shall be informed, heard, weighed in and told in it. Gives its id. */
export async function openPhase(
  tx: Tx,
  context: Context,
  caseId: string,
  kind: Phase,
  subjectId: string,
  openedOn: string,
): Promise<string> {
  const id = newTouchedId(context);
  await tx
    .insertInto("participation.phase")
    .values({ id, case_id: caseId, kind, subject_id: subjectId, opened_on: openedOn, ...stamp(context) })
    .execute();
  return id;
}

type StepOutcome = CodeOf<"participation.step.outcome">;

export type StepRecord = { readonly id: string; readonly outcome: StepOutcome; readonly happenedOn: string };

/**
 * The record that stands for each of the four steps in a phase: what was done goes before a reason why not, the latest
 * before earlier ones; corrected records are left out, and with `until` what happened after that day. A step without any
 * record is missing from the map.
 */
export async function findSteps(
  tx: Tx,
  municipalityId: number,
  caseId: string,
  phaseId: string,
  until?: string,
): Promise<ReadonlyMap<Step, StepRecord>> {
  const rows = await tx
    .selectFrom("participation.standing_step as s")
    .select(["s.id", "s.step", "s.outcome", "s.happened_on"])
    .where("s.municipality_id", "=", municipalityId)
    .where("s.case_id", "=", caseId)
    .where("s.phase_id", "=", phaseId)
    .orderBy("s.recorded_at")
    // A view's columns are never known to be filled in; those of the table behind it are.
    .$narrowType<{ id: string; step: Step; outcome: StepOutcome; happened_on: string }>()
    .execute();
  const found = new Map<Step, StepRecord>();
  for (const row of rows) {
    const { step } = row;
    if (until !== undefined && row.happened_on > until) continue;
    if (found.get(step)?.outcome === "gjort" && row.outcome !== "gjort") continue;
    found.set(step, { id: row.id, outcome: row.outcome, happenedOn: row.happened_on });
  }
  return found;
}

const stepWords: Readonly<Record<Step, string>> = {
  informerad: "informera barnet",
  hörd: "låta barnet komma till tals",
  vägd: "väga in barnets åsikt",
  berättad: "berätta för barnet vad som beslutades",
};

/** The steps named, or a problem that says which of them lack a record. */
export function requireSteps<S extends Step>(found: ReadonlyMap<Step, StepRecord>, wanted: readonly S[]): Result<Record<S, string>> {
  const ids: Partial<Record<Step, string>> = {};
  const lacking: string[] = [];
  for (const step of wanted) {
    const record = found.get(step);
    if (record) ids[step] = record.id;
    else lacking.push(stepWords[step]);
  }
  if (lacking.length > 0) {
    return failed({
      code: "participation-missing",
      message: `Barnets delaktighet saknas: ${lacking.join(", ")}.`,
      hint: "Fyll i steget, eller skriv varför det inte är gjort.",
    });
  }
  return ok(ids as Record<S, string>);
}

/**
 * Closes a phase with the records of its four steps, on the day that the last of them happened or `notBefore`, whichever is later: what is
 * typed afterwards closes it then, not today. Fails, in words, when one of them has neither a record nor a reason.
 */
export async function closePhase(tx: Tx, context: Context, caseId: string, phaseId: string, notBefore: string): Promise<Result<void>> {
  const found = await findSteps(tx, context.actor.municipalityId, caseId, phaseId);
  const wanted = requireSteps(found, STEPS);
  if (!wanted.ok) return wanted;
  const { informerad, hörd, vägd, berättad } = wanted.value;
  await tx
    .insertInto("participation.phase_closure")
    .values({
      phase_id: phaseId,
      case_id: caseId,
      closed_on: latest(notBefore, ...STEPS.map((step) => found.get(step)?.happenedOn ?? notBefore)),
      informed_id: informerad,
      heard_id: hörd,
      weighed_id: vägd,
      told_id: berättad,
      ...stamp(context),
    })
    .execute();
  return ok(undefined);
}

/**
 * Closes a preliminary assessment or an investigation once its four steps are there; telling is only recorded after the
 * decision, so then nothing remains. Other phases are closed by the plan and by the ending of the intervention.
 */
export async function closeIfComplete(
  tx: Tx,
  context: Context,
  caseId: string,
  phaseId: string,
  phase: PhaseState,
): Promise<Result<boolean>> {
  if (!endsByTelling(phase.kind) || phase.closedOn !== null) return ok(false);
  const found = await findSteps(tx, context.actor.municipalityId, caseId, phaseId);
  if (STEPS.some((step) => !found.has(step))) return ok(false);
  const closed = await closePhase(tx, context, caseId, phaseId, phase.openedOn);
  return closed.ok ? ok(true) : closed;
}

/** True for the phases whose last step is to tell the child what was decided. */
export function endsByTelling(kind: Phase): boolean {
  return kind === "förhandsbedömning" || kind === "utredning";
}

export type PhaseState = {
  readonly kind: Phase;
  readonly openedOn: string;
  readonly closedOn: string | null;
  /** The case itself is closed. */
  readonly caseClosed: boolean;
};

/**
 * The phase, open or closed, or a problem when it is not in the case. Those who write in one phase take turns from here on:
 * two last steps at once would otherwise not see each other, and nobody would close the phase.
 */
export async function takePhase(tx: Tx, municipalityId: number, caseId: string, phaseId: string): Promise<Result<PhaseState>> {
  const find = tx
    .selectFrom("participation.phase as p")
    .leftJoin("participation.phase_closure as c", (join) =>
      join.onRef("c.municipality_id", "=", "p.municipality_id").onRef("c.case_id", "=", "p.case_id").onRef("c.phase_id", "=", "p.id"),
    )
    .leftJoin("intake.case_closure as k", (join) =>
      join.onRef("k.municipality_id", "=", "p.municipality_id").onRef("k.case_id", "=", "p.case_id"),
    )
    .select(["p.kind", "p.opened_on", "c.closed_on", "k.case_id as closed_case"])
    .where("p.municipality_id", "=", municipalityId)
    .where("p.case_id", "=", caseId)
    .where("p.id", "=", phaseId);
  // Sent in one go; answered in this order, so what is found is as it is when the turn has come.
  const [, row] = await Promise.all([waitForTurn(tx, phaseId), find.executeTakeFirst()]);
  if (!row) return failed({ code: "not-in-case", message: "Fasen finns inte i ärendet.", hint: "Ladda om sidan och försök igen." });
  return ok({ kind: row.kind as Phase, openedOn: row.opened_on, closedOn: row.closed_on, caseClosed: row.closed_case !== null });
}
