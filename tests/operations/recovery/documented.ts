// What docs/operations.md says about recovery, block by block, so that the drill does that and nothing else.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const text = readFileSync(join(import.meta.dirname, "..", "..", "..", "docs", "operations.md"), "utf8");
const heading = "## To a moment, and a standby";
const section = `${text.slice(text.indexOf(heading) + heading.length)}\n## `.split("\n## ")[0] ?? "";
const blocks = [...section.matchAll(/```(\w+)\n([\s\S]*?)```/gu)].map(([, kind = "", body = ""]) => ({ kind, body: body.trim() }));

/** The block of a kind in which these words stand. @throws Error where there is none, or several. */
export function documented(kind: "ini" | "sh" | "sql", words: string): string {
  const found = blocks.filter((block) => block.kind === kind && block.body.includes(words));
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`docs/operations.md has ${found.length} ${kind} blocks with ”${words}”.`);
  return first.body;
}

/** The administrator's statements that make roles and database, in the part about a server of one's own. */
export function documentedRoles(): string {
  const start = text.indexOf("CREATE ROLE fortrogen_owner");
  return text.slice(start, text.indexOf("```", start)).trim();
}
