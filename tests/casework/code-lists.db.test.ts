import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { roles } from "../../src/platform/core/actor.ts";
import { openInterventionTypes } from "../../src/casework/intervention/codes.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { loadOperations } from "../../src/app/web/operations.ts";
import { codes } from "../../src/platform/database/generated.ts";
import { comparisonsInDatabase, listsInApi, listsInDatabase, listsInFormat, readCode } from "../support/code-lists.ts";
import type { CodeList } from "../support/code-lists.ts";
import { openCaseFor, openHouse, reportOfConcern } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { grantWith, investigatedCase, lookAt } from "../support/investigated.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";

/** Codes stand in the program, the forms and the API, the database, the format for suppliers, the words and the demo: found by walking, not by a list. */
let house: House;
let inCode: ReturnType<typeof readCode>;
let all: readonly CodeList[];
let inDatabase: readonly CodeList[];
let inApi: readonly CodeList[];
let operations: Awaited<ReturnType<typeof loadOperations>>;
beforeAll(async () => {
  house = await openHouse();
  inCode = readCode();
  inDatabase = await listsInDatabase(house.database.owner);
  inApi = await listsInApi();
  operations = await loadOperations();
  all = [...inCode.lists, ...inDatabase, ...inApi, ...listsInFormat()];
});
afterAll(() => house.database.drop());

/** How alike two lists must be to be the same list that has drifted. */
const alike = 0.6;

/** Where two lists are alike and differ on purpose: what the one has and the other has not, and why. */
const onPurpose: Readonly<Record<string, string>> = {
  "fingerade personuppgifter": "the population register holds what is made up as if it were not",
  "avliden|flyttat": "that somebody has died or moved away does not pass, whatever is read later",
  "inte nu": "a page about a whole meeting asks of each step, also where there is nothing to write of it",
  "rådgivning|öppen verksamhet": "what is open to anybody is granted to nobody",
  kontaktperson: "contact persons take an assessment and are no care, which another list is of",
  observation: "what a meeting was is asked before its form",
  none: "accounts without a role are looked for too",
  bekräftad: "what is changed is confirmed already",
  förhindrad: "the child answers, and is not prevented",
  vårdnadshavare: "who stands in a guardian's stead is none",
  barnet: "who consents may be the child too",
  "barnet|vårdnadshavare": "who stands in a guardian's stead is neither",
  skriftligt: "an adult may write, and a meeting is held",
  anmälaren: "the reporter is not named again where the conversation with it is written",
  "förhandsbedömning|placering": "the questionnaire asks of three phases",
  "muntligt|rekommenderat brev": "a party may be told by word of mouth, and by what must be signed for",
  "genom Skatteverket": "a letter by way of Skatteverket is no message",
  "22 § LVU|ansökan LVU|placering SoL|öppen insats": "an investigation that ends without an intervention",
  "ny roll i ärendet|någon annan är ansvarig|ärendet är avslutat": "what the program itself says of why somebody left",
  "för tidigt att säga": "an intervention that ends is not followed up too early",
  "för hand": "an answer that is proposed comes from somewhere, one that is not from somebody",
  automatiserat: "no decision is automated, and the rule says so",
  "gick inte att bedöma": "whether a child has understood is another question",
  "kunde inte nås|skulle skada barnet eller utredningen": "reasons for not telling are none for not hearing",
  "brist på stöd från ledningen|funktionsnedsättning|inställt|vårdnadshavare samtycker inte":
    "reasons for not hearing are none for not telling",
  annat: "an investigation may end for another reason only without a decision on an application",
  "skyddat boende": "the demo places children in more than private homes",
  "Migrationsverket|id-handling": "a person's identity is read in more places than who is guardian",
  "begin-intervention|execution-report": "one wait asks for two things",
  csv: "a folder of files is not downloaded",
  "kontakt|nätverk": "whoever is of the network alone is of no generation",
  upphörd: "who somebody is does not end",
  "": "some figures are of no phase",
  open: "the demo counts open interventions beside the phases",
  "contact|information": "random forms of a test ask what one can answer about oneself alone",
  "kommun|namn": "a frame names its units beside their groups",
  lan: "counties are too many for a model of who answers",
  "försök|inget svar": "a try is no end of a sending",
  "försök|inget svar|väntar": "a try is no end of a sending, and neither is waiting",
  väntar: "a sending waits before anything has come of it",
  "digital post|muntligt|rekommenderat brev":
    "a summons is a letter that is handed over, or a message; what a party is told of may be told",
  "reasoning|right-and-beyond": "a rule names the paragraphs, a point of the delegation order the grounds that are made of them",
  "agency|analyst": "the delegation order stands in the menu of those who decide by it or prepare it",
  berättad: "what comes before the decision",
  "ordförande eller ledamot": "the chair's urgent decision is the board's to change, and is never changed by the chair",
  "digital post|muntligt": "what a party is given to see is on paper, and not sent digitally",
  "e-post|sms": "what a party is told of a decision is not told by an open channel",
  "digital post|rekommenderat brev": "what a party is given to see is on paper, and not sent digitally",
  "frågas inte|utskott": "what the board says of kinds that the order does not name is no point of the order",
  "berättad|informerad": "what is asked before the decision of every phase",
};

type Kind = { readonly codes: ReadonlySet<string>; readonly places: string[] };

/** The lists by what they hold. */
function kindsOf(lists: readonly CodeList[]): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { place, codes } of lists) {
    const key = [...new Set(codes)].sort().join("|");
    const same = kinds.get(key) ?? { codes: new Set(codes), places: [] };
    same.places.push(place);
    kinds.set(key, same);
  }
  return [...kinds.values()];
}

/** The database, the API, and what suppliers read: lists that others must follow. */
const isFixed = ({ places }: Kind) => places.some((one) => /^API |^docs|^"?[a-z]+"?\.[a-z_]+\./.test(one) || one.includes("/codes.ts"));
/** Words for some codes, and what the demo makes up: may leave codes out, and know no others. */
const isPart = ({ places }: Kind) => places.every((one) => /^demo\/|_WORDS$|[Ww]ords$/.test(one));

function drifted(lists: readonly CodeList[]): readonly string[] {
  const kinds = kindsOf(lists);
  return kinds.flatMap((a, place) =>
    kinds.slice(place + 1).flatMap((b) => {
      if (!isFixed(a) && !isFixed(b)) return [];
      const [extra, lacks] = [[...a.codes].filter((one) => !b.codes.has(one)), [...b.codes].filter((one) => !a.codes.has(one))];
      const shared = a.codes.size - extra.length;
      if (shared / (shared + extra.length + lacks.length) < alike) return [];
      if ((isPart(a) && (isPart(b) || extra.length === 0)) || (isPart(b) && lacks.length === 0)) return [];
      const difference = [...extra, ...lacks].sort().join("|");
      return difference in onPurpose ? [] : [`${difference}: ${a.places.join(", ")} / ${b.places.join(", ")}`];
    }),
  );
}

const isSame = (list: readonly string[], codes: ReadonlySet<string>) =>
  new Set(list).size === codes.size && list.every((one) => codes.has(one));

describe("a list of codes that stands in several places", () => {
  test("is the same in all of them, or differs on purpose", () => {
    expect(all.length).toBeGreaterThan(200);
    expect(drifted(all)).toEqual([]);
  });

  test("a code that is added in one place alone is found, whichever list and whichever place", () => {
    const kinds = kindsOf(all).filter((one) => isFixed(one) && one.places.length > 1);
    expect(kinds.length).toBeGreaterThan(20);
    for (const { codes, places } of kinds) {
      const near = all.filter((one) => one.codes.some((code) => codes.has(code)));
      for (const place of new Set(places)) {
        // Words may leave a code out: the page then says the code itself.
        if (places.every((one) => one === place || isPart({ codes, places: [one] }))) continue;
        const grown = near.map((one) =>
          one.place === place && isSame(one.codes, codes) ? { place, codes: [...one.codes, "en ny kod"] } : one,
        );
        expect([place, places, drifted(grown).some((one) => one.includes("en ny kod"))]).toEqual([place, places, true]);
      }
    }
  });

  test("whatever a form or the API lets in, the database takes: each choice that is stored is part of a list of a column", () => {
    const columns = Object.values(codes).map((list) => new Set<string>(list));
    const own = inApi.filter(({ codes }) => !columns.some((column) => codes.every((code) => column.has(code))));
    // In columns without a list of their own, or kept among other words: the ground of a day, where the second person looked, how an import is made, a
    // number, a question in the text of its form, what a view of a table shows; what is known of a child, kept as name and day; and what a meeting was said in one word, kept as status and form.
    const free =
      /save-view|record-encounter\.input (?:what|informed|weighed|told)$|legalGround|review-own-family|start-import|\.input minutes|editor\.save-question\.input type|register-intake\.input childKnown$/;
    const actions = operations.filter((one) => one.kind === "action").map((one) => `API components schemas ${one.name}.input `);
    const stored = own.map((one) => one.place).filter((place) => actions.some((name) => place.startsWith(name)));
    expect(stored.filter((place) => !free.test(place))).toEqual([]);
  });
});

describe("the lists of the database", () => {
  const lists = Object.entries(codes);

  /** Lists in an order of their own. */
  const ordered = ["src/followup/exchange/format.ts: LOAD_ORDER"];
  /** What is compared with a column of the same name that has no list of its own: what was at work, and how something went in the log. */
  const outside = ["provider", "child", "guardian", "respondent", "public"].map((kind) => `kind ${kind}`);
  const otherColumns = ["step Öppnar leveransen", "outcome too-many", ...outside];

  test("are written out nowhere else: the program and the demo take them from the generated ones, and key words by them with types", () => {
    const again = inCode.lists.flatMap(({ place, codes: written, as }) =>
      as === "keys" || ordered.includes(place)
        ? []
        : lists.filter(([, list]) => isSame(written, new Set<string>(list))).map(([column]) => `${place}: ${column}`),
    );
    expect(again).toEqual([]);
  });

  test("are all that a column of theirs is compared with, in the program's SQL, in views and in functions", async () => {
    const known = new Map<string, Set<string>>();
    for (const [column, list] of lists) {
      const name = column.split(".")[2] ?? "";
      known.set(name, new Set([...(known.get(name) ?? []), ...list]));
    }
    // Roles are the program's words.
    known.set("role", new Set([...(known.get("role") ?? []), ...roles]));
    const all = [...inCode.comparisons, ...(await comparisonsInDatabase(house.database.owner))].filter(({ column }) => known.has(column));
    expect(all.length).toBeGreaterThan(100);
    const unknown = all.filter(({ column, text }) => known.get(column)?.has(text) !== true && !text.startsWith("${"));
    expect(unknown.filter(({ column, text }) => !otherColumns.includes(`${column} ${text}`))).toEqual([]);
  });
});

describe("a code that the database does not know", () => {
  const shrink = (table: string, column: string, code: string) =>
    sql`alter table ${sql.raw(table)} add constraint ${sql.raw(`${table.split(".")[1] ?? ""}_${column}_check9`)} check (${sql.raw(column)} <> ${sql.lit(code)}) not valid`.execute(
      house.database.owner,
    );

  test("is a fault at its field, not an answer that something went wrong", async () => {
    const { caseId } = await openCaseFor(house);
    const phaseId = (await lookAt(house, caseId)).phases[0]?.id;
    await shrink("participation.conversation", "channel", "sms");
    const talk = { caseId, phaseId, heldOn: "2026-03-02", status: "genomfört", form: "enskilt", channel: "sms", childWords: "x" };
    expect(faultsOf(await house.act(house.staff.caseworker, recordConversation, talk))).toBe("channel");
    await shrink("intake.intake", "reporter_category", "skola");
    expect(faultsOf(await house.act(house.staff.caseworker, registerIntake, reportOfConcern({ givenName: "Bo" })))).toBe(
      "reporterCategory",
    );
    await sql`alter table intake.intake drop constraint intake_reporter_category_check9`.execute(house.database.owner);
  });

  test("also where the column is called by another name than the field", async () => {
    const one = await investigatedCase(house);
    await shrink("decision.decision", "intervention_type", "familjebehandling");
    const refused = await grantWith(house, one, ["samtycker", "samtycker"]);
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["invalid-input", "type"]);
    await sql`alter table decision.decision drop constraint decision_intervention_type_check9`.execute(house.database.owner);
  });

  test("nor does what no form has ever offered pass the form", async () => {
    const { caseId } = await openCaseFor(house, { givenName: "Cia" });
    const phaseId = (await lookAt(house, caseId)).phases[0]?.id;
    const talk = { caseId, phaseId, heldOn: "2026-03-02", status: "genomfört", form: "enskilt", channel: "brev", childWords: "x" };
    expect(faultsOf(await house.act(house.staff.caseworker, recordConversation, talk))).toBe("channel");
    const note = { caseId, happenedOn: "2026-03-02", text: "x" };
    expect(codeOf(await house.act(house.staff.caseworker, writeNote, note))).toBe("ok");
  });

  test("every type that may be granted is stored and delivered as it is called", async () => {
    for (const type of openInterventionTypes) {
      const one = await investigatedCase(house, { givenName: type.slice(0, 8) });
      expect([type, codeOf(await grantWith(house, one, ["samtycker", "samtycker"], { type }))]).toEqual([type, "ok"]);
    }
    const { rows } = await sql<{ type: string }>`select distinct type from countable.intervention where is_open`.execute(
      house.database.owner,
    );
    expect(rows.map((row) => row.type).sort()).toEqual([...openInterventionTypes].sort());
  });
});
