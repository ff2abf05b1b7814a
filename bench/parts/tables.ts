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
import { median, seconds } from "../support/report.ts";
import type { BenchOptions, PartResult } from "../support/report.ts";

const most = 10_000;

/** Everything that is done between the last answer and the publication, several times over. */
export async function measureTables({ quick, say }: BenchOptions): Promise<PartResult[]> {
  say("tables: 303 deliveries, from files to a publication");
  const questionnaire = valueOf(await findQuestionnaire("delaktighet-2024"));
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
  const [plain, audited] = [median(official), median(secret)];
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
      ],
      raw: { official, protected: secret },
    },
  ];
}
