/** JSON from outside, where it must mean one thing to everybody who reads it. */

/**
 * True where an object of the text has a field twice: one reader takes the first, another the last. The text is JSON already; of anything else the
 * answer means nothing. Takes time in proportion to the text.
 */
export function hasFieldTwice(text: string): boolean {
  const open: Set<unknown>[] = [];
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?|[{}]/gu)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (token.endsWith(":")) {
      const name: unknown = JSON.parse(token.slice(0, -1));
      const fields = open.at(-1);
      if (fields?.has(name)) return true;
      fields?.add(name);
    }
  }
  return false;
}

/** What the text says, or undefined where it is no JSON or has a field twice. */
export function readStrictJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return hasFieldTwice(text) ? undefined : value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
