import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { reviewOwnFamily } from "../../src/platform/access/actions/review-own-family.ts";
import { roles as allRoles } from "../../src/platform/core/actor.ts";
import type { Actor, Role, StaffActor } from "../../src/platform/core/actor.ts";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import { ask, perform } from "../../src/platform/core/door.ts";
import type { Action, Door, Query } from "../../src/platform/core/door.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import type { Result } from "../../src/platform/basics/result.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { confirmGuardian } from "../../src/casework/people/actions/confirm-guardian.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { settleClocks } from "../../src/casework/case/clocks.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { addMunicipality, createTestDatabase } from "./database.ts";
import type { TestDatabase } from "./database.ts";
import { holdToOutput } from "./held-answers.ts";
import { testLinkKey } from "./link-key.ts";

/** A municipality with two units and one person of each kind, a door with a clock that the test sets, and ways in. */
export type House = {
  readonly database: TestDatabase;
  readonly door: Door;
  readonly municipalityId: number;
  readonly staff: Readonly<Record<StaffName, StaffActor>>;
  /** Sets the clock: a day, at ten in the morning unless told. */
  at(day: string, time?: string): void;
  /** Sets the clock to a moment: the hour that comes twice in autumn has two. */
  atMoment(moment: Date): void;
  /** Does it; where a child without a number may be a known one, as another child. */
  act<I extends z.ZodObject, O>(actor: Actor, action: Action<I, O>, input: unknown, key?: string): Promise<Result<O>>;
  /** As `act`, but the test fails when the action does. */
  do<I extends z.ZodObject, O>(actor: Actor, action: Action<I, O>, input: unknown): Promise<O>;
  read<I extends z.ZodObject, O>(actor: Actor, query: Query<I, O>, input: unknown): Promise<Result<O>>;
};

const people = {
  caseworker: { unit: "north", roles: ["caseworker"] },
  colleague: { unit: "north", roles: ["caseworker"] },
  stranger: { unit: "south", roles: ["caseworker"] },
  leader: { unit: "north", roles: ["team_leader"] },
  otherLeader: { unit: "south", roles: ["team_leader"] },
  analyst: { unit: null, roles: ["analyst"] },
  operator: { unit: null, roles: ["operator"] },
  nobody: { unit: "north", roles: [] },
} as const satisfies Record<string, { unit: "north" | "south" | null; roles: readonly Role[] }>;

type Known = (typeof people)[keyof typeof people]["roles"][number];
/** A role that nobody above has: somebody is called as it, in no unit, so that what is tried with everybody is tried with that role too. */
type NewRole = Exclude<Role, Known>;
const known: readonly Role[] = Object.values(people).flatMap((one) => one.roles);
const newRoles = allRoles.filter((role): role is NewRole => !known.includes(role));

export type StaffName = keyof typeof people | NewRole;
export const staffNames = [...Object.keys(people), ...newRoles] as readonly StaffName[];
const personOf = (name: StaffName): { readonly unit: "north" | "south" | null; readonly roles: readonly Role[] } =>
  name in people ? people[name as keyof typeof people] : { unit: null, roles: [name as NewRole] };

/** Opens a house over a database of the test's own, or a further municipality in one that exists. */
export async function openHouse(options: { database?: TestDatabase; code?: string; channels?: readonly string[] } = {}): Promise<House> {
  const database = options.database ?? (await createTestDatabase());
  const code = options.code ?? "0114";
  const municipalityId = await addMunicipality(database, { code, name: `Kommun ${code}` });
  let now = stockholmInstant("2026-03-02", "10:00");
  const staff = await addStaff(database, municipalityId, now);
  const door: Door = {
    db: database.app,
    clock: () => now,
    settle: settleClocks,
    channels: options.channels ?? ["e-post", "sms"],
    linkKey: testLinkKey,
    onAnswer: holdToOutput,
  };
  const act: House["act"] = async (actor, action, input, key) => {
    const send = (confirmed: readonly string[]) =>
      perform(door, action, actor, input, { requestId: randomUUID(), confirmed, ...(key === undefined ? {} : { idempotencyKey: key }) });
    const first = await send([]);
    if (first.ok || first.error.code !== "may-be-known") return first;
    // The children of tests have one name and birth date: each is another child.
    return send((first.error.questions ?? []).filter((one) => one.id.startsWith("alike.none=")).map((one) => one.id));
  };
  return {
    database,
    door,
    municipalityId,
    staff,
    at(day, time = "10:00") {
      now = stockholmInstant(day, time);
    },
    atMoment(moment) {
      now = moment;
    },
    act,
    async do(actor, action, input) {
      return valueOf(await act(actor, action, input));
    },
    read: (actor, query, input) => ask(door, query, actor, input, { requestId: randomUUID() }),
  };
}

async function addStaff(database: TestDatabase, municipalityId: number, now: Date): Promise<Record<StaffName, StaffActor>> {
  const unitIds = { north: newId(now), south: newId(now) };
  await database.owner
    .insertInto("access.unit")
    .values([
      { municipality_id: municipalityId, id: unitIds.north, name: "Enhet Norr" },
      { municipality_id: municipalityId, id: unitIds.south, name: "Enhet Söder" },
    ])
    .execute();
  const actors: Partial<Record<StaffName, StaffActor>> = {};
  for (const name of staffNames) {
    const { unit, roles } = personOf(name);
    const unitId = unit === null ? null : unitIds[unit];
    const staffId = newId(now);
    await database.owner
      .insertInto("access.staff")
      .values({
        municipality_id: municipalityId,
        id: staffId,
        subject: `test:${name}`,
        name: `Test ${name}`,
        title: "socialsekreterare",
        unit_id: unitId,
      })
      .execute();
    for (const role of roles) {
      await database.owner.insertInto("access.staff_role").values({ municipality_id: municipalityId, staff_id: staffId, role }).execute();
    }
    actors[name] = {
      kind: "staff",
      municipalityId,
      staffId,
      name: `Test ${name}`,
      title: "socialsekreterare",
      unitId,
      roles,
      sessionId: null,
    };
  }
  return actors as Record<StaffName, StaffActor>;
}

/** A report of concern about a child of nine with two guardians, as a form would send it; any field can be given otherwise. */
export function reportOfConcern(given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    givenName: "Alva",
    familyName: "Testsson",
    birthDate: "2016-05-14",
    sex: "kvinna",
    guardian1Given: "Maria",
    guardian1Family: "Testsson",
    guardian2Given: "Johan",
    guardian2Family: "Testsson",
    type: "anmälan",
    receivedOn: "2026-03-02",
    receivedAt: "09:30",
    channel: "telefon",
    reporterCategory: "skola",
    reporterName: "Rektor Test",
    feedbackRequested: "ja",
    reasons: ["skolfrånvaro"],
    concern: "Alva har varit borta från skolan i tre veckor.",
    takeCase: "ja",
    ...given,
  };
}

/** Registers a report as the caseworker; gives the case. */
export async function openCaseFor(
  house: House,
  given: Readonly<Record<string, unknown>> = {},
): Promise<{ caseId: string; intakeId: string }> {
  const { caseId, intakeId } = await house.do(house.staff.caseworker, registerIntake, reportOfConcern(given));
  if (caseId === undefined || intakeId === undefined) throw new Error("The caseworker may not see the case that was opened.");
  return { caseId, intakeId };
}

/** As `do`, and where a number is known under other words: it is the same person, and what is known stays. */
export async function doAsSame<I extends z.ZodObject, O>(
  house: House,
  actor: StaffActor,
  action: Action<I, O>,
  input: unknown,
): Promise<O> {
  const first = await house.act(actor, action, input);
  if (first.ok || first.error.code !== "identity-differs") return valueOf(first);
  const confirmed = first.error.questions?.filter((one) => one.id.includes(".keep=")).map((one) => one.id);
  return valueOf(await perform(house.door, action, actor, input, { requestId: randomUUID(), confirmed }));
}

/** The best-interests assessment that stands in the case's first investigation: what a new one must say that it follows. */
export async function standingBestInterests(house: House, actor: StaffActor, caseId: string): Promise<string | undefined> {
  return valueOf(await house.read(actor, getCase, { caseId })).investigations[0]?.best_interests?.id;
}

/** The team leader finds that the case is somebody's own family's, as second person who has read the population register. */
export async function findOwnFamily(house: House, leader: StaffActor, caseId: string, staffId: string): Promise<void> {
  const found = { outcome: "egen familj", source: "folkbokföringen", sourceOn: "2026-03-02" };
  await house.do(leader, reviewOwnFamily, { caseId, staffId, ...found });
}

/** Confirms everybody whom reports name as guardians, as the responsible caseworker who has read the population register. */
export async function confirmClaims(
  house: House,
  responsible: StaffActor,
  caseId: string,
  sourceOn = "2026-03-02",
): Promise<readonly string[]> {
  const { child, guardian_claims } = valueOf(await house.read(responsible, getCase, { caseId }));
  const ids: string[] = [];
  for (const claim of guardian_claims) {
    const number = claim.identity_number ?? undefined;
    const said = { claimId: claim.id, givenName: claim.given_name, familyName: claim.family_name, identityNumber: number };
    const read = { kind: "vårdnadshavare", validFrom: child.birth_date, source: "folkbokföringen", sourceOn };
    const { guardianshipId } = await house.do(responsible, confirmGuardian, { caseId, ...said, ...read });
    ids.push(guardianshipId);
  }
  return ids;
}
