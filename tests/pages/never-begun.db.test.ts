import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainBrowser } from "../support/app.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import { everyTab, openVisit, submit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

let visit: Visit;
let me: PlainBrowser;
beforeAll(async () => {
  visit = await openVisit();
  me = await visit.signIn("caseworker");
});
afterAll(() => visit.close());

const html = async (path: string): Promise<string> => (await (await me.get(path)).text()).replaceAll("\u00a0", " ");

test("an intervention that comes to nothing is ended from its plan, with what the child was told; a long delay says that it is reported", async () => {
  const { caseId, interventionId } = await makeWholeCase(visit.house, {}, { planned: false });
  const here = `/arenden/${caseId}/insats/${interventionId}`;
  const address = `${here}/blir-inte-av`;
  expect(await html(`${here}/plan`)).toContain(`href="${address}"`);
  expect(await html(`${here}/avslut`)).toContain(`href="${address}"`);
  expect(await html(`/arenden/${caseId}`)).toContain("Familjebehandling blir inte av");
  visit.at("2026-06-03");
  me = await visit.signIn("caseworker");
  const form = await html(address);
  expect(form).toContain("ett dröjsmål på mer än tre månader");
  expect(form).toContain("34 kap. 1 § SoL");
  const given = {
    decidedOn: "2026-06-03",
    reason: "utföraren kan inte och familjen avstår",
    explanation: "Kön är för lång.",
    told: "gjort",
  };
  const faulty = await submit(me, address, { ...given, toldHow: "" });
  expect(faulty.status).toBe(422);
  const again = await faulty.text();
  expect(again).toContain('id="field-toldHow-error"');
  expect(again).toContain("Kön är för lång.");
  expect((await submit(me, address, { ...given, toldHow: "Alva vet och är lättad." })).status).toBe(303);
  const page = await everyTab(me, caseId);
  expect(page).toContain("Insatsen blev inte av: utföraren kan inte och familjen avstår");
  expect(page).toContain("Alva vet och är lättad.");
  expect(page).toContain("Dröjsmålet rapporteras till IVO och revisorerna (34 kap. 1 § SoL).");
  for (const done of ["plan", "avslut", "uppfoljning", "blir-inte-av"]) {
    expect([done, (await html(`${here}/${done}`)).includes("den blev inte av")]).toEqual([done, true]);
  }
});
