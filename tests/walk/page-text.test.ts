import { expect, test } from "vitest";
import { differenceOf } from "./difference.ts";
import { partsOfPage, textOfPage } from "./page-text.ts";

test.each([
  ["a heading and a link", `<h1 class="x">Ett &amp; två</h1><a href="/a?b=1">Till A</a>`, "# Ett & två\nTill A → /a?b=1"],
  ["a way within the page is no address", `<a href="#x">Hoppa</a>`, "Hoppa"],
  ["an identifier in an address", `<a href="/arenden/018f0000-0000-7000-8000-000000000001/logg">Se</a>`, "Se → /arenden/:id/logg"],
  ["a choice and its label", `<input type="radio" checked/><label>Ja</label><input type="checkbox"/><label>Nej</label>`, "(•) Ja\n[ ] Nej"],
  ["a field and what stands in it", `<label>Dag</label><input type="text" value="2026-03-02"/>`, "Dag\n____ 2026-03-02"],
  ["nothing of a hidden field, a script or a picture", `<input type="hidden" value="x"/><script>y</script><svg><title>z</title></svg>`, ""],
  [
    "a term and what is said of it",
    `<dl><dt>Född</dt><dd>2016</dd><dt>Språk</dt><dd><p>Svenska</p></dd></dl>`,
    "Född: 2016\nSpråk: Svenska",
  ],
  ["a table", `<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>`, "A | B |\n1 | 2 |"],
  ["words that only the style sheet keeps apart", `<p><span>Sent</span><span>2026</span><em>.</em></p>`, "Sent 2026."],
  ["a form and its buttons", `<form method="post" action="/x"><button>Spara</button></form>`, "(skickas till /x)\n[Spara]"],
])("a page as text: %s", (_what, html, text) => {
  expect(textOfPage(html)).toBe(text);
});

test("a page is its title, what it shows and what stands around it", () => {
  const html = "<!doctype html><html><head><title>T</title></head><body><nav>Meny</nav><main><h1>H</h1></main><p>Fot</p></body></html>";
  expect(partsOfPage(html)).toEqual({ title: "T", main: "# H", around: "Meny\nFot" });
});

test.each([
  ["a line more", "a\nb\nc", "a\nx\nb\nc", "…\n+ x"],
  ["a line less", "a\nb\nc\nd", "a\nc\nd", "…\n− b"],
  ["another order", "a\nb\nc\nd\ne", "b\na\nc\nd\ne", "…\n− a\n…\n+ a"],
  ["nothing in common", "a\nb", "x\ny", "x\ny"],
])("of what is nearly the same the difference is kept: %s", (_what, before, after, difference) => {
  expect(differenceOf(before, after)).toBe(difference);
});
