import { describe, expect, test } from "vitest";
import { faultOfPage } from "./reads.ts";
import { faultsOf, makeWrites } from "./writes.ts";
import type { Trace, Write } from "./writes.ts";

const talk: Write = {
  action: "participation.record-conversation",
  staffId: "s",
  key: "k",
  words: "w",
  input: {},
  answer: { status: 200, id: "a" },
};
const whole: Trace = { key: "k", ids: ["a"], steps: 2, events: 1, keys: 1, rememberedId: "a" };
const nothing: Trace = { key: "k", ids: [], steps: 0, events: 0, keys: 0, rememberedId: null };
const { answer: _none, ...unanswered } = talk;

describe("what the drill calls a fault", () => {
  test("nothing, when an answered write is whole, or an unanswered one is whole or not there", () => {
    expect(faultsOf(talk, whole)).toEqual([]);
    expect(faultsOf(unanswered, whole)).toEqual([]);
    expect(faultsOf(unanswered, nothing)).toEqual([]);
  });

  test("nor is a write whose outcome was said to be unknown, there or not", () => {
    const unknown: Write = { ...unanswered, answer: { status: 503, id: undefined, problem: "outcome-unknown" } };
    expect([...faultsOf(unknown, whole), ...faultsOf(unknown, nothing)]).toEqual([]);
  });

  test.each<[string, Write, Partial<Trace>, RegExp]>([
    ["an answered write is lost", talk, nothing, /acknowledged and is lost/],
    ["a write is there twice", talk, { ids: ["a", "b"], steps: 4, events: 2, keys: 1 }, /is there 2 times/],
    ["a conversation without one of its steps", talk, { steps: 1 }, /1 steps instead of 2/],
    ["a conversation without its line in the log", talk, { events: 0 }, /0 lines in the log for 1 rows/],
    ["a key without its write", unanswered, { ...nothing, keys: 1 }, /1 remembered keys for 0 rows/],
    ["another id than the one answered", talk, { ids: ["b"], rememberedId: "b" }, /under another id/],
    [
      "what was said not to be saved is there",
      { ...unanswered, answer: { status: 503, id: undefined, problem: "database-lost" } },
      {},
      /says it is not saved, and is there/,
    ],
    ["a remembered answer that names another row", unanswered, { rememberedId: "b" }, /names another row/],
  ])("%s", (_what, write, change, expected) => {
    expect(faultsOf(write, { ...whole, ...change }).join("\n")).toMatch(expected);
  });
});

test("what is written is dated by the day in Stockholm, also between its midnight and that of UTC", () => {
  const work = [{ staffId: "s", caseId: "c", phaseId: "p" }];
  const days = makeWrites(work, 4, "m", new Date("2026-11-29T23:10:00Z")).map(({ input }) => input["heldOn"] ?? input["happenedOn"]);
  expect(days).toEqual(Array(4).fill("2026-11-30"));
});

describe("what the drill calls a fault of a page", () => {
  const page = { status: 503, headers: { "content-type": "text/html; charset=UTF-8", "retry-after": "2" }, text: () => "Försök igen" };
  test("neither the page nor the words that say to try again, and when", () => {
    expect(faultOfPage({ ...page, status: 200 })).toBeUndefined();
    expect(faultOfPage(page)).toBeUndefined();
  });

  test.each([
    ["nothing", undefined],
    ["a fault of ours", { ...page, status: 500 }],
    ["a problem for programs", { ...page, headers: { ...page.headers, "content-type": "application/problem+json" } }],
    ["no time", { ...page, headers: { "content-type": "text/html" } }],
    ["no word of what to do", { ...page, text: () => "Hoppsan" }],
  ])("%s", (_what, reply) => {
    expect(faultOfPage(reply)).toBeDefined();
  });
});
