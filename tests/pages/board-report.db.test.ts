import { afterAll, beforeAll, expect, test } from "vitest";
import { grantWith, investigatedCase } from "../support/investigated.ts";
import { everyTab, openVisit, submit, titleOf } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** The pages on which urgent decisions are reported to the board, as a team leader uses them without JavaScript. */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

test("the list leads to the form, each fault stands at its field, and what is reported leaves both lists", async () => {
  const one = await investigatedCase(visit.house, {}, "2026-03-02");
  const chair = {
    decider: "ordförande eller ledamot",
    urgentDecider: "ordföranden",
    chairName: "Anna Berg",
    urgency: "Ingen tid.",
    nextMeetingOn: "2026-03-18",
  };
  expect((await grantWith(visit.house, one, ["samtycker", "samtycker"], chair)).ok).toBe(true);
  visit.at("2026-03-20");
  const leader = await visit.signIn("leader");
  const form = `/arenden/${one.caseId}/anmal-till-namnden`;
  const work = await (await leader.get("/arenden?visa=enhetens")).text();
  expect(work).toContain('href="/anmals-till-namnden"');
  expect(work).toContain("Anmäl det brådskande beslutet till nämnden");
  const list = await (await leader.get("/anmals-till-namnden")).text();
  expect(titleOf(list)).toBe("Anmäls till nämnden – Förtrogen");
  for (const words of ["1 beslut väntar", "Bifall: familjebehandling", "Anna Berg, ordföranden", "2026-03-18", "Försenad", form])
    expect(list).toContain(words);
  const shown = await (await leader.get(form)).text();
  expect(shown).toContain("6\u00a0kap.\u00a040\u00a0§\u00a0KL");
  const decisionIds =
    /name="decisionIds"[^>]*value="([0-9a-f-]{36})"/.exec(shown)?.[1] ??
    /value="([0-9a-f-]{36})"[^>]*name="decisionIds"/.exec(shown)?.[1] ??
    "";
  expect(decisionIds).not.toBe("");
  const faulty = await submit(leader, form, { decisionIds, reportedOn: "2026-04-01", minutesNumber: "" });
  expect(faulty.status).toBe(422);
  const wrong = await faulty.text();
  expect(wrong).toContain("Skriv paragrafen i protokollet");
  const sent = await submit(leader, form, { decisionIds, reportedOn: "2026-03-18", minutesNumber: "§ 12" });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, `/arenden/${one.caseId}`]);
  expect(await (await leader.get("/anmals-till-namnden")).text()).toContain("Inget väntar på att anmälas.");
  expect(await (await leader.get(form)).text()).toContain("Inget brådskande beslut i ärendet väntar på att anmälas.");
  const page = await everyTab(leader, one.caseId);
  expect(page.replaceAll("\u00a0", " ")).toContain("Anmält till nämnden 2026-03-18, § 12");
});
