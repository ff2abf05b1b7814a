import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import "../../../tests/support/properties.ts";
import { createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { nameKey, namesAgree, partsOf } from "./names.ts";

/** The house and its database decide in one way whether two names are the same. */
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Two = readonly [string, string];
/** What both say of pairs of names, all pairs in one question. */
async function inDatabase(pairs: readonly (readonly [Two, Two])[]) {
  const names = pairs.map(([one, other]) => [...one, ...other]);
  const { rows } = await sql<{ parts: string[]; key: string; agree: boolean; marked: boolean }>`
    select people.name_parts(n ->> 0) as parts, people.name_key(n ->> 0, n ->> 1) as key, people.names_agree(n ->> 0, n ->> 1, n ->> 2, n ->> 3) as agree,
      people.name_signs(n ->> 0, n ->> 1) && people.name_signs(n ->> 2, n ->> 3) as marked
    from jsonb_array_elements(${JSON.stringify(names)}::jsonb) with ordinality t(n, at) order by at`.execute(database.app);
  return rows;
}
const inProgram = (pairs: readonly (readonly [Two, Two])[]) =>
  pairs.map(([[g, f], [og, of]]) => ({
    parts: [...partsOf(g)],
    key: nameKey({ givenName: g, familyName: f }),
    agree: namesAgree({ givenName: g, familyName: f }, { givenName: og, familyName: of }),
  }));

const stems = [
  "Åsa",
  "Anna",
  "Lena",
  "Öberg",
  "Zoë",
  "Sørensen",
  "Ærø",
  "O’Brien",
  "Łukasz",
  "Þór",
  "Đặng",
  "Weiß",
  "İpek",
  "Işık",
  "Ελένη",
  "Σοφίας",
  "Ёлкин",
  "محمد",
  "Ng",
  "José",
  "2",
];
/** The same name as different people write it. */
const writings: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => name.normalize("NFD"),
  (name) => name.normalize("NFC").toLowerCase(),
  (name) => ` ${name}  `,
  (name) => name.normalize("NFKD").replaceAll(/\p{M}/gu, ""),
  (name) => `${name}.`,
];
const part = fc.tuple(fc.constantFrom(...stems), fc.constantFrom(...writings)).map(([stem, write]) => write(stem));
const between = fc.constantFrom(" ", "-", "  ", " - ", "\u2011", "\u00a0", ", ", "");
const words = fc
  .tuple(part, fc.option(fc.tuple(between, part), { nil: undefined }))
  .map(([one, more]) => (more ? one + more.join("") : one));
const two = fc.tuple(words, words);
const odd = fc.tuple(fc.constantFrom("", "-", "'", " ", "Å", "å-Å"), words);
const pairs = fc.array(fc.tuple(fc.oneof({ weight: 4, arbitrary: two }, odd), fc.oneof({ weight: 4, arbitrary: two }, odd)), {
  minLength: 100,
  maxLength: 100,
});

describe("the same name", () => {
  test("is the same in the database as in the program: åäö, é, hyphens, blanks, combining signs, order, other scripts", async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async (some) => {
        const found = await inDatabase(some);
        expect(found.map(({ parts, key, agree }) => ({ parts, key, agree }))).toEqual(inProgram(some));
      }),
      { numRuns: 20 },
    );
  });

  test("two whole names that agree have a sign in common, so that the index finds them", async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async (some) => {
        const whole = some.filter((pair) => pair.flat().every((name) => partsOf(name).length > 0));
        const missed = (await inDatabase(whole)).filter((one) => one.agree && !one.marked);
        expect(missed).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test.each([
    ["Karin Maria Lindahl", ["Karin Maria", "Lindahl"]],
    ["Lindahl, Karin Maria", ["Karin Maria", "Lindahl"]],
    [" Karin  Lindahl ", ["Karin", "Lindahl"]],
    ["Lindahl", ["", "Lindahl"]],
  ])("of %s, given names and family name are taken apart", async (name, expected) => {
    const { rows } = await sql<{ two: string[] }>`select people.name_in_two(${name}) as two`.execute(database.app);
    expect(rows[0]?.two).toEqual(expected);
  });
});
