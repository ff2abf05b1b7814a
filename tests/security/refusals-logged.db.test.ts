import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { loadOperations } from "../../src/app/web/operations.ts";
import { routes } from "../../src/app/web/routes.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { PlainBrowser, startTestApp } from "../support/app.ts";
import { openCaseFor } from "../support/casework.ts";

/** What was refused is logged with what was attempted, where only who investigates reads it, and with where it came from. */
const operations = await loadOperations();
let visit: Visit;
let caseId: string;
beforeAll(async () => {
  visit = await openVisit();
  ({ caseId } = await openCaseFor(visit.house));
});
afterAll(() => visit.close());

const found = async (action: string) => {
  const { owner } = visit.house.database;
  const events = await owner
    .selectFrom("audit.event")
    .selectAll()
    .where("action", "=", action)
    .orderBy(sql`ctid`, "desc")
    .limit(1)
    .execute();
  const attempts = await owner
    .selectFrom("audit.attempt")
    .select("attempted")
    .where("event_id", "in", [randomUUID(), ...events.map(({ id }) => id)])
    .execute();
  return { event: events[0], attempted: attempts[0]?.attempted };
};

describe("every operation that is refused", () => {
  const taking = operations.filter(({ input }) => Object.keys(input.shape).some((field) => field.endsWith("Id")));
  test.each(taking.map((operation) => [operation.name, operation] as const))(
    "%s says which ids were asked for, out of the pages' reach",
    async (name, operation) => {
      const fields = Object.keys(operation.input.shape).filter((field) => field.endsWith("Id"));
      const asked = Object.fromEntries(fields.map((field) => [field, field === "caseId" ? caseId : randomUUID()]));
      const words = { text: "Hemligaord", ["Hemligt fält"]: randomUUID() };
      const { house } = visit;
      const refused = await (operation.kind === "query"
        ? house.read(house.staff.nobody, operation as never, { ...asked, ...words } as never)
        : house.act(house.staff.nobody, operation as never, { ...asked, ...words }));
      expect(refused).toMatchObject({ ok: false, error: { code: "not-permitted" } });
      const { event, attempted } = await found(name);
      expect(event).toMatchObject({ kind: "denied", case_id: null, subject_ids: [] });
      expect(attempted).toEqual(asked);
    },
  );

  test("names the ids inside lists, and nothing else", async () => {
    const { house } = visit;
    const nested = operations.find(({ input }) => Object.keys(input.shape).length > 0);
    const [field = ""] = Object.keys(nested?.input.shape ?? {});
    const ids = [randomUUID(), randomUUID()];
    await house.act(house.staff.nobody, nested as never, { [field]: [{ one: ids[0], word: "Hemligaord" }, [ids[1]]] });
    expect((await found(nested?.name ?? "")).attempted).toEqual({ [field]: ids });
  });

  test("cannot be read as the program: neither what was attempted nor how it was hidden", async () => {
    const { house } = visit;
    for (const column of ["event_id", "attempted"] as const)
      await expect(
        inMunicipality(house.database.app, house.municipalityId, (tx) => tx.selectFrom("audit.attempt").select(column).execute()),
      ).rejects.toThrow(/permission denied/u);
  });

  test("does not stand among those who looked at the case", async () => {
    const log = await (await visit.signIn("leader")).get(`/arenden/${caseId}/logg`);
    expect(log.status).toBe(200);
    expect(await log.text()).not.toContain("Nekad");
  });
});

test("a page refused for want of a role is logged with its address's ids", async () => {
  const route = routes.find(
    ({ method, path, roles }) => method !== "POST" && path.includes("/:caseId") && roles && !roles.includes("analyst"),
  );
  const path = (route?.path ?? "").replace(":caseId", caseId).replaceAll(/:\w+/gu, () => randomUUID());
  expect((await (await visit.signIn("analyst")).get(path)).status).toBe(403);
  const { event, attempted } = await found(`page ${route?.path ?? ""}`);
  expect(event).toMatchObject({ kind: "denied", outcome: "not-permitted", case_id: null, actor_id: visit.house.staff.analyst.staffId });
  expect(attempted).toMatchObject({ caseId });
});

test("the address that a request came from is in the log for readings, changes, refusals and sign-on, and believed of a proxy only when told to", async () => {
  for (const [trustProxy, forwarded, expected] of [
    [false, "203.0.113.7", "127.0.0.1"],
    [true, "198.51.100.1, 203.0.113.7", "203.0.113.7"],
    [true, "2001:db8::7", "2001:db8::7"],
    // What is no address must not stop the page.
    [true, "unknown", null],
    [true, "203.0.113.7'; drop table audit.event; --", null],
  ] as const) {
    const app = await startTestApp(visit.house.database, { config: { trustProxy } });
    const browser = new PlainBrowser(app.address);
    const headers = { "x-forwarded-for": forwarded };
    await browser.post("/logga-in/demo", { municipality: "0114", person: visit.house.staff.caseworker.staffId, back: "/" }, headers);
    expect((await found("access.sign-on")).event?.source_address ?? null).toBe(expected);
    await browser.get(`/arenden/${caseId}`, headers);
    expect((await found("workplace.get-case-parts")).event?.source_address ?? null).toBe(expected);
    await browser.get(`/arenden/${randomUUID()}`, headers);
    expect((await found("workplace.get-case-parts")).event).toMatchObject({ kind: "denied", source_address: expected });
    await app.close();
  }
});
