import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { buildsOn } from "../../../platform/core/fields.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { capital } from "../../../platform/basics/text.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { pointFields, pointNumber, wholeOf } from "../delegation/fields.ts";
import { undelegable } from "../delegation/points.ts";
import type { Point } from "../delegation/points.ts";
import { reservedWords } from "../delegation/read-order.ts";
import { lastVersion, pointsOf, standingVersion, writeVersion } from "../delegation/store.ts";
import { findLegalGround } from "../rules-grounds.ts";
import { overtakenOrder } from "./propose-delegation.ts";

/** `was`: the point that stands and is changed; a new one without it. */
export const changePointInput = formOf({ follows: buildsOn(1), was: pointNumber.optional(), ...pointFields });

const output = z.object({ version: answer.count });

/** Changes or adds a point. The order as it was stays as it is: what is written is a new version, a proposal until the board has adopted it. */
export const changePoint = defineAction({
  name: "decision.change-delegation-point",
  title: "Ändra en punkt i delegationsordningen",
  input: changePointInput,
  output,
  permit: [preparesDelegation],
  async run(tx, { follows, was, ...given }, context) {
    const point: Point = {
      point: given.point,
      decisionType: given.decisionType,
      grounds: [...new Set(given.grounds)],
      interventions: [...new Set(given.interventions)],
      mostMonths: wholeOf(given.mostMonths),
      mostKronor: wholeOf(given.mostKronor),
      level: given.level,
      qualified: given.qualified,
      restriction: given.restriction ?? null,
    };
    const because = undelegable(point, context.today);
    if (because !== undefined) return invalidField("level", `${capital(reservedWords(point.level, citationOn(because, context.today)))}`);
    const unfit = point.grounds.find((id) => findLegalGround(id)?.decisionTypes.includes(point.decisionType) !== true);
    if (unfit !== undefined) return invalidField("grounds", `Lagrummet ”${findLegalGround(unfit)?.label ?? unfit}” passar inte beslutet.`);
    return nextVersion(tx, context, follows, (points) => {
      if (was !== undefined && !points.some((one) => one.point === was)) return invalidField("point", "Punkten finns inte längre.");
      if (point.point !== was && points.some((one) => one.point === point.point))
        return invalidField("point", `Punkt ${point.point} finns redan.`);
      return ok([...points.filter((one) => one.point !== was), point]);
    });
  },
});

/** Takes a point away, in a new version. */
export const removePoint = defineAction({
  name: "decision.remove-delegation-point",
  title: "Ta bort en punkt ur delegationsordningen",
  input: z.object({ follows: buildsOn(1), point: pointNumber }),
  output,
  permit: [preparesDelegation],
  run: (tx, { follows, point }, context) =>
    nextVersion(tx, context, follows, (points) => {
      const left = points.filter((one) => one.point !== point);
      if (left.length === points.length) return invalidField("point", "Punkten finns inte längre.");
      return left.length === 0 ? invalidField("point", "Det är den sista punkten. Gör en ny version i stället.") : ok(left);
    }),
});

async function nextVersion(
  tx: Tx,
  context: Context,
  follows: number,
  change: (points: readonly Point[]) => Result<readonly Point[]>,
): Promise<Result<{ version: number }>> {
  const { municipalityId } = context.actor;
  const last = await lastVersion(tx, municipalityId);
  if (last !== follows) return failed(overtakenOrder);
  const before = await standingVersion(tx, municipalityId);
  if (before === undefined) {
    return failed({ code: "not-found", message: "Alla versioner är tillbakatagna.", hint: "Gör ett nytt förslag." });
  }
  const points = change(await pointsOf(tx, municipalityId, before.number));
  if (!points.ok) return points;
  const version = { number: last + 1, name: before.name, isExample: before.is_example, points: points.value };
  return ok({ version: await writeVersion(tx, context, version) });
}
