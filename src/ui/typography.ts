const texts = /<(textarea|script|style)\b[\s\S]*?<\/\1>|>[^<]*§[^<]*/g;
const provision = /(?:\d+ kap\. )?\d+(?: [a-z])? §(?: [A-ZÅÄÖ][\p{L}]{1,3}\b)?/gu;

/**
 * The same HTML with "20 kap. 3 § SoL" kept together on one line: the blanks in it become non-breaking.
 * Only what is read is changed, never attributes or what somebody has written in a field.
 */
export function keepProvisionsTogether(html: string): string {
  return html.replace(texts, (part) => (part.startsWith(">") ? part.replace(provision, (found) => found.replaceAll(" ", "\u00a0")) : part));
}

/** What stands between tags, where a span may stand; the rest is passed over. */
const numbered = /<(textarea|script|style|title|option|svg)\b[\s\S]*?<\/\1>|>[^<]*\d[-+]\d[^<]*/g;
/** "2026-00042", "20160514-2385", "160514-2385": never a day. */
const number = /(?<![\d-])(?:\d{4}-\d{5}|(?:\d{8}|\d{6})[-+]\d{4})(?![\d-])/gu;

/** The same HTML with case numbers and identity numbers that never break at the hyphen. */
export function keepNumbersWhole(html: string): string {
  return html.replace(numbered, (part) =>
    part.startsWith(">") ? part.replace(number, (found) => `<span class="f-nowrap">${found}</span>`) : part,
  );
}
