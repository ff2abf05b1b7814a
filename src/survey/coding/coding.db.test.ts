import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addAgencyStaff, addDeliveries, addRound, agencyCode } from "../../../tests/support/agency.ts";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { makeOne } from "../../../tests/survey/agency.ts";
import { codeOf, faultsOf, saidOf } from "../../../tests/support/outcomes.ts";
import { stockholmInstant } from "../../platform/basics/dates.ts";
import { valueOf } from "../../platform/basics/result.ts";
import type { StaffActor } from "../../platform/core/actor.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { codeAnswer } from "./actions/code-answer.ts";
import { finishCoding } from "./actions/finish-coding.ts";
import { codingsAsCsv } from "./pages/downloads.ts";
import { loadCodings } from "./actions/load-codings.ts";
import { proposeQuote } from "./actions/propose-quote.ts";
import { reviewQuote } from "./actions/review-quote.ts";
import { saveCodeBook } from "./actions/save-code-book.ts";
import { settleAnswer } from "./actions/settle-answer.ts";
import { takeSeat } from "./actions/take-seat.ts";
import { findOpenQuestions } from "./queries/find-open-questions.ts";
import { findQuotes } from "./queries/find-quotes.ts";
import { getAnswerToCode } from "./queries/get-answer-to-code.ts";
import { getCoding } from "./queries/get-coding.ts";
import { getCodings } from "./queries/get-codings.ts";
import { askForPublication } from "../results/actions/make-publication.ts";
import { makeOfRound } from "../results/make.ts";
import type { Table } from "../tables/table.ts";

const column = "q25_text";
const book = [
  { code: "tid", meaning: "Brist på tid", includes: "Arbetsbelastning" },
  { code: "lokaler", meaning: "Lokalerna" },
  { code: "annat", meaning: "Annat" },
];
let house: House;
let abroad: House;
let first: StaffActor;
let second: StaffActor;
let third: StaffActor;
let roundId: string;
let ids: readonly string[];
const names = ["Ale", "Bjuv", "Dals-Ed", "Eda", "Flen", "Gagnef"];
const texts = [
  "Vi har för lite tid.",
  "Tiden räcker inte, och lokalerna är små.",
  "Lokalerna.",
  "Tid.",
  "I Flens kommun har vi för lite tid.",
  "Inget.",
];

beforeAll(async () => {
  house = await openHouse({ code: agencyCode });
  abroad = await openHouse({ code: "202100-6255", database: house.database });
  first = house.staff.agency;
  second = await addAgencyStaff(house, "Kodare Två");
  third = await addAgencyStaff(house, "Den Tredje");
});
afterAll(() => house.database.drop());
beforeEach(async () => {
  house.at("2026-03-02");
  const units = names.map((name, at) => ({ code: String(1001 + at), name, storlek: "0–15 tusen invånare" }));
  const round = await addRound(house, units);
  roundId = round.roundId;
  ids = units.map(({ code }) => round.unitIds.get(code) ?? "");
  await deliver(texts);
});

const at = () => ({ roundId, column });
const deliver = (said: readonly string[], number = 1, from = 0) =>
  addDeliveries(
    house,
    said.map((text, place) => ({
      unitId: ids[from + place] ?? "",
      code: String(1001 + from + place),
      number,
      answers: { [column]: text },
      receivedAt: stockholmInstant("2026-03-02", "09:00"),
    })),
  );
const look = async (who: StaffActor) => valueOf(await house.read(who, getCoding, at()));
const code = async (who: StaffActor, place: number, codes: readonly string[]) => {
  const { answer } = valueOf(await house.read(who, getAnswerToCode, { ...at(), unitId: ids[place] }));
  return house.act(who, codeAnswer, { ...at(), unitId: ids[place], digest: answer?.digest ?? "", codes });
};
const begin = async () => {
  await house.do(first, saveCodeBook, { ...at(), follows: 0, codes: book });
  await house.do(first, takeSeat, at());
  await house.do(second, takeSeat, at());
};
const ofFirst = [["tid"], ["tid", "lokaler"], ["lokaler"], ["tid"], ["tid"], ["annat"]];
const ofSecond = [["tid"], ["tid"], ["lokaler"], ["tid"], ["tid"], ["annat"]];
const codeAll = async () => {
  for (const place of texts.keys()) {
    await code(first, place, ofFirst[place] ?? []);
    await code(second, place, ofSecond[place] ?? []);
  }
};
const finishBoth = async () => {
  await house.do(first, finishCoding, at());
  return house.do(second, finishCoding, at());
};

describe("a code book", () => {
  test("has versions, says every fault at its field, and is written by one at a time", async () => {
    const wrong = [{ code: "Tid!", meaning: "x" }, { code: "tid" }, { meaning: "Utan kod" }, {}, { code: "TID", meaning: "Samma" }];
    expect(faultsOf(await house.act(first, saveCodeBook, { ...at(), follows: 0, codes: wrong }))).toBe(
      "codes.0.code,codes.1.meaning,codes.2.code,codes.4.code",
    );
    expect(faultsOf(await house.act(first, saveCodeBook, { ...at(), follows: 0, codes: [{}] }))).toBe("codes.0.code");
    expect(await house.do(first, saveCodeBook, { ...at(), follows: 0, codes: book })).toEqual({ version: 1 });
    expect(codeOf(await house.act(second, saveCodeBook, { ...at(), follows: 0, codes: book }))).toBe("changed-meanwhile");
    expect(await house.do(second, saveCodeBook, { ...at(), follows: 1, codes: book.slice(0, 2) })).toEqual({ version: 2 });
    expect((await look(first)).codes.map((one) => one.code)).toEqual(["tid", "lokaler"]);
  });

  test("that gives a code another meaning makes what was coded by it to be coded anew, an example does not", async () => {
    await begin();
    await code(first, 0, ["tid"]);
    await code(first, 2, ["lokaler"]);
    await house.do(first, saveCodeBook, { ...at(), follows: 1, codes: book.map((one) => ({ ...one, example: "Vi hinner inte." })) });
    expect((await look(first)).coders[0]?.left).toBe(4);
    await house.do(first, saveCodeBook, { ...at(), follows: 2, codes: [{ ...book[0], meaning: "Tid och bemanning" }, ...book.slice(1)] });
    expect(await look(first)).toMatchObject({ anew: 1 });
    expect((await look(first)).coders[0]?.left).toBe(5);
  });
});

describe("two code by themselves", () => {
  test("one after the other, the next that is not coded first, and the form is of the text that was read", async () => {
    await begin();
    expect(codeOf(await house.act(third, takeSeat, at()))).toBe("already-done");
    expect(codeOf(await house.act(first, takeSeat, at()))).toBe("already-done");
    expect(codeOf(await code(third, 0, ["tid"]).catch(() => ({ ok: false, error: { code: "not-coder", message: "" } }) as const))).toBe(
      "not-coder",
    );
    const next = valueOf(await house.read(first, getAnswerToCode, at()));
    expect(next).toMatchObject({ total: 6, left: 6 });
    expect(JSON.stringify(next)).not.toMatch(/Ale|Bjuv|1001/u);
    const { unitId, digest } = next.answer ?? { unitId: "", digest: "" };
    expect(faultsOf(await house.act(first, codeAnswer, { ...at(), unitId, digest, codes: [] }))).toBe("codes");
    expect(faultsOf(await house.act(first, codeAnswer, { ...at(), unitId, digest, codes: ["finns-inte"] }))).toBe("codes");
    expect(codeOf(await house.act(first, codeAnswer, { ...at(), unitId, digest: "0".repeat(64), codes: ["tid"] }))).toBe(
      "changed-meanwhile",
    );
    const coded = await house.do(first, codeAnswer, { ...at(), unitId, digest, codes: "tid" });
    expect(coded).toEqual({ left: 5, next: next.nextLeft });
    expect(valueOf(await house.read(first, getAnswerToCode, at())).answer?.unitId).toBe(coded.next);
    // Whoever has passed some by goes on forwards, and from the beginning again after the last.
    const all = [...ids].sort();
    const [passed, skipped, last] = [all[1] ?? "", all[3] ?? "", all[5] ?? ""];
    expect(valueOf(await house.read(first, getAnswerToCode, { ...at(), unitId: skipped })).nextLeft).toBe(all[4]);
    expect(valueOf(await house.read(first, getAnswerToCode, { ...at(), unitId: last })).nextLeft).toBe(passed);
  });

  test("and neither sees, in any way, what the other wrote until both are done", async () => {
    await begin();
    await codeAll();
    await house.do(first, finishCoding, at());
    for (const who of [first, second, third]) {
      const seen = await look(who);
      expect(seen).toMatchObject({ isRevealed: false, differing: [] });
      expect(seen.agreement.reason).toContain("när båda kodarna är klara");
      expect(seen.shares.rows).toEqual([]);
      const { lines } = valueOf(await house.read(who, getCodings, at()));
      for (const line of lines) expect(line).toMatchObject({ first: null, second: null, final: null });
      const ask = { ...at(), form: "skyddad", contents: "öppna svar efter kod", groupings: [] };
      expect(faultsOf(await house.act(who, askForPublication, ask))).toBe("column");
      expect(valueOf(await house.read(who, findQuotes, at())).quotes).toEqual([]);
      expect(codeOf(await house.act(who, settleAnswer, { ...at(), unitId: ids[1], codes: ["tid"], reason: "Så." }))).toBe("coding-goes-on");
    }
    const { lines } = valueOf(await house.read(second, getCodings, at()));
    expect(lines.find(({ unitId }) => unitId === ids[1])?.mine).toEqual(["tid"]);
    expect(valueOf(await house.read(third, getCodings, at())).lines.every(({ mine }) => mine.length === 0)).toBe(true);
    expect(await house.do(second, finishCoding, at())).toEqual({ both: true });
    expect((await look(third)).differing).toMatchObject([{ unitId: ids[1], first: ["tid", "lokaler"], second: ["tid"] }]);
  });

  test("nobody is done before all is coded, nor codes what the other has been seen to code", async () => {
    await begin();
    await code(first, 0, ["tid"]);
    expect(codeOf(await house.act(first, finishCoding, at()))).toBe("coding-unfinished");
    await codeAll();
    await finishBoth();
    expect(codeOf(await house.act(first, finishCoding, at()))).toBe("already-done");
    expect(codeOf(await code(first, 0, ["annat"]))).toBe("coding-closed");
    const table = `svar;koder\n${ids[0] ?? ""};annat\n`;
    expect(saidOf(await house.act(first, loadCodings, { ...at(), table }))).toContain("ändras inte längre");
  });

  test("kappa is that of what each wrote, of each code and of all, and shares say their base", async () => {
    await begin();
    await codeAll();
    await finishBoth();
    const { agreement, shares } = await look(first);
    const rowOf = (label: string) => agreement.rows.find((row) => row.label === label)?.values ?? [];
    // "lokaler": 2 and 1 of 6, one apart: p_o = 5/6, p_e = (2·1 + 4·5)/36.
    expect(rowOf("lokaler")[0]).toBeCloseTo((5 / 6 - 22 / 36) / (1 - 22 / 36), 10);
    expect(rowOf("tid")[0]).toBe(1);
    // All: tid 3 and 4, tid|lokaler 1 and 0, lokaler 1 and 1, annat 1 and 1 of 6.
    expect(rowOf("Alla koder")[0]).toBeCloseTo((5 / 6 - 14 / 36) / (1 - 14 / 36), 10);
    expect(shares.rows.find(({ label }) => label.startsWith("tid"))?.values).toEqual([3, 60]);
    expect(shares.notes.join()).toContain("n = 5 av 6 svar. 1 återstår");
  });
});

describe("what differs", () => {
  test("is settled by somebody with why, and a later word counts", async () => {
    await begin();
    await codeAll();
    await finishBoth();
    const settle = (given: Readonly<Record<string, unknown>>) =>
      house.act(third, settleAnswer, { ...at(), unitId: ids[1], codes: ["tid", "lokaler"], reason: "Båda nämns.", ...given });
    expect(faultsOf(await settle({ reason: "" }))).toBe("reason");
    expect(codeOf(await settle({ unitId: ids[0] }))).toBe("coding-agrees");
    expect(codeOf(await settle({}))).toBe("ok");
    expect((await look(first)).differing).toMatchObject([{ settled: ["tid", "lokaler"], reason: "Båda nämns.", by: "Den Tredje" }]);
    expect(codeOf(await settle({ codes: ["lokaler"], reason: "Det är lokalerna." }))).toBe("ok");
    const { lines } = valueOf(await house.read(first, getCodings, at()));
    expect(lines.find(({ unitId }) => unitId === ids[1])).toMatchObject({ first: ["tid", "lokaler"], second: ["tid"], final: ["lokaler"] });
    // What the two wrote stands: kappa is the same as before it was settled.
    expect((await look(first)).agreement.rows.at(-1)?.values[3]).toBeCloseTo((100 * 5) / 6, 8);
  });
});

describe("an answer that a later delivery has changed", () => {
  test("is to be coded anew, says so, and the two do not see each other's of it until both have", async () => {
    await begin();
    await codeAll();
    await finishBoth();
    await deliver(["Nu är det lokalerna."], 2);
    expect(await look(first)).toMatchObject({ anew: 1, answers: 6 });
    const shown = valueOf(await house.read(first, getAnswerToCode, at()));
    expect(shown.answer).toMatchObject({ unitId: ids[0], anew: true, mine: [], said: "Nu är det lokalerna." });
    expect(codeOf(await code(first, 0, ["lokaler"]))).toBe("ok");
    const lineFor = async (who: StaffActor) =>
      valueOf(await house.read(who, getCodings, at())).lines.find(({ unitId }) => unitId === ids[0]);
    expect(await lineFor(second)).toMatchObject({ mine: [], first: null, second: null, final: null });
    expect(codeOf(await code(second, 0, ["annat"]))).toBe("ok");
    expect(await lineFor(second)).toMatchObject({ first: ["lokaler"], second: ["annat"], final: null });
    // The same words once more are no change.
    await deliver(["Lokalerna."], 2, 2);
    expect(await look(first)).toMatchObject({ anew: 0 });
  });
});

describe("codes out of a table", () => {
  test("are taken all or none, with each fault by its line, and as they were sent out", async () => {
    await begin();
    const faulty = `svar,koder\n${ids[0] ?? ""},finns-inte\n${randomUUID()},tid\n${ids[2] ?? ""},lokaler\n${ids[2] ?? ""},tid\n`;
    const refused = await house.act(first, loadCodings, { ...at(), table: faulty });
    expect(saidOf(refused)).toMatch(/Rad 2: .*finns-inte.*Rad 3: Svaret finns inte.*Rad 5: Svaret står på en rad till/su);
    expect((await look(first)).coders[0]?.left).toBe(6);
    expect(faultsOf(await house.act(first, loadCodings, { ...at(), table: "a;b\n1;2\n" }))).toBe("table");
    // As long as a table may be, and made to be searched for ever.
    for (const word of ["svar", "koder"])
      expect(faultsOf(await house.act(first, loadCodings, { ...at(), table: word.repeat(399_000 / word.length) }))).toBe("table");
    const table = ["svar;text;koder", ...ids.map((id, place) => `${id};"x; ""y""";${(ofFirst[place] ?? []).join("|")}`)].join("\n");
    expect(await house.do(first, loadCodings, { ...at(), table })).toEqual({ changed: 6 });
    expect(await house.do(first, loadCodings, { ...at(), table })).toEqual({ changed: 0 });
    const { lines } = valueOf(await house.read(first, getCodings, at()));
    expect(lines.find(({ unitId }) => unitId === ids[1])?.mine).toEqual(["tid", "lokaler"]);
    expect(codeOf(await house.act(third, loadCodings, { ...at(), table }))).toBe("not-coder");
  });
});

test("an answer that a spreadsheet would run is a text in the file, which is read in again as it was sent out", async () => {
  await begin();
  await deliver(['=HYPERLINK("https://evil.example","Klicka")', "\t@SUM(1)", "-2+3"], 2);
  await code(first, 0, ["annat"]);
  const table = codingsAsCsv(valueOf(await house.read(first, getCodings, at())));
  expect(table).toContain(`;"'=HYPERLINK(""https://evil.example"",""Klicka"")";annat;`);
  expect(table).toMatch(/;"?'\s*@SUM/u);
  expect(table).toContain(";'-2+3;");
  expect(await house.do(first, loadCodings, { ...at(), table: table.replace(/(-2\+3;)/u, "$1tid") })).toEqual({ changed: 1 });
});

describe("a quote", () => {
  const propose = (place: number, text: string) => house.act(first, proposeQuote, { ...at(), unitId: ids[place], text });
  const review = (quoteId: string, given: Readonly<Record<string, unknown>> = {}) =>
    house.act(second, reviewQuote, { ...at(), quoteId, follows: 0, outcome: "godkänt", ...given });
  const quotes = async () => valueOf(await house.read(third, findQuotes, at())).quotes;

  test("is the answer's own words, without the unit's name, and leaves only when somebody has approved it", async () => {
    expect(faultsOf(await propose(4, "Vi har gott om tid."))).toBe("text");
    expect(saidOf(await propose(4, "I Flens kommun har vi för lite tid."))).toContain("enhetens namn");
    const { quoteId } = valueOf(await propose(4, "I [kommunen] har vi för lite tid."));
    expect(await quotes()).toMatchObject([{ mayBePublished: false, outcome: null, findings: [] }]);
    expect(JSON.stringify(await quotes())).not.toContain("1005");
    expect(codeOf(await review(quoteId))).toBe("ok");
    expect(codeOf(await review(quoteId))).toBe("changed-meanwhile");
    expect(await quotes()).toMatchObject([{ mayBePublished: true, reviewedBy: "Kodare Två" }]);
    expect(codeOf(await review(quoteId, { follows: 1, outcome: "avslaget" }))).toBe("ok");
    expect(await quotes()).toMatchObject([{ mayBePublished: false, outcome: "avslaget" }]);
  });

  test("with what may be somebody's name is approved with why", async () => {
    await deliver(["Vi gör som Anna Berg i Bjuv säger."], 2);
    const { quoteId } = valueOf(await propose(0, "Vi gör som Anna Berg i Bjuv säger."));
    expect((await quotes())[0]?.findings.map(({ kind }) => kind)).toEqual(["annan enhets namn", "namn"]);
    expect(faultsOf(await review(quoteId))).toBe("reason");
    expect(codeOf(await review(quoteId, { reason: "En känd forskare." }))).toBe("ok");
  });

  test("that the answer no longer says cannot be approved, and one that was does not leave", async () => {
    const { quoteId } = valueOf(await propose(0, "Vi har för lite tid."));
    await review(quoteId);
    await deliver(["Vi har gott om tid."], 2);
    expect(await quotes()).toMatchObject([{ stands: false, mayBePublished: false }]);
    expect(faultsOf(await review(quoteId, { follows: 1 }))).toBe("outcome");
  });
});

describe("what is published of the codes", () => {
  const many = Array.from({ length: 60 }, (_, place) => ({
    code: String(2001 + place),
    name: `Enhet ${place}`,
    storlek: place < 40 ? "0–15 tusen invånare" : "15–30 tusen invånare",
    lan: place < 57 ? "14" : "12",
  }));
  const late = { code: "2999", name: "Sist", storlek: "15–30 tusen invånare", lan: "14" };
  const codesOf = (place: number) => [place % 2 === 0 ? "tid" : "annat", ...(place < 3 ? ["lokaler"] : [])].join("|");
  type There = { readonly roundId: string; readonly ids: ReadonlyMap<string, string> };
  const ofThere = ({ roundId: id }: There) => ({ roundId: id, column });
  const say = ({ ids: unitIds }: There, units: readonly { readonly code: string }[], text: string, number = 1) =>
    addDeliveries(
      house,
      units.map(({ code: unit }) => ({
        unitId: unitIds.get(unit) ?? "",
        code: unit,
        number,
        answers: { [column]: `${text} ${unit}` },
        receivedAt: stockholmInstant("2026-03-02", "09:00"),
      })),
    );
  const codeEach = async (there: There, codes: readonly (readonly [unit: string, codes: string])[]) => {
    const table = ["svar;koder", ...codes.map(([unit, given]) => `${there.ids.get(unit) ?? ""};${given}`)].join("\n");
    for (const who of [first, second]) await house.do(who, loadCodings, { ...ofThere(there), table });
  };
  /** A round that 60 have answered, or 61, coded by two to its end. */
  const codedRound = async (units: readonly (typeof late)[]): Promise<There> => {
    const round = await addRound(house, [...many, late]);
    const there = { roundId: round.roundId, ids: round.unitIds };
    await say(there, units, "Text");
    await house.do(first, saveCodeBook, { ...ofThere(there), follows: 0, codes: book });
    for (const who of [first, second]) await house.do(who, takeSeat, ofThere(there));
    await codeEach(
      there,
      units.map(({ code: unit }, place) => [unit, codesOf(place)]),
    );
    for (const who of [first, second]) await house.do(who, finishCoding, ofThere(there));
    return there;
  };
  const asked = (there: There, more: object = {}) => ({
    ...{ ...ofThere(there), form: "skyddad", contents: "öppna svar efter kod", groupings: ["storlek", "lan"] },
    ...more,
  });
  const tablesOf = async (there: There, more: object = {}) => {
    const { made, shown, publicationId } = await makeOne(house, asked(there, more));
    if (made === null) throw new Error(shown.refusedBecause ?? "It was not made.");
    return { made, shown, publicationId, tables: made.tables.filter(({ id }) => id !== "1") };
  };
  const rowOf = (table: Table | undefined, label: string) => table?.rows.find((row) => row.label.startsWith(label))?.values[0];

  test("shows no number below seven, hides nothing that need not be hidden, and says its base", async () => {
    const { made, tables } = await tablesOf(await codedRound(many));
    expect(made.audit).toMatchObject({ isSafe: true });
    const [whole] = tables;
    expect([whole?.id, whole?.group, whole?.n, rowOf(whole, "Brist på tid")]).toEqual(["Fråga 25", null, 60, 50]);
    // Three units: hidden, of all and of every group.
    for (const table of tables) expect([table.group, rowOf(table, "Lokalerna")]).toEqual([table.group, null]);
    // A county of three is no group of its own.
    expect(tables.some(({ group }) => group?.value === "12")).toBe(false);
    expect(
      rowOf(
        tables.find(({ group }) => group?.value === "15–30 tusen invånare"),
        "Brist på tid",
      ),
    ).toBe(50);
  });

  test("would tell an intruder the late unit's codes of two publications, so the second is refused, and made of the same answers", async () => {
    // The intruder is no fool: two rounds that differ by one unit, each safe by itself, tell together how that unit is coded.
    const [before, after] = [await codedRound(many), await codedRound([...many, late])];
    const [one, other] = [await tablesOf(before), await tablesOf(after)];
    const counts = ({ tables: [whole] }: typeof one) =>
      ["Brist på tid", "Annat"].map((label) => Math.round(((rowOf(whole, label) ?? 0) * (whole?.n ?? 0)) / 100));
    expect(counts(other).map((count, at) => count - (counts(one)[at] ?? 0))).toEqual([1, 0]);

    // In one round the second is never made, whatever is asked for.
    await say(before, [late], "Text");
    const ask = (more: object = {}) => house.act(third, askForPublication, asked(before, more));
    expect(codeOf(await ask())).toBe("codes-undecided");
    await codeEach(before, [[late.code, "tid"]]);
    for (const more of [{}, { groupings: [] }, { groupings: ["lan"] }]) expect(codeOf(await ask(more))).toBe("other-answers-are-out");
    // Nor are the tables of other answers beside it: how many wrote anything follows of what they ticked.
    expect(codeOf(await ask({ contents: "alla tabeller", column: undefined }))).toBe("other-answers-are-out");
    expect(codeOf(await ask({ form: "som tryckt", contents: "alla tabeller", column: undefined }))).toBe("protected-is-out");
    const again = await tablesOf(before, { sameAs: one.publicationId });
    expect(again.tables).toEqual(one.tables);

    // A text that is another since, with other codes, is not in what is made of the answers as they were; the kept one is the same bytes for ever.
    await say(before, many.slice(0, 1), "Annan text", 2);
    await codeEach(before, [[many[0]?.code ?? "", "annat"]]);
    expect((await tablesOf(before, { sameAs: one.publicationId })).tables).toEqual(one.tables);
    const made = valueOf(await makeOfRound(house.database.app, house.municipalityId, one.publicationId, { version: one.made.version }));
    expect(made.digest.toString("hex")).toBe(one.shown.digest);
  });

  test("is of all answers with decided codes, and of the same codes as what is out", async () => {
    const there = await codedRound(many);
    const ask = (more: object = {}) => house.act(third, askForPublication, asked(there, more));
    expect(faultsOf(await ask({ column: undefined }))).toBe("column");
    expect(codeOf(await ask({ column: "q25" }))).toBe("not-found");
    expect(faultsOf(await ask({ contents: "alla tabeller" }))).toBe("column");
    expect(faultsOf(await ask({ form: "som tryckt" }))).toBe("contents");
    expect(faultsOf(await ask({ compareWith: "tryckt" }))).toBe("compareWith");
    const { publicationId, shown } = await tablesOf(there);
    expect(shown).toMatchObject({ column, contents: "öppna svar efter kod" });
    // The same codes in other words would be other codes.
    const words = book.map((one) => (one.code === "annat" ? { ...one, example: "Övrigt" } : one));
    await house.do(first, saveCodeBook, { ...ofThere(there), follows: 1, codes: words });
    expect(codeOf(await ask({ sameAs: publicationId }))).toBe("ok");
    const others = book.map((one) => (one.code === "annat" ? { ...one, meaning: "Övrigt" } : one));
    await house.do(first, saveCodeBook, { ...ofThere(there), follows: 2, codes: others });
    expect(codeOf(await ask())).toBe("codes-undecided");
    await codeEach(
      there,
      many.flatMap(({ code: unit }, place) => (place % 2 === 0 ? [] : [[unit, codesOf(place)] as const])),
    );
    expect(codeOf(await ask())).toBe("other-codes-are-out");
    for (const one of [await abroad.act(abroad.staff.agency, askForPublication, asked(there)), await ask({ roundId: randomUUID() })])
      expect(codeOf(one)).toBe("not-found");
  });
});

describe("whose it is", () => {
  test("another agency and a guess get nothing, and nothing that is written can be changed", async () => {
    await begin();
    const theirs = { roundId, column };
    for (const one of [
      () => abroad.read(abroad.staff.agency, getCoding, theirs),
      () => abroad.read(abroad.staff.agency, getCodings, theirs),
      () => abroad.read(abroad.staff.agency, findQuotes, theirs),
      () => abroad.act(abroad.staff.agency, takeSeat, theirs),
      () => abroad.act(abroad.staff.agency, saveCodeBook, { ...theirs, follows: 1, codes: book }),
      () => house.read(first, getCoding, { roundId: randomUUID(), column }),
      () => house.read(first, getCoding, { roundId, column: "q13" }),
      () => house.act(first, reviewQuote, { ...theirs, quoteId: randomUUID(), follows: 0, outcome: "godkänt" }),
    ])
      expect(codeOf(await one())).toBe("not-found");
    for (const table of ["code_book", "code", "coder", "coder_done", "coding", "coding_code", "quote", "quote_review"]) {
      const remove = inMunicipality(house.database.app, house.municipalityId, (tx) =>
        sql`delete from ${sql.table(`survey.${table}`)}`.execute(tx),
      );
      await expect(remove).rejects.toThrow("permission denied");
    }
    const { questions } = valueOf(await house.read(first, findOpenQuestions, { roundId }));
    expect(questions.find((one) => one.column === column)).toMatchObject({ answers: 6, version: 1, coders: 2, done: 0 });
  });

  test("two at the same time on one answer, and one who is done while the other codes, leave one truth", async () => {
    await begin();
    await codeAll();
    const both = await Promise.all([
      house.act(first, finishCoding, at()),
      house.act(second, finishCoding, at()),
      code(first, 0, ["annat"]),
    ]);
    expect(both.slice(0, 2).map(codeOf)).toEqual(["ok", "ok"]);
    expect((await look(third)).isRevealed).toBe(true);
    const line = valueOf(await house.read(third, getCodings, at())).lines.find(({ unitId }) => unitId === ids[0]);
    expect(line?.first).toEqual(codeOf(both[2]) === "ok" ? ["annat"] : ["tid"]);
  });
});
