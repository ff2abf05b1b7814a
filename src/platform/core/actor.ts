/**
 * The roles and what they are called in Swedish, as the screens say it. The sign-on gives a person roles; nothing else does. What a role may
 * is said by the permits that name it, and what pages it sees follows from them. The database keeps the words, the program knows what they mean.
 */
export const roleNames = {
  agency: "myndighet",
  director: "socialchef",
  caseworker: "socialsekreterare",
  team_leader: "gruppledare",
  analyst: "kvalitetsutvecklare",
  operator: "systemförvaltare",
} as const;
export type Role = keyof typeof roleNames;
export const roles = Object.keys(roleNames) as [Role, ...Role[]];

/**
 * Those of the roles that mean something in a tenant of a kind: an agency has no cases and no municipality runs surveys of others, whatever a directory
 * says. Both have operators.
 */
export function rolesIn(kind: string, given: readonly Role[]): readonly Role[] {
  return given.filter((role) => role === "operator" || (role === "agency") === (kind === "myndighet"));
}

/**
 * Somebody who works in the municipality and has signed on: made from the verified session only, never from a header, a form or an address.
 */
export type StaffActor = {
  readonly kind: "staff";
  readonly municipalityId: number;
  readonly staffId: string;
  readonly name: string;
  readonly title: string;
  readonly unitId: string | null;
  readonly roles: readonly Role[];
  readonly sessionId: string | null;
};

/** Those who sign on by a way of their own, each for whom it is: none of them is let in anywhere until a permit names the kind. */
type SignedOn = { readonly municipalityId: number; readonly sessionId: string };
/** Somebody at a provider, for the interventions that it carries out. */
type Provider = SignedOn & { readonly kind: "provider"; readonly providerId: string };
/** A child, for itself. */
type Child = SignedOn & { readonly kind: "child"; readonly personId: string };
/** A guardian, for one child. */
type Guardian = SignedOn & { readonly kind: "guardian"; readonly personId: string; readonly childId: string };
/** Whoever answers a questionnaire, for the unit that was asked (`survey.unit`); the name and the title are what they say themselves. */
export type Respondent = SignedOn & {
  readonly kind: "respondent";
  readonly invitationId: string;
  readonly name: string;
  readonly title: string;
};

/** Nobody known: a page without sign-on, and whoever tries to sign on. */
type Public = { readonly kind: "public"; readonly municipalityId: number };
/** The program itself: a job, the command line, what the directory says at a sign-on. */
export type Machine = { readonly kind: "machine"; readonly municipalityId: number };

/** Who is asking, by which sign-on, for whom. */
export type Actor = StaffActor | Provider | Child | Guardian | Respondent | Public | Machine;
export type ActorKind = Actor["kind"];

/** True for staff and for the program itself; the database shows anybody else only the tables that name the kind. */
export const isInside = (actor: Actor): actor is StaffActor | Machine => actor.kind === "staff" || actor.kind === "machine";

/** Everybody who is neither staff nor the program itself. */
export type Outsider = Exclude<Actor, StaffActor | Machine>;

/** For whom an outsider comes: the one unit, child or provider that the database lets the transaction see; null for the public. */
export function forWhom(actor: Outsider): string | null {
  switch (actor.kind) {
    case "provider":
      return actor.providerId;
    case "child":
      return actor.personId;
    case "guardian":
      return actor.childId;
    case "respondent":
      return actor.invitationId;
    case "public":
      return null;
  }
}

/** Whoever has not signed on. */
export const publicIn = (municipalityId: number): Public => ({ kind: "public", municipalityId });
/** The program, at work for a municipality. */
export const machineIn = (municipalityId: number): Machine => ({ kind: "machine", municipalityId });

/** True when the actor works here and has at least one of the roles. */
export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.kind === "staff" && wanted.some((role) => actor.roles.includes(role));
}
