/** What stands in a page, each text with the language and the side that the elements around it say. */
export type SpokenText = { readonly text: string; readonly lang: string; readonly dir: string };

const void_ = new Set(["input", "meta", "br", "link", "hr", "img"]);

/** The texts of HTML that the house's elements became, in order. @throws where an element is not closed. */
export function spokenTexts(html: string): readonly SpokenText[] {
  const found: SpokenText[] = [];
  const open: { readonly name: string; readonly lang: string; readonly dir: string }[] = [{ name: "", lang: "", dir: "" }];
  for (const [, tag, text] of html.matchAll(/<([^>]*)>|([^<]+)/gu)) {
    const here = open.at(-1) ?? { name: "", lang: "", dir: "" };
    if (text !== undefined) {
      if (text.trim() !== "") found.push({ text: decoded(text), lang: here.lang, dir: here.dir });
      continue;
    }
    const name = /^\/?([a-z0-9!]+)/u.exec(tag ?? "")?.[1] ?? "";
    if (tag?.startsWith("/")) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element.`);
    } else if (!void_.has(name) && name !== "!doctype") {
      const attribute = (wanted: string) => new RegExp(`\\s${wanted}="([^"]*)"`, "u").exec(tag ?? "")?.[1];
      open.push({ name, lang: attribute("lang") ?? here.lang, dir: attribute("dir") ?? here.dir });
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name ?? ""}> is not closed.`);
  return found;
}

const decoded = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
