import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDemo } from "../../demo/load.ts";
import { PlainBrowser, hiddenField, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

/** What docs/demo.md says can be tried in a fresh demo, tried in one: a case broken open, its review, and a case of one's own family. */
let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await createTestDatabase();
  const loaded = await loadDemo(database.ownerUrl, { seed: 1, children: 20, today: "2026-11-22" });
  if (!loaded.ok) throw new Error(loaded.error.message);
  app = await startTestApp(database, { now: new Date("2026-11-22T10:00:00+01:00") });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

async function signInAs(name: string): Promise<PlainBrowser> {
  const browser = new PlainBrowser(app.address);
  const front = await (await browser.get("/")).text();
  const { rows } = await sql<{ id: string }>`select id from access.staff where name = ${name}`.execute(database.owner);
  expect(front, `${name} is offered on the front page`).toContain(rows[0]?.id);
  await browser.signInAsDemo("0000", rows[0]?.id ?? "");
  return browser;
}

/** The number and case of the n-th child told by hand that has a number. */
async function caseOf(condition: string): Promise<{ caseId: string; number: string }> {
  const { rows } = await sql<{ caseId: string; number: string }>`
    select c.id as "caseId", p.identity_number as number from intake.case_file c join people.person p on p.id = c.child_id
    join intake.case_assignment a on a.case_id = c.id and a.ended_on is null join access.staff s on s.id = a.staff_id and s.subject = 'demo:1'
    where p.identity_number is not null and p.protected_identity = 'ingen' and ${sql.raw(condition)} order by c.case_number limit 1`.execute(
    database.owner,
  );
  const [found] = rows;
  if (!found) throw new Error("The demo has no such child.");
  return found;
}

const employed = `exists (select from people.guardianship g join people.person w on w.id = g.guardian_id join access.staff m on m.identity_number = w.identity_number where g.child_id = c.child_id)`;
const why = { reason: "barnet kan behöva skydd nu", explanation: "Polisen ringde." };

async function send(browser: PlainBrowser, path: string, fields: Record<string, string>, to = path): Promise<Response> {
  const page = await (await browser.get(path)).text();
  return browser.post(to, { ...fields, _csrf: hiddenField(page, "_csrf"), _key: hiddenField(page, "_key") });
}

test("every one of the demo's staff that the front page offers has a number of the official test series, of the right sex, and nobody else's", async () => {
  const { rows } = await sql<{ name: string; number: string | null }>`
    select name, identity_number as number from access.staff order by length(subject), subject`.execute(database.owner);
  const { testIdentities } = await import("../../demo/municipality.ts");
  expect(rows.length).toBeGreaterThanOrEqual(9);
  for (const { name, number } of rows) expect(testIdentities.adults, name).toContain(number);
  expect(new Set(rows.map((row) => row.number)).size).toBe(rows.length);
  const isMan = (name: string) => Number(rows.find((row) => row.name === name)?.number?.[10]) % 2 === 1;
  expect([isMan("Karin Lindahl"), isMan("Amir Rostami"), isMan("Daniel Norén"), isMan("Petra Åkerlund")]).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test.each(["Daniel Norén", "Eva Sjöström"])(
  "a case is broken open, everything that its page offers can be sent, and the leader reviews it: %s",
  async (name) => {
    const { caseId, number } = await caseOf(`not ${employed}`);
    const daniel = await signInAs(name);
    expect((await daniel.get(`/arenden/${caseId}`)).status).toBe(403);
    const opened = await send(daniel, "/nodoppning", { number, ...why });
    expect([opened.status, opened.headers.get("location")]).toEqual([303, `/arenden/${caseId}`]);
    const page = await (await daniel.get(`/arenden/${caseId}`)).text();
    expect(page).toContain("Nödöppnat för dig till 2026-11-22 14:00");
    const refused: string[] = [];
    const seen = new Set<string>();
    const walk = async (html: string) => {
      for (const [, href = ""] of html.matchAll(/href="(\/arenden\/[0-9a-f-]{36}\/[^"#]*)"/gu)) {
        const path = href.replaceAll("&amp;", "&");
        if (seen.has(path)) continue;
        seen.add(path);
        const answer = await daniel.get(path);
        const text = await answer.text();
        if (answer.status !== 200) refused.push(`GET ${path} ${answer.status}`);
        if (text.includes(`method="post" action="${href}"`) && hiddenField(text, "_key") !== "") {
          const sent = await send(daniel, path, { text: "x" });
          if (sent.status === 403 || sent.status === 404) refused.push(`POST ${path} ${sent.status}`);
        }
        await walk(text);
      }
    };
    await walk(page);
    expect(refused).toEqual([]);
    expect(seen.size).toBeGreaterThan(2);
    const amir = await signInAs("Amir Rostami");
    const list = await (await amir.get("/att-granska")).text();
    expect(list).toContain(name);
    expect(list).toContain("2026-11-22 10:00 till 2026-11-22 14:00");
    const item = /href="(\/att-granska\/[0-9a-f-]{36})"/u.exec(list)?.[1] ?? "";
    expect((await send(amir, item, { outcome: "utan anmärkning" })).status).toBe(303);
    app.setNow(new Date("2026-11-22T14:00:00+01:00"));
    const after = (await (await signInAs(name)).get(`/arenden/${caseId}`)).status;
    app.setNow(new Date("2026-11-22T10:00:00+01:00"));
    expect(after).toBe(403);
  },
);

test("the mother who works there neither finds nor breaks open her own child's case, and the leader is asked whether it is so", async () => {
  const { caseId, number } = await caseOf(employed);
  const petra = await signInAs("Petra Åkerlund");
  const found = await (await send(petra, "/sok", { number })).text();
  expect(found).not.toContain("Det finns ett ärende");
  const asNone = await (await send(petra, "/nodoppning", { number: "20231231-2388", ...why })).text();
  const asOwn = await send(petra, "/nodoppning", { number, ...why });
  expect(asOwn.status).toBe(422);
  expect(await asOwn.text()).toContain("Det finns inget ärende som du kan nödöppna med det numret.");
  expect(asNone).toContain("Det finns inget ärende som du kan nödöppna med det numret.");
  const amir = await signInAs("Amir Rostami");
  const list = await (await amir.get("/att-granska")).text();
  expect(list).toContain("Petra Åkerlund");
  expect(list).toContain(`/att-granska/egen-familj/${caseId}/`);
});
