import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainBrowser } from "../support/app.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";
import { openVisit, submit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** An application that takes long, as its caseworker meets it, without JavaScript: the delay told, a request for a decision taken in and refused. */
let visit: Visit;
let browser: PlainBrowser;
beforeAll(async () => {
  visit = await openVisit();
  browser = await visit.signIn("caseworker");
});
afterAll(() => visit.close());

const mainOf = async (path: string) => {
  const html = await (await browser.get(path)).text();
  return html.slice(html.indexOf("<main")).replaceAll("\u00A0", " ");
};

test("a delay is told, and a request for a decision is answered", async () => {
  const given = { type: "ansökan", reporterCategory: "vårdnadshavare", reporterName: undefined, feedbackRequested: "nej" };
  const { caseId, intakeId } = await investigatedCase(visit.house, given);
  const personId = (await lookAt(visit.house, caseId)).guardians[0]?.id ?? "";
  const at = `/arenden/${caseId}/ansokan/${intakeId}`;
  expect(await mainOf(`${at}/drojer`)).toContain("11 § FvL");
  const told = { personId, toldOn: "2026-03-02", way: "brev" };
  const wrong = await submit(browser, `${at}/drojer`, { ...told, delayReason: "", expectedOn: "2026-03-01" });
  expect(wrong.status).toBe(422);
  expect((await submit(browser, `${at}/drojer`, { ...told, delayReason: "Läkaren dröjer." })).status).toBe(303);
  expect(await mainOf(`/arenden/${caseId}/begaran-om-avgorande/${intakeId}`)).toContain("finns inte");
  expect(await mainOf(`${at}/begar-avgorande`)).toContain("3 september 2026");
  visit.at("2026-09-03");
  const again = await visit.signIn("caseworker");
  const asked = await submit(again, `${at}/begar-avgorande`, { personId, receivedOn: "2026-09-03" });
  expect(asked.status).toBe(303);
  const answer = (asked.headers.get("location") ?? "").replace(/\?.*$/u, "");
  const page = (await (await again.get(answer)).text()).replaceAll("\u00A0", " ");
  for (const words of ["12 § FvL", "1 oktober 2026", "Avgör ärendet: till beslut"]) expect(page).toContain(words);
  const refusal = { reasoning: "Utlåtandet kommer i oktober." };
  expect((await submit(again, answer, refusal)).status).toBe(303);
  expect(await (await again.get(answer)).text()).toContain("Begäran avslogs 2026-09-03");
});
