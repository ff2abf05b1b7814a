import type { Promised } from "../promised.ts";

const remove = "demo/remove.db.test.ts";
const main = "src/app/cli/main.test.ts";
const handedOut = "tests/documents/handed-out.test.ts";
const promisesTest = "tests/documents/promises.test.ts";

// prettier-ignore
export const promises: readonly Promised[] = [
  ["876d5d0e", "Förtrogen holds what is known of children.", null],
  ["af0673ed", "A weakness that could show somebody's data, or let somebody chan", null],
  ["82d9bd2d", "Use \"Report a vulnerability\" under the repository's security tab", null],
  ["c6521ea3", "Where the repository that you use has none, write to the contact", [[handedOut, "has what the standard asks for"]]],
  ["4fe0c6a2", "Say what you did, what you saw, and in which version (`npx fortr", [[main, "says its version"]]],
  ["1ddcc4f4", "Never try it on a municipality's system, and never send real dat", [[remove, "demo data beside real people"]]],
  ["c3ba2445", "You get an answer within three working days, and are told what w", null],
  ["19e937cb", "We ask you to keep it to yourself until then, at most 90 days.", null],
  ["963b6daa", "Whoever finds something is thanked by name in the release, if th", null],
  ["8887345e", "A municipality that runs the program is told before the weakness", null],
  ["5048e931", "If personal data may have been seen, the municipality decides ab", null],
  ["15d92072", "The latest release.", null],
  ["2d3c8593", "What the program promises, and what it cannot do, stands in docs", [[promisesTest, "no sentence is without a test"]]],
];
