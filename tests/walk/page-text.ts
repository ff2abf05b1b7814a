/** What a person reads on a page, as lines of text: headings, links with their addresses, fields and buttons. Hidden fields, marks and ids are left out. */
export function textOfPage(html: string): string {
  const lines: string[] = [];
  let line = "";
  const end = () => {
    const text = line.replaceAll(/\s+/gu, " ").trim();
    // The mark of a choice waits for its label, a term for what is said of it.
    if (/^(?:\((?:•| )\)|\[[x ]\]|- |.*\u0000)$/u.test(text)) return;
    if (/[\p{L}\p{N}]/u.test(text) || text.includes("____")) lines.push(text.replaceAll("\u0000", ""));
    line = "";
  };
  const ends: string[] = [];
  for (const [token, tag = "", name = ""] of unseen(html).matchAll(/<(\/?([a-z0-9-]+)[^>]*)>|[^<]+/giu)) {
    if (tag === "") line += `${isCrowded(line, token) ? " " : ""}${unescaped(token)}`;
    else if (tag.startsWith("/")) {
      if (insides.has(name)) line += ends.pop() ?? "";
      if (breaks.has(name)) end();
    } else {
      if (breaks.has(name)) end();
      const attributes = attributesOf(tag);
      if (insides.has(name)) ends.push(endOf(name, attributes));
      line += beginningOf(name, attributes);
    }
  }
  end();
  return lines.map(withoutIds).join("\n");
}

/** Two words of different elements that only the style sheet keeps apart. */
const isCrowded = (line: string, next: string) => /[\p{L}\p{N}.)]$/u.test(line) && /^[\p{L}\p{N}]/u.test(next);

/** The page inside `<main>`, and what stands around it. */
export function partsOfPage(html: string): { readonly title: string; readonly main: string; readonly around: string } {
  const from = html.indexOf("<main");
  const to = html.indexOf("</main>");
  const title = /<title>([^<]*)<\/title>/u.exec(html)?.[1] ?? "";
  return { title: unescaped(title), main: textOfPage(html.slice(from, to)), around: textOfPage(html.slice(0, from) + html.slice(to)) };
}

/** Addresses without what is different in each run: identifiers. */
export function withoutIds(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, ":id").replaceAll(/\b[0-9a-f]{64}\b/gu, ":sha256");
}

const breaks = new Set(
  "address article aside blockquote br button caption dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr input label legend li main nav ol option p pre section select summary table textarea tr ul".split(
    " ",
  ),
);
/** Elements with something to say after their text. */
const insides = new Set(["a", "button", "dt", "th", "td"]);

/** Takes away what is on no screen. */
function unseen(html: string): string {
  return html
    .replaceAll(/<(script|style|svg|template|noscript|head)\b[\s\S]*?<\/\1>/gu, " ")
    .replaceAll(/<!--[\s\S]*?-->|<!doctype[^>]*>/giu, "");
}

type Attributes = Readonly<Record<string, string>>;

function attributesOf(tag: string): Attributes {
  const found = [...tag.matchAll(/\s([a-z][a-z0-9-]*)(?:="([^"]*)")?/gu)];
  return Object.fromEntries(found.map(([, name = "", value = ""]) => [name, unescaped(value)]));
}

function beginningOf(name: string, of: Attributes): string {
  if (/^h[1-6]$/u.test(name)) return `${"#".repeat(Number(name[1]))} `;
  if (name === "li") return "- ";
  if (name === "summary") return "▸ ";
  if (name === "form") return of["action"] === undefined ? "" : `(${of["method"] === "post" ? "skickas" : "frågar"} till ${of["action"]}) `;
  if (name === "button") return "[";
  if (name === "textarea") return "____ ";
  if (name === "option") return "selected" in of ? "  (•) " : "  ( ) ";
  if (name === "img") return of["alt"] ?? "";
  if (name !== "input" || of["type"] === "hidden") return "";
  if (of["type"] === "radio") return "checked" in of ? "(•) " : "( ) ";
  if (of["type"] === "checkbox") return "checked" in of ? "[x] " : "[ ] ";
  return `____ ${of["value"] ?? ""}`;
}

function endOf(name: string, of: Attributes): string {
  if (name === "a") return of["href"]?.startsWith("#") === false ? ` → ${of["href"]}` : "";
  if (name === "button") return "]";
  return name === "dt" ? ": \u0000" : " | ";
}

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " " };

function unescaped(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt|quot|#39|nbsp);/gu, (one) => entities[one] ?? one);
}
