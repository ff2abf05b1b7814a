import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlainBrowser } from "../support/app.ts";
import { hiddenField } from "../support/app.ts";
import { openVisit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

// One report about several children, step by step, in a browser without JavaScript.
const path = "/anmalningar/ny";
let visit: Visit;
let me: PlainBrowser;
beforeAll(async () => {
  visit = await openVisit();
  me = await visit.signIn("caseworker");
});
afterAll(() => visit.close());

const main = (html: string) => html.slice(html.indexOf("<main"));
const formOf = (html: string) => html.slice(html.indexOf('class="f-form"'));
const get = async (address: string) => main(await (await me.get(address)).text());
const keysOf = (html: string) => ({ _csrf: hiddenField(formOf(html), "_csrf"), _key: hiddenField(formOf(html), "_key") });
const unescaped = (text: string) => text.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"');

/** What a browser sends of the page's form: every field as it stands there, of radio buttons and boxes those that are chosen. */
function standing(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const form = formOf(html);
  for (const [tag] of form.matchAll(/<(?:input|option)\b[^>]*>/gu)) {
    const at = (name: string) => new RegExp(`\\b${name}="([^"]*)"`, "u").exec(tag)?.[1];
    const name = at("name");
    if (!name || name.startsWith("_") || (/type="(?:radio|checkbox)"/u.test(tag) && !/\bchecked\b/u.test(tag))) continue;
    fields[name] = unescaped(at("value") ?? "");
  }
  for (const [, name = "", text = ""] of form.matchAll(/<textarea\b[^>]*\bname="([^"]*)"[^>]*>([^<]*)/gu))
    fields[name] = unescaped(text).trim();
  for (const [, name = "", options = ""] of form.matchAll(/<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)<\/select>/gsu))
    fields[name] =
      /<option[^>]*value="([^"]*)"[^>]*selected/u.exec(options)?.[1] ?? /selected[^>]*value="([^"]*)"/u.exec(options)?.[1] ?? "";
  return fields;
}

/** Presses a button of the page with what is typed now; gives the address that it led to, or the page where it led nowhere. */
async function press(
  html: string,
  button: Record<string, string>,
  typed: Record<string, string> = {},
): Promise<{ to: string | null; page: string }> {
  const answer = await me.post(path, { ...standing(html), ...keysOf(html), ...typed, ...button });
  const to = answer.headers.get("location");
  return { to, page: to ? await get(to) : main(await answer.text()) };
}

const report = {
  ...{
    type: "anmälan",
    receivedOn: "2026-03-02",
    receivedAt: "09:30",
    channel: "telefon",
    reasons: "försummelse eller brister i omsorgen",
  },
  ...{ concern: "Barnen är ensamma på kvällarna.", reporterCategory: "skola", reporterName: "Rektor Test", feedbackRequested: "ja" },
  ...{ givenName: "Alva", familyName: "Testgren", birthDate: "2015-02-03", sex: "kvinna", takeCase: "ja" },
  ...{ guardian1Given: "Maria", guardian1Family: "Testgren" },
};
const bo = { "siblings.0.givenName": "Bo", "siblings.0.birthDate": "2018-03-04", "siblings.0.sex": "man" };

describe("a report about several children", () => {
  test("the concern stands first, and one child is one page and one press", async () => {
    const html = await get(path);
    expect(html.indexOf('name="concern"')).toBeLessThan(html.indexOf('name="givenName"'));
    const sent = await press(html, {}, report);
    expect(sent.to).toMatch(/^\/arenden\/[0-9a-f-]{36}$/u);
  });

  test("one child may be looked through before it is saved", async () => {
    const check = await press(await get(path), { _step: "kontroll" }, { ...report, givenName: "Ensam" });
    expect(check.to).toMatch(/^\/anmalningar\/ny\?steg=kontroll&utkast=[0-9a-f-]{36}$/u);
    expect(check.page).toContain("Kontrollera innan du registrerar");
    expect(check.page).toContain("Ensam Testgren");
    expect((await press(check.page, {})).to).toMatch(/^\/arenden\//u);
  });

  test("each step keeps what was typed, also where somebody goes back, and nothing is typed twice", async () => {
    const children = await press(await get(path), { _step: "fler" }, { ...report, givenName: "Stina" });
    expect(standing(children.page)).toMatchObject({
      ...report,
      givenName: "Stina",
      "siblings.0.familyName": "Testgren",
      "siblings.0.otherGuardians": "nej",
    });
    const check = await press(children.page, { _step: "kontroll" }, bo);
    expect(check.page).toContain("Barnen är ensamma på kvällarna.");
    expect(check.page).toContain("Bo Testgren");
    // Back in the browser: the page of the children is asked for again, at its address.
    expect(standing(await get(children.to ?? ""))).toMatchObject({ ...report, ...bo, givenName: "Stina" });
    const first = await press(check.page, { _step: "anmalan" });
    expect(standing(first.page)).toMatchObject({ ...report, ...bo, givenName: "Stina" });
    const changed = await press(first.page, { _step: "kontroll" }, { concern: "Barnen är ensamma varje natt." });
    expect(changed.page).toContain("Barnen är ensamma varje natt.");
    const sent = await press(changed.page, {});
    expect(sent.to).toMatch(/^\/arenden\//u);
    expect(sent.page).toContain("I samma anmälan");
    expect(sent.page).toContain("Bo Testgren");
    // What was sent is over: Back gives an empty form, and the next report has nothing of it.
    for (const address of [check.to ?? "", children.to ?? "", path]) {
      const html = await get(address);
      expect(html).not.toContain("Testgren");
      expect(html).not.toContain("ensamma varje natt");
    }
  });

  test("what is wrong with the first page is told at its fields before the next child is asked for, and nothing of that child", async () => {
    const started = await press(await get(path), { _step: "fler" }, { ...report, concern: "", channel: "", givenName: "Ylva" });
    expect(started.page).toMatch(/id="field-concern"[^>]*aria-invalid="true"/u);
    expect(started.page).toMatch(/id="field-channel"[^>]*aria-invalid="true"/u);
    expect(started.page).not.toMatch(/id="field-siblings-0[^>]*aria-invalid/u);
    expect(standing(started.page)).toMatchObject({ givenName: "Ylva", reporterName: "Rektor Test" });
    const late = { concern: report.concern, channel: "telefon", birthDate: "2026-03-03" };
    const unborn = await press(started.page, { _step: "kontroll" }, { ...late, ...bo });
    expect(unborn.page).toMatch(/id="field-birthDate"[^>]*aria-invalid="true"/u);
    const check = await press(unborn.page, { _step: "kontroll" }, { birthDate: report.birthDate });
    expect(check.page).toContain("Kontrollera innan du registrerar");
    expect(check.page).toContain("Bo Testgren");
  });

  test("two tabs are two reports, and the draft of one fills nothing in the other", async () => {
    const tabs = [await get(path), await get(path)];
    const one = await press(tabs[0] ?? "", { _step: "fler" }, { ...report, concern: "Första anmälan." });
    const other = await press(tabs[1] ?? "", { _step: "fler" }, { ...report, familyName: "Testdal", concern: "Andra anmälan." });
    expect(one.to).not.toBe(other.to);
    expect(standing(await get(one.to ?? ""))).toMatchObject({ concern: "Första anmälan.", "siblings.0.familyName": "Testgren" });
    expect(standing(await get(other.to ?? ""))).toMatchObject({ concern: "Andra anmälan.", "siblings.0.familyName": "Testdal" });
    const fresh = await get(path);
    expect(standing(fresh)["concern"]).toBe("");
    for (const html of [one.page, other.page]) await press(html, { _do: "discard" });
    const id = /utkast=([0-9a-f-]{36})/u.exec(one.to ?? "")?.[1] ?? "";
    const colleague = await visit.signIn("colleague");
    expect(await (await colleague.get(`${path}?steg=barn&utkast=${id}`)).text()).not.toContain("Första anmälan.");
  });

  test("faults of all the children come at once, each at its field, before anything is shown as ready", async () => {
    const two = await press(await get(path), { _step: "fler" }, { ...report, concern: "" });
    const three = await press(two.page, { _step: "fler" }, bo);
    const typed = { "siblings.1.givenName": "Cia", "siblings.1.identityNumber": "20170101-239X" };
    const check = await press(three.page, { _step: "kontroll" }, typed);
    expect(check.page).not.toContain("Kontrollera innan du registrerar");
    for (const field of ["concern", "siblings.1.sex"]) expect(check.page).toContain(`id="field-${field.replaceAll(".", "-")}-error"`);
    const mended = await press(check.page, { _step: "kontroll" }, { concern: "Barnen är ensamma.", "siblings.1.sex": "kvinna" });
    expect(mended.page).toContain('id="field-siblings-1-identityNumber-error"');
    expect(standing(mended.page)).toMatchObject({ ...bo, ...typed, concern: "Barnen är ensamma." });
    const fewer = await press(mended.page, { _step: "bort.1" });
    expect(standing(fewer.page)).toMatchObject(bo);
    expect(fewer.page).not.toContain("Cia");
    await press(fewer.page, { _do: "discard" });
  });

  test("the faults of a child that nothing is written of say which child it is, the day of birth too", async () => {
    const two = await press(await get(path), { _step: "fler" }, report);
    const check = await press(two.page, { _step: "kontroll" }, { "siblings.0.familyName": "" });
    for (const [field, words] of [
      ["birthDate", "Ange personnummer eller födelsedatum."],
      ["givenName", "Skriv barnets förnamn."],
      ["familyName", "Skriv barnets efternamn."],
      ["sex", "Välj barnets kön."],
    ] as const) {
      expect(check.page).toContain(`Barn 2: ${words}`);
      expect(check.page).toContain(`id="field-siblings-0-${field}-error"`);
    }
    await press(check.page, { _do: "discard" });
  });

  test("a child that is known stops where it stands, and the answer goes on with the rest", async () => {
    const known = { ...report, identityNumber: "201701012393", birthDate: "2017-01-01", givenName: "Känd", concern: "Första." };
    expect((await press(await get(path), {}, known)).to).toMatch(/^\/arenden\//u);
    const children = await press(await get(path), { _step: "fler" }, { ...report, givenName: "Doris" });
    const typed = { "siblings.0.givenName": "Annan", "siblings.0.identityNumber": "201701012393", "siblings.0.sex": "kvinna" };
    const check = await press(children.page, { _step: "kontroll" }, typed);
    const stop = await press(check.page, {});
    expect(stop.page).toContain("Barn 2: Är det samma barn?");
    const keep = /name="(_confirm[^"]*)" value="(same\.keep=[^"]*)"/u.exec(stop.page);
    const sent = await press(stop.page, { [keep?.[1] ?? ""]: keep?.[2] ?? "" });
    expect(sent.to).toMatch(/^\/arenden\//u);
    expect(sent.page).toContain("Känd Testgren");
  });
});
