/** XML as text, made of elements: nothing that is put in can be taken for markup. */

export type Element = string;

/** An element with what it holds. Attributes that are undefined are left out. */
export function element(name: string, attributes: Readonly<Record<string, string | undefined>>, ...children: readonly Element[]): Element {
  const said = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(value)}"`]));
  return children.length === 0 ? `<${name}${said.join("")}/>` : `<${name}${said.join("")}>${children.join("")}</${name}>`;
}

/** A text as XML writes it; signs that XML cannot hold are left out. Errors: none. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
