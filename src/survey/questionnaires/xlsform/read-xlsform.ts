/**
 * From an XLSForm to the text of a questionnaire's file, that somebody goes on with. What has no counterpart here is refused with its row: a form
 * that asks less than the one it came from would not be the same form.
 */
import { stringify } from "yaml";
import { ExpressionFault, parseExpression } from "../conditions/parse.ts";
import { rowsOf, said } from "./sheets.ts";
import type { Sheet, SheetRow } from "./sheets.ts";
import { writeExpression } from "./write-expression.ts";

/** What is wrong with a row of the sheet "survey" (1-based). Swedish. */
type XlsformFault = { readonly row: number; readonly message: string };

export type ReadXlsform = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly faults: readonly XlsformFault[] };

/** Reads an XLSForm. `readQuestionnaire` has the last word on the text. Errors: none. */
export function fromXlsform(sheets: readonly Sheet[]): ReadXlsform {
  const [settings] = rowsOf(sheets, "settings");
  const language = /\((\w{2,3})\)$/.exec(settings?.of["default_language"] ?? "")?.[1] ?? settings?.of["default_language"] ?? "sv";
  const reader = new Reader(rowsOf(sheets, "choices"), /^[a-z]{2,3}$/.test(language) ? language : "sv");
  const rows = rowsOf(sheets, "survey");
  if (rows.length === 0) return { ok: false, faults: [{ row: 1, message: "Arbetsboken har inget blad ”survey” med frågor." }] };
  reader.read(rows);
  if (reader.faults.length > 0) return { ok: false, faults: reader.faults };
  const title = settings?.of["form_title"] ?? "Formulär";
  const version = Number(settings?.of["version"] ?? 1);
  const form = {
    id: slug(settings?.of["form_id"] ?? title),
    version: Number.isSafeInteger(version) && version > 0 ? version : 1,
    language: reader.language,
    title,
    scales: reader.scales(),
    pages: reader.pages,
  };
  return { ok: true, text: stringify(form, { lineWidth: 140 }) };
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60) || "formular";

type Draft = { question: string } & Record<string, unknown>;
type Page = { page: string; title: string; text?: string[]; ask?: string; questions: Draft[] };
/** An open group: a page, a part of one, a grid, the contact fields. */
type Group = {
  readonly kind: "page" | "part" | "grid" | "contact";
  readonly ask: string;
  heading?: string | undefined;
  readonly draft?: Draft;
};

const isRequired = ({ of }: SheetRow): boolean => /^(yes|true|true\(\))$/i.test(of["required"] ?? "");

/** Rows about the answering, not about the questions. */
const aside = new Set(["start", "end", "today", "deviceid", "username", "phonenumber", "simserial", "audit", "email"]);

class Reader {
  readonly faults: XlsformFault[] = [];
  readonly pages: Page[] = [];
  readonly language: string;
  readonly #choices: readonly SheetRow[];
  readonly #used = new Map<string, string>();
  /** Our column or question for each name there, and the list that its answers are of. */
  readonly #names = new Map<string, { readonly ours: string; readonly list: string; readonly isSeveral: boolean }>();
  readonly #groups: Group[] = [];
  #number = 0;

  constructor(choices: readonly SheetRow[], language: string) {
    this.#choices = choices;
    this.language = language;
  }

  read(rows: readonly SheetRow[]): void {
    for (const row of rows) {
      const [type = "", list = "", more = ""] = (row.of["type"] ?? "").split(/\s+/);
      try {
        this.#row(row, type.replace(/^(begin|end)$/, `$1_${list}`), list, more);
      } catch (cause) {
        if (!(cause instanceof ExpressionFault)) throw cause;
        this.#refuse(row, `Villkoret går inte att läsa: ${cause.message}`);
      }
    }
  }

  /** The lists that are used, as scales. */
  scales(): Readonly<Record<string, readonly unknown[]>> {
    return Object.fromEntries([...this.#used].map(([list]) => [list, this.#alternatives(list)]));
  }

  #row(row: SheetRow, type: string, list: string, more: string): void {
    if (aside.has(type) || type === "") return;
    if (type === "begin_group") return this.#begin(row);
    if (type === "end_group") return void this.#groups.pop();
    const inside = this.#groups.at(-1);
    const kind = row.of["fortrogen_kind"] ?? "";
    if (inside?.kind === "grid") return this.#gridRow(row, type, list, inside);
    if (inside?.kind === "contact") return this.#contactField(row, kind, inside);
    if (kind === "page") return void this.#page(row).text?.push(said(row, "label", this.language));
    if (kind === "comment" || kind === "specify") return this.#beside(row, kind);
    const body = this.#body(row, type, list, more);
    if (body === undefined) return this.#refuse(row, `Raden är av slaget ”${type}”, som formulär här inte kan ha.`);
    this.#add(row, body, type === "select_multiple");
  }

  #begin(row: SheetRow): void {
    const kind = row.of["fortrogen_kind"] ?? "";
    const label = said(row, "label", this.language);
    const relevant = row.of["relevant"] ?? "";
    if (kind === "grid" || (row.of["appearance"] ?? "").includes("table-list")) {
      const draft = this.#add(row, { type: "grid", rows: [] }, false);
      this.#groups.push({ kind: "grid", ask: "", draft });
    } else if (kind === "contact") {
      const draft = this.#add(row, { type: "contact", fields: [] }, false);
      this.#groups.push({ kind: "contact", ask: "", draft });
    } else if (this.#groups.length === 0) {
      const ask = this.#expression(relevant);
      this.pages.push({
        page: this.#pageKey(row.of["name"] ?? label),
        title: label || "Sida",
        text: [],
        ...(ask === "" ? {} : { ask }),
        questions: [],
      });
      this.#groups.push({ kind: "page", ask: "" });
    } else this.#groups.push({ kind: "part", ask: relevant, heading: label });
  }

  #pageKey(name: string): string {
    const key = slug(name);
    return this.pages.some(({ page }) => page === key) ? `${key}-${this.pages.length + 1}` : key;
  }

  /** The page that is open; one of its own for questions outside every group. */
  #page(row: SheetRow): Page {
    const last = this.pages.at(-1);
    if (last !== undefined && this.#groups.length > 0) return last;
    if (last !== undefined && last.page.startsWith("sida-")) return last;
    const made: Page = { page: `sida-${row.row}`, title: `Sida ${this.pages.length + 1}`, text: [], questions: [] };
    this.pages.push(made);
    return made;
  }

  #add(row: SheetRow, body: Readonly<Record<string, unknown>>, isSeveral: boolean): Draft {
    const name = row.of["name"] ?? "";
    const question = this.#questionName(name, String(body["type"]));
    const asks = [row.of["relevant"] ?? "", ...this.#groups.map((group) => group.ask)]
      .filter((words) => words !== "")
      .map((words) => this.#expression(words));
    const part = this.#groups.findLast(({ heading }) => heading !== undefined);
    const heading = row.of["fortrogen_heading"] ?? part?.heading;
    if (part) part.heading = undefined;
    const help = said(row, "hint", this.language);
    const draft: Draft = {
      question,
      ...(heading === undefined || heading === "" ? {} : { heading }),
      text: said(row, "label", this.language) || name,
      ...(help === "" ? {} : { help: help.split(/\n\n+/) }),
      ...(asks.length === 0 ? {} : { ask: asks.length === 1 ? asks[0] : asks.map((ask) => `(${ask})`).join(" and ") }),
      ...(isRequired(row) ? { required: true } : {}),
      ...body,
    };
    this.#page(row).questions.push(draft);
    const ours = /^\d/.test(question) ? `q${question}` : question;
    this.#names.set(name, { ours, list: String(body["alternatives"] ?? ""), isSeveral });
    return draft;
  }

  /** Our number for a question: the one it had, where it came from here, else the next. */
  #questionName(name: string, type: string): string {
    const own = /^q(\d{1,3}[a-z]?)$/.exec(name)?.[1];
    if (own !== undefined) return own;
    if ((type === "information" || type === "contact") && /^[a-z]{2,30}$/.test(name)) return name;
    return String((this.#number += 1));
  }

  #body(row: SheetRow, type: string, list: string, more: string): Readonly<Record<string, unknown>> | undefined {
    const constraint = row.of["constraint"] ?? "";
    const bound = (pattern: RegExp): string | undefined => pattern.exec(constraint)?.[1];
    switch (type) {
      case "note":
        return { type: "information" };
      case "select_one":
        return this.#uses(row, list, more, { type: "single" });
      case "select_multiple": {
        const most = bound(/count-selected\(\.\)\s*<=\s*(\d+)/);
        return this.#uses(row, list, more, { type: "several", ...(most === undefined ? {} : { most: Number(most) }) });
      }
      case "text": {
        const longest = bound(/string-length\(\.\)\s*<=\s*(\d+)/);
        return { type: "text", ...(longest === undefined ? {} : { longest: Number(longest) }) };
      }
      case "integer":
      case "decimal": {
        const [unit = "", decimals] = (row.of["fortrogen_kind"] ?? "").split("|");
        const least = bound(/\.\s*>=\s*(-?\d+(?:\.\d+)?)/);
        const greatest = bound(/\.\s*<=\s*(-?\d+(?:\.\d+)?)/);
        const places = Number(decimals ?? (type === "integer" ? 0 : 2));
        return {
          type: "number",
          unit: unit === "" ? "antal" : unit,
          ...(least === undefined ? {} : { least: Number(least) }),
          ...(greatest === undefined ? {} : { greatest: Number(greatest) }),
          ...(places === 0 ? {} : { decimals: places }),
        };
      }
      case "date": {
        const earliest = bound(/\.\s*>=\s*date\('(\d{4}-\d\d-\d\d)'\)/);
        const latest = bound(/\.\s*<=\s*date\('(\d{4}-\d\d-\d\d)'\)/);
        return { type: "date", ...(earliest === undefined ? {} : { earliest }), ...(latest === undefined ? {} : { latest }) };
      }
      default:
        return undefined;
    }
  }

  #uses(row: SheetRow, list: string, more: string, body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    if (!this.#choices.some(({ of }) => (of["list_name"] ?? of["list name"]) === list))
      this.#refuse(row, `Listan ”${list}” finns inte på bladet choices.`);
    if (more !== "") this.#refuse(row, `”${more}” finns inte här. Lägg ”Annat” som ett val i listan.`);
    this.#used.set(list, list);
    return { ...body, alternatives: list };
  }

  #gridRow(row: SheetRow, type: string, list: string, { draft }: Group): void {
    if (type !== "select_one") return this.#refuse(row, "I en tabell ska varje rad vara select_one.");
    const rows = draft?.["rows"] as unknown[];
    if (draft && draft["alternatives"] === undefined) Object.assign(draft, this.#uses(row, list, "", {}));
    if (draft?.["alternatives"] !== list) this.#refuse(row, "Raderna i en tabell ska ha samma svarslista.");
    const [text, help] = [said(row, "label", this.language), said(row, "hint", this.language)];
    const isApart = row.of["fortrogen_kind"] === "apart";
    // Others have no table that must be answered, only rows.
    if (draft && isRequired(row)) draft["required"] = true;
    rows.push(help === "" && !isApart ? text : { text, ...(help === "" ? {} : { help }), ...(isApart ? { apart: true } : {}) });
    this.#names.set(row.of["name"] ?? "", { ours: `q${draft?.question}_${rows.length}`, list, isSeveral: false });
  }

  #contactField(row: SheetRow, kind: string, { draft }: Group): void {
    const [key = "", field = "text"] = kind.split("|");
    (draft?.["fields"] as unknown[]).push({ key, text: said(row, "label", this.language), kind: field });
  }

  /** A comment, or the field of "ange vad": they belong to the question before them. */
  #beside(row: SheetRow, kind: "comment" | "specify"): void {
    const last = this.#page(row).questions.at(-1);
    const label = said(row, "label", this.language);
    if (last && kind === "comment") Object.assign(last, { comment: label });
    else if (last) this.#specified.add(`${String(last["alternatives"])}\n${label}`);
  }

  readonly #specified = new Set<string>();

  #alternatives(list: string): readonly unknown[] {
    const rows = this.#choices.filter(({ of }) => (of["list_name"] ?? of["list name"]) === list);
    return rows.map((row) => {
      const text = said(row, "label", this.language) || (row.of["name"] ?? "");
      const number = (column: string) => (row.of[column] === undefined ? {} : { [column]: Number(row.of[column]) });
      const flag = (column: string) => (row.of[column] === "yes" ? { [column]: true } : {});
      const specify = this.#specified.has(`${list}\n${text}`) ? { specify: true } : {};
      const extra = { ...number("from"), ...number("to"), ...number("value"), ...flag("outside"), ...flag("alone"), ...specify };
      return Object.keys(extra).length === 0 ? text : { text, ...extra };
    });
  }

  /** An expression of XLSForm in our words. @throws ExpressionFault */
  #expression(words: string): string {
    if (words === "") return "";
    const tree = parseExpression(words.replaceAll("count-selected", "count_selected"));
    return writeExpression(tree, {
      name: (name) => this.#names.get(name)?.ours ?? name,
      text: (text, beside) => this.#label(this.#names.get(beside ?? "")?.list, text),
      isSeveral: (name) => this.#names.get(name)?.isSeveral ?? false,
    });
  }

  #label(list: string | undefined, name: string): string {
    const found = this.#choices.find(({ of }) => (of["list_name"] ?? of["list name"]) === list && of["name"] === name);
    return found ? said(found, "label", this.language) || name : name;
  }

  #refuse({ row }: SheetRow, message: string): void {
    this.faults.push({ row, message });
  }
}
