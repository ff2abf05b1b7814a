import { z } from "zod";
import { answer } from "../../core/answers.ts";
import { defineQuery } from "../../core/door.ts";
import { ok } from "../../basics/result.ts";
import { isSignedOn } from "../permits.ts";
import { findSessionsOfPerson } from "../sign-on/own-sessions.ts";

/** Where one is signed on oneself: from where, since when, last used; the present one is marked. */
export const findOwnSessions = defineQuery({
  name: "access.find-own-sessions",
  title: "Visa var jag är inloggad",
  input: z.object({}),
  output: z.object({
    sessions: answer.list(
      z.object({
        id: answer.id,
        municipality: answer.text(200),
        startedAt: answer.moment,
        lastSeenAt: answer.moment,
        address: answer.address.nullable(),
        browser: answer.text(200),
        isThis: answer.yesNo,
      }),
    ),
  }),
  permit: [isSignedOn],
  async run(tx, _input, { actor, now }) {
    const sessions = await findSessionsOfPerson(tx, actor, now);
    return ok({
      sessions: sessions.map(({ id, municipality, startedAt, lastSeenAt, address, browser }) => {
        return { id, municipality, startedAt, lastSeenAt, address, browser, isThis: id === actor.sessionId };
      }),
    });
  },
});
