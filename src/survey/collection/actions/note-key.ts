import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { isTheProgram } from "../../../platform/core/permit.ts";
import { publicText, readPublicKey, surveyKey } from "../../../platform/core/signing-key.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { keyIdOf } from "../delivery/envelope.ts";
import { ownKeys } from "../delivery/own-key-rows.ts";

/**
 * Notes the public half of a key that the tenant has made, in the place of the one before: its pages show it, and the log says when it came. Gives the
 * key's identifier. One that is noted already is left. Problems: `survey-key-invalid`.
 */
export const noteKey = defineAction({
  name: "survey.note-key",
  title: "Anteckna en ny nyckel för enkätleveranser",
  input: z.object({ publicKey: z.string().max(100) }),
  output: z.object({ keyId: answer.code }),
  permit: [isTheProgram],
  async run(tx, { publicKey }, { actor, now }) {
    const key = readPublicKey(publicKey, "Det som angavs", surveyKey);
    if (!key.ok) return key;
    const id = keyIdOf(key.value);
    const [last] = await ownKeys(tx, actor.municipalityId);
    if (last?.key_id === id) return ok({ keyId: id });
    const added = await tx
      .insertInto("survey.signing_key")
      .values({
        municipality_id: actor.municipalityId,
        number: (last?.number ?? 0) + 1,
        key_id: id,
        public_key: publicText(key.value),
        recorded_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    return added
      ? ok({ keyId: id })
      : failed({ code: "try-again", message: "Någon annan bytte nyckel samtidigt.", hint: "Kör kommandot igen." });
  },
});
