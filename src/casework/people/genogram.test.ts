import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BOX, layOut } from "./genogram.ts";
import type { Node, Picture, Tie } from "./genogram.ts";
import { relationKinds } from "./relation-fields.ts";

const node = (id: string, given: Partial<Node> = {}): Node => ({ id, isChild: id === "barn", isGuardian: false, ...given });
const tie = (fromId: string, kind: Tie["kind"], toId: string): Tie => ({ id: `${fromId} ${kind} ${toId}`, fromId, kind, toId });
const boxOf = (picture: Picture, id: string) => picture.boxes.find((one) => one.id === id) ?? { id, x: Number.NaN, y: Number.NaN };

/** A family of any shape, contradictions too: what people say of one another need not agree. */
const families = fc.integer({ min: 1, max: 14 }).chain((size) => {
  const ids = ["barn", ...Array.from({ length: size - 1 }, (_, n) => `p${n}`)];
  const nodes = fc.tuple(...ids.map((id) => fc.boolean().map((isGuardian) => node(id, { isGuardian: isGuardian && id !== "barn" }))));
  const one = fc.record({ from: fc.nat({ max: size - 1 }), to: fc.nat({ max: size - 1 }), kind: fc.constantFrom(...relationKinds) });
  const ties = fc
    .array(one, { maxLength: 20 })
    .map((all) =>
      all
        .filter(({ from, to }) => from !== to)
        .map(({ from, to, kind }, n) => ({ id: `r${n}`, fromId: ids[from] ?? "", toId: ids[to] ?? "", kind })),
    );
  return fc.tuple(nodes, ties);
});

describe("whatever the family", () => {
  test("everybody stands once, no box lies over another, and all is within the picture", () => {
    fc.assert(
      fc.property(families, ([nodes, ties]) => {
        const { boxes, width, height } = layOut(nodes, ties);
        expect(boxes.map((one) => one.id)).toEqual(nodes.map((one) => one.id));
        for (const a of boxes) {
          expect(a.x >= 0 && a.y >= 0 && a.x + BOX.width <= width && a.y + BOX.height <= height).toBe(true);
          for (const b of boxes)
            if (a.id < b.id)
              expect(Math.abs(a.x - b.x) >= BOX.width || Math.abs(a.y - b.y) >= BOX.height, `${a.id} and ${b.id}`).toBe(true);
        }
      }),
    );
  });

  test("every relation is drawn once, between those it is of, and runs through nobody else", () => {
    fc.assert(
      fc.property(families, ([nodes, ties]) => {
        const { boxes, lines, width, height } = layOut(nodes, ties);
        expect(lines.flatMap((one) => one.ties).toSorted()).toEqual(ties.map((one) => one.id).toSorted());
        for (const line of lines) {
          const ends = new Set(ties.filter((one) => line.ties.includes(one.id)).flatMap((one) => [one.fromId, one.toId]));
          const last = line.points.at(-1) ?? [0, 0];
          expect(
            boxes.some(
              (box) =>
                (ends.size === 0 || ends.has(box.id)) &&
                last[0] >= box.x &&
                last[0] <= box.x + BOX.width &&
                last[1] >= box.y &&
                last[1] <= box.y + BOX.height,
            ),
          ).toBe(true);
          for (const [x, y] of line.points) expect(x >= 0 && y >= 0 && x <= width && y <= height).toBe(true);
          line.points.slice(1).forEach(([x2, y2], n) => {
            const [x1, y1] = line.points[n] ?? [0, 0];
            expect(x1 === x2 || y1 === y2).toBe(true);
            for (const box of boxes) {
              if (ends.has(box.id) || ends.size === 0) continue;
              const apart =
                Math.max(x1, x2) <= box.x ||
                Math.min(x1, x2) >= box.x + BOX.width ||
                Math.max(y1, y2) <= box.y ||
                Math.min(y1, y2) >= box.y + BOX.height;
              expect(apart, `${line.ties.join()} through ${box.id}`).toBe(true);
            }
          });
        }
      }),
    );
  });

  test("is the same each time", () => {
    fc.assert(fc.property(families, ([nodes, ties]) => void expect(layOut(nodes, ties)).toEqual(layOut(nodes, ties))));
  });
});

describe("generations are rows", () => {
  const nodes = ["barn", "mor", "far", "syster", "mormor", "styv", "lärare"].map((id) => node(id));
  const ties = [
    tie("mor", "förälder", "barn"),
    tie("far", "förälder", "barn"),
    tie("mor", "tidigare partner", "far"),
    tie("syster", "halvsyskon", "barn"),
    tie("mormor", "förälder", "mor"),
    tie("styv", "styvförälder", "barn"),
    tie("lärare", "kontakt", "barn"),
  ];
  const picture = layOut(nodes, ties);
  const y = (id: string) => boxOf(picture, id).y;
  test("grandparents above parents above the child and its siblings, the network below", () => {
    expect(y("mormor")).toBeLessThan(y("mor"));
    expect([y("far"), y("styv")]).toEqual([y("mor"), y("mor")]);
    expect(y("mor")).toBeLessThan(y("barn"));
    expect(y("syster")).toBe(y("barn"));
    expect(y("lärare")).toBeGreaterThan(y("barn"));
  });
  test("a couple stands side by side, and their child hangs from the line between them", () => {
    expect(Math.abs(boxOf(picture, "mor").x - boxOf(picture, "far").x)).toBeLessThan(2 * BOX.width);
    expect(picture.lines.find((one) => one.ties.length === 2)?.ties).toEqual(["mor förälder barn", "far förälder barn"]);
  });
  test("a guardian of whom nothing else is said stands a generation above, tied by the guardianship", () => {
    const { boxes, lines } = layOut([node("barn"), node("vh", { isGuardian: true })], []);
    expect((boxes[1]?.y ?? 0) < (boxes[0]?.y ?? 0)).toBe(true);
    expect(lines).toMatchObject([{ ties: [], style: "vårdnadshavare" }]);
  });
});

test("whoever has had two partners stands between them", () => {
  const { boxes } = layOut(
    ["barn", "mor", "styv", "far"].map((id) => node(id)),
    [tie("mor", "förälder", "barn"), tie("far", "förälder", "barn"), tie("mor", "partner", "styv"), tie("mor", "tidigare partner", "far")],
  );
  const x = (id: string) => boxes.find((one) => one.id === id)?.x ?? Number.NaN;
  expect(x("mor")).toBe((x("styv") + x("far")) / 2);
});
