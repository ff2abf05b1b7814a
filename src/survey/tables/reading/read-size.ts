import { sizeClasses, sizeOf } from "../frame.ts";

/** What stands in a frame's column `storlek`: a class in words, or a number of inhabitants. */
export type ReadSize = { readonly kind: "class"; readonly label: string } | { readonly kind: "inhabitants"; readonly inhabitants: number };

/**
 * A size as it is written: the class in the report's words ("0–15 tusen invånare"), with numbers ("15 000-30 000", "200 000-"), by number (1–5), or
 * a number of inhabitants ("50 323"). Undefined where it is none of these.
 */
export function readSize(text: string): ReadSize | undefined {
  const words = text
    .toLocaleLowerCase("sv")
    .replaceAll(/[‐-―−]/gu, "-")
    .replaceAll(/invånare|inv\b\.?/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
  const alone = numberOf(words);
  if (alone !== undefined)
    return alone >= 1 && alone <= sizeClasses.length ? ofPlace(alone - 1) : { kind: "inhabitants", inhabitants: alone };
  const parts =
    /^(?<from>[\d ]*)(?<first>tusen)? ?(?<range>-|till|eller (?:fler|mer)|och (?:fler|uppåt))? ?(?<to>[\d ]*)(?<second>tusen)?$/u.exec(
      words,
    )?.groups;
  if (parts?.["range"] === undefined) return undefined;
  const bounds = [numberOf(parts["from"] ?? ""), numberOf(parts["to"] ?? "")];
  // "0–15 tusen" and "0–15" count in thousands; "0–15 000" does not.
  const isThousands = words.includes("tusen") || bounds.every((bound) => bound === undefined || bound <= 200);
  const [from, to] = bounds.map((bound) => (bound === undefined ? undefined : isThousands ? 1000 * bound : bound));
  const place = sizeClasses.findIndex((one, at) => one.from === from && isEnd(to, sizeClasses[at + 1]?.from));
  return place === -1 ? undefined : ofPlace(place);
}

/** "15–30" ends where the next class begins, or one before. */
function isEnd(to: number | undefined, next: number | undefined): boolean {
  return to === next || (to !== undefined && to + 1 === next);
}

function ofPlace(place: number): ReadSize {
  return { kind: "class", label: (sizeClasses[place] ?? sizeClasses[0]).label };
}

function numberOf(text: string): number | undefined {
  const digits = text.replaceAll(/[\s.\u00a0\u202f]/gu, "");
  return /^\d{1,8}$/u.test(digits) ? Number(digits) : undefined;
}

/** The size of a unit: its class, or that of its inhabitants. */
export function sizeLabel(size: ReadSize): string {
  return size.kind === "class" ? size.label : sizeOf(size.inhabitants);
}
