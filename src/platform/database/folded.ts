import type { Problem } from "../basics/result.ts";
import type { Applied } from "./repeatable.ts";
import data from "./migrations/folded.json" with { type: "json" };

/**
 * The migrations that were folded into the baseline, with the views and functions that they made; and those that came after and got new numbers
 * (decision 0030).
 */
export type Folded = {
  readonly migrations: readonly Applied[];
  readonly baseline: readonly string[];
  readonly made: readonly string[];
  /** `is` is null where there is nothing left to do: what it made is a file now. */
  readonly renumbered: readonly (Applied & { readonly is: string | null })[];
};

/** As it was when version 0.1 was handed out: commit d1058cc. */
export const folded: Folded = data;

/**
 * What a database or a backup has had, by the names that it has today: where exactly the folded migrations are there, the baseline stands in
 * their place.
 * @returns the same list where nothing of it was folded; undefined where some of what was folded is missing, which nothing here can make up for.
 */
export function byTodaysNames<T extends Applied>(
  had: readonly T[],
  files: readonly Applied[],
  known: Folded = folded,
): readonly T[] | undefined {
  const old = new Set(known.migrations.map(keyOf));
  const last = had.findLast((one) => old.has(keyOf(one)));
  if (last === undefined) return had;
  const rest = had.filter((one) => !old.has(keyOf(one)));
  if (had.length - rest.length < old.size) return undefined;
  const today = new Map(files.map(({ name, sha256 }) => [name, sha256]));
  const renamed = new Map(known.renumbered.map((one) => [keyOf(one), one.is]));
  const called = (one: T, name: string): T => ({ ...one, name, sha256: today.get(name) ?? one.sha256 });
  const later = rest.flatMap((one) => {
    const is = renamed.get(keyOf(one));
    return is === null ? [] : [called(one, is ?? one.name)];
  });
  return [...known.baseline.map((name) => called(last, name)), ...later];
}

const tooOldWords = {
  database: "Databasen är från en version av Förtrogen som är äldre än den äldsta som den här versionen kan uppgradera från.",
  backup: "Säkerhetskopian är från en version av Förtrogen som är äldre än den äldsta som den här versionen kan läsa in.",
};

/** What is said of a database or a backup that stands in the midst of what was folded. */
export function tooOld(what: keyof typeof tooOldWords): Problem {
  const hint = "Gå över versionen d1058cc: hämta den ur förrådet och kör dess ”fortrogen migrate” först. Se docs/operations.md.";
  return { code: "too-old", message: tooOldWords[what], hint };
}

function keyOf({ name, sha256 }: Applied): string {
  return `${name} ${sha256}`;
}
