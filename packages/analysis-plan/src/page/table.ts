/** What all tables of the page share. */
import type { Words } from "../words/page.ts";
import { escapeHtml } from "./chart.ts";

/** What stands for a figure that the rule hides. */
export const hiddenSign = "..";

/** A label that the analyses gave themselves, in the page's language; "" is all groups together. */
export function own(label: string, { names, all }: Words): string {
  return label === "" ? all : (names[label] ?? label);
}

/** A table that may be wider than the page. Errors: none. */
export function scroll(label: string, table: string): string {
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(label)}">${table}</div>`;
}

/** A label of a word or two stays on its line. */
const longestLine = 20;
export const labelCell = (tag: "th" | "td", label: string): string =>
  `<${tag}${tag === "th" ? ' scope="row"' : ""}${label.length <= longestLine ? ' class="label"' : ""}>${escapeHtml(label)}</${tag}>`;
