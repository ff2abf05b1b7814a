/** What may have to be kept on one line, and what is no running text up to its last sign. */
const marks = /<(textarea|script|style|title|option|svg)\b[\s\S]*?<\/\1(?=>)|§|\d[-+]\d{4}|\d-\d\d-\d/g;
// No number of a law is longer; without an end a long row of digits would be gone through anew from each of them.
const provision = /(?:\d{1,4} kap\. )?\d{1,4}(?: [a-z])? §(?: [A-ZÅÄÖ][\p{L}]{1,3}\b)?/gu;
/** "2026-00042", "20160514-2385", "160514-2385", and a day "2026-03-14": in a letter or an identifier of other programs there are none. */
const number = /(?<![\p{L}\d-])(?:\d{4}-\d{5}|(?:\d{8}|\d{6})[-+]\d{4}|\d{4}-\d{2}-\d{2})(?![\p{L}\d-])/gu;

/**
 * The same HTML with what belongs together on one line: the blanks in "20 kap. 3 § SoL" do not break, and case numbers, identity
 * numbers and days do not break at the hyphen. Only what is read is changed, never attributes or what somebody has written in a field; a number
 * keeps its signs where no span may stand (a title, a choice in a list, a picture). One walk through the page, by the few marks in it.
 */
export function setTypography(html: string): string {
  let text = "";
  let done = 0;
  let passed = 0;
  const write = (from: number, to: number, part: string) => {
    text += html.slice(done, from) + part;
    done = to;
  };
  for (const { 0: found, 1: element, index } of html.matchAll(marks)) {
    const end = index + found.length;
    // In a text that is set already, or in a tag.
    if (index < passed) continue;
    if (element !== undefined) {
      if (isSet.has(element) && found.includes("§")) write(index, end, found.replace(/>[^<]+/g, keepProvisions));
      continue;
    }
    const from = html.lastIndexOf(">", index);
    const isText = from > html.lastIndexOf("<", index);
    passed = endOf(html, isText ? "<" : ">", end);
    if (isText) write(from, passed, keepProvisions(html.slice(from, passed)).replace(number, `<span class="f-nowrap">$&</span>`));
  }
  return text + html.slice(done);
}

function endOf(html: string, sign: string, from: number): number {
  const at = html.indexOf(sign, from);
  return at === -1 ? html.length : at;
}

/** Elements whose provisions are kept on one line, and no more. */
const isSet = new Set(["title", "option", "svg"]);

function keepProvisions(part: string): string {
  return part.replace(provision, (found) => found.replaceAll(" ", "\u00a0"));
}
