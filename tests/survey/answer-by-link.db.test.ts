import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { digestOf } from "../../src/survey/collection/answer-file.ts";
import { askedPages, walkForm } from "../../src/survey/questionnaires/skip.ts";
import { hiddenField, PlainBrowser, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { fillRest, form2024, standingIn } from "../support/answered-form.ts";
import { addLink, addRound, addTexts, agencyOf, comeIn, sendPage } from "../support/asked-unit.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { answerFile } from "../support/delivery.ts";

/** Whoever is at a unit answers the agency's survey by the unit's link: the whole way, as a browser without scripts goes it. */
let house: House;
let app: TestApp;
beforeAll(async () => {
  house = await openHouse({ code: "202100-0555" });
});
afterAll(() => house.database.drop());

let unitId: string;
let link: string;
let used = 0;
beforeEach(async () => {
  app = await startTestApp(house.database, { now: new Date("2026-03-10T09:00:00+01:00") });
  [unitId = ""] = await addRound(agencyOf(house), [`01${String(10 + ++used)}`]);
  link = await addLink(agencyOf(house), unitId);
  return () => app.close();
});

const browse = () => new PlainBrowser(app.address);
const look = async (browser: PlainBrowser, path: string) => (await browser.get(path)).text();
const rows = <T>(work: Parameters<typeof inMunicipality<T>>[2]) => inMunicipality(house.database.app, house.municipalityId, work);
const deliveries = () =>
  rows((tx) => tx.selectFrom("survey.delivery").selectAll().where("unit_id", "=", unitId).orderBy("number").execute());

describe("the link", () => {
  test("shows who asks what until when, and who reads it, and changes nothing: programs that read mail open every link", async () => {
    const browser = browse();
    for (const method of ["GET", "HEAD"]) expect((await fetch(app.address + link, { method })).status).toBe(200);
    const response = await browser.get(link);
    const text = await response.text();
    for (const said of [
      "Barns delaktighet, provomgång",
      "2026-03-31",
      "Vem läser svaren",
      "010-000 00 00",
      "enskild persons hälsa",
      "Börja svara",
    ])
      expect(text).toContain(said);
    expect(browser.cookies.size).toBe(0);
    expect(await rows((tx) => tx.selectFrom("survey.answer_set").select("id").where("unit_id", "=", unitId).execute())).toEqual([]);
    expect(response.headers.get("referrer-policy")).toBe("strict-origin");
  });

  test("asks who it is, and leads on to addresses without it", async () => {
    const browser = browse();
    const nobody = await browser.post(link, { name: " ", title: "" });
    const said = await nobody.text();
    expect([nobody.status, browser.cookies.size]).toEqual([422, 0]);
    expect(said).toContain("Skriv ditt namn.");
    expect(said).toContain("Skriv din titel");
    expect((await browser.post(link, { name: "19121212-1212", title: "chef" })).status).toBe(422);
    const at = await comeIn(browser, link);
    const token = link.split("/").at(-1) ?? "";
    const first = await look(browser, at);
    expect(at).toMatch(/^\/svar\/[0-9a-f-]{36}$/u);
    expect(first).toContain("Du svarar som Ana Prov, enhetschef.");
    const { rows: log } = await house.database.owner.executeQuery<{ text: string }>({
      ...{ sql: "select to_jsonb(e)::text as text from audit.event e", parameters: [], query: {} as never, queryId: {} as never },
    });
    for (const text of [first, JSON.stringify(app.log), log.map((one) => one.text).join()]) expect(text).not.toContain(token);
    // Another time, on another machine.
    expect(await comeIn(browse(), link, "Bo Prov", "jurist")).toBe(at);
  });
});

describe("answering", () => {
  test("page by page to the end, signed by name and title: the delivery, the receipt and the file are what was saved", async () => {
    const browser = browse();
    const at = await comeIn(browser, link);
    const form = await form2024();
    const saved = new Map<string, string>();
    let largest = 0;
    for (const page of askedPages(form, saved)) {
      const path = `${at}/sida/${page.key}`;
      const opened = await look(browser, path);
      largest = Math.max(largest, Buffer.byteLength(opened));
      const shown = new Set((standingIn(opened)["shown"]?.[0] ?? "").split(" "));
      const filled = fillRest(page, shown, standingIn(opened));
      // The shares of a question together are everybody: the first alternative of every row is not.
      const fields = Object.fromEntries(Object.entries(filled).filter(([name]) => !/^q\d+[b-i]_/u.test(name)));
      const sent = await sendPage(browser, path, fields, opened);
      expect([page.key, sent.status]).toEqual([page.key, 303]);
    }
    expect(largest).toBeGreaterThan(10_000);
    expect(largest).toBeLessThanOrEqual(60_000);
    const overview = await look(browser, at);
    expect(overview).toContain("av Ana Prov, enhetschef");
    const sign = await look(browser, `${at}/skriv-under`);
    expect(await sendPage(browser, `${at}/skriv-under`, { signerName: "", signerTitle: "" }, sign)).toMatchObject({ status: 422 });
    const signed = await sendPage(
      browser,
      `${at}/skriv-under`,
      { signerName: "Siv Chef", signerTitle: "socialchef", email: "siv@kommunen.se" },
      sign,
    );
    expect(signed).toMatchObject({ status: 303, to: `${at}/kvittens` });
    const [delivery] = await deliveries();
    const receipt = await look(browser, `${at}/kvittens`);
    const file = await look(browser, `${at}/svar.json`);
    expect(delivery).toMatchObject({ number: 1, way: "på sidan", serial: 1, is_late: false, recorded_by: null, content: file });
    const digest = createHash("sha256").update(file).digest("hex");
    expect(receipt).toContain(digest);
    expect(receipt).toContain("Siv Chef, socialchef");
    const content = JSON.parse(file) as { municipality: string; answers: readonly unknown[] };
    expect(content.municipality).toBe(`01${10 + used}`);
    expect(content.answers.length).toBeGreaterThan(50);
    expect(walkForm(form, new Map()).questions.size).toBeGreaterThan(0);
    const message = await rows((tx) => tx.selectFrom("messages.message").selectAll().execute());
    expect(message).toMatchObject([{ template: "survey-receipt", address: "siv@kommunen.se", recorded_by: null }]);
    expect((await look(browser, `${at}/skriv-ut`)).includes("Vi följer upp det i ledningsgruppen.")).toBe(true);
    // The same signature sent twice is one.
    expect(await sendPage(browser, `${at}/skriv-under`, { signerName: "Siv Chef", signerTitle: "socialchef" })).toMatchObject({
      status: 303,
    });
    expect((await deliveries()).length).toBe(1);
    // Changed until the closing day, and then signed anew.
    await sendPage(browser, `${at}/sida/planering`, { q13: "Nej" });
    expect(await look(browser, at)).toContain("men ändrade sedan dess");
    app.setNow(new Date("2026-04-05T09:00:00+02:00"));
    const again = browse();
    await comeIn(again, link, "Siv Chef", "socialchef");
    expect(await look(again, at)).toContain("2026-03-31");
    expect(await sendPage(again, `${at}/skriv-under`, { signerName: "Siv Chef", signerTitle: "socialchef" })).toMatchObject({
      status: 303,
    });
    expect(await deliveries()).toMatchObject([{ number: 1 }, { number: 2, serial: 2, is_late: true }]);
  });

  test("what the rules find is asked before anything is signed, must be mended where it is an error, and is kept with the delivery", async () => {
    const code = `01${10 + used}`;
    const [earlier = ""] = await addRound(agencyOf(house), [code], {
      opens_on: "2025-03-02",
      last_day: "2025-03-31",
      closes_on: "2025-04-14",
    });
    const content = await answerFile({ municipality: code, answers: [{ column: "q4b_1", value: "100 procent" }] });
    const day = new Date("2025-03-10T09:00:00+01:00");
    const about = {
      municipality_id: house.municipalityId,
      unit_id: earlier,
      number: 1,
      way: "på sidan",
      content,
      digest: digestOf(content),
    } as const;
    await rows((tx) =>
      tx
        .insertInto("survey.delivery")
        .values({ ...about, serial: 1, signed_at: day, is_late: false, received_at: day })
        .execute(),
    );
    const browser = browse();
    const at = await comeIn(browser, link);
    const [page, sign] = [`${at}/sida/utredningen`, `${at}/skriv-under`];
    const who = { signerName: "Siv Chef", signerTitle: "socialchef" };
    expect((await sendPage(browser, page, { q4b_1: "26–50 procent", q4b_3: "100 procent" })).status).toBe(303);
    const faulty = await look(browser, sign);
    for (const said of ["Det här måste rättas", "barn utan samtal tillsammans fler än alla barn", 'href="']) expect(faulty).toContain(said);
    const refused = await sendPage(browser, sign, who, faulty);
    expect([refused.status, refused.text.includes("tillsammans fler än alla barn")]).toEqual([422, true]);
    expect(await deliveries()).toEqual([]);
    expect((await sendPage(browser, page, { q4b_3: "26–50 procent" })).status).toBe(303);
    const asked = await look(browser, sign);
    expect(asked).not.toContain("måste rättas");
    for (const said of [
      "Stämmer det här?",
      "1 av 3 rader saknar svar. Vill ni svara på resten också?",
      "från ”100 procent” till ”26–50 procent”",
    ])
      expect(asked).toContain(said);
    expect((await sendPage(browser, sign, who, asked)).status).toBe(303);
    const kept = await rows((tx) =>
      tx.selectFrom("survey.delivery_finding").select(["rule", "severity"]).where("unit_id", "=", unitId).orderBy("rule").execute(),
    );
    const judged = await rows((tx) => tx.selectFrom("survey.delivery_judgement").selectAll().where("unit_id", "=", unitId).execute());
    expect(judged).toMatchObject([{ number: 1, errors: 0, warnings: kept.length }]);
    expect(kept.filter(({ rule }) => rule !== 9004)).toEqual([
      { rule: 9005, severity: "varning" },
      { rule: 9007, severity: "varning" },
    ]);
  });

  test("two on one page: the second is told what stands, and goes on with the words that were typed", async () => {
    const [one, two] = [browse(), browse()];
    const at = await comeIn(one, link, "Ana Prov", "enhetschef");
    await comeIn(two, link, "Bo Prov", "jurist");
    const path = `${at}/sida/organisering`;
    const opened = await look(two, path);
    expect((await sendPage(one, path, { q2_comment: "Så här är det." })).status).toBe(303);
    const second = await sendPage(two, path, { q2_comment: "Så här tror jag." }, opened);
    expect(second.status).toBe(422);
    for (const said of ["Det har ändrats", "Så här är det.", "Så här tror jag."]) expect(second.text).toContain(said);
    const goOn = await sendPage(two, path, {}, second.text);
    expect([goOn.status, goOn.text.includes("Så här tror jag."), goOn.text.includes("inte sparat")]).toEqual([200, true, true]);
    expect((await sendPage(two, path, {}, goOn.text)).status).toBe(303);
    expect(await look(one, at)).toContain("av Bo Prov, jurist");
  });

  test("a page that is sent twice is saved once, and nobody is told that somebody else was first", async () => {
    const browser = browse();
    const at = await comeIn(browser, link);
    const path = `${at}/sida/organisering`;
    const opened = await look(browser, path);
    const both = await Promise.all([1, 2, 3].map(() => sendPage(browser, path, { q2_comment: "En gång." }, opened)));
    expect(both.map(({ status }) => status)).toEqual([303, 303, 303]);
    const saves = await rows((tx) => tx.selectFrom("survey.page_save").select(["number", "said_by", "recorded_by"]).execute());
    expect(saves.filter((one) => one.said_by === "Ana Prov, enhetschef").length).toBeGreaterThan(0);
    expect((await look(browser, path)).includes("En gång.")).toBe(true);
    expect(standingIn(await look(browser, path))["follows"]).toEqual(["1"]);
  });

  test("what was typed when the time had run out is sent again when the link has been opened anew", async () => {
    const browser = browse();
    const at = await comeIn(browser, link);
    const path = `${at}/sida/organisering`;
    const opened = await look(browser, path);
    app.setNow(new Date("2026-03-10T20:00:00+01:00"));
    const late = await sendPage(browser, path, { q2_comment: "Skrivet länge." }, opened);
    expect([late.status, late.text.includes("Skrivet länge.")]).toEqual([401, true]);
    await comeIn(browser, link);
    const shown = await sendPage(browser, path, {}, late.text);
    expect([shown.status, shown.text.includes("Skrivet länge.")]).toEqual([403, true]);
    expect((await sendPage(browser, path, {}, shown.text)).status).toBe(303);
  });

  test("more time is the unit's own; when the survey is closed it is read and not changed", async () => {
    const browser = browse();
    const at = await comeIn(browser, link);
    const path = `${at}/sida/organisering`;
    expect((await sendPage(browser, path, { q2_comment: "Före." })).status).toBe(303);
    const opened = await look(browser, path);
    app.setNow(new Date("2026-04-20T09:00:00+02:00"));
    expect(await (await browser.get(link)).text()).toContain("Enkäten är stängd");
    await comeIn(browser, link);
    const closed = await sendPage(browser, path, { q2_comment: "För sent." }, await look(browser, path));
    expect([closed.status, closed.text.includes("Enkäten är stängd"), closed.text.includes("För sent.")]).toEqual([422, true, true]);
    expect(await sendPage(browser, `${at}/skriv-under`, {})).toMatchObject({ status: 422 });
    await rows((tx) =>
      tx
        .insertInto("survey.unit_extension")
        .values({
          ...{ municipality_id: house.municipalityId, unit_id: unitId, number: 1, last_day: "2026-04-30", reason: "Sjukdom" },
          ...{ recorded_by: house.staff.agency.staffId, recorded_at: app.now() },
        })
        .execute(),
    );
    expect(await look(browser, at)).toContain("Sista svarsdag 2026-04-30");
    expect((await sendPage(browser, path, { q2_comment: "I tid." })).status).toBe(303);
    expect(opened).toContain("organisering");
  });

  test("who has ended has ended: the session is worth nothing any more", async () => {
    const browser = browse();
    const at = await comeIn(browser, link);
    const cookies = new Map(browser.cookies);
    expect((await browser.post("/svara/avsluta", {})).headers.get("location")).toBe("/svara/avslutat");
    expect(await look(browser, "/svara/avslutat")).toContain("Allt som är sparat finns kvar");
    const other = browse();
    for (const [name, value] of cookies) other.cookies.set(name, value);
    expect([(await browser.get(at)).status, (await other.get(at)).status]).toEqual([401, 401]);
  });
});

describe("in another language", () => {
  const choose = async (browser: PlainBrowser, at: string, sprak: string, sida?: string) => {
    const token = hiddenField(await look(browser, at), "_csrf");
    const response = await browser.post(`${at}/sprak`, { _csrf: token, sprak, ...(sida === undefined ? {} : { sida }) });
    return { status: response.status, to: response.headers.get("location"), text: await response.text() };
  };

  test("there is nothing to choose where nobody has translated the questionnaire", async () => {
    const browser = browse();
    const at = await comeIn(browser, link);
    expect(await look(browser, at)).not.toContain('name="sprak"');
    expect(await choose(browser, at, "ar")).toMatchObject({ status: 422 });
    expect(browser.cookies.has("fortrogen-sprak")).toBe(false);
  });

  test("is chosen in its own name, kept for the session, and changes no answer", async () => {
    await addTexts(agencyOf(house), "ar", ["q2.text"]);
    const browser = browse();
    const at = await comeIn(browser, link);
    const swedish = await look(browser, `${at}/sida/organisering`);
    expect(swedish).toMatch(/<button [^>]*value="ar"[^>]* lang="ar" dir="rtl">العربية<\/button>/u);
    expect(swedish).not.toContain("«ar");
    // What is written and not saved is shown in the other language, and not saved by that.
    const chosen = await sendPage(browser, `${at}/sida/organisering`, { _language: "ar", q2_comment: "Inte sparat." }, swedish);
    expect([chosen.status, chosen.text.includes("Inte sparat."), chosen.text.includes("«ar organisering.title»")]).toEqual([
      200,
      true,
      true,
    ]);
    expect(browser.cookies.get("fortrogen-sprak")).toBe("ar");
    const arabic = await look(browser, `${at}/sida/organisering`);
    expect(arabic).not.toContain("Inte sparat.");
    // Enter in a field saves: the first button of the form is not a language's.
    expect(/<button[^>]*form="sidan"[^>]*>/u.exec(arabic)?.[0]).toMatch(/hidden/u);
    expect(arabic).toContain('<span lang="ar" dir="rtl">«ar organisering.title»</span>');
    expect(arabic).toContain('<span lang="ar" dir="rtl">احفظ وتابع</span>');
    expect(arabic).toMatch(/<span lang="sv" dir="ltr">Hur har ni organiserat/u);
    expect(arabic).toContain('<div class="f-spoken" dir="rtl">');
    for (const said of ["لم يراجع الترجمة", "ما لم يُترجم"]) expect(arabic).toContain(said);
    // The same fields with the same values: what is saved is what it is in Swedish.
    const value = "Verksamheten är organiserad inom en och samma nämnd";
    const path = `${at}/sida/organisering`;
    const long = await sendPage(browser, path, { q2: value, q2_comment: "x".repeat(4001) }, arabic);
    expect(long.status).toBe(422);
    expect(long.text).toContain('<span lang="ar" dir="rtl">اكتب 4000 حرفًا على الأكثر. عددها الآن 4001.</span>');
    expect(await sendPage(browser, path, { q2: value }, arabic)).toMatchObject({ status: 303 });
    const saves = await rows((tx) =>
      tx
        .selectFrom("survey.page_save as p")
        .innerJoin("survey.answer_set as s", "s.id", "p.answer_set_id")
        .select("p.answers")
        .where("s.unit_id", "=", unitId)
        .execute(),
    );
    expect(saves).toEqual([{ answers: { q2: value } }]);
    expect(await look(browser, at)).toContain('<span lang="ar" dir="rtl">حُفظت الصفحة.</span>');
    const apart = await sendPage(browser, `${at}/sida/kompetens`, { q23: ["q23_1", "q23_7"] });
    expect(apart.text).toContain("لا يمكن الجمع بين ”«ar q23.alternative.7»“");
    expect(apart.text).toContain('<span lang="ar" dir="rtl">تعذّر الحفظ. صحّح ما يلي:</span>');
    expect(await choose(browser, at, "ar", "skriv-ut")).toMatchObject({ status: 303, to: `${at}/skriv-ut` });
    const signing = await look(browser, `${at}/skriv-under`);
    for (const said of ["من يوقّع؟", "وقّع", "إلغاء"]) expect(signing).toContain(said);
    // Whoever answers is not the one who signs: that one's name is written.
    expect([standingIn(signing)["signerName"], standingIn(signing)["signerTitle"]]).toEqual([undefined, undefined]);
    const read = await look(browser, `${at}/skriv-ut`);
    expect(read).toContain("الإجابات غير موقّعة.");
    expect(read).toContain("«ar q2.alternative.1»");
    expect(await look(browser, `${at}/svar.csv`)).not.toContain("«ar");
    // Back to Swedish, and out: the next one in the browser begins in Swedish.
    expect(await choose(browser, at, "sv")).toMatchObject({ status: 303, to: at });
    expect(await look(browser, at)).not.toContain("«ar");
    expect(await choose(browser, at, "ar")).toMatchObject({ status: 303 });
    await browser.post("/svara/avsluta", {});
    expect(browser.cookies.get("fortrogen-sprak") ?? "").toBe("");
    expect(app.log.some((line) => JSON.stringify(line).includes("sprak=ar"))).toBe(false);
  });

  test("is chosen before anybody has said who they are; what is written there stays, and the language holds for what comes", async () => {
    await addTexts(agencyOf(house), "ar");
    const browser = browse();
    expect(await look(browser, link)).toMatch(/<button [^>]*name="_language" value="ar"[^>]*>العربية<\/button>/u);
    const chosen = await browser.post(link, { name: "Ana Prov", title: "", _language: "ar" });
    const text = await chosen.text();
    expect([chosen.status, text.includes('value="Ana Prov"'), text.includes("من أنت؟")]).toEqual([200, true, true]);
    const left = await (await browser.post(link, { name: "Ana Prov", title: "" })).text();
    expect(left).toContain("اكتب مسمّاك الوظيفي، مثل رئيس وحدة.");
    expect(await look(browser, await comeIn(browser, link))).toContain("«ar title»");
    // A word that is no language's code is none.
    const planted = await browser.post(link, { name: "", title: "", _language: "<script>" });
    expect([planted.status, (await planted.text()).includes("<script>")]).toEqual([422, false]);
    expect(browser.cookies.get("fortrogen-sprak")).toBe("ar");
  });

  test("that the questionnaire is not in is refused in words, and what a browser claims is no language is none", async () => {
    const browser = browse();
    const at = await comeIn(browser, link);
    for (const code of ["fi", "zz", "<script>", "", "sv-SE"]) {
      const refused = await choose(browser, at, code);
      expect([code, refused.status]).toEqual([code, 422]);
      expect(refused.text).toContain("Formuläret finns inte på språket");
      expect(refused.text).not.toContain("<script>");
    }
    for (const planted of ["fi", "zz", "../..", "%00", "__proto__"]) {
      browser.cookies.set("fortrogen-sprak", planted);
      expect(await look(browser, at)).not.toContain("«ar");
    }
    browser.cookies.set("fortrogen-sprak", "ar");
    expect(await look(browser, at)).toContain("«ar");
  });

  test("whoever answers reads the texts of what the unit is asked, and of nothing else", async () => {
    const { municipalityId, staff } = house;
    await addTexts(agencyOf(house), "ar");
    await rows((tx) =>
      tx
        .insertInto("survey.questionnaire_texts")
        .values({
          ...{ questionnaire: "utkast", version: 1, number: 1, content: "key,sv,en\ntitle,Hemligt,Secret\n" },
          ...{ municipality_id: municipalityId, recorded_by: staff.agency.staffId, recorded_at: new Date("2026-03-02T07:00:00Z") },
        })
        .execute(),
    );
    const seen = await inMunicipality(
      house.database.app,
      municipalityId,
      (tx) => tx.selectFrom("survey.questionnaire_texts").select("questionnaire").execute(),
      { outsider: { kind: "respondent", forWhom: unitId } },
    );
    expect(new Set(seen.map(({ questionnaire }) => questionnaire))).toEqual(new Set(["delaktighet-2024"]));
  });
});
