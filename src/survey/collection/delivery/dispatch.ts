/** Sendings of signed answers to an agency's program, as rows. */
import { sql } from "kysely";
import type { CodeOf } from "../../../platform/database/generated.ts";
import type { Tx } from "../../../platform/database/connect.ts";

type DispatchKey = { readonly municipalityId: number; readonly answerSetId: string; readonly number: number };
export type Step = CodeOf<"survey.dispatch_step.step">;

/** How often one sending is tried: with the queue's pauses (3, 7, 20, 55 seconds …) about sixteen hours. */
export const mostTries = 12;
/** Longer than any pause between two tries. What nothing has come of for so long is lost, and may be sent anew. Milliseconds. */
const longestSilence = 12 * 3_600_000;

export type Dispatch = {
  readonly number: number;
  readonly signature: number;
  readonly addressee: number;
  readonly state: Step | "väntar";
  /** The agency's words, or ours of its receipt; null where it said none. */
  readonly said: string | null;
  readonly since: Date;
  readonly steps: number;
  readonly tries: number;
};

/** The last sending of a set of answers, or the one with the number; undefined where there is none. */
export async function findDispatch(tx: Tx, municipalityId: number, setId: string, number?: number): Promise<Dispatch | undefined> {
  const { rows } =
    await sql<Dispatch>`select number, signature_number as signature, addressee_number as addressee, state, said, since, steps, tries
    from survey.dispatch_standing where municipality_id = ${municipalityId} and answer_set_id = ${setId}::uuid
      and ${number === undefined ? sql`true` : sql`number = ${number}`}
    order by number desc limit 1`.execute(tx);
  return rows[0];
}

const going: readonly Dispatch["state"][] = ["väntar", "försök", "inget svar"];
export const hasEnded = ({ state }: Pick<Dispatch, "state">): boolean => !going.includes(state);

/** True where something may still come of it by itself. */
export const isGoing = ({ state, since }: Pick<Dispatch, "state" | "since">, now: Date): boolean =>
  !hasEnded({ state }) && now.getTime() - since.getTime() < longestSilence;

type Written = { readonly step: Step; readonly said?: string; readonly receipt?: number };

/** Writes what came of a sending, after the steps that there were. False where somebody else has written meanwhile, or it has ended. */
export async function writeStep(
  tx: Tx,
  { municipalityId, answerSetId, number }: DispatchKey,
  { step, said, receipt }: Written,
  after: number,
  now: Date,
): Promise<boolean> {
  const added = await tx
    .insertInto("survey.dispatch_step")
    .values({
      municipality_id: municipalityId,
      answer_set_id: answerSetId,
      dispatch_number: number,
      number: after + 1,
      step,
      said: said ?? null,
      receipt_number: receipt ?? null,
      recorded_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("number")
    .executeTakeFirst();
  return added !== undefined;
}
