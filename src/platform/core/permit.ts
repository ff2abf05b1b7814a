import { hasRole } from "./actor.ts";
import type { Tx } from "../database/connect.ts";
import type { Actor, ActorKind, Role, StaffActor } from "./actor.ts";

/** When something is asked: the instant, and the day in Sweden that it belongs to ("YYYY-MM-DD"). */
export type Moment = { readonly now: Date; readonly today: string };

/**
 * One way of being allowed. An action or query lists its permits; one that holds is enough, none means no.
 * A permit sees the raw input, before it is checked, so that an error about a field never tells a stranger anything.
 */
export type Permit<A extends Actor = StaffActor> = {
  /** English, for the permission matrix and the API's description: `works-on-case(caseId)`. */
  readonly name: string;
  /** Says in Swedish who this is: "handläggare i ärendet". */
  readonly who: string;
  /** Without one of these roles the permit never holds for staff. */
  readonly roles: readonly Role[];
  /** The other kinds of actor that it may hold for. It holds for none that it does not name. */
  readonly kinds?: readonly Exclude<A["kind"], "staff">[];
  /** Looks in the database whether it holds at a moment. Must answer false, never throw, for input that makes no sense. */
  readonly holds: (tx: Tx, actor: A, raw: Readonly<Record<string, unknown>>, moment: Moment) => Promise<boolean>;
};

/** A permit for one of the kinds that an operation may be done by; each is asked about its own kinds alone. */
export type PermitFor<A extends Actor> = A extends Actor ? Permit<A> : never;

/** A permit whoever it is for: what is known of it without asking. */
export type AnyPermit = Pick<Permit, "name" | "who" | "roles"> & { readonly kinds?: readonly ActorKind[] };

/** Whether the permit may hold for the actor at all: staff with one of its roles, or another kind that it names. */
export function mayHoldFor(permit: AnyPermit, actor: Actor): boolean {
  return actor.kind === "staff" ? hasRole(actor, ...permit.roles) : permit.kinds?.includes(actor.kind) === true;
}

/** Everybody who has one of the roles, whatever the input says. */
export function withRole(who: string, ...roles: readonly Role[]): Permit {
  return { name: `role(${roles.join(",")})`, who, roles, holds: () => Promise.resolve(true) };
}

/** The program itself, told to by whoever runs it: a job, the command line. No person who is signed on. */
export const isTheProgram: Permit<Extract<Actor, { kind: "machine" }>> = {
  name: "program",
  who: "programmet, från kommandoraden",
  roles: [],
  kinds: ["machine"],
  holds: () => Promise.resolve(true),
};
