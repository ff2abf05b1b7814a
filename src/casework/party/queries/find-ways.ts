import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { channels } from "../../../platform/messages/channels.ts";

/** By which of e-mail and SMS somebody of the case can be told that there is something to fetch, as the operator has set it up. */
export const findWays = defineQuery({
  name: "party.find-ways",
  title: "Visa hur en part kan få meddelanden",
  input: z.object({ caseId: idField }),
  output: z.object({ channels: answer.list(answer.oneOf(channels)) }),
  permit: [worksInCase],
  run: (_tx, _input, context) => Promise.resolve(ok({ channels: channels.filter((one) => context.channels.includes(one)) })),
});
