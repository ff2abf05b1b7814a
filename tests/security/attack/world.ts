import type { CodeOf } from "../../../src/platform/database/generated.ts";
import { newId } from "../../../src/platform/basics/identifiers.ts";
import { findOwnFamily } from "../../support/casework.ts";
import type { House } from "../../support/casework.ts";
import { numberOf } from "../../support/numbered.ts";
import type { Situation } from "./oracle.ts";
import { writeAsOwner } from "../../support/past-the-door.ts";

/** Writes a case in which somebody stands as the situation says; straight into the database, but for what a second person finds. */
export async function makeCase(house: House, { who, relation, family, emergency }: Situation): Promise<string> {
  const { owner } = house.database;
  const { staff, municipalityId: municipality_id } = house;
  const now = house.door.clock();
  const actor = staff[who];
  const by = { municipality_id, recorded_by: staff.operator.staffId, recorded_at: now };
  const [childId, caseId, guardianId] = [newId(now), newId(now), newId(now)];
  const names = { given_name: "Barn", family_name: "Test", sex: "kvinna" as const, ...by };
  await owner
    .insertInto("people.person")
    .values({ id: childId, birth_date: "2018-01-02", ...names })
    .execute();
  const unit_id = (relation === "nobody's in the other unit" ? staff.stranger : staff.caseworker).unitId ?? "";
  await owner
    .insertInto("intake.case_file")
    .values({ id: caseId, child_id: childId, case_number: caseId, unit_id, opened_on: "2026-03-02", ...by })
    .execute();
  const assign = (staffId: string, role: CodeOf<"intake.case_assignment.role">, ended_on: string | null = null) =>
    owner
      .insertInto("intake.case_assignment")
      .values({ id: newId(now), case_id: caseId, staff_id: staffId, role, assigned_on: "2026-01-02", ended_on, ...by })
      .execute();
  if (relation === "responsible") await assign(actor.staffId, "ansvarig");
  if (relation === "beside") await assign(actor.staffId, "medhandläggare");
  if (relation === "former") await assign(actor.staffId, "ansvarig", "2026-01-03");
  // Somebody else is responsible, who is none of those that ask.
  if (relation === "beside" || relation === "former" || relation === "of a colleague in the unit")
    await assign(staff.operator.staffId, "ansvarig");
  if (relation === "closed long ago") {
    const closure = { case_id: caseId, closed_on: "2026-01-05", reason: "annat", ...by } as const;
    await writeAsOwner(house, (tx) => tx.insertInto("intake.case_closure").values(closure).execute());
  }
  const guardian = { given_name: "Vuxen", family_name: "Testare" };
  if (family !== "none") {
    await owner
      .insertInto("people.guardian_claim")
      .values({ id: newId(now), child_id: childId, identity_number: numberOf(who), ...guardian, ...by })
      .execute();
  }
  if (family === "confirmed" || family === "found") {
    await owner
      .insertInto("people.person")
      .values({ id: guardianId, identity_number: numberOf(who), sex: "okänt", ...guardian, ...by })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { id } = await owner
      .selectFrom("people.person")
      .select("id")
      .where("municipality_id", "=", municipality_id)
      .where("identity_number", "=", numberOf(who))
      .executeTakeFirstOrThrow();
    const said = {
      change: "bekräftad",
      kind: "vårdnadshavare",
      valid_from: "2018-01-02",
      source: "folkbokföringen",
      source_on: "2026-03-02",
    } as const;
    const guardianship = { id: newId(now), child_id: childId, guardian_id: id, ...guardian, ...said, ...by };
    await writeAsOwner(house, (tx) => tx.insertInto("people.guardianship").values(guardianship).execute());
  }
  if (family === "found") {
    const leader = relation === "nobody's in the other unit" ? staff.otherLeader : staff.leader;
    const other = leader === staff.leader ? staff.otherLeader : staff.leader;
    await findOwnFamily(house, leader === actor ? other : leader, caseId, actor.staffId);
  }
  if (emergency) {
    const opening = {
      id: newId(now),
      case_id: caseId,
      staff_id: actor.staffId,
      reason: "annat",
      explanation: "Prov.",
      opened_at: now,
    } as const;
    await owner
      .insertInto("access.emergency_opening")
      .values({ municipality_id, ...opening, ends_at: new Date(now.getTime() + 3_600_000) })
      .execute();
  }
  return caseId;
}
