/** The case as one of the child's guardians may be shown it on paper. Pure. */
import { partNames, partsByName } from "../../../casework/case/case-parts.ts";
import type { CaseParts, PartName } from "../../../casework/case/case-parts.ts";
import type { Showing } from "../../../casework/part/guardian-showing.ts";
import { guardianFields } from "./guardian-fields.ts";

/** Stands where something was written that the extract does not show. */
export const leftOut = "Utelämnat";

export type GuardianView = {
  /** The guardian, as a person. */
  readonly personId: string;
  /** It is the child of the case who reads. */
  readonly isChild?: boolean;
  /** Who reported, and what was said, is shown. */
  readonly showsReporter: boolean;
  /** Somebody's identity is protected, or the child lives in sheltered housing: what is written freely may tell where. */
  readonly hidesWhereabouts: boolean;
  /** Telephone and identity numbers of others than the guardian and the child. */
  readonly othersNumbers: readonly string[];
};

/** True when where the child is must not come out: protected identity, or an intervention that shelters. */
export function hidesWhereabouts(parts: Partial<CaseParts>): boolean {
  return partNames.some((name) => parts[name] !== undefined && partsByName[name].hidesWhereabouts?.(parts[name]) === true);
}

/** The case with no more than the guardian may be shown: what `guardianFields` does not name is left out. */
export function viewOfGuardian(parts: CaseParts, view: GuardianView): CaseParts {
  const own = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => {
      const { forGuardian } = partsByName[name as PartName];
      return [name, forGuardian ? forGuardian(part, view.personId, view.isChild === true) : part];
    }),
  );
  return shownOf(own, "", view) as CaseParts;
}

/** One record of a part as the guardian may be shown it; undefined where nothing of it is. It is of another where the part leaves it out for that guardian. */
export function viewOfRecord(
  name: PartName,
  record: unknown,
  view: GuardianView,
): { readonly shown: unknown; readonly isOfAnother: boolean } {
  const { forGuardian } = partsByName[name];
  const own = forGuardian ? (forGuardian([record], view.personId, view.isChild === true) as readonly unknown[]) : [record];
  const [shown] = listOf(shownOf(own, name, view));
  return { shown, isOfAnother: own.length === 0 };
}

const hidden = Symbol("hidden");
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

function shownOf(value: unknown, path: string, view: GuardianView): unknown {
  const showing = guardianFields[path];
  if (showing === "never") return hidden;
  if (Array.isArray(value)) return value.map((one) => shownOf(one, `${path}[]`, view)).filter((one) => one !== hidden);
  if (typeof value === "object" && value !== null) return shownObject(value, path, view);
  if (value === null) return null;
  return showing === undefined ? hidden : shownLeaf(value, showing, view);
}

function shownObject(value: object, path: string, view: GuardianView): unknown {
  const fields = Object.entries(value).map(([name, part]) => {
    const shown = shownOf(part, path === "" ? name : `${path}.${name}`, view);
    return { name, part: part as unknown, shown };
  });
  const isHidden = path !== "" && fields.every(({ shown }) => shown === hidden || shown === null);
  return isHidden
    ? hidden
    : Object.fromEntries(fields.map(({ name, part, shown }) => [name, shown === hidden ? nothingLike(part) : shown]));
}

function shownLeaf(value: unknown, showing: Showing, view: GuardianView): unknown {
  if (showing === "reporter" && (view.hidesWhereabouts || !view.showsReporter)) return hidden;
  const leavesOut = showing === "text" && view.hidesWhereabouts;
  if (typeof value !== "string") return leavesOut ? hidden : value;
  if (leavesOut) return value === "" ? "" : leftOut;
  return showing === "shown" ? value : withoutNumbers(value, view.othersNumbers);
}

/** What a hidden field holds, so that the case is still read as one. */
function nothingLike(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value === "object") return null;
  return typeof value === "string" ? "" : typeof value === "boolean" ? false : 0;
}

/** Fewer digits than this are no telephone number of anybody. */
const fewestDigits = 6;

/** The text without the given numbers, however their digits are set apart ("070-123 45 67", "0701234567", "+46 70 123 45 67"), nor mail addresses among them. */
export function withoutNumbers(text: string, numbers: readonly string[]): string {
  const withoutMail = numbers
    .flatMap((one) => one.match(/[^\s,;<>()]+@[^\s,;<>()]+/gu) ?? [])
    .reduce(
      (left, mail) =>
        left.replaceAll(new RegExp(mail.replaceAll(/[.+*?^$(){}|[\]\\/]/gu, String.raw`\$&`), "giu"), `[${leftOut.toLowerCase()}]`),
      text,
    );
  return numbers.flatMap(waysOf).reduce((left, digits) => {
    const apart = [...digits].join(String.raw`[\s\-–/().]*`);
    return left.replaceAll(new RegExp(String.raw`(?<!\d)\+?${apart}(?!\d)`, "gu"), `[${leftOut.toLowerCase()}]`);
  }, withoutMail);
}

/** The digits of a number in the ways they are written: an identity number with or without its century, a telephone number at home and abroad. */
function waysOf(number: string): readonly string[] {
  const digits = number.replaceAll(/\D/gu, "");
  if (digits.length < fewestDigits) return [];
  const home = digits.startsWith("0046")
    ? `0${digits.slice(4)}`
    : digits.startsWith("46") && number.trim().startsWith("+")
      ? `0${digits.slice(2)}`
      : digits;
  const abroad = home.startsWith("0") ? [`46${home.slice(1)}`, `0046${home.slice(1)}`, `460${home.slice(1)}`] : [];
  const short = /^(19|20)\d{10}$/u.test(digits) ? [digits.slice(2)] : [];
  return [...new Set([digits, home, ...abroad, ...short])].sort((a, b) => b.length - a.length);
}
