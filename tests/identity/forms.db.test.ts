import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlainBrowser } from "../support/app.ts";
import { hiddenField } from "../support/app.ts";
import { findOwnFamily, openCaseFor, reportOfConcern } from "../support/casework.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";

/** What is typed is never lost, and never put in another's name: forms sent again, sent second, sent without a session. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

type Opened = { _csrf: string; _key: string; _form: string };
const main = (html: string) => html.slice(html.indexOf("<main")).replaceAll("\u00a0", " ");
const pageOf = async (browser: PlainBrowser, path: string) => main(await (await browser.get(path)).text());
const opened = (html: string): Opened => {
  const form = html.slice(html.indexOf('class="f-form"'));
  return { _csrf: hiddenField(form, "_csrf"), _key: hiddenField(form, "_key"), _form: hiddenField(form, "_form") };
};
const open = async (browser: PlainBrowser, path: string) => opened(await pageOf(browser, path));
const notes = async (caseId: string) =>
  (
    await sql<{ text: string }>`select text from intake.note where case_id = ${caseId}::uuid order by id`.execute(
      visit.house.database.owner,
    )
  ).rows.map((row) => row.text);
const linksIn = (html: string) =>
  [...html.matchAll(/<a class="ds-button" href="([^"]*)"/gu)].map((match) => (match[1] ?? "").replaceAll("&amp;", "&"));
const day = "2026-03-02";

describe("the same form sent again with other words", () => {
  test("writes nothing twice: shows what was sent beside what is typed, and leads to correct, with the words kept", async () => {
    const me = await visit.signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    const path = `/arenden/${caseId}/anteckning/ny`;
    const form = await open(me, path);
    expect((await me.post(path, { ...form, happenedOn: day, text: "Mormor ringde." })).status).toBe(303);
    const again = await me.post(path, { ...form, happenedOn: day, text: "Mormor ringde och grät." });
    expect(again.status).toBe(422);
    const html = main(await again.text());
    expect(html).toContain("Formuläret är redan skickat");
    expect(html).toMatch(/Mormor ringde\.<[\s\S]*Mormor ringde och grät\.</u);
    expect(html).toContain("Skiljer sig");
    expect(await notes(caseId)).toEqual(["Mormor ringde."]);
    const [amend = ""] = linksIn(html);
    expect(amend).toMatch(/rattar=[0-9a-f-]{36}&utkast=/u);
    const correcting = await pageOf(me, amend);
    expect(correcting).toContain("Rätta anteckningen");
    expect(correcting).toContain("Mormor ringde och grät.");
    const next = opened(correcting);
    expect((await me.post(amend.replace(/&utkast=.*/u, ""), { ...next, happenedOn: day, text: "Mormor ringde och grät." })).status).toBe(
      303,
    );
    expect([...(await notes(caseId))].sort()).toEqual(["Mormor ringde och grät.", "Mormor ringde."]);
    // Sent the very same again, it is the first answer again.
    expect((await me.post(path, { ...form, happenedOn: day, text: "Mormor ringde." })).status).toBe(303);
    expect(await notes(caseId)).toHaveLength(2);
  });

  test("shows nothing of what was sent to whoever may not see the case any more", async () => {
    const me = await visit.signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    const path = `/arenden/${caseId}/anteckning/ny`;
    const form = await open(me, path);
    expect((await me.post(path, { ...form, happenedOn: day, text: "Mormor ringde." })).status).toBe(303);
    const { leader, caseworker } = visit.house.staff;
    await findOwnFamily(visit.house, leader, caseId, caseworker.staffId);
    const again = await me.post(path, { ...form, happenedOn: day, text: "Något annat." });
    expect(again.status).toBe(403);
    expect(await again.text()).not.toContain("Mormor");
  });

  test("a report: one report, and a way to add to it in the case", async () => {
    const me = await visit.signIn("caseworker");
    const path = "/anmalningar/ny";
    const form = await open(me, path);
    const report = { ...(reportOfConcern({ givenName: "Tove" }) as Record<string, string>), reasons: "skolfrånvaro" };
    const first = await me.post(path, { ...form, ...report });
    const caseId = first.headers.get("location")?.split("/")[2] ?? "";
    const html = main(await (await me.post(path, { ...form, ...report, concern: "Tove har varit borta i fem veckor." })).text());
    expect(html).toContain("Formuläret är redan skickat");
    const [amend = ""] = linksIn(html);
    expect(amend.startsWith(`/arenden/${caseId}/anteckning/ny?utkast=`)).toBe(true);
    expect(await pageOf(me, amend)).toContain("Tove har varit borta i fem veckor.");
    const count = await sql<{ n: number }>`select count(*) as n from intake.intake where case_id = ${caseId}::uuid`.execute(
      visit.house.database.owner,
    );
    expect(count.rows[0]?.n).toBe(1);
  });
});

describe("two on one thing", () => {
  test("the second protection assessment is told what the first said, beside its own words, and can go on with them", async () => {
    const [me, leader] = [await visit.signIn("caseworker"), await visit.signIn("leader")];
    const { caseId, intakeId } = await openCaseFor(visit.house);
    const path = `/arenden/${caseId}/skyddsbedomning/${intakeId}`;
    const [one, other] = [await open(me, path), await open(leader, path)];
    const said = { assessedOn: day, assessedAt: "09:45", result: "inget omedelbart skydd" };
    expect((await me.post(path, { ...one, ...said, reasoning: "Mormor är hos barnet." })).status).toBe(303);
    const answer = await leader.post(path, { ...other, ...said, reasoning: "Ingen är hos barnet." });
    expect(answer.status).toBe(422);
    const html = main(await answer.text());
    for (const text of ["Mormor är hos barnet.", "Ingen är hos barnet.", "Skiljer sig", "Vad bedömningen bygger på"])
      expect(html).toContain(text);
    const [goOn = ""] = linksIn(html);
    expect(await pageOf(leader, goOn)).toContain("Ingen är hos barnet.");
  });

  test("two corrections of one note: the second sees both, and goes on from the first's", async () => {
    const me = await visit.signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    const path = `/arenden/${caseId}/anteckning/ny`;
    await me.post(path, { ...(await open(me, path)), happenedOn: day, text: "Första." });
    const { rows } = await sql<{ id: string }>`select id from intake.note where case_id = ${caseId}::uuid`.execute(
      visit.house.database.owner,
    );
    const correct = `${path}?rattar=${rows[0]?.id ?? ""}`;
    const tabs = [await open(me, correct), await open(me, correct)] as const;
    expect((await me.post(correct, { ...tabs[0], happenedOn: day, text: "Ena flikens." })).status).toBe(303);
    const html = main(await (await me.post(correct, { ...tabs[1], happenedOn: day, text: "Andra flikens." })).text());
    expect(html).toMatch(/Ena flikens\.[\s\S]*Andra flikens\./u);
    const [goOn = ""] = linksIn(html);
    const next = await pageOf(me, goOn);
    expect(next).toContain("Andra flikens.");
    expect((await me.post(goOn.replace(/&utkast=.*/u, ""), { ...opened(next), happenedOn: day, text: "Båda." })).status).toBe(303);
    expect([...(await notes(caseId))].sort()).toEqual(["Båda.", "Ena flikens.", "Första."]);
  });

  test("what the form was about is over, whatever the words for it: what was typed is on the page and kept", async () => {
    const [me, leader] = [await visit.signIn("caseworker"), await visit.signIn("leader")];
    const { caseId } = await openCaseFor(visit.house);
    const preliminary = await sql<{ id: string }>`select id from intake.preliminary_assessment where case_id = ${caseId}::uuid`.execute(
      visit.house.database.owner,
    );
    const path = `/arenden/${caseId}/forhandsbedomning/${preliminary.rows[0]?.id ?? ""}`;
    const [one, other] = [await open(me, path), await open(leader, path)];
    const said = { result: "inte inleda", decidedOn: day, decider: "tjänsteman" };
    const first = await me.post(path, { ...one, ...said, reasoning: "Skolan har redan hjälpt." });
    expect(first.status, main(await first.text()).slice(0, 3000)).toBe(303);
    const html = main(await (await leader.post(path, { ...other, ...said, reasoning: "Barnet mår bra nu." })).text());
    for (const text of ["Skolan har redan hjälpt.", "Barnet mår bra nu."]) expect(html).toContain(text);
    const [goOn = ""] = linksIn(html);
    expect(await pageOf(leader, goOn)).toContain("Barnet mår bra nu.");
  });
});

describe("a form without its session", () => {
  const setUp = async () => {
    const me = await visit.signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    const path = `/arenden/${caseId}/anteckning/ny`;
    return { me, path, form: await open(me, path), words: { happenedOn: day, text: "Skrivet när kakan var borta." } };
  };

  test("a lost cookie: every tab's words are there for the same person after signing in, and nobody else's", async () => {
    const { me, path, form, words } = await setUp();
    const second = await open(me, path);
    me.cookies.clear();
    for (const [tab, text] of [
      [form, words.text],
      [second, "Den andra fliken."],
    ] as const) {
      const lost = await me.post(path, { ...tab, ...words, text });
      expect(lost.headers.get("location")).toBe(`/?utloggad=sparat&tillbaka=${encodeURIComponent(path)}`);
    }
    expect((await me.post(path, { ...second, ...words, text: "Den andra fliken, mer.", _do: "autosave" })).status).toBe(204);
    const leader = await visit.signIn("leader");
    expect(await pageOf(leader, path)).not.toContain("Utkast från");
    const later = await visit.signIn("caseworker");
    const html = await pageOf(later, path);
    expect(html.match(/Utkast från/gu)).toHaveLength(2);
    expect(await pageOf(later, `${path}?utkast=${form._key}`)).toContain(words.text);
    expect(await pageOf(later, `${path}?utkast=${second._key}`)).toContain("Den andra fliken, mer.");
  });

  test("without a mark of ours, with another form's, a forged or an old one: nothing is kept", async () => {
    const { me, path, form, words } = await setUp();
    const elsewhere = await open(me, "/anmalningar/ny");
    me.cookies.clear();
    const count = async () => (await sql`select from access.draft`.execute(visit.house.database.owner)).rows.length;
    const before = await count();
    for (const _form of ["", "x".repeat(50_000), `${form._form.slice(0, -4)}AAAA`, elsewhere._form]) {
      expect((await me.post(path, { ...form, ...words, _form })).headers.get("location")).toBe("/?utloggad=1");
    }
    expect((await me.post(path, { ...form, ...words }, { origin: "https://ond.example" })).status).toBe(403);
    visit.at("2026-03-04", "10:00");
    expect((await me.post(path, { ...form, ...words })).headers.get("location")).toBe("/?utloggad=1");
    visit.at(day);
    expect(await count()).toBe(before);
  });

  test("a tab left open when another signs in here: nothing is shown to the other nor done in the other's name, and it is kept for the first", async () => {
    const { me, path, form, words } = await setUp();
    const other = await visit.signIn("leader");
    me.cookies.clear();
    for (const [name, value] of other.cookies) me.cookies.set(name, value);
    const answer = await me.post(path, { ...form, ...words });
    expect(answer.status).toBe(403);
    const html = main(await answer.text());
    expect(html).toContain("hör till någon annan");
    expect(html).not.toContain(words.text);
    expect(await notes(path.split("/")[2] ?? "")).toEqual([]);
    expect(await pageOf(me, path)).not.toContain("Utkast från");
    const back = await visit.signIn("caseworker");
    expect(await pageOf(back, `${path}?utkast=${form._key}`)).toContain(words.text);
  });

  test("signed in anew in another window: the words come back to the one who wrote them, and to nobody without the form's mark", async () => {
    const { form, path, words } = await setUp();
    const anew = await visit.signIn("caseworker");
    expect(main(await (await anew.post(path, { ...form, ...words })).text())).toContain(words.text);
    expect(main(await (await anew.post(path, { ...form, ...words, _form: "" })).text())).not.toContain(words.text);
  });
});

describe("drafts end when the form does", () => {
  test("what is saved in flight when the form is sent, or thrown away, leaves no draft behind", async () => {
    const me = await visit.signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    const path = `/arenden/${caseId}/anteckning/ny`;
    const words = { happenedOn: day, text: "Skickad." };
    const sent = await open(me, path);
    expect((await me.post(path, { ...sent, ...words })).status).toBe(303);
    expect((await me.post(path, { ...sent, ...words, _do: "autosave" })).status).toBe(422);
    const thrown = await open(me, path);
    await me.post(path, { ...thrown, ...words, _cancel: `/arenden/${caseId}` });
    expect((await me.post(path, { ...thrown, ...words, _do: "autosave" })).status).toBe(422);
    expect(await pageOf(me, path)).not.toContain("Utkast från");
    // Going on after Avbryt and saving by hand is a draft anew.
    const saved = await me.post(path, { ...thrown, ...words, text: "Jag ångrade mig.", _do: "draft" });
    expect(await pageOf(me, saved.headers.get("location") ?? "")).toContain("Jag ångrade mig.");
  });

  test("in the transaction of what was done: both happen or neither does", async () => {
    const me = await visit.signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    const path = `/arenden/${caseId}/anteckning/ny`;
    const form = await open(me, path);
    const end = sql<{ is: boolean }>`select d.xmin = n.xmin as is from access.draft d, intake.note n
      where d.id = ${form._key}::uuid and d.ended_at is not null and n.case_id = ${caseId}::uuid`;
    const { owner } = visit.house.database;
    expect((await me.post(path, { ...form, happenedOn: day, text: "" })).status).toBe(422);
    expect((await sql`select from access.draft where id = ${form._key}::uuid`.execute(owner)).rows).toHaveLength(0);
    expect((await me.post(path, { ...form, happenedOn: day, text: "Mormor ringde." })).status).toBe(303);
    expect((await end.execute(owner)).rows).toEqual([{ is: true }]);
  });

  test("a crash that takes back the end of a draft, and nothing else, leads to no second writing", async () => {
    const me = await visit.signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    const path = `/arenden/${caseId}/anteckning/ny`;
    const words = { happenedOn: day, text: "Mormor ringde." };
    const form = await open(me, path);
    expect((await me.post(path, { ...form, ...words, _do: "autosave" })).status).toBe(204);
    const { owner } = visit.house.database;
    const draft = sql`from access.draft where id = ${form._key}::uuid`;
    const { rows: before } = await sql<{ row: unknown }>`select to_jsonb(draft) as row ${draft}`.execute(owner);
    expect((await me.post(path, { ...form, ...words })).status).toBe(303);
    // Of what does several actions, the end of the draft comes after them and does not wait for the disk.
    await sql`delete ${draft}`.execute(owner);
    await sql`insert into access.draft select * from jsonb_populate_record(null::access.draft, ${JSON.stringify(before[0]?.row)}::jsonb)`.execute(
      owner,
    );
    const back = opened(await pageOf(me, `${path}?utkast=${form._key}`));
    expect(back._key).toBe(form._key);
    expect((await me.post(path, { ...back, ...words, text: "Mormor ringde och grät." })).status).toBe(422);
    expect((await me.post(path, { ...back, ...words })).status).toBe(303);
    expect(await notes(caseId)).toEqual(["Mormor ringde."]);
  });
});
