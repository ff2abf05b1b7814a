import { codes } from "../database/generated.ts";

/** What a person may be in Förtrogen. The sign-on gives the roles; nothing else does. */
export const roles = codes["access.staff_role.role"];
export type Role = (typeof roles)[number];

/** The roles in Swedish, as the screens say them. */
export const roleNames: Readonly<Record<Role, string>> = {
  caseworker: "socialsekreterare",
  team_leader: "gruppledare",
  analyst: "kvalitetsutvecklare",
  operator: "systemförvaltare",
};

/** Who is asking: made from the verified session only, never from a header, a form or an address. */
export type Actor = {
  readonly municipalityId: number;
  readonly staffId: string;
  readonly name: string;
  readonly title: string;
  readonly unitId: string | null;
  readonly roles: readonly Role[];
  readonly sessionId: string | null;
};

/** True when the actor has at least one of the roles. */
export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return wanted.some((role) => actor.roles.includes(role));
}
