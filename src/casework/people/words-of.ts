/** What is known of a person, in words, of a row of `people.person`. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { PersonWords } from "./codes.ts";

/** The columns that the words are made of, but for the number and the protection, which not everybody who asks is told. */
export const wordColumns = ["given_name", "family_name", "birth_date", "sex", "language", "interpreter_need"] as const;

type Row = {
  readonly given_name: string;
  readonly family_name: string;
  readonly birth_date: string | null;
  readonly sex: PersonWords["sex"];
  readonly language: string | null;
  readonly interpreter_need: boolean | null;
};

/** The words of a row's columns, each under its field's name. */
export const wordsOf = (row: Row): Omit<PersonWords, "identityNumber" | "protectedIdentity"> => ({
  givenName: row.given_name,
  familyName: row.family_name,
  birthDate: row.birth_date,
  sex: row.sex,
  language: row.language,
  interpreterNeed: row.interpreter_need,
});

/** The number of a person's row by its alias: where the same child stands here twice, that of the row which leads. */
export const leadingNumber = (row: string): RawBuilder<string | null> => sql<
  string | null
>`coalesce((select l.identity_number from people.person l
  where l.municipality_id = ${sql.ref(`${row}.municipality_id`)} and l.id = ${sql.ref(`${row}.same_as`)}), ${sql.ref(`${row}.identity_number`)})`;
