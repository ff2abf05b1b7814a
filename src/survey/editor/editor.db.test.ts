import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { codeOf, faultsOf, saidOf } from "../../../tests/support/outcomes.ts";
import type { z } from "zod";
import { valueOf } from "../../platform/basics/result.ts";
import type { Action } from "../../platform/core/door.ts";
import { beginAnswers } from "../collection/actions/begin-answers.ts";
import { savePage } from "../collection/actions/save-page.ts";
import { signAnswers } from "../collection/actions/sign-answers.ts";
import { digestOfSaved } from "../collection/signed.ts";
import { getAnswerSet } from "../collection/queries/get-answer-set.ts";
import { findForm, storedIn } from "../questionnaires/find-form.ts";
import { getForm } from "../questionnaires/queries/get-form.ts";
import { listForms } from "../questionnaires/queries/list-forms.ts";
import { readForm } from "../questionnaires/queries/read-form.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { beginForm } from "./actions/begin-form.ts";
import { beginVersion } from "./actions/begin-version.ts";
import { movePart } from "./actions/move-part.ts";
import { publishForm } from "./actions/publish-form.ts";
import { removeQuestion } from "./actions/remove-question.ts";
import { savePageOfForm } from "./actions/save-page-of-form.ts";
import { saveQuestion } from "./actions/save-question.ts";
import { saveText } from "./actions/save-text.ts";
import { readTexts } from "../questionnaires/queries/read-texts.ts";
import { getTexts } from "./queries/get-texts.ts";
import { saveTexts } from "./actions/save-texts.ts";
import { withdrawForm } from "./actions/withdraw-form.ts";
import { findOwnForms } from "./queries/find-own-forms.ts";
import { getOwnForm } from "./queries/get-own-form.ts";

let house: House;
let abroad: House;
let used = 0;
beforeAll(async () => {
  house = await openHouse({ code: "0114" });
  abroad = await openHouse({ code: "0115", database: house.database });
});
afterAll(() => house.database.drop());

/** A form of the test's own, begun of the five questions. */
async function begin(from = "exempel"): Promise<string> {
  const form = `prov-${++used}`;
  await house.do(house.staff.analyst, beginForm, { form, from });
  return form;
}
const act = <I extends z.ZodObject, O>(
  action: Action<I, O>,
  input: Readonly<Record<string, unknown>>,
  who: keyof House["staff"] = "analyst",
) => house.act(house.staff[who], action, input);
const look = async (form: string) => valueOf(await house.read(house.staff.analyst, getOwnForm, { form }));
const publish = async (form: string) => house.do(house.staff.analyst, publishForm, { form, follows: (await look(form)).number });
const single = { number: "9", type: "single", text: "Räcker tiden?", alternatives: "Ja\nNej, ange varför [eget fält]\nVet inte [utanför]" };

describe("a questionnaire of one's own", () => {
  test("begins empty, of the example, of one that is shipped or of a file, under a name that nobody has", async () => {
    for (const from of ["tomt", "exempel", "delaktighet-2024"]) {
      const { content, version } = await look(await begin(from));
      expect([version, content.includes(`id: prov-${used}`), content.includes("version: 1")]).toEqual([1, true, true]);
    }
    const form = `prov-${used}`;
    expect(faultsOf(await act(beginForm, { form, from: "tomt" }))).toBe("form");
    expect(faultsOf(await act(beginForm, { form: "delaktighet-2024", from: "tomt" }))).toBe("form");
    expect(faultsOf(await act(beginForm, { form: "../etc", from: "tomt" }))).toBe("form");
    expect(faultsOf(await act(beginForm, { form: "prov-x", from: "../../package" }))).toBe("from");
    expect(faultsOf(await act(beginForm, { form: "prov-x", from: "fil", content: "- ingen\n- fil" }))).toBe("from");
    expect(faultsOf(await act(beginForm, { form: "prov-x", from: "fil", content: "{{{" }))).toBe("from");
  });

  test("is written question by question: what is not touched stays letter for letter, comments too", async () => {
    const form = await begin();
    const before = await look(form);
    expect(before.content).toContain("# Ett exempel att kopiera");
    await house.do(house.staff.analyst, saveQuestion, { form, follows: 1, formPage: "till-sist", ...single, ask: 'q1 = "Ja"' });
    const { content, number } = await look(form);
    expect(number).toBe(2);
    const added = content.split("\n").filter((line) => !before.content.split("\n").includes(line));
    expect(before.content.split("\n").filter((line) => !content.split("\n").includes(line))).toEqual([]);
    expect(added.join("\n")).toContain("text: Räcker tiden?");
    expect(added.join("\n")).toContain("specify: true");
    await publish(form);
    const found = valueOf(
      await inMunicipality(house.database.app, house.municipalityId, (tx) => findForm(storedIn(tx, house.municipalityId), form)),
    );
    expect(found.pages.at(-1)?.questions.at(-1)).toMatchObject({
      number: "9",
      type: "single",
      alternatives: [{ text: "Ja" }, { text: "Nej, ange varför", specify: true }, { text: "Vet inte", isOutside: true }],
    });
  });

  test("tells every fault of a question at its field, all at once, and keeps nothing", async () => {
    const form = await begin();
    const refused = await act(saveQuestion, {
      form,
      follows: 1,
      formPage: "till-sist",
      ...single,
      alternatives: "Ja\nJa",
      ask: 'q1 = "Kanske"',
      help: "Se {finns inte}.",
    });
    expect(faultsOf(refused).split(",").sort()).toEqual(["alternatives", "ask", "help"]);
    expect(faultsOf(await act(saveQuestion, { form, follows: 1, formPage: "till-sist", ...single, number: "1" }))).toBe("number");
    expect(faultsOf(await act(saveQuestion, { form, follows: 1, formPage: "till-sist", ...single, alternatives: "" }))).toBe(
      "alternatives",
    );
    expect(
      faultsOf(
        await act(saveQuestion, { form, follows: 1, formPage: "till-sist", number: "9", type: "grid", text: "x", alternatives: "a\nb" }),
      ),
    ).toBe("rows");
    expect(
      faultsOf(
        await act(saveQuestion, {
          form,
          follows: 1,
          formPage: "till-sist",
          number: "9",
          type: "number",
          text: "x",
          unit: "barn",
          least: "få",
        }),
      ),
    ).toBe("least");
    expect(
      faultsOf(await act(saveQuestion, { form, follows: 1, question: "2", number: "2", type: "text", text: "x", ask: 'q5 = "x"' })),
    ).toBe("ask");
    expect((await look(form)).number).toBe(1);
  });

  test("is moved, changed in kind, and loses a question with what asked about it told as faults", async () => {
    const form = await begin();
    await house.do(house.staff.analyst, movePart, { form, follows: 1, question: "3", towards: "ned" });
    await house.do(house.staff.analyst, movePart, { form, follows: 2, formPage: "till-sist", towards: "upp" });
    expect(codeOf(await act(movePart, { form, follows: 3, formPage: "om-er", towards: "upp" }))).toBe("nowhere-to-go");
    await house.do(house.staff.analyst, savePageOfForm, { form, follows: 3, key: "mer", title: "Mer" });
    await house.do(house.staff.analyst, removeQuestion, { form, follows: 4, question: "1" });
    expect(codeOf(await act(publishForm, { form, follows: 5 }))).toBe("questionnaire-faulty");
    const whole = (await look(form)).content.replace('    ask: q1 = "Ja"\n', "");
    await house.do(house.staff.analyst, saveText, { form, follows: 5, content: whole });
    expect(codeOf(await act(publishForm, { form, follows: 6 }))).toBe("ok");
  });

  test("may be saved with faults as a file, which says how many, and is not published with them", async () => {
    const form = await begin();
    const { content } = await look(form);
    const saved = valueOf(
      await act(saveText, {
        form,
        follows: 1,
        content: content.replace('ask: q1 = "Ja"', 'ask: q1 = "Jaa"').replace("most: 2", "most: två"),
      }),
    );
    expect(saved).toEqual({ number: 2, faults: 1 });
    expect(codeOf(await act(publishForm, { form, follows: 2 }))).toBe("questionnaire-faulty");
    const other = content.replace(`id: ${form}`, "id: nagot-annat");
    expect(valueOf(await act(saveText, { form, follows: 2, content: other }))).toEqual({ number: 3, faults: 1 });
    expect(codeOf(await act(publishForm, { form, follows: 3 }))).toBe("questionnaire-faulty");
    expect(codeOf(await act(saveQuestion, { form, follows: 3, formPage: "till-sist", ...single }))).toBe("ok");
    expect(valueOf(await act(saveText, { form, follows: 4, content: "{{{" })).faults).toBeGreaterThan(0);
    expect(codeOf(await act(saveQuestion, { form, follows: 5, formPage: "till-sist", ...single }))).toBe("questionnaire-faulty");
  });

  test("of two who write at once the second is told, and what the first wrote stands", async () => {
    const form = await begin();
    const both = await Promise.all(
      ["Ett", "Två"].map((text) => act(saveQuestion, { form, follows: 1, formPage: "till-sist", ...single, text })),
    );
    expect(both.map(codeOf).sort()).toEqual(["changed-meanwhile", "ok"]);
    expect(codeOf(await act(saveText, { form, follows: 1, content: "id: x" }))).toBe("changed-meanwhile");
    expect((await look(form)).number).toBe(2);
    const race = await Promise.all([
      act(publishForm, { form, follows: 2 }),
      act(saveQuestion, { form, follows: 2, question: "9", ...single, text: "Tre" }),
    ]);
    const codes = race.map(codeOf);
    expect(codes).toContain("ok");
    // Whoever came second was told; what is published is what was read.
    expect(
      codes
        .filter((code) => code !== "ok")
        .every((code) => ["changed-meanwhile", "FT051", "FT052", "gate-closed", "questionnaire-published"].includes(code)),
    ).toBe(true);
  });
});

describe("what is published", () => {
  test("is found beside those that are shipped, is answered, signed and read, and never changes", async () => {
    const form = await begin();
    const { fingerprint } = await publish(form);
    const lists = valueOf(await house.read(house.staff.leader, listForms, {})).forms.map((one) => one.form);
    expect(lists).toEqual(expect.arrayContaining(["delaktighet-2024", form]));
    expect(valueOf(await house.read(house.staff.analyst, getForm, { form })).title.text).toBe("Fem frågor om stödet till föräldrar");
    const { answerSetId } = await house.do(house.staff.analyst, beginAnswers, { questionnaire: form, lastDay: "2026-04-30" });
    await house.do(house.staff.leader, savePage, { answerSetId, page: "om-er", follows: 0, answers: { q1: "Nej" } });
    for (const [page, answers] of [
      ["stodet", {}],
      ["till-sist", { q5_text: "Mer tid." }],
    ] as const)
      await house.do(house.staff.analyst, savePage, { answerSetId, page, follows: 0, answers });
    const set = valueOf(await house.read(house.staff.director, getAnswerSet, { answerSetId }));
    const own = valueOf(
      await inMunicipality(house.database.app, house.municipalityId, (tx) =>
        findForm(storedIn(tx, house.municipalityId), form, fingerprint),
      ),
    );
    expect(set.fingerprint).toBe(own.fingerprint);
    await house.do(house.staff.director, signAnswers, { answerSetId, digest: digestOfSaved(own, set) });

    expect(codeOf(await act(saveQuestion, { form, follows: 1, formPage: "till-sist", ...single }))).toBe("questionnaire-published");
    expect(codeOf(await act(saveText, { form, follows: 1, content: "id: x" }))).toBe("questionnaire-published");
    expect(codeOf(await act(publishForm, { form, follows: 1 }))).toBe("questionnaire-published");
    const withdrawn = await act(withdrawForm, { form, version: 1 });
    expect(withdrawn.ok).toBe(false);
    expect(saidOf(withdrawn)).toContain("kan inte dras tillbaka");

    // The next version is another form; what was begun stays with the first.
    await house.do(house.staff.analyst, beginVersion, { form });
    expect(codeOf(await act(beginVersion, { form }))).toBe("already-done");
    await house.do(house.staff.analyst, saveQuestion, { form, follows: 1, formPage: "till-sist", ...single });
    const second = await publish(form);
    expect(second.version).toBe(2);
    expect(second.fingerprint).not.toBe(fingerprint);
    await house.do(house.staff.analyst, savePage, { answerSetId, page: "till-sist", follows: 1, answers: { q5_text: "Mer pengar." } });
    expect(codeOf(await act(savePage, { answerSetId, page: "till-sist", follows: 2, answers: { q9: "Ja" } }))).toBe("ok");
    expect(valueOf(await house.read(house.staff.analyst, readForm, { form, fingerprint })).content).not.toContain("Räcker tiden");
  });

  test("is withdrawn where nobody answers it, and then not answered", async () => {
    const form = await begin();
    await publish(form);
    expect(codeOf(await act(withdrawForm, { form, version: 1 }))).toBe("ok");
    expect(codeOf(await act(withdrawForm, { form, version: 1 }))).toBe("already-done");
    expect(codeOf(await act(withdrawForm, { form, version: 7 }))).toBe("not-found");
    expect(faultsOf(await act(beginAnswers, { questionnaire: form, lastDay: "2026-05-30" }))).toBe("questionnaire");
    expect(valueOf(await house.read(house.staff.analyst, listForms, {})).forms.map((one) => one.form)).not.toContain(form);
  });

  test("is withdrawn or answered, never both, however they meet", async () => {
    for (let turn = 0; turn < 5; turn++) {
      const form = await begin();
      await publish(form);
      const [withdrawn, begun] = await Promise.all([
        act(withdrawForm, { form, version: 1 }),
        act(beginAnswers, { questionnaire: form, lastDay: "2026-06-30" }, "director"),
      ]);
      expect([withdrawn.ok, begun.ok].filter(Boolean)).toHaveLength(1);
    }
  });
});

describe("texts in other languages", () => {
  const table = (...rows: string[]) => ["key,sv,ar", ...rows, ""].join("\n");

  test("are kept for the version, drafts too, read in the language, and refused in words where they are no such table", async () => {
    const form = await begin();
    for (const [content, words] of [
      ["a,b\nc,d\n", "kolumnerna key"],
      ["key,sv,arabiska\ntitle,a,b\n", "är inget språk"],
    ] as const)
      expect(saidOf(await act(saveTexts, { form, follows: 0, content }))).toContain(words);
    const title = "title,Fem frågor om stödet till föräldrar,خمسة أسئلة عن دعم الوالدين";
    await house.do(house.staff.analyst, saveTexts, { form, follows: 0, content: table(title) });
    expect(codeOf(await act(saveTexts, { form, follows: 0, content: table(title) }))).toBe("changed-meanwhile");
    const { fingerprint } = await publish(form);
    const read = valueOf(await house.read(house.staff.analyst, getForm, { form, language: "ar" }));
    expect(read).toMatchObject({ language: "ar", languages: ["sv", "ar"], title: { text: "خمسة أسئلة عن دعم الوالدين", language: "ar" } });
    expect(read.pages[0]?.title).toEqual({ text: "Om er", language: "sv" });
    const own = valueOf(await house.read(house.staff.analyst, getForm, { form }));
    expect(own).toMatchObject({ language: "sv", title: { text: "Fem frågor om stödet till föräldrar", language: null } });
    const refused = await house.read(house.staff.analyst, getForm, { form, language: "fi" });
    expect([codeOf(refused), saidOf(refused)]).toEqual([
      "language-unknown",
      "Formuläret finns inte på språket ”fi”. Språk som det finns på: sv (svenska), ar (arabiska).",
    ]);
    // The next version begins with what is translated of the last one.
    await house.do(house.staff.analyst, beginVersion, { form });
    expect(valueOf(await house.read(house.staff.analyst, getTexts, { form }))).toEqual({ number: 1, content: table(title).trimEnd() });
    expect(valueOf(await house.read(house.staff.leader, readTexts, { form, fingerprint }))).toMatchObject({ number: 1 });
    expect(codeOf(await abroad.read(abroad.staff.leader, readTexts, { form, fingerprint }))).toBe("not-found");
  });
});

describe("another tenant's", () => {
  test("is never found, read, changed or answered, under any of its names", async () => {
    const form = await begin();
    const { fingerprint } = await publish(form);
    const { analyst, director } = abroad.staff;
    expect(codeOf(await abroad.read(analyst, getForm, { form }))).toBe("not-found");
    expect(codeOf(await abroad.read(analyst, getOwnForm, { form }))).toBe("not-found");
    expect(codeOf(await abroad.read(analyst, readForm, { form, fingerprint }))).toBe("not-found");
    expect(valueOf(await abroad.read(analyst, findOwnForms, {})).forms).toEqual([]);
    expect(valueOf(await abroad.read(analyst, listForms, {})).forms.map((one) => one.form)).not.toContain(form);
    expect(faultsOf(await abroad.act(director, beginAnswers, { questionnaire: form, lastDay: "2026-04-30" }))).toBe("questionnaire");
    expect(faultsOf(await abroad.act(analyst, beginForm, { form: "kopia", from: form }))).toBe("from");
    const refused = await Promise.all([
      abroad.act(analyst, saveQuestion, { form, follows: 1, formPage: "till-sist", ...single }),
      abroad.act(analyst, saveText, { form, follows: 1, content: "id: x" }),
      abroad.act(analyst, movePart, { form, follows: 1, question: "1", towards: "ned" }),
      abroad.act(analyst, removeQuestion, { form, follows: 1, question: "1" }),
      abroad.act(analyst, savePageOfForm, { form, follows: 1, key: "ny", title: "Ny" }),
      abroad.act(analyst, publishForm, { form, follows: 1 }),
      abroad.act(analyst, saveTexts, { form, follows: 0, content: "key,sv,en\ntitle,a,b\n" }),
    ]);
    expect(refused.map((one) => codeOf(one))).toEqual(refused.map(() => "not-found"));
    expect(codeOf(await abroad.act(analyst, beginVersion, { form }))).toBe("not-found");
    expect(codeOf(await abroad.act(analyst, withdrawForm, { form, version: 1 }))).toBe("not-found");
    // The same name is free there.
    expect(codeOf(await abroad.act(analyst, beginForm, { form, from: "tomt" }))).toBe("ok");
    expect((await look(form)).published).toBe(true);
  });
});

test("what is written as HTML, as a formula or as YAML is words", async () => {
  const form = await begin("tomt");
  const evil = ["<script>alert(1)</script>", '=HYPERLINK("http://x")', "a: [b", "# c", "\"d\" 'e'", "- f", "{{g", "* alias", "&anchor"];
  await house
    .do(house.staff.analyst, saveQuestion, {
      form,
      follows: 1,
      formPage: "sida-1",
      number: "2",
      type: "several",
      text: evil.join(" "),
      alternatives: evil.join("\n"),
      help: evil.filter((one) => !one.includes("{")).join("\n\n"),
    })
    .catch((cause: unknown) => expect.fail(String(cause)));
  await publish(form);
  const found = valueOf(
    await inMunicipality(house.database.app, house.municipalityId, (tx) => findForm(storedIn(tx, house.municipalityId), form)),
  );
  const question = found.pages[0]?.questions[1];
  expect(question?.text).toBe(evil.join(" "));
  expect(question?.type === "several" && question.alternatives.map(({ text }) => text)).toEqual(evil);
});

test("the example is the one that newcomers copy", async () => {
  const example = readFileSync(join(import.meta.dirname, "..", "questionnaires", "example", "fem-fragor.yaml"), "utf8");
  const form = await begin();
  const { content } = await look(form);
  expect({ ...(parse(content) as object), id: "fem-fragor" }).toEqual(parse(example));
  expect(content).toContain("# Ett exempel att kopiera");
});
