import { afterAll, beforeAll, expect, test } from "vitest";
import { moveIntake } from "../../src/casework/intake/actions/move-intake.ts";
import { hiddenField } from "../support/app.ts";
import { openCaseFor } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { openVisit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** A report that was moved while somebody had the form open: what was typed is about another child than the case's. */
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
