import type { ExplainedAnswers, ExplainedQuestion, ExplainedRow } from "../explained.ts";

/** Widest line that the table may write. */
const terminalWidth = 100;
const nameWidth = 34;
const answerWidth = 40;
const indent = "      ";

/** The answers as lines of at most 100 characters for a terminal, with numbered footnotes on how each figure was counted. */
export function answersAsTable(explained: ExplainedAnswers, municipalityName?: string): string {
  const notes: string[] = [];
  const name = municipalityName === undefined ? explained.municipality : `${municipalityName} (${explained.municipality})`;
  const lines = [`${name}, ${explained.period.from}–${explained.period.to}`, ...wrap(explained.title, terminalWidth, "")];
  for (const section of explained.sections) {
    lines.push("", section.heading.toUpperCase(), ...wrap(`Populationen: ${section.questions[0]?.population ?? ""}`, terminalWidth, ""));
    for (const question of section.questions) lines.push(...questionLines(question, notes));
  }
  lines.push("", "SÅ ÄR DET RÄKNAT", ...notes.flatMap((note, place) => wrap(`${place + 1}) ${note}`, terminalWidth, "   ")));
  return `${lines.join("\n")}\n`;
}

function questionLines(question: ExplainedQuestion, notes: string[]): string[] {
  const heading = `${question.number.padEnd(5)} ${question.short} ${footnotesOf(question)
    .map((text) => noteMark(text, notes))
    .join(" ")}`;
  if (question.kind === "reasons" && !question.rows[0]?.whyNot) {
    return ["", heading, ...(question.rows[0]?.answers ?? []).map((answer, place) => `${indent}${place + 1}. ${answer}`)];
  }
  return ["", heading, ...question.rows.flatMap((row) => rowLines(row, question, notes))];
}

function rowLines(row: ExplainedRow, question: ExplainedQuestion, notes: string[]): string[] {
  const figure = figureOf(row);
  const missing = row.whyNot ? `${row.reason ?? ""} ${noteMark(row.whyNot, notes)}` : figure;
  if (question.rows.length === 1)
    return wrap(`${row.answer}${missing ? `, ${missing}` : ""}`, terminalWidth, indent).map((line) =>
      line.startsWith(indent) ? line : indent + line,
    );
  return [`${indent}${row.short.padEnd(nameWidth)}${row.answer.padEnd(answerWidth)}${missing}`.trimEnd()];
}

function figureOf(row: ExplainedRow): string {
  if (row.percent !== null) return `${row.percent} %, ${row.numerator} av ${row.denominator}`;
  if (row.median !== null) return `median ${String(row.median).replace(".", ",")}, ${row.denominator} barn`;
  return "";
}

function footnotesOf(question: ExplainedQuestion): string[] {
  if (question.kind === "breakdown-possible") return [question.rule];
  return [`Täljare: ${question.numerator}`, `Nämnare: ${question.denominator}`, question.rule];
}

/** The mark of a footnote; the same text is one footnote, however often it is used. */
function noteMark(text: string, notes: string[]): string {
  if (!notes.includes(text)) notes.push(text);
  return `${notes.indexOf(text) + 1})`;
}

function wrap(text: string, width: number, hanging: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= width || line.trim() === "") line = longer;
    else {
      lines.push(line);
      line = hanging + word;
    }
  }
  return [...lines, line];
}
