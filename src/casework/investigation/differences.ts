/** What differs between two versions of a text, sentence by sentence. Pure. */
export type Piece = { readonly kind: "same" | "added" | "removed"; readonly text: string };

/** More sentences than this are not compared one by one: the whole is shown as taken away and added. */
const mostSentences = 1500;

/** Sentences and the blanks between them, so that joined they are the text again. */
function sentencesOf(text: string): readonly string[] {
  const sentences = text.match(/[^.!?\n]*(?:[.!?]+\s*|\n+|$)/gu) ?? [];
  return sentences.flatMap((one) => [one.trimEnd(), one.slice(one.trimEnd().length)]).filter((one) => one !== "");
}

/** The pieces that make the later text of the earlier one: what stands, what was taken away and what was added, in order. */
export function differencesOf(before: string, after: string): readonly Piece[] {
  const [a, b] = [sentencesOf(before), sentencesOf(after)];
  if (a.length > mostSentences || b.length > mostSentences) {
    return [...piece("removed", before), ...piece("added", after)];
  }
  const longest = longestCommon(a, b);
  const pieces: Piece[] = [];
  const add = (kind: Piece["kind"], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
    else pieces.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("same", a[i] ?? "");
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && longest(i + 1, j) >= longest(i, j + 1))) add("removed", a[i++] ?? "");
    else add("added", b[j++] ?? "");
  }
  return pieces;
}

const piece = (kind: Piece["kind"], text: string): readonly Piece[] => (text === "" ? [] : [{ kind, text }]);

/** How many sentences the two have in common from each place on, in the same order. */
function longestCommon(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = rows[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}
