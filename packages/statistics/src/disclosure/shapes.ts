/** The kinds of things that the public functions of this room take, for their checks. */
import * as kinds from "../checks/kinds.ts";
import { type Shape, type Shapes, having, listOf, oneOf, optional, options } from "../checks/shape.ts";
import type { AuditOptions } from "./audit.ts";
import type { OptimumOptions } from "./optimum.ts";
import type { Watch } from "./pause.ts";
import type { RoundingOptions } from "./rounding.ts";
import type { ShareGroup, ShareOptions } from "./shares.ts";
import type { SuppressOptions } from "./suppress.ts";
import type { Cell, Publication, Relation, Row, Rule, System } from "./system.ts";
import type { BuiltPublication, Count, Dimension, Level, PublicationSpec } from "./tables.ts";

const watch = kinds.progress as Shapes<Watch>;
const level = optional(oneOf("exact", "range"));
const roles = oneOf("denominator", "numerator", "complement");
const relationKind = optional(oneOf("sum", "union"));

export const auditOptions = options<AuditOptions>({
  ...watch,
  intervals: optional(oneOf("verdict", "primary", "all")),
  singletons: optional(kinds.flag),
});
export const suppressOptions = options<SuppressOptions>({
  ...watch,
  level,
  carefulUpTo: optional(kinds.number),
  singletons: optional(kinds.flag),
});
export const optimumOptions = options<OptimumOptions>({ ...watch, level, seconds: optional(kinds.finite), rounds: optional(kinds.number) });
export const roundingOptions = options<RoundingOptions>({
  ...watch,
  base: optional(kinds.anyNumber),
  method: optional(oneOf("controlled", "random")),
  isAdditive: optional(kinds.flag),
  seed: optional(kinds.finite),
  seconds: optional(kinds.finite),
});
export const shareOptions = options<ShareOptions>({
  ...watch,
  minimum: optional(kinds.anyNumber),
  isTotalCountShown: optional(kinds.flag),
  isTotalShareShown: optional(kinds.flag),
  step: optional(kinds.anyNumber),
  extremes: optional(oneOf("report", "allow")),
});
export const shareGroups = listOf(
  options<ShareGroup>(
    { label: kinds.text, n: kinds.anyNumber, numerator: kinds.anyNumber, isCountShown: kinds.flag, isShareShown: kinds.flag },
    "a group with its numbers",
  ),
  "groups",
);

const cell = options<Cell>(
  {
    value: kinds.anyNumber,
    label: optional(kinds.text),
    role: optional(roles),
    fixed: optional(oneOf("shown", "hidden")),
    group: optional(kinds.text),
    minimum: optional(kinds.anyNumber),
    isStructuralZero: optional(kinds.flag),
  },
  "a cell",
);
const relation = options<Relation>({ kind: relationKind, total: kinds.anyNumber, parts: kinds.numberList }, "a relation");
/** With what buildPublication adds to it, and what a caller may keep beside. */
export const publication = options<Publication & Partial<Pick<BuiltPublication, "keys" | "find">>>(
  {
    cells: listOf(cell, "cells"),
    relations: listOf(relation, "relations"),
    keys: optional(listOf(kinds.record, "keys")),
    find: optional(kinds.callback),
  },
  "a publication",
);
export const rule = options<Rule>({
  minimum: optional(kinds.anyNumber),
  basis: optional(listOf(roles, "roles")),
  zerosAreShown: optional(kinds.flag),
});
const row = having<Row>("a row", { cells: kinds.integers, coefficients: kinds.floats, low: kinds.anyNumber, high: kinds.anyNumber });
export const system = having<System>("a system, as compilePublication makes it", {
  count: kinds.wholeNumber(0),
  threshold: kinds.anyNumber,
  zerosAreShown: kinds.flag,
  value: kinds.floats,
  lower: kinds.floats,
  isPrimary: kinds.bytes,
  isHideable: kinds.bytes,
  isKept: kinds.bytes,
  isTop: kinds.bytes,
  group: kinds.integers,
  groups: listOf(kinds.list, "lists"),
  rows: listOf(row, "rows"),
  rowsOf: listOf(kinds.list, "lists"),
  label: kinds.callback,
});
/** Cell ids in a list, a set, or anything else that gives them one by one. */
export const cells: Shape = {
  says: "the ids of cells",
  refuse: (value, at) => {
    const refusal = kinds.iterable.refuse(value, at);
    return refusal ?? kinds.numberList.refuse([...(value as Iterable<unknown>)], at);
  },
};

export const count = options<Count>({ n: kinds.anyNumber, numerator: optional(kinds.anyNumber) }, "a count, such as { n: 12 }");

const position: Shape = {
  says: "a level",
  refuse: (value, at) => levelParts.refuse(value, at),
};
const levelParts: Shape = options<Level>({ code: kinds.text, parts: optional(listOf(position, "levels")) }, "a level");
const dimension = options<Dimension>({ name: kinds.text, total: position, kind: relationKind }, "a dimension");
export const publicationSpec = options<PublicationSpec>(
  {
    dimensions: listOf(dimension, "dimensions"),
    tables: optional(listOf(listOf(kinds.text, "names of dimensions"), "tables")),
    countOf: kinds.callback,
    fixedOf: optional(kinds.callback),
  },
  "what is published",
);
