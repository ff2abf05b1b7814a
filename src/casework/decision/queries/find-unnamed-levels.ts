import { z } from "zod";
import { isOfOffice } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { askedKinds } from "../../../platform/core/asked-of-order.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { codes } from "../../../platform/database/generated.ts";
import { orderOn } from "../delegation/store.ts";

const line = z.object({
  level: answer.oneOf(codes["decision.unnamed_level.level"]),
  validFrom: answer.day,
  decidedOn: answer.day,
  minutesNumber: answer.text(50),
});

/** Who decides what the delegation order has no point for, the latest day first, and what that is today. */
export const findUnnamedLevels = defineQuery({
  name: "decision.find-unnamed-levels",
  title: "Visa vem som beslutar det som delegationsordningen inte nämner",
  input: z.object({}),
  output: z.object({ levels: answer.list(line), unnamed: answer.list(z.enum(askedKinds)) }),
  permit: [isOfOffice],
  async run(tx, _input, { actor: { municipalityId }, today }) {
    const levels = await tx
      .selectFrom("decision.unnamed_level")
      .select(["level", "valid_from as validFrom", "decided_on as decidedOn", "minutes_number as minutesNumber"])
      .where("municipality_id", "=", municipalityId)
      .orderBy("valid_from", "desc")
      .limit(100)
      .execute();
    const order = await orderOn(tx, municipalityId, today);
    const unnamed = order === null ? [] : askedKinds.filter((kind) => !order.points.some((one) => one.decisionType === kind));
    return ok({ levels, unnamed });
  },
});
