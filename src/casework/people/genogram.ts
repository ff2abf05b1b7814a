/**
 * Where everybody stands in a genogram and how the lines go: pure, and the same for the same facts. Generations are rows, people stand in columns, and lines
 * go between the rows and between the columns, so that no box lies over another and no line runs through a box that is not its own.
 */
import type { RelationKind } from "./relation-fields.ts";

export type Node = { readonly id: string; readonly isChild: boolean; readonly isGuardian: boolean };
export type Tie = { readonly id: string; readonly fromId: string; readonly toId: string; readonly kind: RelationKind };

export type Box = { readonly id: string; readonly x: number; readonly y: number };
type Point = readonly [x: number, y: number];
export type Line = {
  /** The relations that it draws: two where it goes from a couple to their child; none where somebody is a guardian and nothing else is said. */
  readonly ties: readonly string[];
  readonly style: RelationKind | "vårdnadshavare";
  readonly points: readonly Point[];
};
export type Picture = { readonly width: number; readonly height: number; readonly boxes: readonly Box[]; readonly lines: readonly Line[] };

export const BOX = { width: 120, height: 86, symbol: 44 } as const;
const GAP = { column: 32, row: 30, lane: 12, edge: 16 } as const;

/** How many generations `from` stands below `to`; nothing for what is no family. */
const steps: Readonly<Partial<Record<RelationKind, number>>> = {
  förälder: -1,
  styvförälder: -1,
  "mor- eller farförälder": -2,
  syskon: 0,
  halvsyskon: 0,
  partner: 0,
  "tidigare partner": 0,
};
const COUPLES: readonly RelationKind[] = ["partner", "tidigare partner"];

type Placed = {
  readonly row: ReadonlyMap<string, number>;
  readonly column: ReadonlyMap<string, number>;
  readonly rows: number;
  readonly columns: number;
};

/** The generation of everybody whom family leads to from the child; the others stand in a row of their own below. */
function generations(nodes: readonly Node[], ties: readonly Tie[]): ReadonlyMap<string, number> {
  const level = new Map<string, number>();
  const spread = (start: string, at: number): void => {
    const queue = [start];
    level.set(start, at);
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const here = level.get(id) ?? 0;
      for (const { fromId, toId, kind } of ties) {
        const step = steps[kind];
        if (step === undefined) continue;
        const [other, there] = fromId === id ? [toId, here - step] : toId === id ? [fromId, here + step] : [id, here];
        if (level.has(other)) continue;
        level.set(other, there);
        queue.push(other);
      }
    }
  };
  const child = nodes.find((one) => one.isChild) ?? nodes[0];
  if (child) spread(child.id, 0);
  for (const one of nodes) if (one.isGuardian && !level.has(one.id)) spread(one.id, -1);
  const last = Math.max(0, ...level.values()) + 1;
  for (const one of nodes) if (!level.has(one.id)) level.set(one.id, last);
  return level;
}

/** Each row in an order in which those who belong together stand near: by the middle of those they are tied to, couples side by side. */
function place(nodes: readonly Node[], ties: readonly Tie[]): Placed {
  const level = generations(nodes, ties);
  const levels = [...new Set(level.values())].toSorted((a, b) => a - b);
  let rows = levels.map((at) => nodes.filter((one) => level.get(one.id) === at).map((one) => one.id));
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const columnsOf = (of: readonly (readonly string[])[]) =>
    new Map(of.flatMap((row) => row.map((id, n) => [id, n + Math.floor((columns - row.length) / 2)] as const)));
  const tiedTo = (id: string) => ties.flatMap(({ fromId, toId }) => (fromId === id ? [toId] : toId === id ? [fromId] : []));
  for (let sweep = 0; sweep < 4; sweep += 1) {
    const at = columnsOf(rows);
    const middle = (id: string): number => {
      const near = tiedTo(id).map((other) => at.get(other) ?? 0);
      return near.length === 0 ? (at.get(id) ?? 0) : near.reduce((sum, one) => sum + one, 0) / near.length;
    };
    rows = rows.map((row) =>
      besideOneAnother(
        [...row].toSorted((a, b) => middle(a) - middle(b) || (at.get(a) ?? 0) - (at.get(b) ?? 0)),
        ties,
      ),
    );
  }
  const row = new Map(rows.flatMap((ids, n) => ids.map((id) => [id, n] as const)));
  return { row, column: columnsOf(rows), rows: rows.length, columns };
}

/** The row with partners side by side, whoever has had two between them: each chain of couples begins at an end of it. */
function besideOneAnother(row: readonly string[], ties: readonly Tie[]): string[] {
  const left = new Set(row);
  const placed: string[] = [];
  const couples = COUPLES.flatMap((kind) => ties.filter((tie) => tie.kind === kind));
  const partnersOf = (id: string) =>
    couples.flatMap(({ fromId, toId }) => (fromId === id ? [toId] : toId === id ? [fromId] : [])).filter((other) => left.has(other));
  const chainOf = (id: string, found = new Set([id])): ReadonlySet<string> => {
    for (const other of partnersOf(id)) if (!found.has(other)) chainOf(other, found.add(other));
    return found;
  };
  const take = (id: string): void => {
    left.delete(id);
    placed.push(id);
    const [next] = partnersOf(id);
    if (next !== undefined) take(next);
  };
  for (const id of row) {
    if (!left.has(id)) continue;
    const chain = chainOf(id);
    const ends = row.filter((one) => chain.has(one) && new Set(partnersOf(one)).size < 2);
    take(ends[0] ?? id);
    if (left.has(id)) take(id);
  }
  return placed;
}

/** A line before it is known where it goes: between which boxes, on which sides, with the relations that it draws. */
type Drawn = {
  readonly ties: readonly string[];
  readonly style: Line["style"];
  readonly from: string;
  readonly to: string;
  readonly couple?: string;
};

/** What is drawn: each relation once, both parents of a couple's child as one line, and guardianship where nothing else says how somebody belongs. */
function drawn(nodes: readonly Node[], ties: readonly Tie[], at: Placed): readonly Drawn[] {
  const left = new Set(ties);
  const lines: Drawn[] = [];
  const beside = (a: string, b: string) =>
    at.row.get(a) === at.row.get(b) && Math.abs((at.column.get(a) ?? 0) - (at.column.get(b) ?? 0)) === 1;
  const straight = new Map<string, string>();
  for (const tie of ties) {
    if (!COUPLES.includes(tie.kind) || !beside(tie.fromId, tie.toId)) continue;
    const pair = [tie.fromId, tie.toId].toSorted().join(" ");
    if (straight.has(pair)) continue;
    straight.set(pair, tie.id);
    left.delete(tie);
    lines.push({ ties: [tie.id], style: tie.kind, from: tie.fromId, to: tie.toId, couple: pair });
  }
  for (const child of nodes) {
    const parents = ties.filter((tie) => tie.kind === "förälder" && tie.toId === child.id && left.has(tie));
    const [one, other] = parents;
    if (!one || !other || parents.length !== 2) continue;
    const pair = [one.fromId, other.fromId].toSorted().join(" ");
    if (!straight.has(pair) || (at.row.get(one.fromId) ?? 0) >= (at.row.get(child.id) ?? 0)) continue;
    left.delete(one);
    left.delete(other);
    lines.push({ ties: [one.id, other.id], style: "förälder", from: one.fromId, to: child.id, couple: pair });
  }
  for (const tie of left) lines.push({ ties: [tie.id], style: tie.kind, from: tie.fromId, to: tie.toId });
  const child = nodes.find((one) => one.isChild);
  for (const one of nodes)
    if (child && one.isGuardian && !ties.some((tie) => tie.fromId === one.id || tie.toId === one.id))
      lines.push({ ties: [], style: "vårdnadshavare", from: one.id, to: child.id });
  return lines;
}

/** Where everybody stands and every line goes. Everybody stands once; every relation is drawn by one line. */
export function layOut(nodes: readonly Node[], ties: readonly Tie[]): Picture {
  const at = place(nodes, ties);
  const all = drawn(nodes, ties, at);
  const rowOf = (id: string) => at.row.get(id) ?? 0;
  // The gap `g` lies above row `g`; each line that turns in it has a lane of its own, children of a couple one together.
  const lanes = Array.from({ length: at.rows + 1 }, () => new Map<string, number>());
  const lane = (gap: number, key: string): number => {
    const known = lanes[gap]?.get(key);
    if (known !== undefined) return known;
    const next = lanes[gap]?.size ?? 0;
    lanes[gap]?.set(key, next);
    return next;
  };
  const ports = new Map<string, string[]>();
  const port = (id: string, side: "top" | "bottom", key: string): void => {
    const place = `${side} ${id}`;
    ports.set(place, [...(ports.get(place) ?? []), key]);
  };
  const channels = new Map<number, string[]>();
  const routes = all.map((line, n) => {
    const key = String(n);
    const [upper, lower] = rowOf(line.from) <= rowOf(line.to) ? [line.from, line.to] : [line.to, line.from];
    const isStraight = line.couple !== undefined && rowOf(line.from) === rowOf(line.to);
    if (isStraight) return { line, key, upper, lower, kind: "straight" as const };
    if (rowOf(upper) === rowOf(lower)) {
      const side = line.style === "syskon" || line.style === "halvsyskon" ? ("top" as const) : ("bottom" as const);
      const gap = rowOf(upper) + (side === "top" ? 0 : 1);
      for (const id of [upper, lower]) port(id, side, key);
      lane(gap, key);
      return { line, key, upper, lower, kind: side, gap };
    }
    const first = line.couple === undefined ? key : `couple ${line.couple}`;
    if (line.couple === undefined) port(upper, "bottom", key);
    port(lower, "top", key);
    lane(rowOf(upper) + 1, first);
    const isNext = rowOf(lower) === rowOf(upper) + 1;
    if (!isNext) {
      lane(rowOf(lower), key);
      const column = at.column.get(lower) ?? 0;
      channels.set(column, [...(channels.get(column) ?? []), key]);
    }
    return { line, key, upper, lower, kind: "down" as const, first, isNext };
  });
  const gapHeights = lanes.map((used, gap) => (used.size === 0 && (gap === 0 || gap === at.rows) ? 0 : GAP.row + used.size * GAP.lane));
  const rowTop = Array.from(
    { length: at.rows },
    (_, row) => GAP.edge + gapHeights.slice(0, row + 1).reduce((sum, one) => sum + one, 0) + row * BOX.height,
  );
  const left = (id: string) => GAP.edge + (at.column.get(id) ?? 0) * (BOX.width + GAP.column);
  const centre = (id: string) => left(id) + BOX.width / 2;
  const top = (id: string) => rowTop[rowOf(id)] ?? 0;
  const middle = (id: string) => top(id) + BOX.symbol / 2;
  const laneY = (gap: number, key: string) =>
    (rowTop[gap] ?? (rowTop[at.rows - 1] ?? 0) + BOX.height + (gapHeights[at.rows] ?? 0)) - GAP.row / 2 - (lane(gap, key) + 0.5) * GAP.lane;
  const portX = (id: string, side: "top" | "bottom", key: string): number => {
    const keys = ports.get(`${side} ${id}`) ?? [];
    const widest = side === "top" ? BOX.symbol / 2 : BOX.width - 24;
    const step = Math.min(12, widest / Math.max(keys.length - 1, 1));
    return centre(id) + (keys.indexOf(key) - (keys.length - 1) / 2) * step;
  };
  const lines = routes.map((route): Line => {
    const { line, key, upper, lower } = route;
    const drawnAs = { ties: line.ties, style: line.style };
    if (route.kind === "straight") {
      const [a, b] = centre(upper) <= centre(lower) ? [upper, lower] : [lower, upper];
      return {
        ...drawnAs,
        points: [
          [centre(a), middle(a)],
          [centre(b), middle(b)],
        ],
      };
    }
    if (route.kind !== "down") {
      const y = laneY(route.gap, key);
      const end = (id: string): Point => [portX(id, route.kind, key), route.kind === "top" ? middle(id) : top(id) + BOX.height];
      const [a, b] = [end(upper), end(lower)];
      return { ...drawnAs, points: [a, [a[0], y], [b[0], y], b] };
    }
    const [one = "", other = ""] = line.couple?.split(" ") ?? [];
    const start: Point =
      line.couple === undefined ? [portX(upper, "bottom", key), top(upper) + BOX.height] : [(centre(one) + centre(other)) / 2, middle(one)];
    const y = laneY(rowOf(upper) + 1, route.first);
    const end: Point = [portX(lower, "top", key), middle(lower)];
    if (route.isNext) return { ...drawnAs, points: [start, [start[0], y], [end[0], y], end] };
    const used = channels.get(at.column.get(lower) ?? 0) ?? [];
    const channel =
      left(lower) +
      BOX.width +
      GAP.column / 2 +
      (used.indexOf(key) - (used.length - 1) / 2) * Math.min(4, (GAP.column - 8) / Math.max(used.length, 1));
    const below = laneY(rowOf(lower), key);
    return { ...drawnAs, points: [start, [start[0], y], [channel, y], [channel, below], [end[0], below], end] };
  });
  const bottom = (rowTop[at.rows - 1] ?? 0) + BOX.height + (gapHeights[at.rows] ?? 0);
  return {
    width: 2 * GAP.edge + at.columns * (BOX.width + GAP.column),
    height: bottom + GAP.edge,
    boxes: nodes.map(({ id }) => ({ id, x: left(id), y: top(id) })),
    lines,
  };
}
