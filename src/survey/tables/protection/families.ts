/**
 * What the figures of all tables are made of, as an intruder would take them apart. A family is the figures that are shares of the same units by one
 * answer column (or by one question's columns taken together). It falls into atoms, the smallest numbers that its figures can be added of: units that
 * no figure of the family tells apart. All atoms together are all units that answered the survey.
 */
import type { Answered } from "../answered.ts";
import { whoGave, whoIn } from "../answered.ts";
import type { Base, Counted, Figure, TableDefinition, TableSet } from "../definition.ts";
import { columnsOf } from "../definition.ts";

/** What a number counts; the same number in two places is one. */
export type NumberKey = string;

/** Units that answered alike. Silence is no answer: those outside the base, where being outside says nothing (`Base.othersAnswered`). */
export type Atom = { readonly units: Uint8Array; readonly isSilence: boolean };

/** A number that is published, as the atoms that it is the sum of. */
export type Published = { readonly key: NumberKey; readonly atoms: readonly number[] };

export type Family = {
  readonly name: string;
  readonly atoms: readonly Atom[];
  /** Figures, and the base where it is not all units that answered. */
  readonly published: readonly Published[];
  /** The base as a number; null where it is all units that answered, which is no secret. */
  readonly base: NumberKey | null;
  /** The base is that of several families: what it is stands in a family of its own, and here it is known, or nothing of it is shown. */
  readonly isBaseShared: boolean;
  /** False where figures are given for all units alone (those of the text). */
  readonly isByGroup: boolean;
};

/** A figure's key. */
export function keyOf({ of, base }: Figure): NumberKey {
  return JSON.stringify([of, base]);
}

/** The key of a base as a number: how many units are in it. */
export function baseKey(base: Base): NumberKey {
  return JSON.stringify(base);
}

/** The families of everything that a set publishes, those of shared bases before the others. */
export function familiesOf(set: TableSet, answered: Answered): Family[] {
  const byGroup = [...set.tables, ...set.bySexAndAge].flatMap(({ rows }: TableDefinition) => rows.flatMap(({ figures }) => figures));
  const shared = sharedBases(byGroup);
  const ofBases = shared.map((base): Figure => ({ of: base.of, base: { kind: "answered" } }));
  const elsewhere = new Set([...byGroup, ...ofBases].map(keyOf));
  const ofText = set.texts.filter((text) => !elsewhere.has(keyOf(text)));
  const families = [...familiesAmong(byGroup, answered, true), ...familiesAmong(ofText, answered, false)];
  return [...shared.map((base) => familyOfBase(base, answered)), ...families];
}

type CountedBase = Extract<Base, { kind: "counted" }>;

/** Bases of several columns, which the figures of each of them are shares of. */
function sharedBases(figures: readonly Figure[]): CountedBase[] {
  const bases = new Map<NumberKey, CountedBase>();
  for (const { base } of figures) if (isShared(base)) bases.set(baseKey(base), base);
  return [...bases.values()];
}

function isShared(base: Base): base is CountedBase {
  return base.kind === "counted" && "any" in base.of;
}

/** How many are in a base, and how many are not. It is a figure of the text too, where the text has it. */
function familyOfBase(base: CountedBase, answered: Answered): Family {
  const inBase = whoIn(answered, base);
  const outside = inBase.map((mark) => 1 - mark);
  const key = baseKey(base);
  const published = [key, keyOf({ of: base.of, base: { kind: "answered" } })].map((one) => ({ key: one, atoms: [0] }));
  const atoms = [
    { units: inBase, isSilence: false },
    { units: outside, isSilence: base.othersAnswered !== true },
  ].filter(({ units }) => units.includes(1));
  return { name: key, atoms, published, base: null, isBaseShared: false, isByGroup: true };
}

function familiesAmong(figures: readonly Figure[], answered: Answered, isByGroup: boolean): Family[] {
  const named = Map.groupBy(figures, ({ of, base }) => `${partOf(of)} av ${baseKey(base)}`);
  return [...named].map(([name, ofFamily]) => makeFamily(name, ofFamily, answered, isByGroup));
}

/** Figures of one column go together; a figure of several columns goes with the others of its question. */
function partOf(of: Counted): string {
  return "any" in of ? (/^q\d+[a-z]?/u.exec(columnsOf(of)[0] ?? "")?.[0] ?? "") : of.column;
}

function makeFamily(name: string, figures: readonly Figure[], answered: Answered, isByGroup: boolean): Family {
  const base = figures[0]?.base ?? { kind: "answered" };
  const isBaseShared = isShared(base);
  const inBase = whoIn(answered, base);
  const isOutsideSilent = base.kind === "answered" || base.othersAnswered !== true;
  const marks = new Map(figures.map((figure) => [keyOf(figure), whoGave(answered, figure.of)]));
  const found = new Map<string, { units: Uint8Array; isInBase: boolean; isSilence: boolean; held: string[] }>();
  inBase.forEach((mark, unit) => {
    if (mark === 0 && isBaseShared) return;
    const held = mark === 1 ? [...marks.keys()].filter((key) => marks.get(key)?.[unit] === 1) : [];
    const id = `${mark} ${held.join()}`;
    const atom = found.get(id) ?? {
      units: new Uint8Array(inBase.length),
      isInBase: mark === 1,
      isSilence: mark === 0 && isOutsideSilent,
      held,
    };
    atom.units[unit] = 1;
    found.set(id, atom);
  });
  const atoms = [...found.values()];
  const placesOf = (isWanted: (atom: (typeof atoms)[number]) => boolean) =>
    [...atoms.keys()].filter((place) => atoms[place] !== undefined && isWanted(atoms[place]));
  const published = [...marks.keys()].map((key) => ({ key, atoms: placesOf(({ held }) => held.includes(key)) }));
  const ofBase = base.kind === "answered" ? null : baseKey(base);
  if (ofBase !== null && !isBaseShared) published.push({ key: ofBase, atoms: placesOf(({ isInBase }) => isInBase) });
  return { name, atoms: atoms.map(({ units, isSilence }) => ({ units, isSilence })), published, base: ofBase, isBaseShared, isByGroup };
}
