import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Browser } from "./browser.ts";
import { filledForm, formsOf } from "./forms.ts";
import { percentile } from "./plan.ts";

const page = `<form method="get" action="/sok"><input name="q" value=""/></form>
<form method="post" action="/arenden/1/samtal/ny?fas=2&amp;x=1" novalidate>
  <input type="hidden" name="_csrf" value="abc"/><input type="hidden" name="_key" value="k1"/>
  <input type="radio" name="form" value="enskilt" checked=""/><input type="radio" name="form" value="observation"/>
  <input type="checkbox" name="aids" value="bilder" checked=""/><input type="checkbox" name="aids" value="tolk" checked=""/>
  <textarea name="childWords">Hon sa &quot;nej&quot; &amp; gick</textarea>
  <select name="phaseId"><option value="p1">Ett</option><option value="p2" selected="">Två</option></select>
</form>`;

describe("forms, as a browser reads and sends them", () => {
  test("sends what stands in the fields, and only what is chosen", () => {
    expect(formsOf(page)[1]).toEqual({
      action: "/arenden/1/samtal/ny?fas=2&x=1",
      method: "post",
      fields: new Map([
        ["_csrf", ["abc"]],
        ["_key", ["k1"]],
        ["form", ["enskilt"]],
        ["aids", ["bilder", "tolk"]],
        ["childWords", ['Hon sa "nej" & gick']],
        ["phaseId", ["p2"]],
      ]),
    });
  });

  test("fills in the form that has the field, and says so when no form has it", () => {
    const { action, fields } = filledForm(page, "childWords", { childWords: "Nytt" });
    expect(action).toBe("/arenden/1/samtal/ny?fas=2&x=1");
    expect(fields).toContainEqual(["childWords", "Nytt"]);
    expect(fields).toContainEqual(["_key", "k1"]);
    expect(() => filledForm(page, "nothing", {})).toThrow("no form");
  });
});

test.each([
  [[5], 0.95, 5],
  [[4, 1, 3, 2], 0.5, 2],
  [Array.from({ length: 100 }, (_, i) => i + 1), 0.95, 95],
  [Array.from({ length: 100 }, (_, i) => i + 1), 1, 100],
  [[], 0.5, Number.NaN],
])("the percentile is the nearest rank: %j at %d is %d", (values, p, expected) => {
  expect(percentile(values, p)).toBe(expected);
});

test("a browser keeps its cookies, unpacks pages and rejects an answer that was cut", async () => {
  const seen: (string | undefined)[] = [];
  const server = createServer((asked, answer) => {
    seen.push(asked.headers.cookie);
    if (asked.url === "/cut") {
      answer.writeHead(200, { "content-length": "100" });
      answer.write("half");
      setTimeout(() => answer.destroy(), 20);
      return;
    }
    answer.writeHead(200, { "set-cookie": seen.length === 1 ? "a=1; Path=/" : "a=; Max-Age=0", "content-encoding": "gzip" });
    answer.end(gzipSync("hej"));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const browser = new Browser(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    expect((await browser.get("/")).text()).toBe("hej");
    await browser.get("/");
    await browser.get("/");
    expect(seen).toEqual([undefined, "a=1", undefined]);
    await expect(browser.get("/cut")).rejects.toThrow();
  } finally {
    browser.close();
    server.close();
  }
});
