/** A form of a page: where it goes and what stands in it, as a browser would send it untouched. */
export type PageForm = { readonly action: string; readonly method: "get" | "post"; readonly fields: Map<string, string[]> };

/** The forms of a page. Reads our own server's HTML (quoted attributes), not anybody's. */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, head = "", inside = ""]) => ({
    action: attribute(head, "action") ?? "",
    method: attribute(head, "method")?.toLowerCase() === "post" ? "post" : "get",
    fields: fieldsOf(inside),
  }));
}

/** The form that holds the named field, with the answers put in. @throws Error when the page has no such form. */
export function filledForm(
  html: string,
  field: string,
  answers: Readonly<Record<string, string>>,
): { action: string; fields: [string, string][] } {
  const form = formsOf(html).find((one) => one.method === "post" && one.fields.has(field));
  if (!form) throw new Error(`The page has no form with the field ${field}.`);
  for (const [name, value] of Object.entries(answers)) form.fields.set(name, [value]);
  return {
    action: form.action,
    fields: [...form.fields].flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  };
}

function fieldsOf(html: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  const add = (name: string | undefined, value: string) => {
    if (name !== undefined) fields.set(name, [...(fields.get(name) ?? []), value]);
  };
  for (const [, head = ""] of html.matchAll(/<input\b([^>]*)>/g)) {
    const type = attribute(head, "type") ?? "text";
    const name = attribute(head, "name");
    if ((type === "radio" || type === "checkbox") && !/\schecked\b/.test(head)) continue;
    if (type !== "submit" && type !== "file") add(name, attribute(head, "value") ?? (type === "checkbox" ? "on" : ""));
  }
  for (const [, head = "", text = ""] of html.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs))
    add(attribute(head, "name"), unescaped(text.replace(/^\n/, "")));
  for (const [, head = "", inside = ""] of html.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
    const options = [...inside.matchAll(/<option\b([^>]*)>/g)].map(([, option = ""]) => option);
    const chosen = options.find((option) => /\sselected\b/.test(option)) ?? options[0];
    if (chosen !== undefined) add(attribute(head, "name"), attribute(chosen, "value") ?? "");
  }
  return fields;
}

function attribute(head: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(head)?.[1];
  return found === undefined ? undefined : unescaped(found);
}

function unescaped(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
