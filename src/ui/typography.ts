const texts = /<(textarea|script|style)\b[\s\S]*?<\/\1>|>[^<]*§[^<]*/g;
const provision = /(?:\d+ kap\. )?\d+(?: [a-z])? §(?: [A-ZÅÄÖ][\p{L}]{1,3}\b)?/gu;

/**
 * The same HTML with "20 kap. 3 § SoL" kept together on one line: the blanks in it become non-breaking.
 * Only what is read is changed, never attributes or what somebody has written in a field.
 */
export function keepProvisionsTogether(html: string): string {
  return html.replace(texts, (part) => (part.startsWith(">") ? part.replace(provision, (found) => found.replaceAll(" ", "\u00a0")) : part));
}
