/** What stands between two tags; and whole, up to its last sign, what is no running text. */
const texts = /<(textarea|script|style|title|option|svg)\b[\s\S]*?<\/\1(?=>)|>[^<]+/g;
// No number of a law is longer; without an end a long row of digits would be gone through anew from each of them.
const provision = /(?:\d{1,4} kap\. )?\d{1,4}(?: [a-z])? §(?: [A-ZÅÄÖ][\p{L}]{1,3}\b)?/gu;
/** "2026-00042", "20160514-2385", "160514-2385": never a day. */
const number = /(?<![\d-])(?:\d{4}-\d{5}|(?:\d{8}|\d{6})[-+]\d{4})(?![\d-])/gu;
const perhapsNumber = /\d[-+]\d{4}/;

/**
 * The same HTML with what belongs together on one line: the blanks in "20 kap. 3 § SoL" do not break, and case numbers and identity
 * numbers do not break at the hyphen. Only what is read is changed, never attributes or what somebody has written in a field; a number
 * keeps its signs where no span may stand (a title, a choice in a list, a picture). One walk through the page.
 */
export function setTypography(html: string): string {
  return html.replace(texts, (part, element: string | undefined) => {
    if (element === "textarea" || element === "script" || element === "style") return part;
    const kept = part.includes("§") ? keepProvisions(part, element) : part;
    return element === undefined && perhapsNumber.test(kept) ? kept.replace(number, `<span class="f-nowrap">$&</span>`) : kept;
  });
}

function keepProvisions(part: string, element: string | undefined): string {
  if (element !== undefined) return part.replace(/>[^<]+/g, (text) => keepProvisions(text, undefined));
  return part.replace(provision, (found) => found.replaceAll(" ", "\u00a0"));
}
