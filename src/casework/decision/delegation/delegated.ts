/** Holds an employee's decision against the delegation order that held that day. */
import type { Context } from "../../../platform/core/door.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { handTo } from "../../../platform/core/asked-of-order.ts";
import type { DecidedBy } from "../../../platform/core/decided-by.ts";
import type { DecisionType } from "../rules-grounds.ts";
import { levels, pointWords, typeOf } from "./points.ts";
import type { Order, Point } from "./points.ts";
import { allowing, mayDecide } from "../rules-delegation.ts";
import type { Employee, MayDecideOutcome } from "../rules-delegation.ts";
import { employeeNamed, employeeOn, orderOn } from "./store.ts";

type Delegable = {
  readonly input: { readonly caseId: string; readonly legalGround: string; readonly delegationPoint?: string | undefined };
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
      hint: await handTo(tx, context, { ...lowestOf(found), caseId: input.caseId, day: by.decidedOn }),
      fields: [{ field: "decider", message }],
    });
  }
  const points = allowing(question);
  return points.some((one) => one.point === input.delegationPoint)
    ? ok(order.version)
    : invalidField("delegationPoint", anotherPoint(order, points, input.delegationPoint));
}

type Changed = {
  readonly outcome: string;
  readonly intervention_type: string | null;
  readonly legal_ground: string | null;
  readonly granted_months: number | null;
  readonly granted_kronor: number | null;
};

/**
 * The point of the order of a day on which the actor may change a decision: as who would decide it anew (37 and 38 §§ FvL). Null where no order had been adopted. Refused
 * with the row, and to whom it is handed.
 */
export async function delegatedChange(
  tx: Tx,
  context: Context,
  { caseId, decision, day }: { readonly caseId: string; readonly decision: Changed; readonly day: string },
): Promise<Result<{ readonly version: number; readonly point: string } | null>> {
  const { municipalityId, staffId } = context.actor;
  const order = await orderOn(tx, municipalityId, day);
  const employee = await employeeOn(tx, municipalityId, staffId, day);
  if (order === null || employee === null) return ok(null);
  const question = {
    ...{ type: typeOfDecided(decision), ground: decision.legal_ground ?? undefined, intervention: decision.intervention_type ?? undefined },
    ...{ months: decision.granted_months ?? undefined, kronor: decision.granted_kronor ?? undefined, day, order, employee },
  };
  const found = mayDecide.apply(question);
  if (found.permitted && found.point !== null) return ok({ version: order.version, point: found.point.point });
  const message = `Att ändra ett beslut är att besluta på nytt. ${mayDecide.explain(question, found)}`;
  const hint = await handTo(tx, context, { ...lowestOf(found), caseId, day });
  return failed({
    code: "not-delegated",
    message,
    hint: `${hint} Är det ett skrivfel väljer du rättelse.`,
    fields: [{ field: "decider", message }],
  });
}

const typeOfDecided = ({ outcome, intervention_type: intervention }: Changed): DecisionType =>
  outcome === "avslag"
    ? "avslå ansökan om insats"
    : outcome === "ingen insats"
      ? "avsluta utredning utan insats"
      : typeOf("bevilja insats", intervention ?? undefined);

/** Who may, at the lowest. */
const lowestOf = ({ point, lowest }: MayDecideOutcome) =>
  point === null ? { level: lowest ?? "nämnd", qualified: false } : { level: point.level, qualified: point.qualified };

function anotherPoint(order: Order, [first]: readonly Point[], typed: string | undefined): string {
  const why = order.points.some((one) => one.point === typed)
    ? `Punkt ${typed ?? ""} gäller inte det här beslutet eller den som har beslutat.`
    : `Punkt ${typed ?? ""} finns inte i delegationsordningen som gällde den dagen.`;
  return first === undefined ? why : `${why} Punkt ${first.point} gör det: ${pointWords(first)}.`;
}
