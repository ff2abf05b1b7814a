import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openCaseFor } from "../support/casework.ts";
import type { PlainBrowser } from "../support/app.ts";
import { openVisit, submit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

/** What was answered where another answer has made it nobody's to answer: it is neither kept nor dropped before somebody has said so. */
let visit: Visit;
let me: PlainBrowser;
beforeAll(async () => {
  visit = await openVisit();
  me = await visit.signIn("caseworker");
});
afterAll(() => visit.close());

const look = async (caseId: string) => valueOf(await visit.house.read(visit.house.staff.caseworker, getCase, { caseId })).intakes[0];
/** The question whether it may go, as the page asks it. */
const questionIn = (html: string, field: string): string =>
  new RegExp(`name="_confirm" value="(${field}-utan-[0-9a-f]+)"`).exec(html)?.[1] ?? "";

describe("an answer that another answer has hidden", () => {
  test("stands in the form again with its fault and a question, and is left out when that is answered", async () => {
    const { caseId, intakeId } = await openCaseFor(visit.house);
    const address = `/arenden/${caseId}/skyddsbedomning/${intakeId}`;
    expect(await (await me.get(address)).text()).toContain("Gäller bara om svaret är ”Barnet behöver skydd nu”.");
    const assessed = { assessedOn: "2026-03-02", assessedAt: "09:50" };
    const given = { ...assessed, result: "inget omedelbart skydd", reasoning: "Hos mormor.", measure: "Polisen är på väg." };
    const refused = await submit(me, address, given);
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain('id="field-measure-error"');
    expect(html).toContain("Polisen är på väg.");
    expect((await look(caseId))?.protection).toBeNull();
    const question = questionIn(html, "measure");
    // The answer itself stands in no attribute but its own field's, and another answer is asked about anew.
    expect(question).not.toBe("");
    expect((await submit(me, address, { ...given, measure: "Jouren är på väg.", _confirm: question })).status).toBe(422);
    expect((await submit(me, address, { ...given, _confirm: question })).status).toBe(303);
    expect((await look(caseId))?.protection).toMatchObject({ result: "inget omedelbart skydd", measure: null });
  });

  test("stands there as it was typed, also where it is what stands for the form's mark", async () => {
    const { caseId, intakeId } = await openCaseFor(visit.house, { givenName: "Eva" });
    const refused = await submit(me, `/arenden/${caseId}/skyddsbedomning/${intakeId}`, { result: "", reasoning: "form-mark-place" });
    expect(await refused.text()).toMatch(/<textarea[^>]*name="reasoning"[^>]*>form-mark-place</);
  });

  test("is told of with the other faults, in the order of the page", async () => {
    const { caseId, intakeId } = await openCaseFor(visit.house, { givenName: "Bo" });
    const refused = await submit(me, `/arenden/${caseId}/skyddsbedomning/${intakeId}`, {
      assessedOn: "",
      assessedAt: "09:50",
      result: "inget omedelbart skydd",
      measure: "Polisen är på väg.",
      reasoning: "",
    });
    const summary = /data-error-summary[\s\S]*?<\/ul>/.exec(await refused.text())?.[0] ?? "";
    const order = [...summary.matchAll(/href="#field-(\w+)"/g)].map(([, name]) => name);
    expect(order).toEqual(["assessedOn", "measure", "reasoning"]);
  });

  test("of a form that several actions share is not dropped with the action that takes it", async () => {
    const { caseId } = await openCaseFor(visit.house, { givenName: "Cia" });
    const address = `/arenden/${caseId}/forhandsbedomning/${(await look(caseId))?.preliminary?.id ?? ""}`;
    const given = { result: "inte inleda", reasoning: "Ingen oro kvar.", purpose: "Vad barnet behöver." };
    const refused = await submit(me, address, given);
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain('id="field-purpose-error"');
    expect(html).toContain("Vad barnet behöver.");
    expect((await submit(me, address, { ...given, _confirm: questionIn(html, "purpose") })).status).toBe(303);
    expect((await look(caseId))?.preliminary?.decision?.result).toBe("inte inleda");
  });

  test("is nobody's where it stood there from the start", async () => {
    const { caseId } = await openCaseFor(visit.house, { givenName: "Dan" });
    const address = `/arenden/${caseId}/forhandsbedomning/${(await look(caseId))?.preliminary?.id ?? ""}`;
    const board = { decider: "utskott", body: "Individutskottet", minutesNumber: "§ 45" };
    // The one who is signed in stands in the list of deciders when the form is opened.
    expect((await submit(me, address, { result: "inte inleda", reasoning: "Ingen oro kvar.", ...board })).status).toBe(303);
    expect((await look(caseId))?.preliminary?.decision?.made).toMatchObject({ body: "Individutskottet" });
  });
});
