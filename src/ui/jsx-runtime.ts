/**
 * How the elements of a page become its text: at once, from the inside out, without a tree in between. TypeScript's, Vitest's and the server's JSX
 * end here (`#jsx` in package.json). The text is that of hono/jsx, whose types these are: `jsx-runtime.test.ts` holds the two together.
 */
import type { JSX } from "hono/jsx/jsx-runtime";

export type { JSX };

/** Text that is HTML already. Nothing else is believed to be: what comes from outside can be made to look like anything but an instance of this. */
class Html {
  readonly text: string;
  readonly isEscaped = true;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Props = Readonly<Record<string, unknown>>;
type Component = (props: Props) => unknown;

/** The text as it is, without escaping: only for what the program itself has made. */
export function raw(text: string): JSX.Element {
  return made(text);
}

/**
 * One element, or what a component gives.
 * @throws TypeError for what cannot stand in a page: an object that is no element, a promise, a name that is none.
 */
export function jsx(tag: string | Component, props: Props): JSX.Element {
  if (typeof tag === "function") {
    const { children } = props;
    const result = tag(Array.isArray(children) && children.length === 1 ? { ...props, children: children[0] as unknown } : props);
    return result instanceof Html ? (result as unknown as JSX.Element) : made(textOf(result));
  }
  let text = `<${nameOf(tag)}`;
  for (const name in props) if (name !== "children") text += attribute(name, props[name]);
  if (voidElements.has(tag)) return made(`${text}/>`);
  return made(`${text}>${textOf(props["children"])}</${tag}>`);
}
export { jsx as jsxs, jsx as jsxDEV };

/** Several things side by side. */
export function Fragment({ children }: Props): JSX.Element {
  return made(textOf(children));
}

function made(text: string): JSX.Element {
  return new Html(text) as unknown as JSX.Element;
}

function textOf(child: unknown): string {
  if (typeof child === "string") return escaped(child);
  if (child instanceof Html) return child.text;
  if (child === null || child === undefined || typeof child === "boolean") return "";
  if (typeof child === "number") return String(child);
  if (!Array.isArray(child)) throw new TypeError(`A ${typeof child} cannot stand in a page.`);
  let text = "";
  for (const one of child) text += textOf(one);
  return text;
}

function attribute(name: string, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return ` ${nameOf(name)}="${escaped(value)}"`;
  if (typeof value === "number") return ` ${nameOf(name)}="${value}"`;
  if (typeof value !== "boolean") throw new TypeError(`A ${typeof value} cannot be the attribute ${name}.`);
  if (!booleanAttributes.has(name)) return ` ${nameOf(name)}="${value}"`;
  return value ? ` ${nameOf(name)}=""` : "";
}

const known = new Set<string>();

/** A name of an element or attribute, written as HTML writes it: no pages have `className`, and those of pictures keep their signs. */
function nameOf(name: string): string {
  if (known.has(name)) return name;
  if (!/^[a-z][a-z0-9-]*$|^(?:viewBox|preserveAspectRatio)$/.test(name)) throw new TypeError(`${name} is no name in HTML.`);
  known.add(name);
  return name;
}

const special = /[&<>'"]/;
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&quot;" };

function escaped(text: string): string {
  return special.test(text) ? text.replace(/[&<>'"]/g, (sign) => entities[sign] ?? "") : text;
}

// As HTML has them (the living standard, 13.1.2 and its index of attributes).
const voidElements = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
const booleanAttributes = new Set(
  `allowfullscreen async autofocus autoplay checked controls default defer disabled download formnovalidate hidden inert ismap itemscope loop multiple
  muted nomodule novalidate open playsinline readonly required reversed selected`.split(/\s+/),
);
