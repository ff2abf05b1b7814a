import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDemo } from "../../demo/load.ts";
import { demoCode } from "../../demo/municipality.ts";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import { answerColumns } from "../../src/survey/questionnaires/answer-columns.ts";
import { countedAnswers } from "../../src/survey/collection/answer-file.ts";
import { sql } from "kysely";
import { fillRest, form2024, standingIn } from "../support/answered-form.ts";
import { PlainBrowser, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

/** The demo municipality answers the whole form of 2024 without JavaScript: proposals checked, the rest filled in, signed, read and fetched. */
const day = "2024-03-31";
const form = await form2024();
let database: TestDatabase;
let app: TestApp;
const as: Partial<Record<"analyst" | "team_leader" | "director", PlainBrowser>> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  const loaded = await loadDemo(database.ownerUrl, { seed: 1, children: 160, today: day });
  if (!loaded.ok) throw new Error(loaded.error.message);
  app = await startTestApp(database, { now: stockholmInstant(day, "10:00") });
  for (const role of ["analyst", "team_leader", "director"] as const) {
    const { rows } = await sql<{ id: string }>`select s.id from access.staff s join access.staff_role r on r.staff_id = s.id
      where r.role = ${role} order by length(s.subject), s.subject limit 1`.execute(database.owner);
    const browser = new PlainBrowser(app.address);
    await browser.signInAsDemo(demoCode, rows[0]?.id ?? "");
    as[role] = browser;
  }
});
afterAll(async () => {
  await app?.close();
  await database.drop();
});

const get = async (path: string, role: keyof typeof as = "analyst") => {
  const response = await (as[role] as PlainBrowser).get(path);
  return { status: response.status, text: await response.text() };
};
async function post(
  path: string,
  from: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  role: keyof typeof as = "analyst",
) {
  const { text } = await get(from, role);
  const { _csrf = [], _key = [], _form = [] } = standingIn(text);
  const response = await (as[role] as PlainBrowser).post(path, { _csrf, _key, _form, ...fields });
  return { status: response.status, to: (response.headers.get("location") ?? "").split("?")[0] ?? "", text: await response.text() };
}

test("the whole form is answered, signed and fetched, and what is fetched is what was saved", async () => {
  const begun = await post("/enkater/ny", "/enkater/ny", { questionnaire: form.id, lastDay: "2024-09-26" });
  expect(begun.status).toBe(303);
  const at = begun.to;
  expect((await post(`${at}/fyll-i`, at, {})).to).toBe(at);

  const saved: Record<string, string> = {};
  const proposed = new Map<string, string>();
  let rounds = 0;
  let largest = 0;
  for (let next = `${at}/sida/${form.pages[0]?.key ?? ""}`; next.includes("/sida/"); rounds++) {
    expect(rounds).toBeLessThan(60);
    const role = rounds % 2 === 0 ? "analyst" : "team_leader";
    const path = next.split("#")[0] ?? "";
    const { status, text } = await get(path, role);
    expect([path, status]).toEqual([path, 200]);
    largest = Math.max(largest, Buffer.byteLength(text));
    const page = form.pages.find(({ key }) => path.endsWith(`/${key}`));
    if (!page) throw new Error(path);
    const standing = standingIn(text);
    const shown = new Set((standing["shown"]?.[0] ?? "").split(" "));
    const fields: Record<string, readonly string[]> = { ...standing, ...fillRest(page, shown, standing) };
    for (const question of page.questions)
      for (const { key, kind } of question.type === "contact" ? question.fields : [])
        if (kind === "email") fields[`contact_${key}`] = ["svar@demokommunen.se"];
    const sent = await (as[role] as PlainBrowser).post(path, { ...fields, _next: "ja" });
    expect([path, sent.status, /ds-error-summary[\s\S]{0,600}/u.exec(await sent.text())?.[0]]).toEqual([path, 303, undefined]);
    if (rounds === 0) expect((await get("/enkater")).text).toContain("Pågår, 1 sida sparad");
    next = (sent.headers.get("location") ?? "").replace(/\?[^#]*/u, "");
    for (const column of answerColumns(form)) {
      if (!shown.has(column.name)) continue;
      const value =
        column.type === "flera" ? (fields[column.name]?.includes(column.column) ? "Ja" : "Nej") : (fields[column.column]?.[0] ?? "");
      if (value !== "") saved[column.column] = value;
      if (standing[column.column]?.[0] !== undefined) proposed.set(column.column, standing[column.column]?.[0] ?? "");
    }
  }
  expect(largest).toBeLessThan(60_000);

  const overview = await get(at);
  const [, notByHand = "", all = ""] = /(\d+) av (\d+) frågor har förslag/u.exec(overview.text) ?? [];
  const counts = [...overview.text.matchAll(/<dt>(Ur [^<]*|För hand)<\/dt><dd>(\d+)/gu)].map(([, origin, count]) => `${origin} ${count}`);
  const { rows } = await sql<{ column: string }>`select distinct column_name as column from survey.filled where value is not null`.execute(
    database.owner,
  );
  const questionOf = (column: string) => answerColumns(form).find((one) => one.column === column)?.question;
  const proposable = new Set(rows.map(({ column }) => questionOf(column)));
  const byHand = [...new Set(Object.keys(saved).map(questionOf))].filter((question) => !proposable.has(question));
  console.log(`Frågor som inte besvaras för hand: ${notByHand} av ${all} (${counts.join(", ")}). Utan förslag: ${byHand.join(", ")}.`);
  expect(Number(notByHand)).toBeGreaterThanOrEqual(45);
  expect(overview.text).not.toContain("Inte sparad");

  // Somebody else than the director cannot sign, and is not shown the way.
  expect((await get(`${at}/skriv-under`)).status).toBe(403);
  const signing = await get(`${at}/skriv-under`, "director");
  const { digest = [], email = [] } = standingIn(signing.text);
  expect(email).toEqual(["svar@demokommunen.se"]);
  const signed = await post(`${at}/skriv-under`, `${at}/skriv-under`, { digest, email }, "director");
  expect([signed.status, signed.to, signed.text.slice(0, 200)]).toEqual([303, `${at}/kvittens`, ""]);

  const expected = countedAnswers(form, new Map(Object.entries(saved)));
  const json = (await get(`${at}/svar.json`)).text;
  const content = JSON.parse(json) as { municipality: string; answers: { column: string; value: string }[] };
  expect(content.answers).toEqual(expected);
  expect(content.municipality).toBe(demoCode);
  const receipt = (await get(`${at}/kvittens`, "director")).text;
  expect(receipt).toContain(createHash("sha256").update(json).digest("hex"));
  expect(receipt).toContain("Skickas med e-post");

  const csv = (await get(`${at}/svar.csv`)).text;
  const [header = "", line = ""] = csv.split("\r\n");
  expect(header.split(",")).toEqual(["kommun", ...answerColumns(form).map(({ column }) => column)]);
  expect(line.startsWith(`${demoCode},`)).toBe(true);
  const printed = (await get(`${at}/skriv-ut`)).text;
  for (const { column, value } of expected)
    if (answerColumns(form).find((one) => one.column === column)?.type !== "flera")
      expect([column, printed.includes(value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;"))]).toEqual([
        column,
        true,
      ]);

  // Beside what is published, with its source: on the answering page, and on a page of its own with a picture and a table.
  const answering = (await get(`${at}/sida/implementering`)).text;
  expect(answering).toContain("Alla som svarade (192, tabell 2): Ja 45 %.");
  expect(answering).toContain("Andra kommuner: Socialstyrelsen (2025)");
  const beside = (await get(`${at}/jamforelse`)).text;
  expect([beside.includes("Så svarade vi"), beside.includes('role="img"'), beside.includes("Ja: 45 % av 192 (tabell 2)")]).toEqual([
    true,
    true,
    true,
  ]);

  // A page that is changed afterwards must be signed anew, and the old receipt says what was signed then.
  const page = `${at}/sida/hinder`;
  const standing = standingIn((await get(page)).text);
  await (as.analyst as PlainBrowser).post(page, { ...standing, q25_text: "Vi har för få lokaler.", _leave: "ja" });
  expect((await get(at)).text).toContain("ändrade sedan dess");
  expect((await get(`${at}/svar.json`)).text).toBe(json);

  // The next time, what was signed stands beside the answers.
  const next = (await post("/enkater/ny", "/enkater/ny", { questionnaire: form.id, lastDay: "2024-10-26" })).to;
  const last = expected.find(({ column }) => column === "q1_1")?.value ?? "";
  expect((await get(`${next}/sida/implementering`)).text).toContain(`Förra gången: ${last}.`);
  expect((await get(`${next}/jamforelse`)).text).toContain("Vi förra gången");
});
