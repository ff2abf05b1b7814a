import fc from "fast-check";
import { Fragment as theirFragment, jsx as theirs } from "hono/jsx/jsx-runtime";
import { describe, expect, test } from "vitest";
import { Fragment, jsx, raw } from "./jsx-runtime.ts";

/** A page in the making, to be made in both ways. */
type Made =
  string | number | boolean | null | undefined | readonly Made[] | { tag: string; props: Record<string, unknown>; children?: Made };

type Make = (tag: never, props: never) => unknown;
const isElement = (of: Made): of is Extract<Made, { tag: string }> => typeof of === "object" && of !== null && "tag" in of;

/** `box` is a component that wraps what it is given, `none` one that gives it as it is, `""` a fragment. */
function make(of: Made, element: Make, fragment: unknown): unknown {
  if (Array.isArray(of)) return of.map((one: Made) => make(one, element, fragment));
  if (!isElement(of)) return of;
  const props = { ...of.props, ...("children" in of ? { children: make(of.children, element, fragment) } : {}) };
  const box = (given: { children?: unknown; title?: unknown }) =>
    element("section" as never, { title: given.title, children: given.children } as never);
  const none = (given: { children?: unknown }) => given.children ?? null;
  const tag = of.tag === "" ? fragment : of.tag === "box" ? box : of.tag === "none" ? none : of.tag;
  return element(tag as never, props as never);
}
const ours = (of: Made) => String(make({ tag: "div", props: {}, children: of }, jsx as unknown as Make, Fragment));
const honos = (of: Made) => String(make({ tag: "div", props: {}, children: of }, theirs as unknown as Make, theirFragment));

const nasty = fc.oneof(
  fc.string({
    unit: fc.constantFrom("<", ">", "&", '"', "'", "a", "å", " ", "\n", "\0", "/", "=", "`", "&amp;", "<script>", "]]>", "\u2028"),
  }),
  fc.string({ unit: "binary" }),
);
const value = fc.oneof(nasty, fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined));
const attribute = fc.constantFrom(
  "class",
  "title",
  "href",
  "value",
  "checked",
  "required",
  "hidden",
  "aria-hidden",
  "data-x",
  "tabindex",
  "for",
  "maxlength",
  "viewBox",
);
const props = fc.dictionary(attribute, value);
const tree = fc.letrec<{ node: Made; element: Made }>((tie) => ({
  node: fc.oneof({ maxDepth: 5 }, value, tie("element"), fc.array(tie("node"), { maxLength: 4 })),
  element: fc.oneof(
    fc.record({ tag: fc.constantFrom("p", "ul", "form", "button", "textarea", "table", "box", "none", ""), props, children: tie("node") }),
    fc.record({ tag: fc.constantFrom("input", "br", "img", "p", "button", "box"), props }),
  ),
})).node;

describe("what the elements of a page become", () => {
  test("is what hono/jsx makes of them, for every text, attribute and nesting", () => {
    fc.assert(
      fc.property(tree, (of) => {
        expect(ours(of)).toBe(honos(of));
      }),
      { numRuns: 2000 },
    );
  });

  test("has nothing of a text or an attribute that the browser would read as HTML", () => {
    fc.assert(
      fc.property(nasty, nasty, (text, title) => {
        const html = String(jsx("p", { title, children: text }));
        expect(html.slice(html.indexOf(">") + 1, -"</p>".length)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/u);
        expect(html.slice('<p title="'.length, html.indexOf('">'))).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/u);
      }),
    );
  });

  test("never takes what comes from outside for HTML, whatever it says of itself", () => {
    for (const child of [
      { isEscaped: true, text: "<b>", toString: () => "<b>" },
      Object.assign(["<b>"], { isEscaped: true }),
      Object.assign(new String("<b>"), { isEscaped: true }),
    ]) {
      let html = "";
      try {
        html = String(jsx("p", { children: child }));
      } catch (refused) {
        expect(refused).toBeInstanceOf(TypeError);
      }
      expect(html).not.toContain("<b>");
    }
    expect(() => jsx("p", { title: { toString: () => '"' } })).toThrow(TypeError);
    expect(String(jsx("p", { children: raw("<b>") }))).toBe("<p><b></p>");
  });

  test("refuses what is no name of an element or attribute, and what cannot stand in a page", () => {
    for (const name of ['x"', "x y", "onClick", "x>", "", "className", "style=", "\0"]) {
      expect(() => jsx("p", { [name]: "1" })).toThrow(TypeError);
      expect(() => jsx(name, {})).toThrow(TypeError);
    }
    for (const child of [Promise.resolve(""), () => "", Symbol("x"), new Map()])
      expect(() => jsx("p", { children: child })).toThrow(TypeError);
    expect(() => jsx("button", { onclick: () => undefined })).toThrow(TypeError);
  });
});
