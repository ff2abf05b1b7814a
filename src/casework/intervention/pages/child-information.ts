import { formatLong } from "../../../platform/basics/dates.ts";
import { inOwnWords } from "../../participation/pages/case-words.tsx";
import type { Option } from "../../../ui/components/fields.tsx";
import type { CaseWith } from "../../case/case-parts.ts";

/** What the child has said, as choices: what is ticked is passed on to the provider in the child's own words. */
export function wordsToPassOn(parts: CaseWith<"conversations">): Option[] {
  return inOwnWords(parts)
    .filter((talk) => talk.child_words !== null)
    .map((talk) => ({ value: talk.id, label: `”${talk.child_words ?? ""}”`, hint: formatLong(talk.held_on) }));
}

type HandOver = { readonly passedOn?: string | undefined; readonly withheld?: string | undefined };

/** Which of the child's words go on: all of them, or the ticked ones. That none do and some are ticked is for the action to refuse. */
export function wordsChosen(parts: CaseWith<"conversations">, answer: unknown, ticked: readonly string[]): readonly string[] {
  if (answer === "ja") return inOwnWords(parts).map((talk) => talk.id);
  return ticked;
}

/**
 * What the chosen words and the caseworker's own words make together: the child's words that are passed on, and by day what is
 * not. Words that are not passed on are named by their day only, so that they are not copied to a second place.
 */
export function handOverOf(parts: CaseWith<"conversations">, chosen: readonly string[], written: HandOver): HandOver {
  const talks = inOwnWords(parts).filter((talk) => talk.child_words !== null);
  const passed = talks.filter((talk) => chosen.includes(talk.id)).map((talk) => `${formatLong(talk.held_on)}: ”${talk.child_words ?? ""}”`);
  const left = talks.filter((talk) => !chosen.includes(talk.id)).map((talk) => `Det barnet sa den ${formatLong(talk.held_on)}.`);
  const joined = (...texts: readonly (string | undefined)[]): string | undefined => texts.filter(Boolean).join("\n\n") || undefined;
  return { passedOn: joined(...passed, written.passedOn), withheld: joined(written.withheld, ...left) };
}
