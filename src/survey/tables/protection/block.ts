/**
 * Which numbers of a table of groups and atoms are hidden. What is hidden is a block: some groups and, in each of them, the same atoms. An intruder then
 * knows, of the block, the sum of every row and of every column and nothing else, and how much a cell (or some cells of a row together) can be
 * is known exactly: from what the others cannot take to the lesser of its row's and its column's sum (Fréchet's bounds of a table with given
 * margins, which whole numbers reach). So a pattern is found, and held to the rule, without any programme.
 */

/** Numbers of units, a row for each group and a column for each atom. */
export type Counts = readonly (readonly number[])[];

/** Atoms whose sum is published or would be: no small sum may be known. */
export type Watched = readonly number[];

export type Block = { readonly groups: ReadonlySet<number>; readonly atoms: ReadonlySet<number> };

const nothing: Block = { groups: new Set(), atoms: new Set() };

/** True for a number that the rule hides. */
export function isSmall(count: number, minimum: number): boolean {
  return count > 0 && count < minimum;
}

/**
 * The least block found that leaves every small watched number anything from 1 to one below the minimum; nothing where none is small, and undefined where
 * what is known of all units together already says too much.
 */
export function findBlock(counts: Counts, watched: readonly Watched[], minimum: number): Block | undefined {
  const small = counts.flatMap((_, group) =>
    watched.filter((atoms) => isSmall(sumOf(counts, group, atoms), minimum)).map((atoms) => ({ group, atoms })),
  );
  if (small.length === 0) return nothing;
  let block: Block = { groups: new Set(small.map(({ group }) => group)), atoms: new Set(small.flatMap(({ atoms }) => atoms)) };
  for (;;) {
    if (isSafe(counts, small, block, minimum)) return block;
    const more = larger(counts, block);
    if (more.length === 0) return undefined;
    block = more.find((one) => isSafe(counts, small, one, minimum)) ?? more[0] ?? block;
  }
}

/** The blocks with one group or one atom more, those that hide fewest and smallest numbers first. */
function larger(counts: Counts, { groups, atoms }: Block): Block[] {
  const width = counts[0]?.length ?? 0;
  const withGroup = [...counts.keys()]
    .filter((group) => !groups.has(group))
    .map((group) => ({ groups: new Set([...groups, group]), atoms }));
  const withAtom = Array.from({ length: width }, (_, atom) => atom)
    .filter((atom) => !atoms.has(atom))
    .map((atom) => ({ groups, atoms: new Set([...atoms, atom]) }));
  const cost = (block: Block) =>
    block.groups.size * block.atoms.size * 1e6 + [...block.groups].reduce((sum, group) => sum + sumOf(counts, group, [...block.atoms]), 0);
  return [...withGroup, ...withAtom].sort((one, other) => cost(one) - cost(other));
}

type Small = { readonly group: number; readonly atoms: Watched };

function isSafe(counts: Counts, small: readonly Small[], block: Block, minimum: number): boolean {
  return small.every((one) => {
    const [low, high] = boundsOf(counts, one, block);
    return low <= 1 && high >= minimum - 1;
  });
}

/** What an intruder can say of a sum of cells of one group: at least, at most. */
export function boundsOf(counts: Counts, { group, atoms }: Small, block: Block): readonly [low: number, high: number] {
  if (!block.groups.has(group)) {
    const known = sumOf(counts, group, atoms);
    return [known, known];
  }
  const inside = atoms.filter((atom) => block.atoms.has(atom));
  const known = sumOf(counts, group, atoms) - sumOf(counts, group, inside);
  const rows = [...block.groups].map((row) => ({ row, sum: sumOf(counts, row, [...block.atoms]) }));
  const own = rows.find(({ row }) => row === group)?.sum ?? 0;
  const others = rows.reduce((sum, row) => sum + row.sum, 0) - own;
  const column = [...block.groups].reduce((sum, row) => sum + sumOf(counts, row, inside), 0);
  return [known + Math.max(0, column - others), known + Math.min(own, column)];
}

/**
 * The atoms that are hidden of all units together: with the least others, so that every small watched number can be anything up to one below the
 * minimum, and their sum says nothing. All of them where nothing less does.
 */
export function findHiddenAtoms(counts: readonly number[], watched: readonly Watched[], minimum: number): ReadonlySet<number> {
  const sum = (atoms: Iterable<number>) => [...atoms].reduce((total, atom) => total + (counts[atom] ?? 0), 0);
  const small = watched.filter((atoms) => isSmall(sum(atoms), minimum));
  const hidden = new Set(small.flat());
  const isEnough = () =>
    small.every((atoms) => {
      const others = [...hidden].filter((atom) => !atoms.includes(atom));
      // Each of the others holds one at least, where nobody knows more.
      return others.length > 0 && sum(hidden) - others.length >= minimum - 1 && sum(others) >= 1;
    });
  const rest = [...counts.keys()].filter((atom) => !hidden.has(atom)).sort((one, other) => (counts[one] ?? 0) - (counts[other] ?? 0));
  while (small.length > 0 && !isEnough() && rest.length > 0) hidden.add(rest.shift() ?? 0);
  return hidden;
}

function sumOf(counts: Counts, group: number, atoms: readonly number[]): number {
  return atoms.reduce((sum, atom) => sum + (counts[group]?.[atom] ?? 0), 0);
}
