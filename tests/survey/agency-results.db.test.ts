// 192 deliveries of 303 invited, as rows of an agency's round in a real database, through the publication's job: tables 1–18 and diagram 1 cell by cell as
// printed, with the report's inconsistencies named; kept once, made again with the same bytes, read back by independent readers.
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { findPublishedDeliveries } from "../../src/survey/results/queries/find-deliveries.ts";
import { getPublication } from "../../src/survey/results/queries/get-publication.ts";
import { getRoundToPublish } from "../../src/survey/results/queries/get-round.ts";
import { findRounds } from "../../src/survey/rounds/queries/find-rounds.ts";
import { askForPublication } from "../../src/survey/results/actions/make-publication.ts";
import { publish } from "../../src/survey/results/jobs/publish.ts";
import { makeOfRound } from "../../src/survey/results/make.ts";
import type { Publication } from "../../src/survey/tables/output/publication.ts";
import { publicationFormats, writePublication } from "../../src/survey/tables/write-publication.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { addRound, deliver, jobContext, makeOne, official, secret } from "./agency.ts";
import type { Round } from "./agency.ts";
import { describeAsPrinted } from "./as-printed.ts";
import { publishedDeliveries } from "./published-answers.ts";
import { printedTable, published } from "./published.ts";
import { readJsonStat, readPx } from "./readers.ts";

const { frame, deliveries } = publishedDeliveries();
const answersOfUnits = deliveries.map(({ unit, answers }) => [unit.code, answers] as const);

let agency: House;
let other: House;
let round: Round;
let made: Publication;
let publicationId: string;
beforeAll(async () => {
  agency = await openHouse({ code: "202100-0555" });
  other = await openHouse({ code: "202100-3690", database: agency.database });
  round = await addRound(agency, frame);
  // A first delivery of some units is not what counts: the last one is.
  const [first, second] = [answersOfUnits[0], answersOfUnits[1]];
  if (first && second) await deliver(agency, round, [[first[0], second[1]]]);
  await deliver(agency, round, answersOfUnits);
  const one = await makeOne(agency, { roundId: round.id, ...official, groupings: ["storlek"], compareWith: "tryckt" });
  if (one.made === null) throw new Error(one.shown.refusedBecause ?? "It was not made.");
  [made, publicationId] = [one.made, one.publicationId];
}, 900_000);
afterAll(() => agency.database.drop());

describeAsPrinted({ tables: () => made.tables.filter(({ id }) => !id.startsWith("Jämförelse")), texts: () => made.texts });

describe("a publication of a round", { timeout: 900_000 }, () => {
  it("says how many were asked, answered and did not, as printed", () => {
    const { answered, asked, rate, missing, rows } = published.response;
    const table = made.quality.find(({ heading }) => heading.startsWith("2.6"))?.table;
    expect(table?.rows.map(({ label, values }) => [label, values[0], values[1]])).toEqual(rows);
    expect(table?.rows.at(-1)?.values).toEqual([answered, asked, rate, missing]);
    expect(made.quality.map(({ heading }) => heading)).toContain("3.3 Bortfall");
    expect(made.quality.find(({ heading }) => heading.startsWith("2.5"))?.text.join(" ")).toContain(
      "192 enheter har lämnat svar; det sista som en enhet har skrivit under gäller, och 1 har lämnat mer än en gång.",
    );
  });

  it("set beside the printed figures differs nowhere", () => {
    const compared = made.tables.filter(({ id }) => id.startsWith("Jämförelse"));
    expect(compared).toHaveLength(18);
    const differences = compared.flatMap(({ rows }) => rows.map(({ values }) => values[4]));
    expect(differences.filter((one) => one !== null && one !== 0)).toEqual([]);
    // The bars of the diagram are not in the text; everything else is.
    expect(differences.filter((one) => one === null).length).toBeLessThanOrEqual(10);
    expect(differences.length).toBeGreaterThan(150);
  });

  it("is kept with its number, digest, program, form and deliveries", async () => {
    const shown = valueOf(await agency.read(agency.staff.agency, getPublication, { publicationId }));
    expect(shown).toMatchObject({ number: 1, isPublishable: true, refusedBecause: null, form: "som tryckt", groupings: ["storlek"] });
    expect(
      createHash("sha256")
        .update(shown.kept ?? "", "utf8")
        .digest("hex"),
    ).toBe(shown.digest);
    expect(shown.program).toMatch(/^\d+\.\d+\.\d+/u);
    const { deliveries: of } = valueOf(await agency.read(agency.staff.agency, findPublishedDeliveries, { publicationId }));
    expect(of).toHaveLength(192);
    expect(of.filter(({ number }) => number === 2).map(({ code }) => code)).toEqual([answersOfUnits[0]?.[0]]);
    const { rounds } = valueOf(await agency.read(agency.staff.agency, findRounds, {}));
    expect(rounds).toMatchObject([{ units: 303, delivered: 192, publications: 1 }]);
  });

  it("is never changed, and is the same bytes when it is made again, in every form", async () => {
    const { municipalityId } = agency;
    for (const table of ["publication", "publication_delivery", "publication_step", "publication_outcome"]) {
      await expect(sql.raw(`update survey.${table} set municipality_id = municipality_id`).execute(agency.database.app)).rejects.toThrow();
      await expect(sql.raw(`delete from survey.${table}`).execute(agency.database.app)).rejects.toThrow();
    }
    const shown = valueOf(await agency.read(agency.staff.agency, getPublication, { publicationId }));
    agency.at("2027-01-15");
    const again = valueOf(await makeOfRound(agency.database.app, municipalityId, publicationId, { version: shown.program ?? "" }));
    agency.at("2026-03-02");
    expect(again.content).toBe(shown.kept);
    for (const format of publicationFormats.filter((one) => one !== "xlsx")) {
      expect([format, await writePublication(again.publication, format)]).toEqual([format, await writePublication(made, format)]);
    }
    // Done again, the job finds what is there.
    await publish.run({ municipalityId, publicationId }, jobContext(agency));
  });

  it("is read back from PX and JSON-stat as printed", async () => {
    const px = (await writePublication(made, "px")).map(({ content }) => readPx(new TextEncoder().encode(String(content))));
    const cubes = readJsonStat(String((await writePublication(made, "json-stat"))[0]?.content));
    expect(px).toHaveLength(cubes.length);
    for (const [place, id] of [...new Set(made.tables.map((table) => table.id))].entries()) {
      expect(cubes[place]?.values).toEqual(px[place]?.values);
      if (!/^\d+$/u.test(id)) continue;
      const groups = px[place]?.dimensions[2]?.labels.length ?? 1;
      expect(px[place]?.values.filter((_, at) => at % groups === 0)).toEqual(printedTable(id).rows.flatMap(({ values }) => values));
    }
  });
});

describe("what cannot be published", { timeout: 900_000 }, () => {
  it("is told, delivery by delivery, and nothing is kept to be given out", async () => {
    const broken = await addRound(agency, frame.slice(0, 12), "Trasig");
    const [one, two, three, four] = frame.map(({ code }) => code);
    const answers = new Map([["q4_1", "Ja"]]);
    await deliver(agency, broken, [[one ?? "", answers]], () => "{}");
    await deliver(agency, broken, [[two ?? "", answers]], (content) => content.replace('"Ja"', '"Kanske"'));
    await deliver(agency, broken, [[three ?? "", answers]], (content) =>
      content.replace(/"fingerprint":"[0-9a-f]{64}"/u, `"fingerprint":"${"0".repeat(64)}"`),
    );
    await deliver(agency, broken, [[four ?? "", answers]], (content) =>
      content.replace(`"municipality":"${four ?? ""}"`, '"municipality":"9999"'),
    );
    const { faults } = valueOf(await agency.read(agency.staff.agency, getRoundToPublish, { roundId: broken.id }));
    expect(faults.map(({ message }) => message)).toEqual([
      expect.stringContaining("ingen svarsfil"),
      expect.stringContaining("annan version"),
      expect.stringContaining("”9999”"),
      expect.stringContaining("inget av frågans alternativ"),
    ]);
    const { shown } = await makeOne(agency, { roundId: broken.id, ...official });
    expect(shown).toMatchObject({ isPublishable: false, kept: null, digest: null });
    expect(shown.refusedBecause).toContain(`${one ?? ""} ${frame[0]?.name ?? ""}, leverans 1: Leveransen är ingen svarsfil`);
    expect(shown.refusedBecause).not.toContain("Kanske");
  });

  it("is what nobody has answered, or what is asked for wrongly", async () => {
    const empty = await addRound(agency, frame.slice(0, 3), "Tom");
    const ask = (input: object) => agency.act(agency.staff.agency, askForPublication, { roundId: empty.id, ...official, ...input });
    expect(codeOf(await ask({}))).toBe("no-deliveries");
    expect(faultsOf(await ask({ contents: "också efter kön och ålder" }))).toBe("contents");
    expect(faultsOf(await ask({ sameAs: publicationId }))).toBe("sameAs");
    expect(codeOf(await ask({ roundId: publicationId }))).toBe("not-found");
    await deliver(agency, empty, [[frame[0]?.code ?? "", new Map([["q4_1", "Ja"]])]]);
    for (const compareWith of ["nej", empty.id, publicationId.replace(/.$/u, (last) => (last === "0" ? "1" : "0"))])
      expect(faultsOf(await ask({ compareWith }))).toBe("compareWith");
  });

  it("is a protected one whose audit does not hold: it is kept as not to be given out, with why", async () => {
    const few = await addRound(agency, frame.slice(0, 12), "Tolv");
    await deliver(
      agency,
      few,
      answersOfUnits.filter(([code]) => few.units.has(code)),
    );
    const { shown } = await makeOne(agency, { roundId: few.id, ...secret });
    expect(shown).toMatchObject({ isPublishable: false, kept: null, digest: null });
    expect(shown.refusedBecause).toContain("Granskningen håller inte");
    // What was refused told nothing, and hinders nothing.
    expect((await makeOne(agency, { roundId: few.id, ...official })).shown).toMatchObject({ number: 2, isPublishable: true });
    // Two in the official form of other answers are both given out, and it is told how many units part them: one new, one that delivered anew.
    const unanswered = [...few.units.keys()].find((code) => answersOfUnits.every(([answered]) => answered !== code)) ?? "";
    const again = answersOfUnits.find(([code]) => few.units.has(code))?.[0] ?? "";
    await deliver(
      agency,
      few,
      [unanswered, again].map((code) => [code, new Map([["q13", "Ja"]])] as const),
    );
    await makeOne(agency, { roundId: few.id, ...official });
    const { publications } = valueOf(await agency.read(agency.staff.agency, getRoundToPublish, { roundId: few.id }));
    expect(publications.map(({ number, parts }) => [number, parts])).toEqual([
      [3, [{ number: 2, units: 2 }]],
      [2, []],
      [1, []],
    ]);
  });

  it("is another tenant's, or for whoever runs no surveys", async () => {
    expect(codeOf(await other.read(other.staff.agency, getPublication, { publicationId }))).toBe("not-found");
    expect(codeOf(await other.read(other.staff.agency, findPublishedDeliveries, { publicationId }))).toBe("not-found");
    expect(codeOf(await other.read(other.staff.agency, getRoundToPublish, { roundId: round.id }))).toBe("not-found");
    expect(codeOf(await other.act(other.staff.agency, askForPublication, { roundId: round.id, ...official }))).toBe("not-found");
    for (const who of ["analyst", "director", "operator", "caseworker", "leader"] as const)
      expect(codeOf(await agency.read(agency.staff[who], getPublication, { publicationId }))).toBe("not-permitted");
  });
});
