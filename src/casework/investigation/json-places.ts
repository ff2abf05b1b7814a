/** Where in a JSON text each value stands: for faults that say their line. Pure. */

/** The line (from 1) of each value by its path ("areas.2.heading"), and of each object itself ("areas.2"); "" is the whole. The text is JSON that has been read. */
export function linesOf(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let at = 0;
  let line = 1;
  const skip = (): void => {
    for (; at < text.length && /\s/u.test(text[at] ?? ""); at++) if (text[at] === "\n") line++;
  };
  const string = (): string => {
    const from = at;
    for (at++; text[at] !== '"'; at++) if (text[at] === "\\") at++;
    at++;
    return JSON.parse(text.slice(from, at)) as string;
  };
  const value = (path: string): void => {
    skip();
    lines.set(path, line);
    const under = (name: string | number) => (path === "" ? String(name) : `${path}.${name}`);
    if (text[at] === "{")
      return inside("}", () => {
        const name = string();
        skip();
        at++;
        value(under(name));
      });
    if (text[at] === "[") {
      let place = 0;
      return inside("]", () => value(under(place++)));
    }
    if (text[at] === '"') return void string();
    while (at < text.length && !/[\s,\]}]/u.test(text[at] ?? "")) at++;
  };
  const inside = (end: string, one: () => void): void => {
    at++;
    skip();
    while (text[at] !== end) {
      one();
      skip();
      if (text[at] === ",") at++;
      skip();
    }
    at++;
  };
  value("");
  return lines;
}

/** The line at which a text stops being JSON, as far as the program's own words tell; undefined where they do not. */
export function brokenLine(text: string, error: unknown): number | undefined {
  const said = error instanceof Error ? error.message : "";
  const position = /position (\d+)/u.exec(said)?.[1];
  if (position !== undefined) return text.slice(0, Number(position)).split("\n").length;
  return /end of JSON input/u.test(said) ? text.split("\n").length : undefined;
}
