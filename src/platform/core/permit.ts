import type { Tx } from "../database/connect.ts";
import type { Actor, Role } from "./actor.ts";

/** When something is asked: the instant, and the day in Sweden that it belongs to ("YYYY-MM-DD"). */
export type Moment = { readonly now: Date; readonly today: string };

/**
 * One way of being allowed. An action or query lists its permits; one that holds is enough, none means no.
 * A permit sees the raw input, before it is checked, so that an error about a field never tells a stranger anything.
 */
export type Permit = {
  /** English, for the permission matrix and the API's description: `works-on-case(caseId)`. */
  readonly name: string;
  /** Says in Swedish who this is: "handläggare i ärendet". */
  readonly who: string;
  /** Without one of these roles the permit never holds. */
  readonly roles: readonly Role[];
  /** Looks in the database whether it holds at a moment. Must answer false, never throw, for input that makes no sense. */
  readonly holds: (tx: Tx, actor: Actor, raw: Readonly<Record<string, unknown>>, moment: Moment) => Promise<boolean>;
};

/** Everybody who has one of the roles, whatever the input says. */
export function withRole(who: string, ...roles: readonly Role[]): Permit {
  return { name: `role(${roles.join(",")})`, who, roles, holds: () => Promise.resolve(true) };
}
