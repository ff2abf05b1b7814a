/** Holds an employee's decision against the delegation order that held that day. */
import type { Context } from "../../../platform/core/door.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import type { DecidedBy } from "../../../platform/core/decided-by.ts";
import type { DecisionType } from "../rules-grounds.ts";
import { levels, pointWords } from "./points.ts";
import type { Order, Point } from "./points.ts";
import { allowing, mayDecide } from "../rules-delegation.ts";
import type { Employee } from "../rules-delegation.ts";
import { employeeNamed, employeeOn, orderOn } from "./store.ts";

type Delegable = {
  readonly input: { readonly legalGround: string; readonly delegationPoint?: string | undefined };
  readonly by: DecidedBy;
  readonly type: DecisionType;
  readonly interventionType?: string;
  readonly months?: number | null;
  readonly kronor?: number | null;
};

/** Whoever decided and is not in the list, such as the emergency duty: what anybody who handles a case may. */
const outsideTheList = (name: string): Employee => ({ name, mandate: { level: levels[0], qualified: true } });

/** The version whose point allows the decision; null where no order had been adopted, and the typed point is kept as it is. */
export async function delegated(tx: Tx, context: Context, decision: Delegable): Promise<Result<number | null>> {
  const { input, by, type, interventionType, months, kronor } = decision;
  const { municipalityId } = context.actor;
  const order = await orderOn(tx, municipalityId, by.decidedOn);
  if (order === null) return ok(null);
  const { staff_id: staffId, name } = by.columns;
  const known =
    staffId === null
      ? await employeeNamed(tx, municipalityId, name ?? "", by.decidedOn)
      : await employeeOn(tx, municipalityId, staffId, by.decidedOn);
  const question = {
    ...{ type, ground: input.legalGround, intervention: interventionType, months: months ?? undefined, kronor: kronor ?? undefined },
    ...{ day: by.decidedOn, order, employee: known ?? outsideTheList(name ?? "") },
  };
  const found = mayDecide.apply(question);
  if (!found.permitted) {
    const message = mayDecide.explain(question, found);
    return failed({
      code: "not-delegated",
      message,
      hint: "Lämna ärendet till den som får besluta. Är beslutet fattat skriver du in det här: välj vem som har beslutat och dagen.",
      fields: [{ field: "decider", message }],
    });
  }
  const points = allowing(question);
  return points.some((one) => one.point === input.delegationPoint)
    ? ok(order.version)
    : invalidField("delegationPoint", anotherPoint(order, points, input.delegationPoint));
}

function anotherPoint(order: Order, [first]: readonly Point[], typed: string | undefined): string {
  const why = order.points.some((one) => one.point === typed)
    ? `Punkt ${typed ?? ""} gäller inte det här beslutet eller den som har beslutat.`
    : `Punkt ${typed ?? ""} finns inte i delegationsordningen som gällde den dagen.`;
  return first === undefined ? why : `${why} Punkt ${first.point} gör det: ${pointWords(first)}.`;
}
