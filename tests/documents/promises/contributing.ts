import type { Promised } from "../promised.ts";

const load = "demo/load.db.test.ts";
const checkRepository = "scripts/check-repository.test.ts";
const checkSpelling = "scripts/check-spelling.test.ts";
const floors = "scripts/floors.test.ts";
const generateLaw = "scripts/generate-law.test.ts";
const measureChange = "scripts/measure-change.test.ts";
const races = "tests/casework/races.db.test.ts";
const refusals = "tests/casework/refusals.db.test.ts";
const walk = "tests/walk/walk.db.test.ts";
const contributing = "tests/documents/contributing.test.ts";
const handedOut = "tests/documents/handed-out.test.ts";
const promisesTest = "tests/documents/promises.test.ts";
const lockFile = "tests/operations/lock-file.test.ts";

// prettier-ignore
export const promises: readonly Promised[] = [
  ["c7b35c35", "You need git and Node (20 or later).", [[contributing, "the Node that is asked for"]]],
  ["edc02cd3", "Everything else comes with npm, also the Node that the program r", [[lockFile, "holds Node itself, pinned to one version for every platform"], [lockFile, "no script of ours fetches a program"]]],
  ["4351a1f9", "While you work, run one file or one step:", null],
  ["fc45969d", "`npm test` tries the same random cases in every run, so that red", [[contributing, "npm test tries the same random cases"]]],
  ["905841d8", "`npm run explore` looks for new ones and names the seed when a p", [[contributing, "npm test tries the same random cases"]]],
  ["2eabf9a7", "What every page shows every role stands as text in `tests/walk/r", [[walk, "the pages that need no role"], [walk, "nothing is kept of a page that is not there"]]],
  ["cdd52abd", "`npm test` compares.", [[walk, "what stands around a page"]]],
  ["fcd6fa60", "Where you have changed a screen, run `npm run record:walk` and r", null],
  ["3942a3db", "How a field, a page and the like are added stands in the guide, ", [[measureChange, "the recipes of the guide hold what they promise"]]],
  ["e760a2e5", "**One thought in one commit.** The message says why, in the impe", null],
  ["49c950ef", "**A rule has its paragraph beside it,** a table of cases as its ", [[generateLaw, "every rule has a provision and a table of cases"]]],
  ["29aa931f", "See docs/law.md.", [[generateLaw, "docs/law.md is fresh"]]],
  ["6124e8f3", "**What must never happen is a constraint in the database** first", [[refusals, "two at once"], [races, "what the database holds of a decision"]]],
  ["392edcf2", "**Tests build their own data** on a real PostgreSQL.", null],
  ["050b7e42", "Nothing of our own is mocked; time is a parameter.", null],
  ["1a2ddb71", "**Never real people.** Identity numbers only from the tax agency", [[load, "no identity number is outside the official test series"]]],
  ["bacfe1ce", "Never paste data from a municipality's system in an issue, a tes", null],
  ["306c08c7", "**English in the code, Swedish on the screen,** in the law's own", [[checkSpelling, "reads the texts of the whole program"]]],
  ["baf6a2ce", "A new Swedish word goes to `words/swedish.txt`, after you have r", [[checkSpelling, "finds misspelt words in the texts of a page"]]],
  ["bc189aa3", "**A sentence in the README,** in this page, in SECURITY.md or in", [[promisesTest, "no sentence is without a test"]]],
  ["1c0f5108", "What is new or says something else gets its tests named in `test", [[promisesTest, "no sentence is without a test"]]],
  ["5bad778c", "**A new library** gets a line in docs/decisions/0004-libraries.m", null],
  ["686b30fa", "Add it with the npm that runs under the clone's Node: `npx --no ", null],
  ["65a2b4c9", "If it has an install script, approve it with `npm install-script", [[lockFile, "has no install script that nobody has approved by name"]]],
  ["a31b93ca", "**A file stands on the lowest floor that can hold it.** The floo", [[floors, "are the folders of src, and nothing lies beside them"]]],
  ["e49f992d", "**A decision that others will ask about** gets a page in `docs/d", [[checkRepository, "finds two decisions of one number"]]],
  ["be493943", "types | TypeScript 7 | `npm run check:types`", [[contributing, "the steps of npm test are those of the table"]]],
  ["a6461a78", "lint | oxlint with types: no `any`, no forgotten promise, no fil", [[contributing, "the steps of npm test are those of the table"]]],
  ["caa0b956", "selectors | ESLint, without types: no question to the clock, no ", [[contributing, "the steps of npm test are those of the table"]]],
  ["35eee678", "format | Prettier, 140 columns | `npm run check:format`", [[contributing, "the steps of npm test are those of the table"]]],
  ["74a4891c", "imports | dependency-cruiser: which floor and room may know whic", [[contributing, "the steps of npm test are those of the table"]]],
  ["907b4e3f", "unused | knip: no file, export or package that nobody uses | `np", [[contributing, "the steps of npm test are those of the table"]]],
  ["5a4e0f85", "spelling | Swedish texts of the pages, messages and definitions;", [[contributing, "the steps of npm test are those of the table"]]],
  ["0386c4dd", "repository | no machine's folders, nothing left to do, links and", [[contributing, "the steps of npm test are those of the table"]]],
  ["c7f58033", "change | each recipe of the guide: its patch applies, costs the ", [[contributing, "the steps of npm test are those of the table"]]],
  ["859ff20e", "unit, integration, e2e, crash | Vitest, one run, two files at a ", [[contributing, "the steps of npm test are those of the table"]]],
  ["b172849b", "The whole takes minutes on two cores: keep it so (decision 0017)", null],
  ["0b43eb2c", "The database of the tests lies in memory (`/dev/shm/fortrogen-te", null],
  ["d133eebb", "A test that fails by chance is worse than none.", null],
  ["c29641a7", "So:", null],
  ["7b4e1148", "It waits for what it waits for, never for a time; a limit of tim", null],
  ["e0dd1afe", "It reads the clock that it was given.", null],
  ["6d175986", "Where a program of its own reads the machine's, what it expects ", null],
  ["f85fdf57", "A secret that it looks for cannot come about by chance: no four ", null],
  ["fd83383a", "It has its own database, its own folder for temporary files (`TM", null],
  ["5bdda3ee", "It orders what it compares by more than a moment.", null],
  ["b7c4a736", "The hooks of git are a help that you may take: `npx lefthook ins", [[handedOut, "can be read by the editor, and asks for nothing that is not there"]]],
  ["caaa725e", "Set `DATABASE_URL` to run the tests on a PostgreSQL of your own ", null],
  ["855043b5", "A weakness that could show somebody's data is not for a public i", null],
  ["9f1cccc4", "By contributing you license your work under the EUPL 1.2.", null],
];
