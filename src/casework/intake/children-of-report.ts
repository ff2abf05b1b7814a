/** The children that a report is about: read, looked for and registered together, so that what is wrong with any of them is told at once. */
import type { Context } from "../../platform/core/door.ts";
import { allFaults, failed, invalidField, ok } from "../../platform/basics/result.ts";
import type { Failed, Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { nameKey } from "../people/names.ts";
import { bornAfter, dayOfBirth, readNumberOf, registerChild } from "../people/register-child.ts";
import type { ChildDetails } from "../people/register-child.ts";
import type { Joined } from "../people/same-person.ts";
import { findOpenCase } from "./case-file.ts";
import type { OpenCase } from "./case-file.ts";
import type { Sibling } from "./sibling-fields.ts";

/** When the form is read. */
type Opened = Pick<Context, "now" | "today">;
/** A child as it was typed. */
export type TypedChild = Omit<Sibling, "otherGuardians" | "ownConcern"> & Pick<ChildDetails, "birthDateKnown" | "nameKnown">;
/** A child as it was typed, with the number as it is kept. */
export type ReadChild = TypedChild & {
  readonly number: { readonly identityNumber: string | undefined; readonly numberDate: string | null | undefined };
};
export type FoundChild = { readonly joined: Joined; readonly existing: OpenCase | undefined };

/** What is said of a problem where it is one child's of several: its fields and questions are that child's. The first child's are the form's own. */
function ofChild({ error }: Failed, place: number): Failed {
  if (place === 0) return failed(error);
  const nameOf = (field: string) => `siblings.${place - 1}.${field}`;
  const who = `Barn ${place + 1}`;
  return failed({
    ...error,
    ...(error.field === undefined ? {} : { field: nameOf(error.field) }),
    ...(error.fields && { fields: error.fields.map((one) => ({ ...one, field: nameOf(one.field), message: `${who}: ${one.message}` })) }),
    ...(error.questions && {
      questions: error.questions.map((one) => ({
        ...one,
        field: nameOf(one.field),
        ...(one.oneOf === undefined ? {} : { oneOf: `${who}: ${one.oneOf}` }),
      })),
    }),
    ...(error.comparison && {
      comparison: error.comparison.map((one) => ({ ...one, field: nameOf(one.field), label: `${who}: ${one.label}` })),
    }),
  });
}

/** Several problems as one; nothing where there is none. What is wrong with more than fields has its code and words first. */
function together(problems: readonly Failed[]): Failed | undefined {
  const [first, ...rest] = problems.toSorted(
    (one, other) => Number(one.error.code === "invalid-input") - Number(other.error.code === "invalid-input"),
  );
  if (!first || rest.length === 0) return first;
  const errors = [first, ...rest].map((one) => one.error);
  return failed({
    ...first.error,
    fields: errors.flatMap((one) => one.fields ?? []),
    questions: errors.flatMap((one) => one.questions ?? []),
    comparison: errors.flatMap((one) => one.comparison ?? []),
  });
}

/** The numbers of the children that can be read, in twelve digits. */
export function numbersOf(typed: readonly TypedChild[], context: Opened): readonly string[] {
  return typed.flatMap((child) => {
    const read = readNumberOf(child.identityNumber, context);
    return (read.ok && read.value.identityNumber) || [];
  });
}

/** The children of the form: each number read, each born when it came in, none of them twice; or every fault at once. */
export function readChildren(typed: readonly TypedChild[], receivedOn: string, context: Opened): Result<readonly ReadChild[]> {
  const read = typed.map((child) => readChild(child, receivedOn, context));
  const faults = read.flatMap((one, place) => (one.ok ? [] : [ofChild(one, place)]));
  const children = read.flatMap((one) => (one.ok ? [one.value] : []));
  const fault = allFaults(...faults, ...(faults.length > 0 ? [] : twice(children)));
  return fault ?? ok(children);
}

function readChild(child: TypedChild, receivedOn: string, context: Opened): Result<ReadChild> {
  const number = readNumberOf(child.identityNumber, context);
  const said = {
    birthDate: child.birthDate,
    birthDateKnown: child.birthDateKnown,
    ...(number.ok ? number.value : { identityNumber: undefined, numberDate: undefined }),
  };
  if (child.birthDate === undefined && child.identityNumber === undefined)
    return invalidField("birthDate", "Ange personnummer eller födelsedatum.");
  const born = number.ok || said.birthDate !== undefined ? (bornAfter(receivedOn, said) ?? dayOfBirth(said, context)) : undefined;
  const fault = allFaults(number, born);
  if (fault) return fault;
  return number.ok ? ok({ ...child, number: number.value }) : number;
}

/** The same child twice: the same number, or the same name and day of birth where there is none to tell them apart. */
function twice(children: readonly ReadChild[]): readonly Failed[] {
  return children.flatMap((child, place) => {
    const first = children.findIndex((other) => isSame(other, child));
    return first === place ? [] : [ofChild(sameAs(first, child.number.identityNumber === undefined), place)];
  });
}

function isSame(one: ReadChild, other: ReadChild): boolean {
  const [number, its] = [one.number.identityNumber, other.number.identityNumber];
  if (number !== undefined && its !== undefined) return number === its;
  const born = (child: ReadChild) => child.birthDate ?? child.number.numberDate;
  return one === other || (nameKey(one) === nameKey(other) && born(one) === born(other));
}

const sameAs = (first: number, byName: boolean) =>
  invalidField(byName ? "givenName" : "identityNumber", `Det är samma barn som barn ${first + 1} i anmälan. Ta bort det ena, eller rätta.`);

/**
 * Each child as a person, known or new, with its open case; or what must be mended or answered of any of them. Two reports at once take
 * them in one order, so that none waits for the other for ever.
 */
export async function findChildren(tx: Tx, context: Context, children: readonly ReadChild[]): Promise<Result<readonly FoundChild[]>> {
  const problems: Failed[] = [];
  const found: (Joined | undefined)[] = children.map(() => undefined);
  for (const { child, place } of inOneOrder(children)) {
    const { correctionSource: source, correctionSourceDetail: sourceDetail, correctionSourceOn: sourceOn, number, ...words } = child;
    const joined = await registerChild(tx, context, { ...words, ...number, correction: { source, sourceDetail, sourceOn } });
    if (joined.ok) found[place] = joined.value;
    else problems.push(ofChild(joined, place));
  }
  // Known under two names or numbers, and one child all the same.
  found.forEach((one, place) => {
    const first = found.findIndex((other) => other !== undefined && other.personId === one?.personId);
    if (one && first < place) problems.push(ofChild(sameAs(first, children[place]?.number.identityNumber === undefined), place));
  });
  const problem = together(problems);
  if (problem) return problem;
  const cases = new Map<string, OpenCase | undefined>();
  const joined = found.flatMap((one) => one ?? []);
  for (const personId of joined.map((one) => one.personId).toSorted())
    cases.set(personId, await findOpenCase(tx, context.actor.municipalityId, personId));
  return ok(joined.map((one) => ({ joined: one, existing: cases.get(one.personId) })));
}

const inOneOrder = (children: readonly ReadChild[]) => {
  const keyOf = (child: ReadChild) => child.number.identityNumber ?? `${nameKey(child)} ${child.birthDate ?? ""}`;
  return children.map((child, place) => ({ child, place })).toSorted((one, other) => (keyOf(one.child) < keyOf(other.child) ? -1 : 1));
};
