import { afterAll, beforeAll, expect, test } from "vitest";
import { openCaseFor } from "../support/casework.ts";
import type { PlainBrowser } from "../support/app.ts";
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

test("an application holds the closing back until it is withdrawn, which is written where the way leads", async () => {
  const { caseId, intakeId } = await openCaseFor(visit.house, { type: "ansökan", reporterCategory: "vårdnadshavare" });
  const [open, address] = [`/arenden/${caseId}/inled-utredning/${intakeId}`, `/arenden/${caseId}/utreds-inte/${intakeId}`];
  expect(await html(`/arenden/${caseId}/avsluta`)).toContain(`href="${open}"`);
  expect(await html(open)).toContain(`href="${address}"`);
  expect(await html(address)).toContain("35 kap. 1 § SoL");
  const given = { outcome: "återtagen", decidedOn: "2026-03-02", reasoning: "Föräldrarna ringde och ångrade sig." };
  const faulty = await submit(me, address, given);
  expect(faulty.status).toBe(422);
  const again = await faulty.text();
  expect(again).toContain('id="field-withdrawnBy-error"');
  expect(again).toContain("Föräldrarna ringde och ångrade sig.");
  expect((await submit(me, address, { ...given, withdrawnBy: "båda vårdnadshavarna" })).status).toBe(303);
  const page = await everyTab(me, caseId);
  expect(page).toContain("Ansökan återtogs av båda vårdnadshavarna");
  expect(page).not.toContain("Inled utredning");
  expect(await html(address)).toContain("Det väntar inte på någon utredning.");
  expect(await html(open)).toContain("Det är redan avslutat utan utredning: återtagen.");
  expect((await submit(me, `/arenden/${caseId}/avsluta`, { reason: "barnet eller vårdnadshavaren avbröt" })).status).toBe(303);
});
