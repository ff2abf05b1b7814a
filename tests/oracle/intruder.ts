/**
 * An intruder who reads only the published answers of one breakdown and tries to compute the hidden cells back. Three of them, each
 * cleverer than the one before; see docs/decisions/0006-disclosure-in-the-national-answers.md.
 */

/** What is published about one group: null = hidden. `why` is the published reason. */
export type PublishedGroup = {
  readonly name: string;
  readonly why: "färre än 7" | "skyddar annan grupp" | null;
  readonly denominator: number | null;
  readonly individual: number | null;
  readonly withGuardian: number | null;
  /** From 4h: children with at least one conversation; null = hidden or not published for this breakdown. */
  readonly talked: number | null;
};

export type Published = {
  readonly total: number;
  readonly individual: number;
  readonly withGuardian: number;
  /** Children with at least one conversation: the total less "inget samtal". */
  readonly talked: number;
  readonly groups: readonly PublishedGroup[];
  /** An unshown group that the questionnaire has no row for (sex okänt), if the intruder knows that it has children. */
  readonly unlisted: boolean;
};

/** The hidden figures that were found, as "group.figure". */
export type Found = ReadonlySet<string>;

/** Subtracts what is shown from the total: a single unknown cell is found. */
export function bySubtraction(published: Published): Found {
  const hidden = published.groups.filter((group) => group.denominator === null);
  const unknown = hidden.length + (published.unlisted ? 1 : 0);
  if (unknown !== 1 || hidden.length === 0) return new Set();
  return new Set(hidden.flatMap(({ name }) => [`${name}.denominator`, `${name}.individual`, `${name}.withGuardian`]));
}

type World = { n: number; individual: number; withGuardian: number; talked: number };

/**
 * Also knows the rule: small groups have 0–6 children, a group that protects has at least 7 and at most as many as the smallest shown.
 * With `use4h` also what 4h says of the ages. Walks every world that fits and keeps what is the same in all of them. Only for two hidden
 * groups and no unlisted one; otherwise nothing is claimed.
 */
export function byTheRule(published: Published, use4h: boolean): Found {
  const [first, second, third] = published.groups.filter((group) => group.denominator === null);
  if (!first || !second || third || published.unlisted) return new Set();
  const left = (key: "individual" | "withGuardian" | "denominator", total: number): number =>
    published.groups.reduce((rest, group) => rest - (group[key] ?? 0), total);
  const rest = left("denominator", published.total);
  const individual = left("individual", published.individual);
  const withGuardian = left("withGuardian", published.withGuardian);
  const seen = new Map<string, Set<number>>();
  const see = (name: string, world: World): void => {
    for (const [key, value] of Object.entries({ denominator: world.n, individual: world.individual, withGuardian: world.withGuardian })) {
      const values = seen.get(`${name}.${key}`) ?? new Set<number>();
      seen.set(`${name}.${key}`, values.add(value));
    }
  };
  for (let n = 0; n <= rest; n += 1) {
    if (!fits(first, n, published) || !fits(second, rest - n, published)) continue;
    for (let i = 0; i <= Math.min(n, individual); i += 1) {
      if (individual - i > rest - n) continue;
      for (let g = 0; g <= Math.min(n, withGuardian); g += 1) {
        if (withGuardian - g > rest - n) continue;
        const a = { n, individual: i, withGuardian: g, talked: 0 };
        const b = { n: rest - n, individual: individual - i, withGuardian: withGuardian - g, talked: 0 };
        if (use4h && !agreesWith4h(a, first, b, second, published)) continue;
        see(first.name, a);
        see(second.name, b);
      }
    }
  }
  return new Set([...seen].filter(([, values]) => values.size === 1).map(([name]) => name));
}

function fits(group: PublishedGroup, n: number, published: Published): boolean {
  if (group.why === "färre än 7") return n < 7;
  const shown = published.groups.map((other) => other.denominator).filter((other) => other !== null);
  return n >= 7 && shown.every((other) => n <= other);
}

function agreesWith4h(a: World, first: PublishedGroup, b: World, second: PublishedGroup, published: Published): boolean {
  const others = published.groups.filter((group) => group !== first && group !== second);
  // A shown group whose 4h is hidden leaves the number of talkers open: fewer than 7, or none of fewer than 7.
  const open = others.filter((group) => group.talked === null).length;
  const sum = published.talked - others.reduce((total, group) => total + (group.talked ?? 0), 0);
  for (let t = Math.max(a.individual, a.withGuardian); t <= Math.min(a.n, a.individual + a.withGuardian); t += 1) {
    if (!agrees(first, a.n, t)) continue;
    const from = Math.max(b.individual, b.withGuardian);
    const to = Math.min(b.n, b.individual + b.withGuardian);
    for (let u = from; u <= to; u += 1) {
      if (!agrees(second, b.n, u)) continue;
      if (open === 0 ? t + u === sum : t + u <= sum && t + u >= sum - 6 * open) return true;
    }
  }
  return false;
}

/** 4h shows a group with 7 or more talkers, or with none among 7 or more children; anything else is hidden. */
function agrees(group: PublishedGroup, n: number, talked: number): boolean {
  if (group.talked !== null) return talked === group.talked && (talked > 0 || n >= 7);
  return talked < 7 && !(talked === 0 && n >= 7);
}
