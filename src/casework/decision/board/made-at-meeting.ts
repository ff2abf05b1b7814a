import type { AgendaItem } from "../queries/find-agenda.ts";
import { decides } from "./agenda-fields.ts";

/** What stands in the form of a decision from the start, where a committee has decided it: who, when and in which paragraph; nothing otherwise. */
export function madeAtMeeting(items: readonly AgendaItem[], investigationId: string): Record<string, string> {
  const made = items.findLast((one) => one.investigationId === investigationId && one.outcome !== null && decides(one.outcome));
  if (!made) return {};
  const decider = /nämnd/iu.test(made.body) && !/utskott/iu.test(made.body) ? "nämnd" : "utskott";
  return { decider, body: made.body, minutesNumber: made.minutesNumber ?? "", decidedOn: made.heldOn ?? "", delegationPoint: "" };
}
