import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDeliveries, addRound, addSending, agencyCode } from "../../../tests/support/agency.ts";
import { openHouse, staffNames } from "../../../tests/support/casework.ts";
import type { House, StaffName } from "../../../tests/support/casework.ts";
import { codeOf } from "../../../tests/support/outcomes.ts";
import { publishedDeliveries } from "../../../tests/survey/published-answers.ts";
import { addDays, stockholmInstant } from "../../platform/basics/dates.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { findQuestionnaire } from "../questionnaires/find-questionnaire.ts";
import type { Question } from "../questionnaires/questionnaire.ts";
import { answeredQuestions } from "../questionnaires/questionnaire.ts";
import type { Part } from "./part.ts";
import { fieldworkAsCsv, fieldworkAsXlsx } from "./pages/downloads.ts";
import { findWaiting } from "./queries/find-waiting.ts";
import { getFieldwork } from "./queries/get-fieldwork.ts";
import type { Fieldwork } from "./queries/get-fieldwork.ts";

/** The round of the report: 303 asked, 192 answered, a few each day, some of them twice. */
let house: House;
let abroad: House;
let municipality: House;
let roundId: string;
let fieldwork: Fieldwork;
const { frame, deliveries } = publishedDeliveries();
const dayOf = (place: number): string => addDays("2026-02-02", (place * 7) % 25);

beforeAll(async () => {
  house = await openHouse({ code: agencyCode });
  abroad = await openHouse({ code: "202100-6255", database: house.database });
  municipality = await openHouse({ code: "0114", database: house.database });
  const units = frame.map(({ code, name, size, key, skrGroup, county }) => ({
    code,
    name,
    storlek: size,
    nyckel: key,
    skr_grupp: skrGroup,
    lan: county,
  }));
  const round = await addRound(house, units);
  roundId = round.roundId;
  await addDeliveries(
    house,
    deliveries.flatMap(({ unit: { code }, answers }, place) => {
      const unitId = round.unitIds.get(code) ?? "";
      const first = {
        unitId,
        code,
        answers: place % 10 === 0 ? {} : Object.fromEntries(answers),
        receivedAt: stockholmInstant(dayOf(place), "23:30"),
        signedAt: stockholmInstant(addDays(dayOf(place), -(place % 2)), "08:00"),
      };
      // The last one counts: what was first sent without answers is sent again.
      return place % 10 === 0
        ? [first, { ...first, number: 2, answers: Object.fromEntries(answers), receivedAt: stockholmInstant("2026-02-27", "12:00") }]
        : [first];
    }),
  );
  house.at("2026-02-28");
  fieldwork = valueOf(await house.read(house.staff.agency, getFieldwork, { roundId }));
});
afterAll(() => house.database.drop());

const partOf = (id: string): Part => {
  const found = fieldwork.parts.find((one) => one.id === id);
  if (!found) throw new Error(`There is no part ${id}.`);
  return found;
};
const rowOf = (id: string, label: string) => partOf(id).rows.find((row) => row.label === label)?.values;

describe("the figures equal those of plain loops over the same deliveries", () => {
  test("all, by way, twice", () => {
    expect(rowOf("lage", "Tillfrågade")).toEqual([303, 100]);
    expect(rowOf("lage", "Svarat")?.[0]).toBe(192);
    expect(rowOf("lage", "Svarat")?.[1]).toBeCloseTo((100 * 192) / 303, 10);
    expect(rowOf("lage", "Ändrade")?.[0]).toBe(20);
    expect(rowOf("lage", "Inte svarat")?.[0]).toBe(111);
  });

  test("by day: the true days, received and signed", () => {
    const { rows } = partOf("dagar");
    expect(rows.map(({ label }) => label)).toEqual(Array.from({ length: 27 }, (_, at) => addDays("2026-02-02", at)));
    let so = 0;
    for (const { label, values } of rows) {
      let received = 0;
      let signed = 0;
      deliveries.forEach((_one, place) => {
        if (dayOf(place) === label) received += 1;
        if (addDays(dayOf(place), -(place % 2)) === label) signed += 1;
      });
      so += received;
      expect([label, ...values.slice(0, 3)]).toEqual([label, received, signed, so]);
    }
    expect(so).toBe(192);
  });

  test.each([
    ["storlek", "size"],
    ["nyckel", "key"],
    ["skr_grupp", "skrGroup"],
    ["lan", "county"],
  ] as const)("by %s: response, object non-response, and beside the frame", (id, field) => {
    const groups = [...new Set(frame.map((unit) => unit[field]))];
    expect(partOf(id).rows.length).toBe(groups.length + 1);
    let chiSquare = 0;
    for (const group of groups) {
      let asked = 0;
      let answered = 0;
      for (const unit of frame) {
        if (unit[field] !== group) continue;
        asked += 1;
        if (unit.hasAnswered) answered += 1;
      }
      expect(rowOf(id, group)).toEqual([asked, answered, (100 * answered) / asked, asked - answered, (100 * (asked - answered)) / asked]);
      const [inFrame, inAnswers] = rowOf(`ram-${id}`, group) ?? [];
      expect(inFrame).toBeCloseTo((100 * asked) / 303, 9);
      expect(inAnswers).toBeCloseTo((100 * answered) / 192, 9);
      const expected = (asked * 192) / 303;
      chiSquare += (answered - expected) ** 2 / expected + (answered - expected) ** 2 / (asked - expected);
    }
    const said = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 3 }).format(chiSquare);
    expect(partOf(`ram-${id}`).notes.join()).toContain(`χ² = ${said} med ${groups.length - 1} frihetsgrader`);
  });

  test("item by item: who was asked, answered, could not, left out", async () => {
    const form = valueOf(await findQuestionnaire("delaktighet-2024"));
    const questions = answeredQuestions(form);
    expect(partOf("fragor").rows.length).toBe(questions.length);
    /** The conditions of the form that these answers come to, written out once more by hand. */
    const isAsked = (question: Question, answers: ReadonlyMap<string, string>): boolean | undefined =>
      question.ask === null
        ? true
        : /^q(\w+) = "(\w+)"$/u.test(question.ask.words)
          ? answers.get(question.ask.words.split(" ")[0] ?? "") === /"(\w+)"/u.exec(question.ask.words)?.[1]
          : undefined;
    let tried = 0;
    questions.forEach((question, place) => {
      const page = form.pages.find(({ questions: list }) => list.includes(question));
      if ((page?.ask ?? null) !== null || isAsked(question, new Map()) === undefined) return;
      const tally = [0, 0, 0, 0, 0];
      for (const { answers } of deliveries) {
        if (isAsked(question, answers) !== true) continue;
        tally[0] = (tally[0] ?? 0) + 1;
        const kind = plainly(question, answers);
        tally[kind] = (tally[kind] ?? 0) + 1;
      }
      expect([question.name, ...(partOf("fragor").rows[place]?.values.slice(0, 5) ?? [])]).toEqual([question.name, ...tally]);
      tried += 1;
    });
    expect(tried).toBeGreaterThan(30);
    for (const { values } of [...partOf("fragor").rows, ...partOf("fragor-rader").rows]) {
      const [asked, ...parts] = values.slice(0, 5).map(Number);
      expect(parts.reduce((sum, one) => sum + one, 0)).toBe(asked);
    }
  });

  test("the R-indicator is the spread of a saturated model's rates where there is one grouping", () => {
    const value = (label: string) => Number(rowOf("r-indikator", label)?.[0]);
    expect(value("Lägst")).toBeLessThanOrEqual(value("R, justerad"));
    expect(value("R, justerad")).toBeLessThanOrEqual(value("Högst"));
    expect(value("R")).toBeLessThanOrEqual(value("R, justerad"));
    expect(value("Svarsbenägenhet i medeltal")).toBeCloseTo(192 / 303, 8);
    expect(value("Största skevhet")).toBeCloseTo((1 - value("R")) / 2 / (192 / 303), 8);
    expect(partOf("svarsmodell").rows.length).toBe(4 + 7 + 8);
  });

  test("early and late, with adjusted p-values that are no less than the plain ones", () => {
    const { rows, notes } = partOf("tidiga-sena");
    expect(notes[0]).toContain("ingen påminnelse är skickad");
    expect(rows.length).toBeGreaterThan(50);
    for (const { values } of rows) {
      expect(Number(values[5])).toBeGreaterThanOrEqual(Number(values[4]));
      expect(Number(values[3])).toBeCloseTo(Number(values[2]) - Number(values[1]), 8);
    }
  });

  test("the forecast lies between what has come and all, and says how it is made", () => {
    const { reason, how, rows } = partOf("prognos");
    expect(reason).toBeNull();
    expect(how).toContain("inte medräknad");
    const [so, expected, lowest, highest] = rows.map(({ values }) => Number(values[0]));
    expect(so).toBe(192);
    expect(Number(lowest)).toBeGreaterThanOrEqual(192);
    expect(Number(expected)).toBeGreaterThanOrEqual(Number(lowest));
    expect(Number(expected)).toBeLessThanOrEqual(Number(highest));
    expect(Number(highest)).toBeLessThanOrEqual(303);
  });

  test("files hold the same figures as the page, and how they are made", async () => {
    const csv = fieldworkAsCsv(fieldwork);
    expect(csv.split("\r\n")[0]).toBe("del,titel,rad,kolumn,slag,varde");
    const figures = fieldwork.parts.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0);
    expect(csv.trimEnd().split("\r\n").length).toBe(1 + figures);
    expect(csv).toContain("lage,Läget,Svarat,Antal,antal,192\r\n");
    expect((await fieldworkAsXlsx(fieldwork)).subarray(0, 2).toString()).toBe("PK");
    for (const { how, title } of fieldwork.parts) expect([title, how.length > 40]).toEqual([title, true]);
  });
});

/** 1 answered, 2 in part, 3 could not, 4 left out. */
function plainly(question: Question, answers: ReadonlyMap<string, string>): 1 | 2 | 3 | 4 {
  const outside = ["Kan inte svara", "Kan inte bedöma", "Vet inte"];
  const { name } = question;
  if (question.type === "several") return question.alternatives.some((_, place) => answers.get(`${name}_${place + 1}`) === "Ja") ? 1 : 4;
  const columns =
    question.type === "grid" ? question.rows.map((_, place) => `${name}_${place + 1}`) : [question.type === "text" ? `${name}_text` : name];
  let given = 0;
  let could = 0;
  for (const column of columns) {
    const answer = answers.get(column) ?? "";
    if (answer === "") continue;
    given += 1;
    if (!outside.includes(answer)) could += 1;
  }
  if (given === 0) return 4;
  if (could === 0) return 3;
  return given < columns.length ? 2 : 1;
}

describe("who has not answered", () => {
  test("is a list for the help desk", async () => {
    const { units } = valueOf(await house.read(house.staff.agency, findWaiting, { roundId }));
    expect(units.map(({ code }) => code)).toEqual(frame.filter(({ hasAnswered }) => !hasAnswered).map(({ code }) => code));
    expect(units[0]).toMatchObject({ begunAt: null, pages: 0 });
  });
});

describe("what was sent", () => {
  test("stands on its day, reminders numbered as they began, and late answers are those from the first of them", async () => {
    const round = await addRound(
      house,
      Array.from({ length: 30 }, (_, at) => ({ code: String(3000 + at), name: `Enhet ${at}` })),
    );
    const ids = [...round.unitIds.values()];
    await addSending(house, round.roundId, "inbjudan", ids, stockholmInstant("2026-02-02", "08:00"));
    await addSending(house, round.roundId, "påminnelse", ids.slice(12), stockholmInstant("2026-02-10", "23:30"));
    await addSending(house, round.roundId, "påminnelse", ids.slice(20), stockholmInstant("2026-02-17", "08:00"));
    await addDeliveries(
      house,
      ids.slice(0, 24).map((unitId, at) => ({
        unitId,
        code: String(3000 + at),
        answers: { q13: at < 12 ? "Ja" : "Nej" },
        receivedAt: stockholmInstant(at < 12 ? "2026-02-05" : "2026-02-10", "12:00"),
      })),
    );
    house.at("2026-02-20");
    const { parts } = valueOf(await house.read(house.staff.agency, getFieldwork, { roundId: round.roundId }));
    house.at("2026-02-28");
    const days = parts.find(({ id }) => id === "dagar")?.rows ?? [];
    expect(days.filter(({ values }) => values[4] !== "").map(({ label, values }) => [label, values[4]])).toEqual([
      ["2026-02-02", "Inbjudan till 30 enheter"],
      ["2026-02-10", "Påminnelse 1 till 18 enheter"],
      ["2026-02-17", "Påminnelse 2 till 10 enheter"],
    ]);
    const compared = parts.find(({ id }) => id === "tidiga-sena");
    expect(compared?.notes[0]).toBe("Sena: 12 svar från och med 2026-02-10, den första påminnelsen. Tidiga: 12.");
  });
});

describe("what cannot be said is said to be so", () => {
  test("before the round opens, of a frame without groups, when nobody has answered, when all have, and after the last day", async () => {
    const bare = Array.from({ length: 12 }, (_, at) => ({ code: String(1000 + at), name: `Enhet ${at}` }));
    const round = await addRound(house, bare, { opensOn: "2026-03-02", lastDay: "2026-03-13" });
    const ask = async () => valueOf(await house.read(house.staff.agency, getFieldwork, { roundId: round.roundId })).parts;
    const reasonOf = (parts: readonly Part[], id: string) => parts.find((one) => one.id === id)?.reason ?? "";
    house.at("2026-02-28");
    const before = await ask();
    expect(reasonOf(before, "dagar")).toContain("öppnar 2026-03-02");
    expect(reasonOf(before, "prognos")).toContain("öppnar 2026-03-02");
    expect(reasonOf(before, "storlek")).toContain("Ramen säger inget om kommunstorlek");
    expect(reasonOf(before, "r-indikator")).toContain("delar inte upp");
    expect(reasonOf(before, "tidiga-sena")).toContain("Ingen har svarat");
    house.at("2026-03-04");
    expect(reasonOf(await ask(), "prognos")).toContain("för lite för en prognos");
    await addDeliveries(
      house,
      bare.map(({ code }) => ({
        unitId: round.unitIds.get(code) ?? "",
        code,
        answers: {},
        receivedAt: stockholmInstant("2026-03-04", "09:00"),
      })),
    );
    const all = await ask();
    expect(reasonOf(all, "prognos")).toBe("Alla har svarat.");
    house.at("2026-03-20");
    expect(reasonOf(await ask(), "prognos")).toContain("Sista svarsdagen har varit");
    house.at("2026-02-28");
  });
});

describe("whose it is", () => {
  test("no other agency, no guess, no other role, and no tenant that is no agency", async () => {
    const stray = await addRound(municipality, [{ code: "0114", name: "Prov" }]);
    const reads = [
      (at: House, name: StaffName, id: string) => at.read(at.staff[name], getFieldwork, { roundId: id }),
      (at: House, name: StaffName, id: string) => at.read(at.staff[name], findWaiting, { roundId: id }),
    ];
    for (const read of reads) {
      expect(codeOf(await read(abroad, "agency", roundId))).toBe("not-found");
      expect(codeOf(await read(house, "agency", randomUUID()))).toBe("not-found");
      expect(codeOf(await read(municipality, "agency", stray.roundId))).toBe("not-found");
      for (const name of staffNames.filter((one) => one !== "agency"))
        expect([name, codeOf(await read(house, name, roundId))]).toEqual([name, "not-permitted"]);
    }
  });
});
