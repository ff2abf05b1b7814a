import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOfApi, loadOperations } from "../../src/app/web/operations.ts";
import { wordsOf } from "../../src/app/web/query-address.ts";
import { apiPath } from "../../src/app/web/openapi.ts";
import { addDemoStaff, PlainBrowser, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

type Json = Record<string, unknown>;
type Document = { openapi: string; info: Json; paths: Record<string, Record<string, Json>>; components: Json };

let database: TestDatabase;
let app: TestApp;
let analyst: PlainBrowser;

beforeAll(async () => {
  database = await createTestDatabase();
  const id = await addMunicipality(database, { code: "9901", name: "Ekdalen", isDemo: true });
  const staffId = await addDemoStaff(database, id, { name: "Karin Öberg", roles: ["operator"] });
  app = await startTestApp(database);
  analyst = new PlainBrowser(app.address);
  await analyst.signInAsDemo("9901", staffId);
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function send(browser: PlainBrowser, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return fetch(app.address + path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", origin: new URL(app.address).origin, cookie, ...headers },
  });
}

describe("/api/openapi.json", () => {
  it("is an OpenAPI 3.1 document that names every action and query", async () => {
    const document = (await (await fetch(`${app.address}/api/openapi.json`)).json()) as Document;
    expect(document.openapi).toBe("3.1.0");
    expect(document.info).toMatchObject({ title: "Förtrogen", version: "1" });
    const operations = (await loadOperations()).filter(isOfApi);
    expect(operations.length).toBeGreaterThan(0);
    const ours = Object.keys(document.paths).filter((path) => path.startsWith("/api/"));
    expect(ours.sort()).toEqual(operations.map(apiPath).sort());
    const withWords = ["workplace.search-person", "workplace.search-name", "forms.get", "forms.read", "party.get-draft-letter"];
    for (const operation of operations) {
      const item = document.paths[apiPath(operation)] ?? {};
      const isAskedInBody = operation.kind === "action" || withWords.includes(operation.name);
      expect(Object.keys(item).sort()).toEqual(isAskedInBody ? ["post"] : ["get", "post"]);
      const get = JSON.stringify(item["get"]?.["parameters"] ?? []);
      expect(get, "words in an address").not.toMatch(/"schema":\{"type":"string"(,"m\w+":\d+)*\}/u);
      for (const method of Object.values(item)) {
        expect(method["operationId"]).toMatch(/^[a-z.-]+$/u);
        expect(method["summary"]).toBe(operation.title);
        expect(Object.keys(method["responses"] as Json)).toContain("200");
      }
    }
  });

  it("has operation ids that are all different, and references that all lead somewhere", async () => {
    const document = (await (await fetch(`${app.address}/api/openapi.json`)).json()) as Document;
    const ids = Object.values(document.paths).flatMap((item) => Object.values(item).map((m) => m["operationId"]));
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/(components[^"]+)"/gu)].map((m) => m[1] ?? "");
    expect(references.length).toBeGreaterThan(0);
    for (const reference of new Set(references)) {
      expect(
        reference.split("/").reduce<unknown>((here, step) => (here as Json | undefined)?.[step], document),
        reference,
      ).toBeDefined();
    }
  });

  it("is listed on a page for people", async () => {
    const html = await (await fetch(`${app.address}/api`)).text();
    for (const operation of (await loadOperations()).filter(isOfApi)) expect(html).toContain(apiPath(operation));
  });
});

describe("calls", () => {
  it("take no identity number or other free words in an address, where logs along the way keep it", async () => {
    for (const operation of (await loadOperations()).filter(({ kind }) => kind === "query"))
      for (const field of wordsOf(operation.input)) {
        const answer = await analyst.get(`${apiPath(operation)}?${field}=20180102-2383`);
        expect([answer.status, await answer.text()]).toEqual([405, expect.stringContaining("words-in-address") as string]);
      }
  });

  it("answers every operation with a problem, never a fault, for a stranger, for a wrong role and for nonsense", async () => {
    for (const operation of await loadOperations()) {
      const stranger = await send(new PlainBrowser(app.address), apiPath(operation), {});
      expect(stranger.status, operation.name).toBe(operation.open ? 422 : 401);
      const nonsense = await send(analyst, apiPath(operation), { nonsense: [{}] });
      expect([200, 403, 404, 422], operation.name).toContain(nonsense.status);
      if (nonsense.status === 200) continue;
      expect(nonsense.headers.get("content-type")).toContain("application/problem+json");
      expect(await nonsense.json()).toMatchObject({ type: "about:blank", status: nonsense.status });
    }
  });

  it("refuses another origin, another content type, what is not JSON, and what does not exist", async () => {
    const [operation] = await loadOperations();
    if (!operation) throw new Error("There is no operation.");
    expect((await send(analyst, apiPath(operation), {}, { origin: "https://evil.example" })).status).toBe(403);
    expect((await send(analyst, apiPath(operation), {}, { "content-type": "text/plain" })).status).toBe(415);
    expect((await send(analyst, "/api/actions/test.nothing", {})).status).toBe(404);
  });
});
