/** What was known of somebody and what was said instead, as it is shown again. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { personLabels } from "./codes.ts";

const anything = answer.text(100).nullable().optional();

/** What a person is in words, as far as it was said; each is of the kind that its field is. */
export const reviewWords = z.object({
  givenName: anything,
  familyName: anything,
  birthDate: anything,
  sex: anything,
  protectedIdentity: anything,
  language: anything,
  interpreterNeed: answer.yesNo.nullable().optional(),
  identityNumber: answer.text(13).nullable().optional(),
});

/** An earlier one of these beside the present would tell who somebody with a new identity was, or is. */
const tellsWho = ["givenName", "familyName", "identityNumber", "birthDate"];

/** `known` and `typed` of a review by its alias, for `jsonb_build_object`: without names and numbers where the person has a new identity. */
export const shownWords = (review: string): RawBuilder<unknown> => {
  const of = (column: string) => sql`case when (select s.protected_identity from people.person s
    where s.municipality_id = ${sql.ref(`${review}.municipality_id`)} and s.id = ${sql.ref(`${review}.person_id`)}) = 'fingerade personuppgifter'
    then ${sql.ref(`${review}.${column}`)} - ${tellsWho}::text[] else ${sql.ref(`${review}.${column}`)} end`;
  return sql`'known', ${of("known")}, 'typed', ${of("typed")}`;
};

type Shown = {
  readonly known: z.output<typeof reviewWords>;
  readonly typed: z.output<typeof reviewWords>;
  readonly taken: readonly string[];
  readonly kept?: readonly string[];
  readonly validFrom: string | null;
  readonly source: string | null;
  readonly sourceDetail: string | null;
  readonly sourceOn: string | null;
};

/** "Källa: folkbokföringen, 2026-03-02." */
export const sourceLine = (of: Pick<Shown, "source" | "sourceDetail" | "sourceOn">): string =>
  `Källa: ${[of.source, of.sourceDetail, of.sourceOn].filter(Boolean).join(", ")}.`;

/** Each thing that was said otherwise and what became of it, since when it holds, and where it was read. */
export function correctionLines(of: Shown): readonly string[] {
  const [known, typed]: readonly Readonly<Record<string, string | boolean | null | undefined>>[] = [of.known, of.typed];
  const labels: Readonly<Record<string, string>> = personLabels;
  const line = (field: string, became: string) =>
    // Left out where it would tell who somebody with a new identity is.
    known?.[field] === undefined && typed?.[field] === undefined
      ? `${labels[field] ?? field}: visas inte. ${became}`
      : `${labels[field] ?? field}: känt ${wordsFor(known?.[field])}, uppgivet ${wordsFor(typed?.[field])}. ${became}`;
  return [
    ...of.taken.map((field) => line(field, "Det uppgivna gäller nu.")),
    ...(of.kept ?? []).map((field) => line(field, "Det kända står kvar.")),
    ...(of.validFrom === null ? [] : [`Gäller från och med ${of.validFrom}.`]),
    ...(of.source === null ? [] : [sourceLine(of)]),
  ];
}

function wordsFor(value: string | boolean | null | undefined): string {
  if (typeof value === "boolean") return value ? "ja" : "nej";
  return value ?? "inget";
}
