// Who is around a child: its parents, and for some a grandmother, a sister and a teacher, as the caseworker has written them in the case.
import { dateOf } from "../calendar.ts";
import { showcaseSize } from "../lives/showcase.ts";
import { writeBirthdays } from "./birthdays.ts";
import type { CaseOfLife } from "./cases.ts";
import { idFor } from "./desk.ts";
import type { CasePaper } from "./desk.ts";

/** One child in so many, and the first, who are shown by hand. */
const every = 5;

const around = [
  { name: "Mormor", sex: "kvinna", kind: "mor- eller farförälder", born: -52 },
  { name: "Storasyster", sex: "kvinna", kind: "halvsyskon", born: -4 },
  { name: "Läraren", sex: "okänt", kind: "kontakt", born: null },
] as const;

/** What the case knows of the child and those around it: birthdays that were gone through, and relations. */
export function writeAround(paper: CasePaper, one: CaseOfLife): void {
  writeBirthdays(paper, one);
  const { desk, life, caseId, childId, caseworker, guardians } = paper;
  if (life.unaccompanied || (life.number > showcaseSize && life.number % every !== 0)) return;
  const { tables, municipalityId } = desk;
  const said = ["uppgift från någon", "barnet", dateOf(one.openedOn), caseworker, desk.at(one.openedOn, 15 * 60 + 30)];
  const born = Number(dateOf(life.birth).slice(0, 4));
  const id = (what: string) => idFor(desk, life, one.openedOn, `genogram/${caseId}/${what}`);
  const relate = (what: string, from: string, to: string, kind: string) => {
    tables.relation.add(municipalityId, id(what), caseId, from, to, kind, "bekräftad", ...said);
  };
  guardians.forEach((guardian, n) => {
    relate(`förälder/${n}`, guardian, childId, "förälder");
  });
  const [mother, father] = guardians;
  if (mother !== undefined && father !== undefined) relate("par", mother, father, life.number % 3 === 0 ? "tidigare partner" : "partner");
  for (const { name, sex, kind, born: years } of around.slice(0, 1 + (life.number % around.length))) {
    const relative = id(name);
    const year = years === null ? null : born + years;
    tables.relative.add(municipalityId, relative, caseId, relative, name, sex, year, false, "ingen", "bekräftad", ...said);
    relate(`${name}/relation`, relative, childId, kind);
  }
}
