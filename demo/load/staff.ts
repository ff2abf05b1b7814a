// Units and those who work in them: these are also the demo's sign-ins.
import type { Role } from "../../src/platform/core/actor.ts";
import { hash } from "node:crypto";
import { CopyTable } from "./copy.ts";
import { staffNumber } from "./adults.ts";
import type { AdultSex } from "./adults.ts";
import { sexOfStaff, staffName } from "./words.ts";

export type StaffMember = {
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  readonly title: string;
  readonly unit: number | undefined;
  readonly role: Role;
  /** From the official test series; undefined when it has no more. */
  readonly identityNumber: string | undefined;
};
export type Staff = {
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly members: readonly StaffMember[];
  readonly caseworkers: readonly StaffMember[];
};

const unitNames = ["Barn och unga Norr", "Barn och unga Söder", "Mottagningen"];
const casesPerCaseworker = 20;
const fewestCaseworkers = 4;

/** The caseworker who is the mother of one of the children told by hand: Petra Åkerlund. */
export const parentSubject = "demo:8";

/** Units and staff for so many open cases: about one caseworker per twenty, a leader per unit, an analyst, an operator, a director. */
export function makeStaff(code: string, openCases: number): Staff {
  const units = unitNames.map((name) => ({ id: fixedId(`${code}/enhet/${name}`), name }));
  const count = Math.max(fewestCaseworkers, Math.ceil(openCases / casesPerCaseworker));
  const members: StaffMember[] = [];
  const numbered: Record<AdultSex, number> = { kvinna: 0, man: 0 };
  const add = (role: Role, title: string, unit: number | undefined) => {
    const n = members.length + 1;
    const name = staffName(n - 1);
    const sex = sexOfStaff(name);
    const identityNumber = staffNumber(sex, numbered[sex]++);
    members.push({ id: fixedId(`${code}/personal/${n}`), subject: `demo:${n}`, name, title, unit, role, identityNumber });
  };
  add("caseworker", "socialsekreterare", 0);
  units.forEach((_, unit) => add("team_leader", "gruppledare", unit));
  add("analyst", "kvalitetsutvecklare", undefined);
  add("operator", "systemförvaltare", undefined);
  for (let n = 1; n < count; n++) add("caseworker", "socialsekreterare", n % units.length);
  add("director", "socialchef", undefined);
  return { units, members, caseworkers: members.filter((one) => one.role === "caseworker") };
}

/** The rows of units, staff and roles, in the order in which they refer to each other. */
export function staffTables(municipalityId: number, staff: Staff): CopyTable[] {
  const unit = new CopyTable("access.unit", ["municipality_id", "id", "name"]);
  const person = new CopyTable("access.staff", ["municipality_id", "id", "subject", "name", "title", "unit_id", "identity_number"]);
  const role = new CopyTable("access.staff_role", ["municipality_id", "staff_id", "role"]);
  for (const one of staff.units) unit.add(municipalityId, one.id, one.name);
  for (const one of staff.members) {
    person.add(
      municipalityId,
      one.id,
      one.subject,
      one.name,
      one.title,
      one.unit === undefined ? null : staff.units[one.unit]?.id,
      one.identityNumber,
    );
    role.add(municipalityId, one.id, one.role);
  }
  return [unit, person, role];
}

/** The same identifier for the same words, in every load. */
export function fixedId(words: string): string {
  const h = hash("md5", words);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}
