import { afterAll, beforeAll, expect, test } from "vitest";
import { moveIntake } from "../../src/casework/intake/actions/move-intake.ts";
import { hiddenField } from "../support/app.ts";
import { openCaseFor } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openVisit, submit, titleOf } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** What has changed while somebody had a form open: a report that was moved, a child whose details somebody else has corrected. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

test("what was typed stands beside what is saved, and is not offered as a note in the case of the wrong child", async () => {
  const me = visit.house.staff.caseworker;
  const { caseId, intakeId } = await openCaseFor(visit.house, { guardian1Number: "" });
  const right = { identityNumber: numberAt(children, 40), givenName: "Rätta", familyName: "Barnet", sex: "kvinna" };
  const path = `/arenden/${caseId}/flytta/${intakeId}`;
  const browser = await visit.signIn("caseworker");
  const html = await (await browser.get(path)).text();
  const form = html.slice(html.indexOf("<main"));
  await visit.house.do(me, moveIntake, { caseId, intakeId, reason: "Syskonets nummer.", ...right });
  const body = new URLSearchParams({ reason: "Fel barn.", ...right });
  for (const name of ["_csrf", "_key", "_form"]) body.append(name, hiddenField(form, name));
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { origin: new URL(browser.base).origin, cookie };
  const page = await (await fetch(new URL(path, browser.base), { method: "POST", redirect: "manual", body, headers })).text();
  expect(page).toContain("Det har ändrats sedan du öppnade formuläret");
  expect(page).toContain("Det du skrev är inte sparat. Det står kvar här.");
  expect(page).toContain(right.identityNumber);
  expect(page).not.toContain("Fortsätt i en anteckning");
  expect(page).toContain(`href="/arenden/${caseId}"`);
});

test("a child's details that somebody else has corrected meanwhile are not overwritten; corrected anew they are shown with what stood before", async () => {
  const { house } = visit;
  const { caseId } = await openCaseFor(house, { givenName: "Kim", familyName: "Prov" });
  const { child } = valueOf(await house.read(house.staff.caseworker, getCase, { caseId }));
  const browser = await visit.signIn("caseworker");
  const [path, page] = [`/arenden/${caseId}/barnet`, `/arenden/${caseId}/personer/${child.id}`];
  const mark = hiddenField(await (await browser.get(path)).text(), "mark");
  const said = {
    change: "ändrad",
    validFrom: "2026-02-01",
    givenName: "Kim",
    familyName: "Ek",
    birthDate: child.birth_date,
    sex: child.sex,
  };
  const read = { source: "folkbokföringen", sourceOn: "2026-03-02" };
  const lacking = await submit(browser, path, { ...said, ...read, validFrom: "", mark });
  expect(lacking.status).toBe(422);
  expect(await lacking.text()).toContain('id="field-validFrom-error"');
  expect((await submit(browser, path, { ...said, ...read, mark })).status).toBe(303);
  const second = await submit(browser, path, { ...said, ...read, familyName: "Berg", mark });
  expect(await second.text()).toContain("Uppgifterna har ändrats sedan sidan öppnades.");
  const html = (await (await browser.get(page)).text()).replaceAll("\u00a0", " ");
  for (const words of ["Kim Ek", "Tidigare namn", "Kim Prov, till och med 2026-01-31"]) expect(html).toContain(words);
  expect(titleOf(html)).not.toContain("Kim");
});
