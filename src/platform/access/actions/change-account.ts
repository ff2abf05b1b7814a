import { z } from "zod";
import { answer } from "../../core/answers.ts";
import { defineAction } from "../../core/door.ts";
import type { Context } from "../../core/door.ts";
import { idField } from "../../basics/identifiers.ts";
import { failed, ok } from "../../basics/result.ts";
import type { Result } from "../../basics/result.ts";
import type { Tx } from "../../database/connect.ts";
import { operates } from "../permits.ts";
import { endSessionsOf } from "../sign-on/sessions.ts";

// What an operator may do with an account. No role is given here: the directory alone says what somebody is (see `writeStanding`).

const input = z.object({ accountId: idField });

/** Closes an account and ends its sessions at once. Nobody closes their own: somebody must be left to open it. */
export const closeAccount = defineAction({
  name: "access.close-account",
  title: "Stäng ett konto",
  input,
  output: z.object({ ended: answer.count }),
  permit: [operates],
  async run(tx, { accountId }, context) {
    if (accountId === context.actor.staffId)
      return failed({ code: "own-account", message: "Du kan inte stänga ditt eget konto.", hint: "Be en annan systemförvaltare." });
    const changed = await setActive(tx, accountId, false, context);
    if (!changed.ok) return changed;
    const ended = await endSessionsOf(tx, context.actor.municipalityId, accountId, context.now);
    return ok({ ended: ended.length });
  },
});

/** Opens a closed account. Its roles are those of the last sign-on, and are rewritten at the next. */
export const openAccount = defineAction({
  name: "access.open-account",
  title: "Öppna ett konto",
  input,
  output: z.object({ id: answer.id }),
  permit: [operates],
  run: (tx, { accountId }, context) => setActive(tx, accountId, true, context),
});

/** Ends every session of an account; the person may sign on again. */
export const endAccountSessions = defineAction({
  name: "access.end-account-sessions",
  title: "Avsluta ett kontos inloggningar",
  input,
  output: z.object({ ended: answer.count }),
  permit: [operates],
  async run(tx, { accountId }, { actor, now, touch }) {
    touch(accountId);
    // The operator who presses the button is not thrown out by it.
    const ended = await endSessionsOf(tx, actor.municipalityId, accountId, now, { except: actor.sessionId });
    return ok({ ended: ended.length });
  },
});

async function setActive(tx: Tx, accountId: string, active: boolean, { actor, touch }: Context): Promise<Result<{ id: string }>> {
  const row = await tx
    .updateTable("access.staff")
    .set({ active })
    .where("municipality_id", "=", actor.municipalityId)
    .where("id", "=", accountId)
    .returning("id")
    .executeTakeFirst();
  if (!row) return failed({ code: "not-found", message: "Kontot finns inte." });
  touch(row.id);
  return ok({ id: row.id });
}
