import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { children, numberAt } from "../../../tests/support/identities.ts";
import { codeOf, faultsOf, saidOf } from "../../../tests/support/outcomes.ts";
import { shippedAlone } from "../../../tests/support/answered-form.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { answersSurveys } from "../../platform/access/permits.ts";
import { ok } from "../../platform/basics/result.ts";
import { defineAction } from "../../platform/core/door.ts";
import { answer } from "../../platform/core/answers.ts";
import { z } from "zod";
import { beginAnswers } from "./actions/begin-answers.ts";
import { savePage } from "./actions/save-page.ts";
import { signAnswers } from "./actions/sign-answers.ts";
import { countedAnswers, digestOf } from "./answer-file.ts";
import { formOf } from "./find-set.ts";
import { keepProposals } from "./proposals.ts";
import { findAnswerSets } from "./queries/find-answer-sets.ts";
import { getAnswerSet } from "./queries/get-answer-set.ts";
import { digestOfSaved } from "./signed.ts";
import { savedAnswers } from "./standing.ts";

let house: House;
let abroad: House;
let setId: string;
let used = 0;
beforeAll(async () => {
  house = await openHouse({ code: "0114" });
  abroad = await openHouse({ code: "0115", database: house.database });
});
afterAll(() => house.database.drop());
beforeEach(async () => {
  house.at("2026-03-02");
  const lastDay = `2026-04-${String(++used).padStart(2, "0")}`;
  setId = (await house.do(house.staff.analyst, beginAnswers, { questionnaire: "delaktighet-2024", lastDay })).answerSetId;
});

const first = { q1_1: "Ja", q1_2: "Nej" };
const save = (who: keyof House["staff"], given: Readonly<Record<string, unknown>> = {}) =>
  house.act(house.staff[who], savePage, { answerSetId: setId, page: "implementering", follows: 0, answers: first, ...given });
const look = async () => valueOf(await house.read(house.staff.analyst, getAnswerSet, { answerSetId: setId }));
const digest = async () => {
  const set = await look();
  return digestOfSaved(valueOf(await formOf(shippedAlone, set)), set);
};
const sign = async (given: Readonly<Record<string, unknown>> = {}) =>
  house.act(house.staff.director, signAnswers, { answerSetId: setId, digest: await digest(), ...given });

describe("a survey", () => {
  test("is begun once for its last day, of those that the program has", async () => {
    const { sets } = valueOf(await house.read(house.staff.leader, findAnswerSets, {}));
    expect(sets.map(({ id }) => id)).toContain(setId);
    const again = { questionnaire: "delaktighet-2024", lastDay: `2026-04-${String(used).padStart(2, "0")}` };
    expect(codeOf(await house.act(house.staff.director, beginAnswers, again))).toBe("already-done");
    expect(
      faultsOf(await house.act(house.staff.analyst, beginAnswers, { questionnaire: "../../package.json", lastDay: "2026-05-01" })),
    ).toBe("questionnaire");
    expect(faultsOf(await house.act(house.staff.analyst, beginAnswers, { questionnaire: "/etc/x.yaml", lastDay: "2026-05-01" }))).toBe(
      "questionnaire",
    );
    expect(faultsOf(await house.act(house.staff.analyst, beginAnswers, { questionnaire: "delaktighet-2024", lastDay: "2026-03-01" }))).toBe(
      "lastDay",
    );
  });

  test("is answered a page at a time by several, with who did what, and each save is kept", async () => {
    expect(codeOf(await save("analyst"))).toBe("ok");
    expect(
      codeOf(
        await save("leader", { page: "organisering", answers: { q2: "Verksamheten är organiserad inom en och samma nämnd", q2a_1: "Ja" } }),
      ),
    ).toBe("ok");
    expect(codeOf(await save("leader", { follows: 1, answers: { q1_1: "Nej" } }))).toBe("ok");
    const { pages } = await look();
    expect(pages.map(({ page, number, by }) => [page, number, by]).sort()).toEqual([
      ["implementering", 2, "Test leader"],
      ["organisering", 1, "Test leader"],
    ]);
    const { rows } = await sql<{
      saves: number;
    }>`select count(*)::int as saves from survey.page_save where answer_set_id = ${setId}::uuid`.execute(house.database.owner);
    expect(rows[0]?.saves).toBe(3);
    // Of several of which one is ticked, the others are not.
    expect(savedAnswers({ pages }).get("q2a_3")).toBe("Nej");
  });

  test("of two on one page the second is told, and the first one's words stand", async () => {
    const both = await Promise.all([save("analyst"), save("leader", { answers: { q1_1: "Vet inte" } })]);
    expect(both.map(codeOf).sort()).toEqual(["changed-meanwhile", "ok"]);
    expect(codeOf(await save("director", { follows: 3 }))).toBe("changed-meanwhile");
    expect((await look()).pages.map(({ number }) => number)).toEqual([1]);
  });

  test("says which questions follow of an answer, and does not count what is no longer asked", async () => {
    const yes = await save("analyst", { page: "planering", answers: { q13: "Ja", q13a_text: "Bilder." } });
    expect(yes.ok && yes.value.asked.includes("q13a")).toBe(true);
    const no = await save("analyst", { page: "planering", follows: 1, answers: { q13: "Nej", q13a_text: "Bilder." } });
    expect(no.ok && no.value.asked.includes("q13a")).toBe(false);
    const set = await look();
    expect(savedAnswers(set).get("q13a_text")).toBe("Bilder.");
    expect(countedAnswers(valueOf(await formOf(shippedAlone, set)), savedAnswers(set))).toEqual([{ column: "q13", value: "Nej" }]);
  });
});

describe("what is refused, in words and at its field", () => {
  const number = numberAt(children, 0);

  test.each([
    ["no alternative of the form", { answers: { q1_1: "Kanske" } }, "q1_1"],
    [
      "an identity number in a comment",
      { page: "organisering", answers: { q2_comment: `Fråga om ${number.slice(2, 8)}–${number.slice(8)}` } },
      "q2_comment",
    ],
    ["an identity number in a column of a question that is not asked", { page: "planering", answers: { q12d_1: number } }, "q12d_1"],
    ["an identity number in the reason", { reason: `Barnet ${number}` }, "reason"],
    ["a text that is too long", { page: "utredningen", answers: { q4j_text: "x".repeat(1001) } }, "q4j_text"],
    ["ten megabytes", { page: "utredningen", answers: { q4j_text: "x".repeat(10 * 1024 * 1024) } }, "answers.q4j_text"],
    ["too many marked", { page: "utredningen", answers: { q4i_1: "Ja", q4i_2: "Ja", q4i_3: "Ja", q4i_4: "Ja" } }, "q4i"],
    ["a sign that cannot be kept", { page: "organisering", answers: { q2_comment: "a\u0000b" } }, "answers.q2_comment"],
  ])("%s", async (_name, given, field) => {
    const refused = await save("analyst", given);
    expect([codeOf(refused), faultsOf(refused)]).toEqual(["invalid-input", field]);
    expect(saidOf(refused)).not.toContain(number.slice(8));
    expect((await look()).pages).toEqual([]);
  });

  test("an identity number among those who answer", async () => {
    const refused = await save("analyst", { page: "om-enkaten", answers: {}, contact: { namn: `Anna ${number}` } });
    expect(faultsOf(refused)).toBe("contact_namn");
  });

  test("columns that the page does not have are not kept", async () => {
    await save("analyst", { answers: { ...first, q4j_text: "På en annan sida.", __proto__: "x", q99: "Ja" } });
    expect([...savedAnswers(await look()).keys()].sort()).toEqual(["q1_1", "q1_2"]);
    expect(codeOf(await save("analyst", { page: "finns-inte" }))).toBe("not-found");
    expect(faultsOf(await save("analyst", { page: "../x" }))).toBe("page");
  });

  test("HTML is words", async () => {
    await save("analyst", { page: "organisering", answers: { q2_comment: "<script>alert(1)</script>" } });
    expect(savedAnswers(await look()).get("q2_comment")).toBe("<script>alert(1)</script>");
  });

  test("after the last day answers are late, and after the closing day none is taken or signed", async () => {
    house.at("2026-05-01");
    const { lastDay, closesOn } = await look();
    house.at(closesOn);
    expect(closesOn > lastDay).toBe(true);
    expect(await save("analyst")).toMatchObject({ ok: true, value: { late: true } });
    expect(codeOf(await sign())).toBe("ok");
    expect((await look()).signatures[0]?.late).toBe(true);
    house.at("2026-06-15");
    expect(codeOf(await save("analyst", { follows: 1 }))).toBe("survey-closed");
    expect(codeOf(await sign())).toBe("survey-closed");
    expect((await look()).pages.length).toBe(1);
  });

  test("another municipality's survey, a guessed one and another role's", async () => {
    await save("analyst");
    const theirs = { answerSetId: setId, page: "implementering", follows: 1, answers: first };
    const guessed = await house.act(house.staff.analyst, savePage, { ...theirs, answerSetId: randomUUID() });
    const foreign = await abroad.act(abroad.staff.analyst, savePage, theirs);
    expect(foreign).toEqual(guessed);
    expect(codeOf(foreign)).toBe("not-found");
    expect(codeOf(await abroad.read(abroad.staff.director, getAnswerSet, { answerSetId: setId }))).toBe("not-found");
    expect(codeOf(await abroad.act(abroad.staff.director, signAnswers, { answerSetId: setId, digest: await digest() }))).toBe("not-found");
    expect(valueOf(await abroad.read(abroad.staff.analyst, findAnswerSets, {})).sets).toEqual([]);
    for (const name of ["caseworker", "operator", "nobody"] as const) {
      expect(codeOf(await save(name, { follows: 1 }))).toBe("not-permitted");
      expect(codeOf(await house.read(house.staff[name], getAnswerSet, { answerSetId: setId }))).toBe("not-permitted");
    }
    for (const name of ["analyst", "leader", "caseworker"] as const)
      expect(codeOf(await house.act(house.staff[name], signAnswers, { answerSetId: setId, digest: await digest() }))).toBe("not-permitted");
  });

  test("nothing that is saved can be changed or taken away by the program", async () => {
    await save("analyst");
    for (const table of ["answer_set", "page_save", "filling", "filled", "signature"]) {
      const remove = inMunicipality(house.database.app, house.municipalityId, (tx) =>
        sql`delete from ${sql.table(`survey.${table}`)}`.execute(tx),
      );
      await expect(remove).rejects.toThrow("permission denied");
    }
  });
});

describe("signing", () => {
  test("is of what was shown: whoever has saved since makes the director look again", async () => {
    await save("analyst");
    const shown = await digest();
    await save("leader", { follows: 1, answers: { q1_1: "Nej" } });
    expect(codeOf(await house.act(house.staff.director, signAnswers, { answerSetId: setId, digest: shown }))).toBe("changed-meanwhile");
    const signed = await sign({ email: "svar@kommunen.se" });
    const [signature] = (await look()).signatures;
    expect(signed).toMatchObject({ ok: true, value: { number: 1, digest: signature?.digest } });
    expect(digestOf(signature?.file ?? "").toString("hex")).toBe(signature?.digest);
    expect(signature).toMatchObject({ mailed: true, by: "Test director" });
    expect(JSON.parse(signature?.file ?? "")).toMatchObject({
      municipality: "0114",
      number: 1,
      answers: [{ column: "q1_1", value: "Nej" }],
    });
  });

  test("again is a row of its own with the next number", async () => {
    await save("analyst");
    await sign();
    await save("analyst", { follows: 1, answers: { q1_1: "Nej" } });
    expect(await sign()).toMatchObject({ ok: true, value: { number: 2 } });
    expect((await look()).signatures.map(({ number }) => number)).toEqual([2, 1]);
  });

  test("a receipt to no address is told at the field, and nothing is signed", async () => {
    await save("analyst");
    const refused = await sign({ email: "inte en adress" });
    expect([codeOf(refused), (await look()).signatures]).toEqual(["invalid-address", []]);
    expect(refused.ok ? undefined : refused.error.field).toBe("email");
  });
});

describe("a proposed answer", () => {
  const propose = defineAction({
    name: "test.propose",
    title: "Föreslå",
    input: z.object({ id: z.string() }),
    output: z.object({ number: answer.count }),
    permit: [answersSurveys],
    run: async (tx, { id }, context) =>
      ok({
        number: await keepProposals(tx, context, id, [
          { column: "q1_1", value: "Ja", source: "registret", explanation: "Program för barnets rättigheter." },
          { column: "q1_2", value: null, source: "registret", explanation: "Inget är infört." },
        ]),
      }),
  });

  test("answers nothing, and another answer says why", async () => {
    await house.do(house.staff.analyst, propose, { id: setId });
    expect((await look()).pages).toEqual([]);
    const other = { answers: { q1_1: "Nej", q1_2: "Nej" } };
    const refused = await save("analyst", other);
    expect([faultsOf(refused), saidOf(refused).includes("fråga 1 är ett annat")]).toEqual(["reason", true]);
    expect(codeOf(await save("analyst", { ...other, reason: "Programmet har inte beslutats än." }))).toBe("ok");
    expect((await look()).pages[0]?.reason).toBe("Programmet har inte beslutats än.");
    expect(codeOf(await save("analyst", { follows: 1, answers: { q1_1: "Ja", q1_2: "Nej" } }))).toBe("ok");
  });

  test("stands in the place of what was proposed before", async () => {
    await house.do(house.staff.analyst, propose, { id: setId });
    expect(await house.do(house.staff.analyst, propose, { id: setId })).toEqual({ number: 2 });
    expect((await look()).proposals.map(({ column, value }) => [column, value])).toEqual([
      ["q1_1", "Ja"],
      ["q1_2", null],
    ]);
  });
});
