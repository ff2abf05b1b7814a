/** Words that the pages of publications share. */
import { capital } from "../../../platform/basics/text.ts";
import type { Option } from "../../../ui/components/fields.tsx";
import { groupingWords } from "../../tables/frame.ts";
import type { Grouping } from "../../tables/frame.ts";
import type { PublicationContents, PublicationForm } from "../terms.ts";

export const formWords: Readonly<Record<PublicationForm, string>> = {
  "som tryckt": "Officiell form: som tryckt",
  skyddad: "Skyddad form",
};

export const formHints: Readonly<Record<PublicationForm, string>> = {
  "som tryckt": "Döljer ingenting: andelar av kommuner, som är offentliga organ. Görs först, om båda formerna ska ges ut.",
  skyddad: "Antal från 1 till 6 enheter visas inte, och inte det som de går att räkna ut av, inte heller ur tidigare publiceringar.",
};

export const contentsWords: Readonly<Record<PublicationContents, string>> = {
  "alla tabeller": "Alla tabeller",
  "också efter kön och ålder": "Alla tabeller, och efter kön och ålder",
  "bara efter kön och ålder": "Bara efter kön och ålder",
  "öppna svar efter kod": "Öppna svar efter kod",
};

/** A list of codes with their words, for choices in a form. */
export const optionsWith = <Code extends string>(words: Readonly<Record<Code, string>>, hints?: Readonly<Record<Code, string>>): Option[] =>
  (Object.keys(words) as Code[]).map((value) => ({
    value,
    label: capital(words[value]),
    ...(hints === undefined ? {} : { hint: hints[value] }),
  }));

/** "också efter kommunstorlek och län"; "" where there is none. */
export function byWords(groupings: readonly Grouping[]): string {
  if (groupings.length === 0) return "";
  return `efter ${new Intl.ListFormat("sv").format(groupings.map((by) => groupingWords[by]))}`;
}

/** What a publication is: its form and what it holds. */
export function kindWords(publication: {
  readonly form: PublicationForm;
  readonly contents: PublicationContents;
  readonly groupings: readonly Grouping[];
  readonly column: string | null;
}): string {
  const { form, contents, groupings, column } = publication;
  const of = column === null ? "" : ` (${column})`;
  const parts = [formWords[form], `${contentsWords[contents].toLocaleLowerCase("sv")}${of}`, byWords(groupings)];
  return parts.filter((part) => part !== "").join(", ");
}
