import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { formOf } from "../../collection/find-set.ts";
import { storedIn } from "../../questionnaires/find-form.ts";
import { getRoundOf } from "../../rounds/find-in-round.ts";
import { makeParts } from "../make-parts.ts";
import { part } from "../part.ts";
import { readSendings, readUnits } from "../read-fieldwork.ts";

const output = z.object({
  roundId: answer.id,
  title: answer.text(200),
  opensOn: answer.day,
  lastDay: answer.day,
  closesOn: answer.day,
  /** The day that the figures are of. */
  today: answer.day,
  parts: answer.list(part),
});
export type Fieldwork = z.output<typeof output>;

/** How a round's fieldwork goes: every part with its figures, how they are made, or why they cannot be. Problem: `not-found`. */
export const getFieldwork = defineQuery({
  name: "fieldwork.get-fieldwork",
  title: "Visa hur insamlingen går",
  input: z.object({ roundId: idField }),
  output,
  permit: [runsSurveys],
  async run(tx, { roundId }, { actor, today, touch }) {
    const { municipalityId } = actor;
    const found = await getRoundOf(tx, municipalityId, roundId);
    if (!found.ok) return found;
    const { id, title, opens_on: opensOn, last_day: lastDay, closes_on: closesOn } = found.value;
    touch(id);
    const form = await formOf(storedIn(tx, municipalityId), found.value);
    const units = await readUnits(tx, municipalityId, id);
    const sendings = await readSendings(tx, municipalityId, id);
    const days = { opensOn, lastDay, closesOn, today };
    return ok({ roundId: id, title, ...days, parts: makeParts(form.ok ? form.value : null, units, sendings, days) });
  },
});
