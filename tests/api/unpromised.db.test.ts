import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { answer, fitAnswer, onlyPromised } from "../../src/platform/core/answers.ts";
import { ok } from "../../src/platform/basics/result.ts";
import { loadOperations } from "../../src/app/web/operations.ts";
import { addDemoStaff, PlainBrowser, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

/** What an answer has beside its schema, and what it lacks, as the program does when no test looks. */
let database: TestDatabase;
let app: TestApp;
let operator: PlainBrowser;

beforeAll(async () => {
  database = await createTestDatabase();
  const id = await addMunicipality(database, { code: "9901", name: "Ekdalen", isDemo: true });
  const staffId = await addDemoStaff(database, id, { name: "Karin Öberg", roles: ["operator"] });
  app = await startTestApp(database, { holdsAnswers: false });
  operator = new PlainBrowser(app.address);
  await operator.signInAsDemo("9901", staffId);
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

/** Asks with the accounts' query answering something else for a while. */
async function askWith(value: object): Promise<Response> {
  const operation = (await loadOperations()).find((one) => one.name === "access.find-own-sessions");
  if (!operation) throw new Error("There is no such query.");
  const was = operation.run;
  Object.assign(operation, { run: () => Promise.resolve(ok(value)) });
  try {
    return await operator.get("/api/queries/access.find-own-sessions");
  } finally {
    Object.assign(operation, { run: was });
  }
}
const session = {
  id: "01890000-0000-7000-8000-000000000000",
  municipality: "Ekdalen",
  startedAt: new Date("2026-03-02T09:00:00Z"),
  lastSeenAt: new Date("2026-03-02T09:00:00Z"),
  address: null,
  browser: "",
  isThis: true,
};

describe("an answer of the API", () => {
  test("has nothing beside its schema: it is taken out, and the log names the fields and none of their values", async () => {
    const response = await askWith({ sessions: [{ ...session, municipality_id: 4, secret: "hemligt" }], total: 1 });
    expect(response.status).toBe(200);
    const wire = { ...session, startedAt: "2026-03-02T09:00:00.000Z", lastSeenAt: "2026-03-02T09:00:00.000Z" };
    expect(await response.json()).toEqual({ sessions: [wire] });
    const told = app.log.find((line) => line.message === "unfit answer");
    expect(told).toMatchObject({ level: "error", operation: "access.find-own-sessions" });
    expect(told?.["fields"]).toEqual(["sessions[].municipality_id", "sessions[].secret", "total"]);
    expect(JSON.stringify(app.log)).not.toContain("hemligt");
  });

  test("that lacks something, or has something else than was promised, is a fault of ours, and tells nothing of it", async () => {
    for (const broken of [
      { ...session, isThis: "ja hemligt" },
      { ...session, id: undefined },
      { ...session, startedAt: "i går" },
    ]) {
      const response = await askWith({ sessions: [broken] });
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain("hemligt");
    }
    expect(JSON.stringify(app.log)).not.toContain("hemligt");
  });
});

describe("fitting an answer", () => {
  const output = z.object({ at: answer.moment, items: answer.list(z.object({ id: answer.id, note: answer.text(5).nullable() })) });

  test("an undefined field is no field; a moment and what lies in lists is kept", () => {
    const value = { at: new Date(0), items: [{ id: session.id, note: "åäö", gone: undefined }] };
    expect(fitAnswer(output, value)).toEqual({
      fits: true,
      value: { at: new Date(0), items: [{ id: session.id, note: "åäö" }] },
      unexpected: [],
    });
  });

  test("paths of faults name fields and places, never what stood there", () => {
    const fitted = fitAnswer(output, {
      at: "x",
      items: [
        { id: "Alva", note: null },
        { id: session.id, note: "för långt" },
      ],
    });
    expect(fitted).toEqual({ fits: false, faults: ["at: invalid_type", "items.[].id: invalid_format", "items.[].note: custom"] });
  });

  test("whole rows are cut to what is promised, whether they fit or not", () => {
    const rows = { at: new Date(0), items: [{ id: session.id, note: null, municipality_id: 4 }] };
    expect(onlyPromised(output, rows)).toEqual({ at: new Date(0), items: [{ id: session.id, note: null }] });
    const odd = { at: "i går", items: [{ id: "x", note: 7, secret: "hemligt" }, null, "y"], secret: "hemligt" } as never;
    expect(onlyPromised(output, odd)).toEqual({ at: "i går", items: [{ id: "x", note: 7 }, null, "y"] });
  });

  test("of what can be one thing or another, the one that fits says what is promised", () => {
    const either = z.object({ told: z.union([z.object({ a: z.string() }), z.object({ b: z.number() })]).optional() });
    expect(onlyPromised(either, { told: { b: 1, secret: "hemligt" } as never })).toEqual({ told: { b: 1 } });
    expect(onlyPromised(either, {})).toEqual({});
  });
});
