import { sql } from "kysely";
import { newId } from "../../platform/basics/identifiers.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { FieldProblem, Problem, Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { getRoundOf, roundClosed } from "./find-in-round.ts";
import { faultsInText } from "./sending-text.ts";

/** What is sent to all of a round. */
export const plannedKinds = ["inbjudan", "påminnelse"] as const;

/** Who plans, and when; without a person from the command line. */
export type Planner = { readonly municipalityId: number; readonly staffId: string | null; readonly now: Date; readonly today: string };

export type SendingToWrite = {
  readonly roundId: string;
  readonly kind: (typeof plannedKinds)[number];
  readonly sendOn: string;
  readonly subject: string;
  readonly words: string;
};

const alreadyPlanned: Problem = {
  code: "already-planned",
  message: "Ett likadant utskick är redan planerat den dagen.",
  hint: "Ställ in det först, eller välj en annan dag.",
};

/**
 * Plans a sending to all of a round. Gives its id. Problems: `not-found`, `survey-closed`, `already-planned`, and the faults of the day and the texts at
 * the fields `sendOn`, `subjectLine` and `words`, all at once.
 */
export async function writeSending(
  tx: Tx,
  { municipalityId, staffId, now, today }: Planner,
  sending: SendingToWrite,
): Promise<Result<string>> {
  const { roundId, kind, sendOn, subject, words } = sending;
  const found = await getRoundOf(tx, municipalityId, roundId);
  if (!found.ok) return found;
  const round = found.value;
  if (today > round.closes_on) return failed(roundClosed);
  const faults: FieldProblem[] = [...faultsInText({ subject, words })];
  if (sendOn < today) faults.push({ field: "sendOn", message: "Dagen har varit." });
  else if (sendOn < round.opens_on) faults.push({ field: "sendOn", message: `Svar börjar tas emot ${round.opens_on}.` });
  else if (sendOn > round.closes_on) faults.push({ field: "sendOn", message: `Omgången stänger ${round.closes_on}.` });
  if (faults.length > 0) return failed({ code: "invalid-input", message: "Något i utskicket behöver rättas.", fields: faults });
  // Two who plan the same at once wait for each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`survey round ${roundId}`}, 0))`.execute(tx);
  const { rows } = await sql`select from survey.sending s
    where s.municipality_id = ${municipalityId} and s.round_id = ${roundId}::uuid and s.unit_id is null and s.kind = ${kind} and s.send_on = ${sendOn}
      and not exists (select from survey.sending_call_off c where c.municipality_id = s.municipality_id and c.sending_id = s.id)`.execute(
    tx,
  );
  if (rows.length > 0) return failed(alreadyPlanned);
  const id = newId(now);
  await tx
    .insertInto("survey.sending")
    .values({
      ...{ municipality_id: municipalityId, id, round_id: roundId, unit_id: null, kind, send_on: sendOn, subject, words },
      ...{ recorded_by: staffId, recorded_at: now },
    })
    .execute();
  return ok(id);
}
