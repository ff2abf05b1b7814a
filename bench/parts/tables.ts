// From two files to a publication: 303 deliveries judged by the rules of the form and read, and every table made; the protected form with all groups, by sex
// and age, and its audit.
import { answersCsv, publishedDeliveries } from "../../tests/survey/published-answers.ts";
import type { Delivery } from "../../tests/survey/published-answers.ts";
import { frameCsv } from "../../tests/survey/published-frame.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { answerColumns } from "../../src/survey/questionnaires/answer-columns.ts";
import { findQuestionnaire } from "../../src/survey/questionnaires/find-questionnaire.ts";
import { judgeAnswers } from "../../src/survey/questionnaires/judge.ts";
import { delaktighet2024 } from "../../src/survey/tables/definitions/delaktighet-2024.ts";
import { groupings } from "../../src/survey/tables/frame.ts";
import { makePublication } from "../../src/survey/tables/make-publication.ts";
import { readDeliveries } from "../../src/survey/tables/read-deliveries.ts";
import { addDeliveries, addRound, agencyCode } from "../../tests/support/agency.ts";
import { systemClock } from "../../src/platform/basics/clock.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import type { OpenDatabase } from "../../src/platform/database/connect.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { answerContent } from "../../src/survey/collection/answer-file.ts";
import type { Questionnaire } from "../../src/survey/questionnaires/questionnaire.ts";
import { countedDeliveries, digestOfDeliveries, withContents } from "../../src/survey/results/deliveries.ts";
import { makeOfRound } from "../../src/survey/results/make.ts";
import { openHouse } from "../support/house.ts";
import type { House } from "../support/house.ts";
import { median, seconds } from "../support/report.ts";
import type { BenchOptions, PartResult } from "../support/report.ts";

const most = 10_000;
const questionnaireId = "delaktighet-2024";

type Kept = { readonly db: OpenDatabase; readonly municipalityId: number; readonly staffId: string; readonly roundId: string };

/** An agency with a round whose 303 units have delivered, as rows of a database of the bench's own. */
async function keepDeliveries(house: House, all: readonly Delivery[]): Promise<Kept> {
  valueOf(await migrate(house.ownerUrl));
  const db = house.open();
  const { id: municipalityId } = await db.owner
    .insertInto("core.municipality")
    .values({ code: agencyCode, name: "Prov", kind: "myndighet" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const now = systemClock();
  const staffId = newId(now);
  await db.owner
    .insertInto("access.staff")
    .values({ municipality_id: municipalityId, id: staffId, subject: "bench", name: "Prov", title: "undersökningsledare" })
    .execute();
  const agency = { municipalityId, door: { clock: () => now }, staff: { agency: { staffId } }, database: db };
  const units = all.map(({ unit }) => {
    return { code: unit.code, name: unit.name, storlek: unit.size, nyckel: unit.key, skr_grupp: unit.skrGroup, lan: unit.county };
  });
  const { roundId, unitIds } = await addRound(agency, units);
  await addDeliveries(
    agency,
    all.map(({ unit: { code }, answers }) => ({
      unitId: unitIds.get(code) ?? "",
      code,
      answers: Object.fromEntries(answers),
      receivedAt: now,
    })),
  );
  return { db, municipalityId, staffId, roundId };
}

/** From the kept deliveries to the publication: each judged by the rules of the form, read, and every table made. Milliseconds. */
async function publishKept(kept: Kept, questionnaire: Questionnaire, place: number, isProtected: boolean): Promise<number> {
  const { db, municipalityId, staffId, roundId } = kept;
  const id = newId(systemClock());
  const started = performance.now();
  await inMunicipality(db.app, municipalityId, async (tx) => {
    const marks = await countedDeliveries(tx, municipalityId, roundId);
    for (const { content } of await withContents(tx, municipalityId, marks)) {
      const { answers } = answerContent.parse(JSON.parse(content));
      judgeAnswers(questionnaire, new Map(answers.map(({ column, value }) => [column, value])));
    }
    const stamp = { municipality_id: municipalityId, recorded_by: staffId, recorded_at: systemClock() };
    const form = isProtected ? ("skyddad" as const) : ("som tryckt" as const);
    const contents = isProtected ? ("också efter kön och ålder" as const) : ("alla tabeller" as const);
    const asked = { id, round_id: roundId, number: place, form, contents, groupings: [...groupings], is_compared_with_print: false };
    await tx
      .insertInto("survey.publication")
      .values({ ...asked, answers: digestOfDeliveries(marks), ...stamp })
      .execute();
    const rows = marks.map(({ unitId, number }) => ({ municipality_id: municipalityId, publication_id: id, unit_id: unitId, number }));
    await tx.insertInto("survey.publication_delivery").values(rows).execute();
    if (rows.length !== 303) throw new Error("The deliveries are not what was to be measured.");
  });
  const { publication } = valueOf(await makeOfRound(db.app, municipalityId, id, { version: "" }));
  const taken = performance.now() - started;
  if (isProtected && publication.audit?.isSafe !== true) throw new Error("The publication is not what was to be measured.");
  // The next one is made as if this were not out.
  await db.owner.deleteFrom("survey.publication_delivery").where("publication_id", "=", id).execute();
  await db.owner.deleteFrom("survey.publication").where("id", "=", id).execute();
  return taken;
}

/** Everything that is done between the last answer and the publication, several times over. */
export async function measureTables({ quick, say }: BenchOptions): Promise<PartResult[]> {
  say("tables: 303 deliveries, from files to a publication");
  const questionnaire = valueOf(await findQuestionnaire(questionnaireId));
  const columns = answerColumns(questionnaire);
  const { frame, deliveries } = publishedDeliveries();
  // All of the frame answers: those that did not in 2024 give the answers of one that did.
  const all = frame.map((unit, place): Delivery => ({
    unit,
    answers: deliveries[place % deliveries.length]?.answers ?? new Map<string, string>(),
  }));
  const bytes = (text: string) => new TextEncoder().encode(text);
  const files = {
    frame: { name: "ram.csv", bytes: bytes(frameCsv(frame)) },
    answers: {
      name: "svar.csv",
      bytes: bytes(
        answersCsv(
          all,
          columns.map(({ column }) => column),
        ),
      ),
    },
  };
  const official: number[] = [];
  const secret: number[] = [];
  for (let run = 0; run < (quick ? 1 : 5); run++) {
    for (const isProtected of [false, true]) {
      const started = performance.now();
      for (const { answers } of all) judgeAnswers(questionnaire, answers);
      const answered = valueOf(readDeliveries(files, delaktighet2024, columns));
      const options = { by: groupings, isProtected, withSexAndAge: isProtected, made: new Date(0), version: "" };
      const { audit } = valueOf(await makePublication(delaktighet2024, answered, options));
      if (answered.units.length !== 303 || (isProtected && audit?.isSafe !== true))
        throw new Error("The publication is not what was to be measured.");
      (isProtected ? secret : official).push(performance.now() - started);
    }
  }
  const ofRows: Record<"official" | "secret", number[]> = { official: [], secret: [] };
  say("tables: the same of rows in a database");
  const house = await openHouse("tables", false);
  try {
    const kept = await keepDeliveries(house, all);
    try {
      for (let run = 0; run < (quick ? 1 : 5); run++) {
        ofRows.official.push(await publishKept(kept, questionnaire, 1, false));
        ofRows.secret.push(await publishKept(kept, questionnaire, 1, true));
      }
    } finally {
      await kept.db.close();
    }
  } finally {
    await house.close();
  }
  const [plain, audited] = [median(official), median(secret)];
  const [plainOfRows, auditedOfRows] = [median(ofRows.official), median(ofRows.secret)];
  return [
    {
      part: "tables",
      conditions: [
        `303 deliveries of the census of 2024, judged by the rules of the form, read from a file with its frame, and every table made of all units and of each size, key, SKR group and county; median of ${official.length}. The protected form has tables by sex and age too, and its audit.`,
      ],
      tables: [
        {
          title: "From files to tables",
          columns: ["", "time"],
          rows: [
            ["official form", seconds(plain)],
            ["protected form, audit included", seconds(audited)],
            ["official form, of deliveries in the database", seconds(plainOfRows)],
            ["protected form, audit included, of deliveries in the database", seconds(auditedOfRows)],
          ],
        },
      ],
      goals: [
        {
          what: "303 deliveries judged and all tables made, audit included",
          goal: "10.00 s",
          measured: seconds(audited),
          isMet: audited <= most,
        },
        {
          what: "303 deliveries read from the database, judged, and all tables made, audit included",
          goal: "10.00 s",
          measured: seconds(auditedOfRows),
          isMet: auditedOfRows <= most,
        },
      ],
      raw: { official, protected: secret, officialOfRows: ofRows.official, protectedOfRows: ofRows.secret },
    },
  ];
}
