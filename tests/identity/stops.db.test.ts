import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlainBrowser } from "../support/app.ts";
import { hiddenField } from "../support/app.ts";
import { openCaseFor, reportOfConcern } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";

/** A question that is left out is told where it stands and at the top of the page, as any field is; the first time it only asks. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

type Fields = Readonly<Record<string, string | readonly string[]>>;
const main = (html: string) => html.slice(html.indexOf("<main")).replaceAll("\u00a0", " ");
const opened = (html: string) => ({
  _csrf: hiddenField(html, "_csrf"),
  _key: hiddenField(html, "_key"),
  _form: hiddenField(html, "_form"),
});
const open = async (browser: PlainBrowser, path: string) => {
  const html = main(await (await browser.get(path)).text());
  return opened(html.slice(html.indexOf('class="f-form"')));
};
/** The ids of the questions that a page shows, as the browser sends them back. */
const askedOn = (html: string) => [...html.matchAll(/name="_asked" value="([^"]*)"/gu)].map((match) => match[1] ?? "");
const summaryOf = (html: string) => /data-error-summary[\s\S]*?<\/ul>/u.exec(html)?.[0] ?? "";
const idsIn = (html: string) => new Set([...html.matchAll(/ id="([^"]*)"/gu)].map((match) => match[1]));
/** Where each link of the summary leads; every one must be on the page. */
const linksOf = (html: string) => [...summaryOf(html).matchAll(/href="#([^"]*)"/gu)].map((match) => match[1] ?? "");

async function send(browser: PlainBrowser, path: string, fields: Fields) {
  const answer = await browser.post(path, fields);
  return { status: answer.status, html: main(await answer.text()) };
}

describe("a choice at a stop", () => {
  test("is asked without a fault, and when it is left out has one at each question and in the summary, with links that lead there", async () => {
    const me = await visit.signIn("caseworker");
    const number = numberAt(children, 40);
    await openCaseFor(visit.house, { identityNumber: number, birthDate: undefined, language: "arabiska" });
    const path = "/anmalningar/ny";
    const given = { identityNumber: number, birthDate: "", givenName: "Elsa", language: "somaliska", reasons: "skolfrånvaro" };
    const form = { ...(await open(me, path)), ...(reportOfConcern(given) as Record<string, string>) };
    const first = await send(me, path, form);
    expect(first.status).toBe(422);
    const asked = askedOn(first.html);
    expect(asked.map((id) => id.split("=")[0])).toEqual(["same.keep", "same.correct", "same.other", "language.take", "language.keep"]);
    expect(first.html).not.toContain("av svaren.");
    const again = await send(me, path, { ...form, _asked: asked });
    expect(again.status).toBe(422);
    const faults = ["Är det samma barn? Välj ett av svaren.", "Språk: ska det du skrev gälla för barnet? Välj ett av svaren."];
    // At the question and in the summary.
    for (const fault of faults) expect(again.html.split(fault), fault).toHaveLength(3);
    for (const fault of faults) expect(summaryOf(again.html)).toContain(fault);
    for (const link of linksOf(again.html)) expect(idsIn(again.html)).toContain(link);
    expect(again.html.match(/aria-invalid="true"/gu)?.length).toBeGreaterThanOrEqual(5);
    const keep = asked.find((id) => id.startsWith("same.keep=")) ?? "";
    const half = await send(me, path, { ...form, _asked: asked, "_confirm.0": keep });
    expect(half.html).not.toContain(faults[0]);
    expect(half.html.split(faults[1] ?? "")).toHaveLength(3);
    const leave = asked.find((id) => id.startsWith("language.keep=")) ?? "";
    expect((await me.post(path, { ...form, _asked: asked, "_confirm.0": keep, "_confirm.1": leave })).status).toBe(303);
  });

  test("two answers to one question are told apart from none", async () => {
    const me = await visit.signIn("caseworker");
    const number = numberAt(children, 41);
    await openCaseFor(visit.house, { identityNumber: number, birthDate: undefined });
    const path = "/anmalningar/ny";
    const given = { identityNumber: number, birthDate: "", givenName: "Elsa", reasons: "skolfrånvaro" };
    const form = { ...(await open(me, path)), ...(reportOfConcern(given) as Record<string, string>) };
    const asked = askedOn((await send(me, path, form)).html);
    const both = await send(me, path, { ...form, _asked: asked, "_confirm.0": asked.slice(0, 2) });
    expect(summaryOf(both.html)).toContain("Är det samma barn? Välj bara ett av svaren.");
  });
});

describe("a question of its own", () => {
  test("a day before the child's time that is neither mended nor ticked has a fault at the box too", async () => {
    const me = await visit.signIn("caseworker");
    const { caseId } = await openCaseFor(visit.house);
    const path = `/arenden/${caseId}/anteckning/ny`;
    const form = { ...(await open(me, path)), happenedOn: "2006-03-02", text: "Mormor ringde." };
    const first = await send(me, path, form);
    const fault = "Rätta det som frågan gäller, eller kryssa för att det stämmer.";
    expect(first.html).not.toContain(fault);
    const asked = askedOn(first.html);
    expect(asked).toEqual(["happenedOn=2006-03-02"]);
    const again = await send(me, path, { ...form, _asked: asked });
    expect(again.html.split(fault)).toHaveLength(3);
    for (const link of linksOf(again.html)) expect(idsIn(again.html)).toContain(link);
    // Another day is another question: it is asked as the first time.
    const other = await send(me, path, { ...form, happenedOn: "2007-03-02", _asked: asked });
    expect(other.html).not.toContain(fault);
    expect((await me.post(path, { ...form, _asked: asked, _confirm: asked })).status).toBe(303);
  });
});
