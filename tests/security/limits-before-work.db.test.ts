import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MOST_MEGABYTES } from "../../src/followup/exchange/upload.ts";
import { routes } from "../../src/app/web/routes.ts";
import { usualPatience } from "../../src/app/web/read-body.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import type { Route } from "../../src/ui/page.tsx";
import type { PlainBrowser } from "../support/app.ts";
import { startTestApp } from "../support/app.ts";

/** What the server refuses before it works: too much, too slow, of the wrong kind, from the wrong place, by the wrong person. */
let visit: Visit;
let caseworker: PlainBrowser;

beforeAll(async () => {
  visit = await openVisit();
  caseworker = await visit.signIn("caseworker");
});
afterAll(() => visit.close());

const cookieOf = (browser: PlainBrowser) => [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");

/** Sends a head, then as much of a body as is asked for while no answer comes. Gives the status and how many bytes of the body went out. */
async function send(
  path: string,
  options: { method?: string; headers?: Record<string, string>; browser?: PlainBrowser; body?: Buffer; times?: number; address?: string },
): Promise<{ status: number; text: string; sent: number }> {
  const { hostname, port, origin } = new URL(options.address ?? visit.app.address);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const headers = {
    host: `${hostname}:${port}`,
    origin,
    ...(options.browser ? { cookie: cookieOf(options.browser) } : {}),
    ...options.headers,
  };
  socket.write(`${options.method ?? "POST"} ${path} HTTP/1.1\r\n${Object.entries(headers).map(([n, v]) => `${n}: ${v}\r\n`).join("")}\r\n`); // prettier-ignore
  let text = "";
  socket.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  socket.on("error", () => undefined);
  let sent = 0;
  const answered = () => text.includes("\r\n\r\n");
  for (let n = 0; n < (options.times ?? 0) && options.body && !answered() && !socket.destroyed; n++) {
    if (!socket.write(options.body)) await Promise.race([once(socket, "drain"), once(socket, "data"), once(socket, "close")]).catch(() => undefined);
    sent += options.body.length;
  } // prettier-ignore
  while (!answered() && !socket.destroyed) await Promise.race([once(socket, "data"), once(socket, "close")]).catch(() => undefined);
  socket.destroy();
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text, sent };
}

const huge = String(400 * 1024 * 1024);
const urlencoded = { "content-type": "application/x-www-form-urlencoded" };
const json = { "content-type": "application/json" };
// The largest that anybody may send: a delivery of the extract.
const upload = routes.find((route) => (route.maxBodyBytes ?? 0) >= MOST_MEGABYTES * 1024 * 1024)?.path ?? "";
const posts = [
  ["/logga-in/demo", urlencoded],
  ["/logga-in/kommun", urlencoded],
  ["/logga-ut", urlencoded],
  ["/logga-ut/bakkanal", urlencoded],
  ["/session/fortsatt", urlencoded],
  ["/svara/avsluta", urlencoded],
  ["/svara/:token", urlencoded],
  ["/sok", urlencoded],
  ["/arenden/1/anteckning/ny", urlencoded],
  [upload, { "content-type": "multipart/form-data; boundary=x" }],
  ["/api/actions/intake.write-note", json],
  ["/api/queries/workplace.search-person", json],
  ["/api/actions/finns.inte", json],
  ["/finns/inte", urlencoded],
  ["/", urlencoded],
] as const;

describe("a body larger than is taken", () => {
  test.each(posts)("that says so is refused at once, with nothing of it read: %s", async (path, type) => {
    for (const browser of [undefined, caseworker]) {
      const answer = await send(path, { headers: { ...type, "content-length": huge }, ...(browser ? { browser } : {}) });
      expect(answer.status).toBe(413);
      expect(answer.text).toContain(path.startsWith("/api/") ? "application/problem+json" : "");
    }
  });

  test.each(["PUT", "PATCH", "DELETE", "GET"])("whatever the method: %s", async (method) => {
    expect((await send("/sok", { method, headers: { "content-length": huge }, browser: caseworker })).status).toBe(413);
  });

  test.each(posts)("that does not say so is refused when the limit is passed or before: %s", async (path, type) => {
    const piece = Buffer.alloc(256 * 1024, "a");
    const chunk = Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")]);
    // Signed on anew: one of the addresses signs off.
    const browser = await visit.signIn("caseworker");
    const answer = await send(path, { headers: { ...type, "transfer-encoding": "chunked" }, browser, body: chunk, times: 400 });
    // Where nothing of the body is needed it is not read, and then it has no size.
    expect(answer.status).toBeGreaterThan(200);
    expect(answer.status).toBeLessThan(500);
    // What the network holds between us is more than what was read.
    expect(answer.sent).toBeLessThan(40 * 1024 * 1024);
  });

  test("an upload is larger than a form, and still has an end", async () => {
    const analyst = await visit.signIn("analyst");
    const headers = (bytes: number) => ({ "content-type": "multipart/form-data; boundary=x", "content-length": String(bytes) });
    expect((await send(upload, { headers: headers(MOST_MEGABYTES * 1024 * 1024 + 1), browser: analyst })).status).toBe(413);
  });
});

describe("before anything of the body is read", () => {
  const promised = { "content-length": "1000" };
  test.each([
    ["another origin", "/sok", { ...urlencoded, origin: "https://ond.example" }, true, 403],
    ["another origin, at sign-on", "/logga-in/demo", { ...urlencoded, origin: "https://ond.example" }, false, 403],
    ["another origin, at sign-off", "/logga-ut", { ...urlencoded, origin: "https://ond.example" }, true, 403],
    ["another origin, of an upload", upload, { "content-type": "multipart/form-data; boundary=x", origin: "https://ond.example" }, true, 403],
    ["another origin, in the API", "/api/actions/intake.write-note", { ...json, origin: "https://ond.example" }, true, 403],
    ["no session, in the API", "/api/actions/intake.write-note", json, false, 401],
    ["no session, of an upload", upload, { "content-type": "multipart/form-data; boundary=x" }, false, 303],
    ["the wrong role, of an upload", upload, { "content-type": "multipart/form-data; boundary=x" }, true, 403],
    ["the wrong role, in the API", "/api/actions/exchange.start-import", json, true, 403],
    ["no such operation", "/api/actions/finns.inte", json, true, 404],
    ["no such page", "/finns/inte", urlencoded, true, 404],
  ] as const)("%s is refused", async (_what, path, headers, isSignedOn, status) => {
    const answer = await send(path, { headers: { ...promised, ...headers }, ...(isSignedOn ? { browser: caseworker } : {}) });
    expect(answer.status).toBe(status);
  }); // prettier-ignore
});

describe("every address that takes a POST", () => {
  const filled = (path: string) => path.replaceAll(/:[^/]+/gu, "019b0000-0000-7000-8000-000000000000");
  const typeOf = (path: string) =>
    path.startsWith("/api/") ? json : path === upload ? { "content-type": "multipart/form-data; boundary=x" } : urlencoded;
  const isPost = (route: Route) => route.method !== "GET";
  const ofPages = routes.filter(isPost).map(({ path, roles, kind }) => ({ path, roles: kind === "staff" ? roles : undefined }));
  const outside = new Set(routes.filter(({ kind }) => kind !== "staff").map(({ path }) => path));
  const ofOperations = ["actions", "queries"].map((kind) => ({ path: `/api/${kind}/:name`, roles: undefined }));
  const all = [...ofPages, ...ofOperations];
  const keptForms = new Set(
    routes.filter((route) => route.method === "GET+POST" && route.maxBodyBytes === undefined).map(({ path }) => path),
  );

  test("is one of these: those of the routes table, the API, and the few written down above", () => {
    const folder = join(import.meta.dirname, "..", "..", "src");
    const written = readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((name) =>
      /\.tsx?$/u.test(name)
        ? [...readFileSync(join(folder, name), "utf8").matchAll(/\.(?:post|all|put)\(\s*"(\/[^"]*)"/gu)].map((found) => found[1] ?? "")
        : [],
    );
    const known = new Set([...all.map(({ path }) => path), ...posts.map(([path]) => path as string)]);
    expect(written.length).toBeGreaterThan(5);
    expect(written.filter((path) => !known.has(path))).toEqual([]);
  });

  test("refuses another origin, then who is not signed on, then the wrong role, before anything of the body is read", async () => {
    const others = { caseworker, analyst: await visit.signIn("analyst"), operator: await visit.signIn("operator") };
    const promised = (path: string) => ({ ...typeOf(path), "content-length": "1000" });
    for (const { path, roles } of all) {
      const address = filled(path);
      const foreign = await send(address, { headers: { ...promised(path), origin: "https://ond.example" }, browser: caseworker });
      expect(foreign.status, `${path}, another origin`).toBe(403);
      // A form whose session is gone is read, no more of it than a draft may be, so that what was typed can be kept for its author.
      const unknown = keptForms.has(path)
        ? await send(address, { headers: { ...urlencoded, "content-length": "3" }, body: Buffer.from("a=b"), times: 1 })
        : await send(address, { headers: promised(path) });
      expect(unknown.status, `${path}, no session`).toBe(path.startsWith("/api/") || outside.has(path) ? 401 : 303);
      const [other] = (["caseworker", "analyst", "operator"] as const).filter((name) => roles && !roles.includes(name));
      if (!other) continue;
      const refused = await send(address, { headers: promised(path), browser: others[other] });
      expect(refused.status, `${path}, no role`).toBe(403);
    }
  });

  test("refuses what says that it is too large, whoever sends it", async () => {
    for (const { path } of all)
      for (const browser of [undefined, caseworker]) {
        const headers = { ...typeOf(path), "content-length": huge };
        expect((await send(filled(path), { headers, ...(browser ? { browser } : {}) })).status, path).toBe(413);
      }
  });

  test("refuses what passes the limit without having said so, as soon as it has", async () => {
    const piece = Buffer.alloc(64 * 1024, "a");
    const chunk = Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")]);
    for (const { path } of ofPages.filter((one) => one.path !== upload)) {
      const headers = { ...typeOf(path), "transfer-encoding": "chunked" };
      const answer = await send(filled(path), { headers, browser: caseworker, body: chunk, times: 2_000 });
      // Read by who may send it, and by nobody else.
      expect(outside.has(path) ? [401] : [403, 413], path).toContain(answer.status);
      expect(answer.sent, path).toBeLessThan(40 * 1024 * 1024);
    }
  });
});

describe("a content type", () => {
  test.each([
    "text/plain", "application/json", "application/x-www-form-urlencoded-x", "xapplication/x-www-form-urlencoded", "multipart/form-data",
    "multipart/mixed; boundary=x", "text/plain; application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "",
  ])("that is no form's is 415, in clear words: %j", async (type) => {
    for (const path of ["/sok", "/logga-in/demo"]) {
      const answer = await send(path, { headers: { ...(type ? { "content-type": type } : {}), "content-length": "3" }, browser: caseworker, body: Buffer.from("a=b"), times: 1 });
      expect(answer.status, path).toBe(415);
      expect(answer.text).toContain("application/x-www-form-urlencoded eller multipart/form-data");
    }
  }); // prettier-ignore

  test.each([
    "text/plain", "application/json-patch+json", "application/jsonx", "text/application/json", "text/plain; application/json", "application/json; charset=utf-16", "",
  ])("that is not JSON is 415 in the API: %j", async (type) => {
    const answer = await send("/api/queries/workplace.search-person", { headers: { ...(type ? { "content-type": type } : {}), "content-length": "2" }, browser: caseworker, body: Buffer.from("{}"), times: 1 });
    expect(answer.status).toBe(415);
    expect(answer.text).toContain("application/problem+json");
    expect(answer.text).toContain("wrong-content-type");
  }); // prettier-ignore

  test("that is packed is 415: what it becomes was never counted", async () => {
    const headers = { ...urlencoded, "content-encoding": "gzip", "content-length": "3" };
    expect((await send("/sok", { headers, browser: caseworker, body: Buffer.from("a=b"), times: 1 })).status).toBe(415);
  });
});

test("what comes too slowly is not waited for: a head, a form, a piece of an upload", async () => {
  const app = await startTestApp(visit.house.database, { config: { patience: { ...usualPatience, head: 300, body: 200, piece: 200 } } });
  try {
    const slow = { "content-length": "1000" };
    const more = { browser: caseworker, address: app.address };
    const analyst = await visit.signIn("analyst");
    expect((await send("/sok", { ...more, headers: { ...urlencoded, ...slow } })).status).toBe(408);
    expect((await send("/sok", { ...more, headers: { ...urlencoded, "transfer-encoding": "chunked" } })).status).toBe(408);
    expect((await send(upload, { ...more, browser: analyst, headers: { "content-type": "multipart/form-data; boundary=x", ...slow } })).status).toBe(408);
    const { hostname, port } = new URL(app.address);
    const socket = connect(Number(port), hostname).on("error", () => undefined);
    socket.write("POST /sok HTTP/1.1\r\nhost: x\r\n").valueOf();
    let text = "";
    socket.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    await once(socket, "close");
    expect(text).toMatch(/^HTTP\/1\.1 408/);
  } finally {
    await app.close();
  } // prettier-ignore
});

test("nothing of this was a fault of ours", () => {
  expect(visit.app.log.filter((line) => line.level === "error")).toEqual([]);
});
