/** A summons as a letter: what stands in it, for each of those called. Pure: its head and how it leaves stand in `letters`. */
import { capital } from "../../platform/basics/text.ts";
import type { LetterWords } from "../letters/letter.ts";
import type { BookingPart, CalledPart, MeetingPart } from "./meeting-part.ts";
import { isSameBooking, lengthWords, timeOf, toldBefore, whenWords } from "./rules.ts";

export type SummonsOf = {
  readonly meeting: MeetingPart;
  readonly current: BookingPart;
  readonly called: CalledPart;
  /** The caseworker whom the one called can reach. */
  readonly by: string;
};

/** The letter to one of those called: to the child in plain words, to everybody else without anything of the child's. */
export function summonsFor(of: SummonsOf): LetterWords {
  return of.called.capacity === "barnet" ? childLetter(of) : adultLetter(of);
}

const factsHeads: [string, string] = ["Om mötet", "Så är det"];
/** Parts that need no headings: the letter is short. */
const plain = (parts: readonly string[]): LetterWords["parts"] => parts.map((one) => ["", one]);

const wayWords = {
  adult: { besök: "Vi träffas på plats", video: "Videosamtal", telefon: "Telefonsamtal" },
  child: { besök: "Vi ses", video: "Vi pratar på video", telefon: "Vi pratar i telefon" },
} as const;

function childLetter(of: SummonsOf): LetterWords {
  const { meeting, current, called, by } = of;
  const isOff = current.starts_at === null;
  const change = changeOf(of);
  return {
    title: isOff ? "Mötet blir inte av" : (change?.title ?? "Vi vill träffa dig"),
    factsHeads,
    greeting: `Hej ${called.name.split(" ")[0] ?? ""}!\n\nJag heter ${by} och arbetar på socialtjänsten. Där hjälper vi barn och familjer.`,
    facts: isOff ? [] : factsOf(of, meeting.child_about ?? meeting.agenda, "Varför"),
    parts: plain(
      isOff
        ? [`Vi hade bestämt en tid: ${knownTime(of)}. Den tiden gäller inte längre.`]
        : [
            ...(change ? [change.words] : []),
            "Du bestämmer själv om du vill prata. Du får säga nej, och du får säga stopp när du vill.",
            "Du får ta med dig någon som du litar på.",
            "Du får fråga om allt som du undrar över. Vill du hellre ses någon annanstans eller en annan tid? Säg det, så försöker vi ordna det.",
            "Efteråt berättar vi för dig vad som händer sedan.",
          ],
    ),
    closing: `Du kan alltid höra av dig till mig: ${meeting.contact}.\nHälsningar ${by}`,
  };
}

function adultLetter(of: SummonsOf): LetterWords {
  const { meeting, current, called, by } = of;
  const isOff = current.starts_at === null;
  const isGuardian = called.capacity === "vårdnadshavare";
  const change = changeOf(of);
  return {
    title: isOff ? "Mötet är inställt" : (change?.title ?? "Kallelse till möte"),
    factsHeads,
    greeting: `Till ${called.name}`,
    facts: isOff ? [["Slags möte", capital(meeting.kind)]] : factsOf(of, meeting.agenda, "Vad mötet handlar om"),
    parts: plain(
      isOff
        ? [`Mötet ${knownTime(of)} blir inte av.`]
        : [
            ...(change ? [change.words] : []),
            "Kan du inte komma? Hör av dig så snart du kan, så hittar vi en annan tid.",
            "Behöver du tolk (13 § förvaltningslagen), eller något annat för att kunna vara med, så säg till i god tid.",
            ...(isGuardian ? ["Du får ha med dig ett ombud eller biträde (14 § förvaltningslagen)."] : []),
          ],
    ),
    closing: `Har du frågor? Kontakta ${meeting.contact}.\n${by}`,
  };
}

/** What is another than what this one was told before, in words; undefined where he or she was told of nothing else. */
function changeOf({ meeting, current, called }: SummonsOf): { readonly title: string; readonly words: string } | undefined {
  const before = toldBefore(meeting, called);
  if (!before?.starts_at || isSameBooking(before, current)) return undefined;
  return before.starts_at === current.starts_at
    ? { title: "Mötet är ändrat", words: "Tiden är densamma som förut, men något annat är ändrat. Det som står här gäller." }
    : { title: "Ny tid för mötet", words: `Tiden som du fick förut gäller inte längre: ${whenWords(before.starts_at)}.` };
}

/** The time of a meeting that is off, as the one called knows it: the one he or she was told, or the last that was booked. */
function knownTime({ meeting, called }: SummonsOf): string {
  return whenWords(toldBefore(meeting, called)?.starts_at ?? timeOf(meeting));
}

function factsOf({ meeting, current, called, by }: SummonsOf, why: string, term: string): [string, string][] {
  const { starts_at, minutes, way, place } = current;
  const isChild = called.capacity === "barnet";
  const facts: [string, string | null][] = [
    ["När", starts_at === null ? null : capital(whenWords(starts_at))],
    ["Hur länge", minutes === null ? null : `Ungefär ${lengthWords(minutes)}`],
    ["Hur", way === null ? null : wayWords[isChild ? "child" : "adult"][way]],
    ["Var", place],
    [term, why],
    ["Vilka som kommer", companyOf(meeting, called, by).join("\n")],
    ["Tolk", meeting.interpreter === null ? null : `Det finns tolk: ${meeting.interpreter}`],
  ];
  return facts.flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, value]]));
}

/** Who else comes. Where somebody's identity is protected nobody is told that he or she comes, and he or she alone is told who the others are. */
function companyOf({ called }: MeetingPart, own: CalledPart, by: string): string[] {
  const others = called.filter((one) => one.id !== own.id && !one.protected);
  return [
    `${by}, socialtjänsten`,
    // The child knows who they are.
    ...others.map(({ name, capacity }) => (capacity === "vårdnadshavare" && own.capacity !== "barnet" ? `${name}, vårdnadshavare` : name)),
  ];
}
