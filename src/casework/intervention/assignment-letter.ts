/** The letter that gives a provider its assignment. Pure: its head and how it leaves stand in `letters`. */
import { formatLong } from "../../platform/basics/dates.ts";
import { capital } from "../../platform/basics/text.ts";
import type { LetterWords } from "../letters/letter.ts";
import type { StatementChoice, StatementPart } from "./codes.ts";

/** A statement of the child that the provider gets something of, in the words that it gets. */
export type GivenStatement = {
  readonly part: StatementPart;
  readonly heldOn: string;
  readonly choice: Exclude<StatementChoice, "inte">;
  readonly words: string;
};

type AssignmentLetterOf = {
  readonly provider: string;
  readonly municipality: string;
  readonly caseNumber: string;
  readonly by: string;
  readonly child: string;
  /** The identity number where it is known, else the day of birth, or the year. */
  readonly born: string;
  readonly type: string;
  readonly startedOn: string;
  readonly firstFollowUpOn: string;
  readonly goals: string;
  readonly childGoals: string | null;
  readonly given: readonly GivenStatement[];
};

/** What is to be done, with which goals, and of what the child has said only what was chosen: nothing of what is kept back, nor that something is. */
export function assignmentLetter(of: AssignmentLetterOf): LetterWords {
  return {
    title: "Uppdrag att utföra en insats",
    greeting: `Till ${of.provider}`,
    factsHeads: ["Om uppdraget", "Det gäller"],
    facts: [
      ["Barnet", `${of.child}, ${of.born}`],
      ["Vårt ärende", of.caseNumber],
      ["Insatsen", capital(of.type)],
      ["Ska börja", formatLong(of.startedOn)],
      ["Följs upp första gången", formatLong(of.firstFollowUpOn)],
    ],
    parts: [
      ["Mål", of.goals],
      ...(of.childGoals === null ? [] : [["Barnets egna mål", of.childGoals] as const]),
      ...of.given.map((one) => [headingOf(one), wordsOf(one)] as const),
    ].map(([heading, words]): [string, string] => [heading, words]),
    closing: `Har ni frågor? Kontakta socialtjänsten i ${of.municipality}.\n${of.by}`,
  };
}

const headingOf = ({ part, choice, heldOn }: GivenStatement): string =>
  [
    `Barnet har berättat, den ${formatLong(heldOn)}`,
    ...(choice === "begränsat" ? [" (återgivet i andra ord)"] : []),
    ...(part === "skyddat" ? [": får inte visas eller berättas för vårdnadshavarna"] : []),
  ].join("");

const wordsOf = ({ choice, words }: GivenStatement): string => (choice === "i sin helhet" ? `”${words}”` : words);
