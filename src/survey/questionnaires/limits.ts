/**
 * What no questionnaire has more of. A file is read by whoever is sent it, and some are made to take long: what is said here is asked before the work, and
 * bounds it. Each limit is many times what the national form of 2024 needs (63 questions, 27 pages, 90 kB).
 */
export const limits = {
  bytes: 500_000,
  /** Levels within one another; the form itself has eight. */
  depth: 24,
  /** Faults that are told one by one. */
  faults: 200,
  aliases: 100,
  pages: 200,
  questions: 500,
  alternatives: 400,
  rows: 200,
  /** Columns of the answers of one page: more are not saved at a time. */
  columnsOfPage: 400,
  columns: 4000,
  /** Alternatives of all questions together. */
  allAlternatives: 40_000,
  definitions: 200,
  words: 400,
  passages: 300,
  periods: 100,
  scales: 200,
  rules: 500,
  /** Signs of all conditions together. */
  conditions: 60_000,
  /** Work of looking for answers that make conditions hold: parts of conditions looked at, in the whole form. */
  work: 5_000_000,
  /** Signs of a text, with what is put in it, and of all texts together. */
  text: 20_000,
  texts: 2_000_000,
} as const;

type TooMuch = { readonly line: number; readonly message: string };

/** Asked of the text alone: how large it is, and how deep. Null where it is neither. */
export function tooMuchIn(text: string): TooMuch | null {
  if (text.length > limits.bytes || Buffer.byteLength(text) > limits.bytes)
    return { line: 1, message: `Filen är större än ${limits.bytes / 1000} kB.` };
  return tooDeepIn(text);
}

/**
 * Whether brackets, or blanks and dashes at the beginning of a line, lead deeper than any form is. Brackets within a text count too, as long as they are not closed: a
 * reader that goes in at each of them would have no room left. One turn through the text.
 */
function tooDeepIn(text: string): TooMuch | null {
  let line = 1;
  let open = 0;
  let dashes = 0;
  let isStart = true;
  let quote = "";
  const message = `Filen har fler nivåer i varandra än ${limits.depth}, eller hakar som inte stängs.`;
  for (const sign of text) {
    if (sign === "\n") {
      line++;
      isStart = true;
      dashes = 0;
      continue;
    }
    if (isStart && (sign === " " || sign === "-" || sign === "?" || sign === "\t")) {
      if (sign !== " " && sign !== "\t" && ++dashes > limits.depth) return { line, message };
      continue;
    }
    isStart = false;
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (sign === '"' && open > 0) quote = sign;
    else if (sign === "[" || sign === "{") {
      if (++open > limits.depth) return { line, message };
    } else if ((sign === "]" || sign === "}") && open > 0) open--;
  }
  return null;
}

type Crowded = { readonly path: readonly (string | number)[]; readonly message: string };

/** Asked of the fields before they are held to their shape: whether any list is longer than in any form. Errors: none. */
export function tooManyIn(root: unknown): readonly Crowded[] {
  const found: Crowded[] = [];
  const at = (of: unknown, name: string | number): unknown =>
    typeof of === "object" && of !== null ? (of as Record<string | number, unknown>)[name] : undefined;
  const sizeOf = (of: unknown): number =>
    Array.isArray(of) ? of.length : typeof of === "object" && of !== null ? Object.keys(of).length : 0;
  const most = (path: Crowded["path"], what: string, size: number, limit: number): boolean => {
    if (size > limit) found.push({ path, message: `${what}: ${size}. Fler än ${limit} kan ett formulär inte ha.` });
    return size <= limit;
  };
  for (const [name, what] of [
    ["definitions", "Ord som definieras"],
    ["passages", "Textstycken"],
    ["periods", "Perioder"],
    ["scales", "Skalor"],
    ["rules", "Regler"],
  ] as const)
    most([name], what, sizeOf(at(root, name)), limits[name]);
  const pages = at(root, "pages");
  if (found.length > 0 || !most(["pages"], "Sidor", sizeOf(pages), limits.pages)) return found;
  const scales = at(root, "scales");
  for (const [name, scale] of entriesOf(scales)) most(["scales", name], "Svarsalternativ", sizeOf(scale), limits.alternatives);
  const words = entriesOf(at(root, "definitions")).reduce((sum, [, one]) => sum + sizeOf(at(one, "words")), 0);
  most(["definitions"], "Ord som betyder något särskilt", words, limits.words);
  let [questions, columns, alternatives, conditions] = [0, 0, 0, 0];
  for (const [place, page] of (Array.isArray(pages) ? pages : []).entries()) {
    const asked: readonly unknown[] = Array.isArray(at(page, "questions")) ? (at(page, "questions") as readonly unknown[]) : [];
    questions += asked.length;
    if (!most(["pages", place], "Frågor", questions, limits.questions)) return found;
    conditions += lengthOf(at(page, "ask"));
    let own = 0;
    for (const [nth, question] of asked.entries()) {
      const path = ["pages", place, "questions", nth] as const;
      const named = at(question, "alternatives");
      const count = sizeOf(
        typeof named === "string" && typeof scales === "object" && scales !== null && Object.hasOwn(scales, named)
          ? at(scales, named)
          : named,
      );
      const rows = sizeOf(at(question, "rows"));
      const isCounted = [
        most([...path, "alternatives"], "Svarsalternativ", count, limits.alternatives),
        most([...path, "rows"], "Rader", rows, limits.rows),
      ].every(Boolean);
      alternatives += count;
      conditions += lengthOf(at(question, "ask"));
      // What is told of one question is not told again of its page.
      if (isCounted) own += at(question, "type") === "grid" ? rows : at(question, "type") === "several" ? count : 1;
    }
    most(["pages", place], "Kolumner i sidans svar", own, limits.columnsOfPage);
    columns += own;
    if (!most(["pages", place], "Kolumner i svaren", columns, limits.columns)) return found;
    if (!most(["pages", place], "Svarsalternativ i alla frågor", alternatives, limits.allAlternatives)) return found;
  }
  for (const rule of Array.isArray(at(root, "rules")) ? (at(root, "rules") as readonly unknown[]) : [])
    conditions += lengthOf(at(rule, "when"));
  most(["pages"], "Tecken i alla villkor", conditions, limits.conditions);
  return found;
}

const entriesOf = (of: unknown): readonly (readonly [string, unknown])[] =>
  typeof of === "object" && of !== null ? Object.entries(of) : [];
const lengthOf = (of: unknown): number => (typeof of === "string" ? of.length : 0);
