/**
 * What of a field a guardian's extract may show. What is not named is left out: a new field is hidden until somebody has thought about it, and
 * a test says which are not thought about.
 *
 * - `shown`: always.
 * - `text`: written freely, or tells where somebody is; left out where an identity is protected or the child is in sheltered housing.
 * - `reporter`: of who reported and what was said; shown where the caseworker has found that nobody is endangered by it (26 kap. 5 § OSL).
 * - `never`: of somebody else, of staff, of tasks, or that something is kept from guardians (12 kap. 3 § and 26 kap. 1 § OSL).
 */
export type Showing = "shown" | "text" | "reporter" | "never";
type Showings = Readonly<Record<string, Showing>>;

/** Nothing of it, whatever it holds. */
export const nothingShown: Showings = { "": "never" };

/** The same for fields by their paths in a row. */
export const all = (showing: Showing, ...paths: readonly string[]): Showings => Object.fromEntries(paths.map((path) => [path, showing]));

/** The same for fields of something that stands in the row: `within("shown", "plan", "goals")`. */
export const within = (showing: Showing, path: string, ...fields: readonly string[]): Showings =>
  all(showing, ...fields.map((field) => `${path}.${field}`));

/** Who took the decision that stands at a path. */
export const madeShown = (path: string): Showings => ({
  ...within("shown", path, "id", "decided_on", "decider", "staff", "name", "delegation_point", "body", "minutes_number", "urgent_decider"),
  ...within("shown", path, "next_meeting_on", "recorded_at"),
  ...within("text", path, "urgency", "place"),
  ...within("never", path, "typed_by"),
  ...within("shown", `${path}.reported`, "reported_on", "minutes_number", "recorded_at", "by"),
});
