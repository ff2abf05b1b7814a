// The child and the guardians as persons.
import { hash } from "node:crypto";
import { dateOf, dayOf } from "../calendar.ts";
import { birthDateOf } from "../lives/child.ts";
import type { Life } from "../lives/types.ts";
import type { Random } from "../random.ts";
import { guardianNumber } from "./adults.ts";
import type { AdultSex } from "./adults.ts";
import { idFor } from "./desk.ts";
import type { Desk, Kin } from "./desk.ts";
import { parentSubject } from "./staff.ts";
import { nameFamily, sexOfStaff } from "./words.ts";

const sexes = { flicka: "kvinna", pojke: "man", okänt: "okänt" } as const;
const guardianAgeAtLeast = 17 * 365;

export type Family = { readonly childId: string; readonly name: string; readonly guardians: readonly string[] };

/** Writes the child and the guardians; gives their ids and what the child is called. */
export function writeFamily(desk: Desk, life: Life, day: number, caseworker: string, random: Random): Family {
  const { tables, municipalityId } = desk;
  const own = nameFamily(life, random);
  const first = life.intakes.find((one) => one.siblingOf !== undefined)?.siblingOf;
  const kin = first === undefined ? undefined : desk.families.get(first);
  const names = kin ? { ...own, family: kin.family } : own;
  const parent = parentAtWork(desk, life);
  const childId = idFor(desk, life, life.birth, "barn");
  const stamp = [caseworker, desk.at(day, 8 * 60 + 5)];
  const protection = life.isProtected ? "sekretessmarkering" : "ingen";
  const language = life.interpreter ?? (life.countryOfBirth === "Sverige" ? "svenska" : null);
  tables.person.add(
    municipalityId, childId, life.identityNumber, dateOf(life.birth), names.child, names.family, sexes[life.sex], protection, language,
    life.interpreter !== undefined, life.disability, life.countryOfBirth, life.unaccompanied, null, ...stamp,
  ); // prettier-ignore
  const keep = (id: string, guardian: { given: string; family: string }, n: number): string => {
    tables.guardianship.add(
      municipalityId, idFor(desk, life, life.birth, `vårdnad/${n}`), childId, id, "bekräftad", life.unaccompanied ? "god man" : "vårdnadshavare",
      guardian.given, guardian.family, phone(id), dateOf(life.birth), life.unaccompanied ? "dom eller beslut av domstol" : "folkbokföringen", dateOf(day), ...stamp,
    ); // prettier-ignore
    return id;
  };
  if (kin) return { childId, name: names.child, guardians: kin.guardians.map((one, n) => keep(one.id, one, n)) };
  const others = names.guardians.map((guardian, n) => ({ ...guardian, number: adultIdentity(life, n, guardian.sex) }));
  const kept: Kin["guardians"][number][] = [];
  const guardians = [...others.filter(({ sex }) => !parent || sex !== parent.sex), ...(parent ? [parent] : [])].map((guardian, n) => {
    const id = idFor(desk, life, life.birth, `vårdnadshavare/${n}`);
    const identity = guardian.number;
    tables.person.add(
      municipalityId, id, identity, identity === undefined ? null : birthDateOf(identity), guardian.given, guardian.family, guardian.sex, protection, language,
      life.interpreter !== undefined, null, null, null, phone(id), ...stamp,
    ); // prettier-ignore
    kept.push({ id, given: guardian.given, family: guardian.family });
    return keep(id, guardian, n);
  });
  if (first !== undefined) desk.families.set(first, { family: names.family, guardians: kept });
  return { childId, name: names.child, guardians };
}

/** The official series has few adults: the first children's guardians get them, where the ages agree; the others have none. */
function adultIdentity(life: Life, place: number, sex: AdultSex): string | undefined {
  const identity = guardianNumber(sex, life.number - 1);
  if (identity === undefined || place > 1) return undefined;
  return dayOf(birthDateOf(identity)) + guardianAgeAtLeast < life.birth ? identity : undefined;
}

/** One who works here is the father of a child told by hand, so that own family can be tried: nobody has looked at it yet. */
function parentAtWork(desk: Desk, life: Life): { given: string; family: string; sex: AdultSex; number: string | undefined } | undefined {
  const found = life.number === desk.childOfStaff ? desk.staff.members.find(({ subject }) => subject === parentSubject) : undefined;
  if (!found) return undefined;
  const [given = "", family = ""] = found.name.split(" ");
  return { given, family, sex: sexOfStaff(found.name), number: found.identityNumber };
}

/** Numbers that Post- och telestyrelsen has set aside for books and films: 070-174 06 05 … 06 99. */
function phone(id: string): string {
  const n = 5 + (Number.parseInt(hash("md5", id).slice(0, 4), 16) % 95);
  return `070-174 06 ${String(n).padStart(2, "0")}`;
}
