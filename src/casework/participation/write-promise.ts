import type { CodeOf } from "../../platform/database/generated.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";

/** What was promised, in which conversation where it was in one. */
export type PromiseToWrite = {
  readonly caseId: string;
  readonly conversationId: string | null;
  /** A promise, or that the child is to be told who takes over the case. */
  readonly kind: CodeOf<"participation.promise.kind">;
  readonly promise: string;
  readonly promisedOn: string;
  readonly promisedFor: string;
  readonly childAsks: boolean;
};

/** Writes a promise to the child. Gives its id. */
export async function writePromise(tx: Tx, context: Context, input: PromiseToWrite): Promise<string> {
  const id = newTouchedId(context);
  await tx
    .insertInto("participation.promise")
    .values({
      id,
      case_id: input.caseId,
      conversation_id: input.conversationId,
      kind: input.kind,
      promise: input.promise,
      promised_on: input.promisedOn,
      promised_for: input.promisedFor,
      child_asks: input.childAsks,
      ...stamp(context),
    })
    .execute();
  return id;
}
