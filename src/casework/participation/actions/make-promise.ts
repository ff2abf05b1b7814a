import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { promiseFields } from "../promise-fields.ts";
import { writePromise } from "../write-promise.ts";

/** Keeps what a child was promised, as something to do on its day. Gives its id. */
export const makePromise = defineAction({
  name: "participation.make-promise",
  title: "Skriv vad barnet har blivit lovat",
  input: formOf({ caseId: idField, ...promiseFields }).refine((input) => input.promisedFor >= input.promisedOn, {
    path: ["promisedFor"],
    message: "Dagen kan inte ligga före den dag då det lovades.",
  }),
  output: z.object({ promiseId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    return ok({ promiseId: await writePromise(tx, context, { ...input, kind: "löfte", conversationId: null }) });
  },
});
