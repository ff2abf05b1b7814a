/** What a round adds to the tables of its questionnaire: where the figures come from, and how they were collected. */
import type { TableSet } from "../tables/definition.ts";

type Collected = {
  readonly title: string;
  readonly opens_on: string;
  readonly last_day: string;
  readonly closes_on: string;
};

/** The set as it is of the round. In the year that its report is of, the report's own words stand. Errors: none. */
export function setOfRound(set: TableSet, round: Collected, deliveries: readonly { readonly number: number }[]): TableSet {
  const again = deliveries.filter(({ number }) => number > 1).length;
  const collected = [
    `Omgången var öppen ${round.opens_on}–${round.last_day}, och sena svar togs emot till ${round.closes_on}.`,
    `${deliveries.length} enheter har lämnat svar; det sista som en enhet har skrivit under gäller${again === 0 ? "." : `, och ${again} har lämnat mer än en gång.`}`,
  ].join(" ");
  if (set.year !== "" && round.opens_on.startsWith(set.year)) {
    return { ...set, about: { ...set.about, collection: `${set.about.collection} ${collected}` } };
  }
  return {
    ...set,
    title: round.title,
    source: `${round.title}.`,
    year: round.opens_on.slice(0, 4),
    about: { ...set.about, collection: collected, comparability: "Se tabellerna som jämför, där det finns sådana." },
  };
}
