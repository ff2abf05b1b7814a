import { z } from "zod";
import { doesCasework, preparesDelegation } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { readInstruments } from "../read-instruments.ts";

/** The municipality's list of instruments, each with the days that it is used: names, never what they ask. */
export const findInstruments = defineQuery({
  name: "investigation.find-instruments",
  title: "Visa kommunens bedömningsinstrument",
  input: z.object({}),
  output: z.object({
    instruments: answer.list(
      z.object({
        id: answer.id,
        name: answer.text(200),
        used_for: answer.text(500).nullable(),
        valid_from: answer.day,
        last_on: answer.day.nullable(),
      }),
    ),
  }),
  permit: [doesCasework, preparesDelegation],
  run: async (tx, _input, context) => ok({ instruments: [...(await readInstruments(tx, context))] }),
});
