import { gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { sendText } from "./compress.ts";

const page = "å".repeat(1400);
const huge = "ö".repeat(200_001);
const app = new Hono()
  .get("/page", (c) => sendText(c, page, "text/html; charset=utf-8"))
  .get("/huge", (c) => sendText(c, huge, "text/html; charset=utf-8"))
  .get("/small", (c) => sendText(c, "hej", "text/plain", 404));
const ask = async (path: string, accept?: string, method = "GET") =>
  app.request(path, { method, headers: accept === undefined ? {} : { "accept-encoding": accept } });

describe("a text is packed", () => {
  test.each([
    ["/page", page],
    ["/huge", huge],
  ])("%s, for a browser that takes gzip, and unpacked it is the same", async (path, text) => {
    const answer = await ask(path, "br;q=1.0, gzip;q=0.8");
    const body = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(body.length).toBeLessThan(text.length / 10);
    expect(gunzipSync(body).toString("utf8")).toBe(text);
  });

  test.each([undefined, "identity", "br", "xgzipped"])("not for one that says %s", async (accept) => {
    const answer = await ask("/page", accept);
    expect(answer.headers.get("content-encoding")).toBeNull();
    expect(await answer.text()).toBe(page);
  });

  test("not where it is short, nor where only the heads are asked for", async () => {
    const short = await ask("/small", "gzip");
    expect([short.status, short.headers.get("content-encoding"), await short.text()]).toEqual([404, null, "hej"]);
    expect((await ask("/page", "gzip", "HEAD")).headers.get("content-encoding")).toBeNull();
  });

  test("and whoever keeps an answer for others is told that it depends on what the browser takes", async () => {
    for (const path of ["/page", "/small"])
      for (const accept of ["gzip", "br"]) expect((await ask(path, accept)).headers.get("vary")).toBe("Accept-Encoding");
  });
});
