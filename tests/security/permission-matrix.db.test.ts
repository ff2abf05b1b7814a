import type { CodeOf } from "../../src/platform/database/generated.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { machineIn, publicIn } from "../../src/platform/core/actor.ts";
import type { Actor, ActorKind, StaffActor } from "../../src/platform/core/actor.ts";
import { sql } from "kysely";
import { z } from "zod";
import { ask, defineQuery } from "../../src/platform/core/door.ts";
import type { Operation } from "../../src/platform/core/door.ts";
import { ok } from "../../src/platform/basics/result.ts";
import { stockholmDate } from "../../src/platform/basics/dates.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { loadOperations } from "../../src/app/web/operations.ts";
import { children, numberAt } from "../support/identities.ts";
import { findOwnFamily, openHouse, staffNames } from "../support/casework.ts";
import type { House, StaffName } from "../support/casework.ts";
import { writeAsOwner } from "../support/past-the-door.ts";

/**
 * Every action and query × every kind of staff × every relation to the case × own and foreign municipality, against an
 * oracle that is written out here and shares nothing with the code under test.
 */
const relations = [
  "responsible",
  "beside",
  "former",
  "of a colleague in the unit",
  "nobody's in the unit",
  "nobody's in the other unit",
  "own family",
  "closed, some days to finish",
  "closed, days to finish over",
  "closed, now in the child's next case",
] as const;
type Relation = (typeof relations)[number];

const operations = await loadOperations();
const caseOperations = operations.filter((operation) => "caseId" in operation.input.shape);
const otherOperations = operations.filter((operation) => !("caseId" in operation.input.shape));

const signedOn = staffNames.filter((name) => name !== "nobody");
const office = signedOn.filter((name) => name !== "agency");
/** In a room without rows of its own below that needs no case, figures and deliveries are for the analyst alone. */
const figures: readonly StaffName[] = ["analyst"];
/** Who may do what needs no case. */
const byRole: Readonly<Record<string, readonly StaffName[]>> = {
  "intake.register-intake": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "workplace.get-work-list": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "workplace.search-person": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "workplace.find-hand-over": ["leader", "otherLeader"],
  "workplace.search-name": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "workplace.find-cases": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "workplace.find-closed-cases": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "workplace.get-calendar": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "workplace.find-views": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "workplace.save-view": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "workplace.remove-view": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  // Everybody about their own sign-ons; about those of others the operator, who in turn sees nothing of any child.
  "access.find-own-sessions": signedOn,
  "access.end-own-sessions": signedOn,
  "access.find-accounts": ["operator"],
  "access.get-account": ["operator"],
  "access.close-account": ["operator"],
  "access.open-account": ["operator"],
  "access.end-account-sessions": ["operator"],
  "workplace.find-colleagues": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "people.find-doubles": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "people.get-double": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "people.receive-population": [],
  "people.settle-double": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "workplace.find-reviews": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "forms.list": ["leader", "otherLeader", ...figures, "director", "agency"],
  "forms.read": ["leader", "otherLeader", ...figures, "director", "agency"],
  "forms.read-texts": ["leader", "otherLeader", ...figures, "director", "agency"],
  "forms.get": [...figures, "agency"],
  "survey.begin-answers": ["analyst", "director"],
  "survey.sign-answers": ["director"],
  "survey.find-answer-sets": ["leader", "otherLeader", "analyst", "director"],
  "survey.get-answer-set": ["leader", "otherLeader", "analyst", "director"],
  "survey.save-page": ["leader", "otherLeader", "analyst", "director"],
  "prefill.fill-in-survey": ["analyst", "director"],
  "survey.compare-answers": ["leader", "otherLeader", "analyst", "director"],
  "comparison.add-publication": ["analyst", "director"],
  "comparison.find-publications": ["leader", "otherLeader", "analyst", "director"],
  // By their signature, without sign-on, and by the program at the command line: see `letIn`.
  "delivery.deliver": [],
  "survey.note-key": [],
  "survey.seal-at-command": [],
  "survey.keep-receipt": ["analyst", "director"],
  "survey.address-answers": ["analyst", "director"],
  "survey.get-sending": ["analyst", "director"],
  "survey.send-answers": ["analyst", "director"],
  "survey.set-recipient": ["operator"],
  "survey.find-recipients": ["operator"],
  "survey.find-in-answers": ["leader", "otherLeader", "analyst", "director"],
  "survey.get-sealed-answers": ["analyst", "director"],
  "register.find-documents": office,
  "register.get-document": office,
  "register.get-file": office,
  // The delegation order is read by everybody, prepared by leaders and by those who run the program, and adopted by others than leaders of units.
  "decision.get-delegation": office,
  "decision.may-decide": office,
  "decision.find-mandates": ["leader", "otherLeader", "director", "operator"],
  "decision.set-mandate": ["leader", "otherLeader", "director", "operator"],
  "investigation.find-structures": ["leader", "otherLeader", "director", "operator"],
  "investigation.find-instruments": ["caseworker", "colleague", "stranger", "leader", "otherLeader", "director", "operator"],
  "investigation.add-instrument": ["leader", "otherLeader", "director", "operator"],
  "investigation.end-instrument": ["leader", "otherLeader", "director", "operator"],
  "letters.get-letterhead": ["leader", "otherLeader", "director", "operator"],
  "letters.set-letterhead": ["leader", "otherLeader", "director", "operator"],
  "investigation.load-structure": ["leader", "otherLeader", "director", "operator"],
  "decision.propose-delegation": ["leader", "otherLeader", "director", "operator"],
  "decision.change-delegation-point": ["leader", "otherLeader", "director", "operator"],
  "decision.remove-delegation-point": ["leader", "otherLeader", "director", "operator"],
  "decision.adopt-delegation": ["director", "operator"],
  "workplace.find-log-of-day": ["leader", "otherLeader"],
  "intervention.find-offers": office,
  "intervention.set-offer": ["leader", "otherLeader", "director", "operator"],
  "intervention.end-offer": ["leader", "otherLeader", "director", "operator"],
  "intervention.load-offers": ["leader", "otherLeader", "director", "operator"],
  "intervention.count-offer": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "decision.withdraw-delegation": ["leader", "otherLeader", "director", "operator"],
  "decision.find-urgent-mandates": office,
  "decision.find-second-eyes": office,
  "decision.set-second-eyes": ["director", "operator"],
  "decision.find-approvals": ["leader", "otherLeader"],
  "intervention.find-not-executed": ["leader", "otherLeader"],
  "intervention.count-not-executed": ["leader", "otherLeader", "director"],
  "decision.find-workload-weights": ["leader", "otherLeader", "director", "operator"],
  "decision.set-workload-weights": ["leader", "otherLeader", "director", "operator"],
  "decision.find-unnamed-levels": office,
  "decision.set-unnamed-level": ["director", "operator"],
  "decision.set-urgent-mandate": ["director", "operator"],
  "decision.find-unit-load": ["leader", "otherLeader"],
  "workplace.find-retention": ["leader", "otherLeader"],
  "decision.find-delegated": ["leader", "otherLeader"],
  "decision.report-delegated": ["leader", "otherLeader"],
  "decision.find-agenda": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "decision.find-unreported": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  "workplace.open-in-emergency": ["caseworker", "colleague", "stranger", "leader", "otherLeader"],
  // Asks which item: nobody without one.
  "access.review-access": [],
};
const keepers: readonly StaffName[] = ["analyst", "director"];
/** Who keeps the register of routines, everybody may read it; and who runs surveys at an agency. */
const byRoom: Readonly<Record<string, readonly StaffName[]>> = {
  editor: [...figures, "agency"],
  register: keepers,
  fieldwork: ["agency"],
  rounds: ["agency"],
  coding: ["agency"],
  results: ["agency"],
  delivery: ["agency"],
};
/** What others than staff are let in to. */
const letIn: Readonly<Partial<Record<ActorKind, readonly string[]>>> = {
  public: ["delivery.deliver"],
  machine: [
    ...["decision.adopt-delegation", "decision.get-delegation", "decision.propose-delegation", "delivery.receive-file"],
    ...["people.receive-population", "investigation.load-structure", "survey.keep-receipt", "survey.note-key", "survey.seal-at-command"],
  ],
};
const leadersOnly = [
  "intake.assign-case",
  "intake.hand-over",
  "workplace.find-access-log",
  "workplace.end-emergency",
  "decision.find-workload",
  "decision.answer-approval",
];
const responsibleOnly = [
  "investigation.sign-investigation",
  "people.confirm-guardian",
  "people.dismiss-claim",
  "people.ask-population",
  "people.settle-population",
  "people.protect-person",
  "people.add-detail",
  "people.change-detail",
  "people.add-relative",
  "people.change-relative",
  "people.add-relation",
  "people.change-relation",
  "people.answer-sibling",
];
const responsibleOrLeader = [
  "intake.record-birth",
  "people.correct-child",
  "people.correct-guardian",
  "people.end-guardianship",
  "people.withdraw-guardianship",
  "intake.end-assignment",
  "intake.move-intake",
  "intake.answer-passages",
  "letters.answer-passages",
  "workplace.make-full-extract",
  "workplace.make-guardian-extract",
  "workplace.get-journal-extract",
  "workplace.get-investigation-extract",
  "workplace.find-journal-extracts",
  "workplace.get-insight",
  "workplace.get-insight-document",
  "workplace.get-given-insight",
  "workplace.decide-insight",
  "workplace.answer-insight",
];

function mayInCase(name: StaffName, relation: Relation, operation: Operation): boolean {
  if (relation === "own family") return false;
  const isCaseworker = name === "caseworker" || name === "colleague" || name === "stranger";
  const inNorth = name === "caseworker" || name === "colleague" || name === "leader";
  const unit = relation === "nobody's in the other unit" ? "south" : "north";
  const leads = (name === "leader" && unit === "north") || (name === "otherLeader" && unit === "south");
  if (leadersOnly.includes(operation.name)) return leads;
  // Asks about whom: nobody without that.
  if (operation.name === "access.review-own-family") return false;
  if (operation.name === "intake.take-case" && !isCaseworker) return false;
  // Who is a guardian is for the one who answers for the case; what stands about it the team leader corrects too.
  if (responsibleOnly.includes(operation.name)) return isCaseworker && relation === "responsible";
  if (responsibleOrLeader.includes(operation.name)) return leads || (isCaseworker && relation === "responsible");
  if (leads) return true;
  if (!isCaseworker) return false;
  // For an hour whoever might have taken the case is told who has it.
  if (operation.name === "intake.take-case" && (relation === "of a colleague in the unit" || relation === "former")) return inNorth;
  if (relation === "closed, some days to finish" || relation === "closed, now in the child's next case") return true;
  if (relation === "responsible" || relation === "beside") return true;
  if (relation === "nobody's in the unit") return inNorth;
  if (relation === "nobody's in the other unit") return name === "stranger";
  return false;
}

let home: House;
let abroad: House;
beforeAll(async () => {
  home = await openHouse({ code: "0114" });
  abroad = await openHouse({ code: "0115", database: home.database });
});
afterAll(() => home.database.drop());

async function makeCase(house: House, actor: StaffActor, relation: Relation): Promise<string> {
  const now = house.door.clock();
  const { municipalityId: municipality_id, staff, database } = house;
  const by = { municipality_id, recorded_by: staff.caseworker.staffId, recorded_at: now };
  const childId = newId(now);
  const caseId = newId(now);
  const number = relation === "own family" ? numberAt(children, Object.values(staff).indexOf(actor)) : null;
  const known =
    number &&
    (await database.owner
      .selectFrom("people.person")
      .select("id")
      .where("municipality_id", "=", municipality_id)
      .where("identity_number", "=", number)
      .executeTakeFirst());
  const child = known ? known.id : childId;
  if (!known) {
    await database.owner
      .insertInto("people.person")
      .values({
        id: childId,
        identity_number: number,
        birth_date: "2018-01-02",
        given_name: "Barn",
        family_name: "Test",
        sex: "kvinna",
        ...by,
      })
      .execute();
  }
  const unit = relation === "nobody's in the other unit" ? staff.stranger.unitId : staff.caseworker.unitId;
  await database.owner
    .insertInto("intake.case_file")
    .values({ id: caseId, child_id: child, case_number: caseId, unit_id: unit ?? "", opened_on: "2026-03-02", ...by })
    .execute();
  const assign = (staffId: string, role: CodeOf<"intake.case_assignment.role">, ended: string | null = null): Promise<unknown> =>
    database.owner
      .insertInto("intake.case_assignment")
      .values({ id: newId(now), case_id: caseId, staff_id: staffId, role, assigned_on: "2026-03-02", ended_on: ended, ...by })
      .execute();
  if (relation === "responsible" || relation === "own family") await assign(actor.staffId, "ansvarig");
  if (relation === "beside") await assign(actor.staffId, "medhandläggare");
  if (relation === "former") await assign(actor.staffId, "ansvarig", "2026-03-02");
  if (relation === "beside" || relation === "former" || relation === "of a colleague in the unit") {
    // Somebody else is responsible, who is none of those that ask.
    await assign(staff.operator.staffId, "ansvarig");
  }
  if (relation.startsWith("closed")) {
    await assign(actor.staffId, "ansvarig");
    await closeCase(house, caseId, relation === "closed, some days to finish" ? house.door.clock() : new Date("2026-02-20T10:00:00Z"));
  }
  if (relation === "closed, now in the child's next case") {
    const next = newId(now);
    await database.owner
      .insertInto("intake.case_file")
      .values({ id: next, child_id: child, case_number: next, unit_id: unit ?? "", opened_on: "2026-03-02", ...by })
      .execute();
    const part = { case_id: next, staff_id: actor.staffId, role: "medhandläggare" as const, assigned_on: "2026-03-02", ...by };
    await database.owner
      .insertInto("intake.case_assignment")
      .values({ id: newId(now), ...part })
      .execute();
  }
  if (relation === "own family") {
    await database.owner
      .updateTable("access.staff")
      .set({ identity_number: number })
      .where("municipality_id", "=", municipality_id)
      .where("id", "=", actor.staffId)
      .execute();
  }
  // A second person has found it.
  if (relation === "own family")
    await findOwnFamily(house, actor === staff.leader ? staff.otherLeader : staff.leader, caseId, actor.staffId);
  return caseId;
}

/** Closes the case on a day; the assignments in it begin that day, so that what is over is over. */
async function closeCase(house: House, caseId: string, on: Date): Promise<void> {
  const { owner } = house.database;
  const day = stockholmDate(on);
  await owner.updateTable("intake.case_assignment").set({ assigned_on: day }).where("case_id", "=", caseId).execute();
  const by = { municipality_id: house.municipalityId, recorded_by: house.staff.leader.staffId, recorded_at: on };
  const closure = { case_id: caseId, closed_on: day, reason: "annat", ...by } as const;
  await writeAsOwner(house, (tx) => tx.insertInto("intake.case_closure").values(closure).execute());
}

async function isLetIn(house: House, operation: Operation, actor: Actor, input: Record<string, unknown>): Promise<boolean> {
  const result =
    operation.kind === "action"
      ? await house.act(actor, operation as never, input, randomUUID())
      : await house.read(actor, operation as never, input);
  return result.ok || result.error.code !== "not-permitted";
}

/** Operations that change who may see a case go last, so that they do not disturb the others. */
const inOrder = [...caseOperations].sort((a, b) => Number(a.name === "intake.take-case") - Number(b.name === "intake.take-case"));

describe.each(staffNames)("%s", (name) => {
  test.each(relations)("in a case: %s", async (relation) => {
    const actor = home.staff[name];
    const caseId = await makeCase(home, actor, relation);
    for (const operation of inOrder) {
      expect(await isLetIn(home, operation, actor, { caseId }), operation.name).toBe(mayInCase(name, relation, operation));
    }
    for (const operation of inOrder) {
      expect(await isLetIn(abroad, operation, abroad.staff[name], { caseId }), `${operation.name} from another municipality`).toBe(false);
    }
    await home.database.owner.updateTable("access.staff").set({ identity_number: null }).where("id", "=", actor.staffId).execute();
  });

  // Last: by now this person stands in a case in each of the ways above, and none of them is a way to a case that is not there.
  test("in no case that there is", async () => {
    for (const operation of inOrder) {
      for (const input of [{ caseId: randomUUID() }, { caseId: ["'; --"] }, {}]) {
        expect(await isLetIn(home, operation, home.staff[name], input), `${operation.name} ${JSON.stringify(input)}`).toBe(false);
      }
    }
  });

  test("without a case", async () => {
    for (const operation of otherOperations) {
      const allowed = byRole[operation.name] ?? byRoom[operation.name.split(".")[0] ?? ""] ?? figures;
      expect(await isLetIn(home, operation, home.staff[name], {}), operation.name).toBe(allowed.includes(name));
    }
  });
});

/** Everybody who is no staff, from everywhere: a type that has another kind does not compile here. */
const others: {
  readonly [Kind in Exclude<ActorKind, "staff">]: (municipalityId: number, child: string) => Extract<Actor, { kind: Kind }>;
} = {
  provider: (municipalityId) => ({ kind: "provider", municipalityId, sessionId: randomUUID(), providerId: randomUUID() }),
  child: (municipalityId, personId) => ({ kind: "child", municipalityId, sessionId: randomUUID(), personId }),
  guardian: (municipalityId, childId) => ({ kind: "guardian", municipalityId, sessionId: randomUUID(), personId: randomUUID(), childId }),
  respondent: (municipalityId) => ({
    kind: "respondent",
    municipalityId,
    sessionId: randomUUID(),
    invitationId: randomUUID(),
    name: "Prov",
    title: "chef",
  }),
  public: publicIn,
  machine: machineIn,
};

describe.each(Object.entries(others))("%s", (kind, make) => {
  const allowed: readonly string[] = letIn[kind as ActorKind] ?? [];
  const refused = operations.filter(({ name }) => !allowed.includes(name));
  test("is let in where an operation names it and nowhere else, and each try is in the log as what it is", async () => {
    const caseId = await makeCase(home, home.staff.caseworker, "responsible");
    const { child_id } = await home.database.owner
      .selectFrom("intake.case_file")
      .select("child_id")
      .where("id", "=", caseId)
      .executeTakeFirstOrThrow();
    const actor = make(home.municipalityId, child_id);
    for (const operation of operations) {
      for (const input of [{ caseId }, {}])
        expect(await isLetIn(home, operation, actor, input), operation.name).toBe(allowed.includes(operation.name));
    }
    const { rows } = await sql<{ action: string; tries: number; nobody: boolean }>`
      select action, count(*)::int as tries, bool_and(actor_id is null and kind = 'denied') as nobody from audit.event
      where actor_role = ${kind} group by 1`.execute(home.database.owner);
    expect(rows.map((row) => row.action).sort()).toEqual(operations.map((one) => one.name).sort());
    const denied = rows.filter((row) => row.nobody && row.tries === 2).map((row) => row.action);
    expect(denied.sort()).toEqual(refused.map(({ name }) => name).sort());
  });
});

test("a permit that names a kind lets that kind in and no other, as a permit that names a role lets in that role", async () => {
  const forChildren = defineQuery<z.ZodObject, { readonly person: string }, Extract<Actor, { kind: "child" }>>({
    name: "test.read-as-child",
    title: "Läs som barn",
    input: z.object({}),
    output: z.object({ person: z.string() }),
    permit: [{ name: "is-child", who: "barnet", roles: [], kinds: ["child"], holds: () => Promise.resolve(true) }],
    run: (_tx, _input, { actor }) => Promise.resolve(ok({ person: actor.personId })),
  });
  const mark = { requestId: randomUUID() };
  const me = randomUUID();
  for (const [kind, make] of Object.entries(others)) {
    const read = await ask(home.door, forChildren, make(home.municipalityId, me), {}, mark);
    expect([kind, read.ok ? read.value.person : read.error.code]).toEqual([kind, kind === "child" ? me : "not-permitted"]);
  }
  for (const name of staffNames) expect((await ask(home.door, forChildren, home.staff[name], {}, mark)).ok).toBe(false);
});

test("the matrix has something to walk", () => {
  expect(caseOperations.length).toBeGreaterThanOrEqual(18);
  expect(otherOperations.length).toBeGreaterThanOrEqual(4);
  expect(new Set(operations.map((operation) => operation.name)).size).toBe(operations.length);
});
