// What the loader has at hand while it writes a life: the tables, the staff and the day it is.
import { dateOf } from "../calendar.ts";
import type { Intervention, Life } from "../lives/types.ts";
import type { DemoMunicipality } from "../municipality.ts";
import type { Random } from "../random.ts";
import type { Value } from "./copy.ts";
import type { Staff } from "./staff.ts";
import type { CaseworkTables } from "./tables.ts";
import { idOn } from "./words.ts";

export type Desk = {
  readonly municipalityId: number;
  readonly municipality: DemoMunicipality;
  readonly tables: CaseworkTables;
  readonly staff: Staff;
  /** The child (number) told by hand whose mother works in the municipality; undefined when none has a number of its own. */
  readonly childOfStaff: number | undefined;
  /** The families of children told by hand who have a sibling in the same report, by the first one's number. */
  readonly families: Map<number, Kin>;
  /** The last case number given per year. */
  readonly caseNumbers: Map<string, number>;
  /** What is written once for the whole municipality, by its identifier. */
  readonly kept: Set<string>;
  /** Timestamp of a day and minutes after midnight, as `atUntil` gives it. */
  readonly at: (day: number, minute: number) => string;
};

/** Whom siblings have in common. */
export type Kin = {
  readonly family: string;
  readonly guardians: readonly { readonly id: string; readonly given: string; readonly family: string }[];
};

/** One case being written: who is responsible, what the child is called, and chance for the words. */
export type CasePaper = {
  readonly desk: Desk;
  readonly life: Life;
  readonly random: Random;
  readonly caseId: string;
  readonly childId: string;
  readonly caseworker: string;
  readonly leader: string;
  readonly name: string;
  readonly guardians: readonly string[];
  readonly isOpen: boolean;
  /** The talks in which the child said something, as they are written. */
  readonly said: { readonly conversationId: string; readonly heldOn: number; readonly withheld: boolean }[];
  /** The interventions that have been planned, as they are written. */
  readonly planned: { readonly id: string; readonly one: Intervention }[];
};

/** The row's last columns: who wrote it and when. */
export function stampOf(paper: CasePaper, day: number, minute = 9 * 60): Value[] {
  return [paper.caseworker, paper.desk.at(day, minute)];
}

/** A repeatable identifier for something in the life. */
export function idFor(desk: Desk, life: Life, day: number, what: string): string {
  return idOn(day, `${desk.municipality.code}/${desk.municipality.seed}/${life.number}/${what}`);
}

/** The act's citation that held on the day: `now` from 1 July 2025 (SoL 2025:400), `before` until then (SoL 2001:453). */
export function provisionOn(day: number, now: string, before: string): string {
  return dateOf(day) >= "2025-07-01" ? `${now} SoL` : `${before} äldre SoL`;
}

type Maker = {
  readonly minute: number;
  readonly staffId?: string;
  readonly point?: string;
  /** Decided by a committee: the paragraph of its minutes. */
  readonly committee?: number;
};

/** Who took the decision with the identifier: the caseworker or another employee on delegation, or the committee. */
export function writeMaker(paper: CasePaper, id: string, day: number, { minute, staffId, point, committee }: Maker): void {
  const { desk, caseId } = paper;
  const who =
    committee === undefined
      ? ["tjänsteman", staffId ?? paper.caseworker, point ?? null, null, null]
      : ["utskott", null, null, "Individutskottet", `§ ${committee}`];
  desk.tables.maker.add(desk.municipalityId, id, caseId, dateOf(day), ...who, ...stampOf(paper, day, minute));
}
