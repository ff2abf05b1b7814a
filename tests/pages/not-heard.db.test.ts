import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import type { CaseParts } from "../../src/casework/case/case-parts.ts";
import { followUp } from "../../src/casework/intervention/actions/follow-up.ts";
import { NOT_HEARD_REASONS, retryFor } from "../../src/casework/participation/rules.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { getWorkList } from "../../src/portals/desk/queries/get-work-list.ts";
import { openCaseFor } from "../support/casework.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { makeWholeCase } from "../support/whole-case.ts";
import { openVisit, submit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/**
 * Whoever works with a child of three neither lies nor is stuck: the reason why a child was not heard has a page that the case leads to. And what
 * is to be done with the child is not done without the child.
 */
let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

const day = "2026-03-02";
const me = () => visit.house.staff.caseworker;
const look = async (caseId: string): Promise<CaseParts> => valueOf(await visit.house.read(me(), getCase, { caseId }));

describe("the reason why a child was not heard can be given on a page that the case leads to", () => {
  test.each(NOT_HEARD_REASONS)("%s", async (reason) => {
    const { caseId } = await openCaseFor(visit.house);
    const browser = await visit.signIn("caseworker");
    const page = await (await browser.get(`/arenden/${caseId}`)).text();
    const path = /href="(\/arenden\/[^"]*\/delaktighet\/[^"]*\/hord)"/u.exec(page)?.[1] ?? "";
    expect(path).not.toBe("");
    expect(await (await browser.get(path)).text()).toContain(`value="${reason}"`);
    const more = {
      reasonText: reason === "annat" ? "Barnet är bortrest." : "",
      tryAgainOn: retryFor(reason) === "krävs" ? "2026-04-01" : "",
    };
    const sent = await submit(browser, path, { happenedOn: day, outcome: "inte gjort", reason, ...more });
    expect([sent.status, sent.headers.get("location")]).toEqual([303, `/arenden/${caseId}`]);
    expect((await look(caseId)).steps).toMatchObject([{ step: "hörd", outcome: "inte gjort", reason }]);
  });
});

describe("to follow up with the child is not ticked off without the child", () => {
  const written = { carriedOutAsPlanned: "ja", goalAttainment: "uppnått delvis", changeNeeded: "nej", summary: "Det går bra." };
  /** The clocks of the case that wait, by their rules. */
  const waiting = async (caseId: string) => {
    const { cases } = valueOf(await visit.house.read(me(), getWorkList, { scope: "mina" }));
    return cases.find((one) => one.caseId === caseId)?.obligations.map((one) => `${one.rule_id} ${one.due_on ?? ""}`) ?? [];
  };

  test("neither record nor reason is refused at its field, and it goes on waiting; the same record serves once", async () => {
    visit.at(day);
    const { caseId, interventionId } = await makeWholeCase(visit.house);
    visit.at("2026-03-20");
    const about = { caseId, interventionId, followedUpOn: "2026-03-20", nextFollowUpOn: "2026-05-20", ...written };
    const before = await waiting(caseId);
    const alone = await visit.house.act(me(), followUp, about);
    expect([codeOf(alone), faultsOf(alone)]).toEqual(["invalid-input", "childView"]);
    expect(await waiting(caseId)).toEqual(before);
    expect(codeOf(await visit.house.act(me(), followUp, { ...about, childView: "Det är kul där." }))).toBe("ok");
    expect(await waiting(caseId)).not.toEqual(before);
    // What the child said then does not do for the next time.
    visit.at("2026-05-20");
    const again = { ...about, followedUpOn: "2026-05-20", nextFollowUpOn: "2026-07-20" };
    expect(faultsOf(await visit.house.act(me(), followUp, again))).toBe("childView");
    expect(codeOf(await visit.house.act(me(), followUp, { ...again, notHeardReason: "låg ålder" }))).toBe("ok");
  });
});
