/** Signs of a row's text that are enough to know it by, where it stands in full above. */
const enough = 56;

/** A row's text, cut at a word where it is long. */
export function shortened(row: string): string {
  const text = row.replace(/:$/u, "");
  if (text.length <= enough) return text;
  const cut = text.slice(0, enough);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), enough / 2))}…`;
}
