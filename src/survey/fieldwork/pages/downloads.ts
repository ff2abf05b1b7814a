import type { Row } from "write-excel-file/node";
import writeXlsxFile from "write-excel-file/node";
import { csvForPrograms } from "../../../platform/basics/csv-for-programs.ts";
import { defineDownload } from "../../../ui/page.tsx";
import type { Part } from "../part.ts";
import { getFieldwork } from "../queries/get-fieldwork.ts";
import type { Fieldwork } from "../queries/get-fieldwork.ts";

/** Every figure of the page on a line of its own, not rounded. */
export const fieldworkCsv = defineDownload({
  path: "/omgangar/:roundId/insamling.csv",
  title: "Insamlingens alla tal, ett på varje rad",
  asks: getFieldwork,
  type: "text/csv; charset=utf-8",
  async file({ ask, params }) {
    const fieldwork = await ask(getFieldwork, params);
    return { name: `insamling-${fieldwork.today}.csv`, body: fieldworkAsCsv(fieldwork) };
  },
});

/** The tables of the page, a sheet for each, and how they are made. */
export const fieldworkXlsx = defineDownload({
  path: "/omgangar/:roundId/insamling.xlsx",
  title: "Insamlingens tabeller",
  asks: getFieldwork,
  type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  async file({ ask, params }) {
    const fieldwork = await ask(getFieldwork, params);
    return { name: `insamling-${fieldwork.today}.xlsx`, body: await fieldworkAsXlsx(fieldwork) };
  },
});

const csvColumns = ["del", "titel", "rad", "kolumn", "slag", "varde"] as const;

/** The figures for programs; what is not there is empty. */
export function fieldworkAsCsv({ parts }: Pick<Fieldwork, "parts">): string {
  const lines = parts.flatMap(({ id, title, columns, rows }) =>
    rows.flatMap(({ label, values }) => columns.map(({ heading, kind }, at) => [id, title, label, heading, kind, values[at] ?? null])),
  );
  return csvForPrograms([csvColumns, ...lines]);
}

const bold = (value: string) => ({ value, fontWeight: "bold" as const, wrap: true, alignVertical: "top" as const });

/** The workbook; its last sheet says how every part is made, or why it is not. */
export async function fieldworkAsXlsx({ title, today, parts }: Pick<Fieldwork, "title" | "today" | "parts">): Promise<Buffer> {
  const made = parts.filter(({ reason }) => reason === null);
  const about: Row[] = [
    [bold("Omgång"), { value: title }],
    [bold("Läget"), { value: today }],
    ...parts.map(({ title: name, reason, how, notes }): Row => [
      bold(name),
      { value: [reason ?? "", how, ...notes].filter((words) => words !== "").join("\n"), wrap: true },
    ]),
  ];
  return writeXlsxFile([
    ...made.map((part) => ({
      sheet: sheetName(part, made),
      data: [
        [part.stub, ...part.columns.map(({ heading }) => heading)].map(bold),
        ...part.rows.map(({ label, values }): Row => [
          { value: label, wrap: true },
          ...values.map((value) => (value === null ? null : { value })),
        ]),
      ],
      columns: [{ width: 50 }, ...part.columns.map(() => ({ width: 16 }))],
      stickyRowsCount: 1,
    })),
    { sheet: "Så räknas det", data: about, columns: [{ width: 40 }, { width: 110 }] },
  ]).toBuffer();
}

/** At most 31 signs, and none of those that a sheet's name may not have; the same name only once. */
function sheetName(part: Part, parts: readonly Part[]): string {
  const short = part.title.replaceAll(/[[\]:*?/\\]/gu, "").slice(0, 27);
  const same = parts.filter(({ title }) => title.replaceAll(/[[\]:*?/\\]/gu, "").slice(0, 27) === short);
  return same.length < 2 ? short : `${short} ${same.indexOf(part) + 1}`;
}
