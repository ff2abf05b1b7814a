import { z } from "zod";
import { writeAuditEvent } from "../../core/audit.ts";
import { answer } from "../../core/answers.ts";
import { defineAction } from "../../core/door.ts";
import { idField, newId } from "../../basics/identifiers.ts";
import { failed, ok } from "../../basics/result.ts";
import { isSignedOn } from "../permits.ts";
import { moveThroughMunicipalities } from "../sign-on/accounts.ts";
import { findSessionsOfPerson } from "../sign-on/own-sessions.ts";
import { endSessionsOf } from "../sign-on/sessions.ts";

const name = "access.end-own-sessions";

/** Ends one of one's own sessions, or all but the present one, in every municipality. Gives how many ended. */
export const endOwnSessions = defineAction({
  name,
  title: "Avsluta mina andra inloggningar",
  input: z.object({ sessionId: idField.optional() }),
  output: z.object({ ended: answer.count }),
  permit: [isSignedOn],
  async run(tx, { sessionId }, { actor, now, touch }) {
    const own = await findSessionsOfPerson(tx, actor, now);
    const ending = own.filter(({ id }) => (sessionId === undefined ? id !== actor.sessionId : id === sessionId));
    if (sessionId !== undefined && ending.length === 0) return failed({ code: "not-found", message: "Inloggningen är redan avslutad." });
    await moveThroughMunicipalities(tx, actor.municipalityId, ending, async ({ id, municipalityId, staffId }) => {
      await endSessionsOf(tx, municipalityId, staffId, now, { only: [id] });
      touch(id);
      if (municipalityId === actor.municipalityId) return;
      // The other municipality's log says it too, with the person's account there.
      const there = { staffId, roles: actor.roles, sessionId: null };
      await writeAuditEvent(tx, { actor: there, requestId: newId(now), action: name, kind: "write", outcome: "ok", subjectIds: [id] }, now);
    });
    return ok({ ended: ending.length });
  },
});
