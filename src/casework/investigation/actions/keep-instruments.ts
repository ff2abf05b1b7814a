import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { readInstruments } from "../read-instruments.ts";

/** Puts an instrument on the municipality's list from a day, by its name: never what it asks. */
export const addInstrument = defineAction({
  name: "investigation.add-instrument",
  title: "Lägg till ett bedömningsinstrument i kommunens lista",
  input: formOf({
    instrumentName: about(requiredText("vad instrumentet heter", 200), { label: "Instrumentets namn" }),
    usedFor: about(optionalText(500), { label: "Vad används det till?" }),
    validFrom: about(requiredDate("från vilken dag"), { label: "Används från", start: "today" }),
  }),
  output: z.object({ instrumentId: answer.id }),
  permit: [preparesDelegation],
  async run(tx, { instrumentName, usedFor, validFrom }, context) {
    const isTwice = (await readInstruments(tx, context)).some(
      (one) => one.name.toLowerCase() === instrumentName.toLowerCase() && (one.last_on === null || validFrom <= one.last_on),
    );
    if (isTwice) return invalidField("instrumentName", "Instrumentet står redan i listan.");
    const instrumentId = newTouchedId(context);
    await tx
      .insertInto("investigation.instrument")
      .values({ id: instrumentId, name: instrumentName, used_for: usedFor ?? null, valid_from: validFrom, ...stamp(context) })
      .execute();
    return ok({ instrumentId });
  },
});

/** Says the last day that an instrument on the list is used. What was recorded with it stands. */
export const endInstrument = defineAction({
  name: "investigation.end-instrument",
  title: "Sluta använda ett bedömningsinstrument",
  input: formOf({
    instrumentId: idField,
    lastOn: about(requiredDate("vilken dag"), { label: "Sista dag", start: "today" }),
  }),
  output: z.object({ instrumentId: answer.id }),
  permit: [preparesDelegation],
  async run(tx, { instrumentId, lastOn }, context) {
    const known = (await readInstruments(tx, context)).find(({ id }) => id === instrumentId);
    if (!known) return failed({ code: "not-found", message: "Instrumentet finns inte i listan." });
    if (known.last_on !== null) return failed({ code: "already-done", message: `Instrumentet används inte efter ${known.last_on}.` });
    if (lastOn < known.valid_from) return invalidField("lastOn", "Dagen ligger före den dag då instrumentet började användas.");
    context.touch(instrumentId);
    await tx
      .insertInto("investigation.instrument_ending")
      .values({ instrument_id: instrumentId, last_on: lastOn, ...stamp(context) })
      .execute();
    return ok({ instrumentId });
  },
});
