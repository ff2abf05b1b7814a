// Every cell of tables 1–18 and diagram 1, the figures of the running text, the response rates and the non-response table, made of 192 deliveries of
// 303 units, against what is printed (published-2024.json). The deliveries are made backwards from print by code that knows nothing of the program's.
import { beforeAll, describe, expect, it } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { answerColumns } from "../../src/survey/questionnaires/answer-columns.ts";
import { findQuestionnaire } from "../../src/survey/questionnaires/find-questionnaire.ts";
import type { Answered } from "../../src/survey/tables/answered.ts";
import { delaktighet2024 } from "../../src/survey/tables/definitions/delaktighet-2024.ts";
import { makeTables } from "../../src/survey/tables/make-table.ts";
import { readDeliveries } from "../../src/survey/tables/read-deliveries.ts";
import { nonResponseTable, responseBy } from "../../src/survey/tables/response.ts";
import type { Table } from "../../src/survey/tables/table.ts";
import { makeTexts } from "../../src/survey/tables/texts.ts";
import { describeAsPrinted } from "./as-printed.ts";
import { answersCsv, publishedDeliveries } from "./published-answers.ts";
import { frameCsv } from "./published-frame.ts";
import { published } from "./published.ts";

let answered: Answered;
let tables: Table[];

beforeAll(async () => {
  const columns = answerColumns(valueOf(await findQuestionnaire("delaktighet-2024")));
  const { frame, deliveries } = publishedDeliveries();
  const bytes = (text: string) => new TextEncoder().encode(text);
  const names = columns.map(({ column }) => column);
  for (const { answers } of deliveries) expect([...answers.keys()].filter((column) => !names.includes(column))).toEqual([]);
  answered = valueOf(
    readDeliveries(
      {
        frame: { name: "ram.csv", bytes: bytes(frameCsv(frame)) },
        answers: { name: "svar.csv", bytes: bytes(answersCsv(deliveries, names)) },
      },
      delaktighet2024,
      columns,
    ),
  );
  tables = makeTables(delaktighet2024, answered, ["storlek"]);
});

describeAsPrinted({ tables: () => tables, texts: () => makeTexts(delaktighet2024, answered) });

describe("beside the tables", () => {
  it("the response is as printed", () => {
    const { answered: n, asked, rate, missing, rows } = published.response;
    const bySize = responseBy(answered, "storlek");
    expect(bySize.map(({ label, answered: one, asked: of }) => [label, one, of])).toEqual(rows);
    expect(bySize.at(-1)).toMatchObject({ answered: n, asked, rate });
    expect(nonResponseTable(answered, "storlek", "").rows.at(-1)?.values).toEqual([n, asked, rate, missing]);
  });
});
