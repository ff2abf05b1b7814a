// Every list of codes, wherever it stands: found by walking, so that none can be forgotten.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import ts from "typescript";
import type { Database } from "../../src/platform/database/connect.ts";
import { loadOperations } from "../../src/app/web/operations.ts";
import { openApiOf } from "../../src/app/web/openapi.ts";
import { routes } from "../../src/app/web/routes.ts";

/** A list of codes and where it stands: "src/casework/intake/codes.ts: intakeTypes", "intake.intake.type", "docs/open-extract.md: typ". */
export type CodeList = { readonly place: string; readonly codes: readonly string[] };
/** How the program writes a list: as one, as what is weighed or keyed by the codes, or as a type. */
export type WrittenList = CodeList & { readonly as: "list" | "keys" | "type" };

const root = join(import.meta.dirname, "..", "..");
/** What is shorter says too little to be told from another. */
const fewest = 3;

/** The program and the demo, parsed, by path. */
function parsed(): ReadonlyMap<string, ts.SourceFile> {
  const files = ["src", "demo"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile() && /\.tsx?$/.test(one.name) && !/\.test\.tsx?$|^generated\.ts$/.test(one.name))
      .map((one) => join(one.parentPath, one.name)),
  );
  return new Map(
    files.map((path) => [relative(root, path), ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true)]),
  );
}

/** What the program and the demo hold of codes: their lists, and what their SQL compares columns with. All of it is parsed, once. */
export function readCode(): { readonly lists: readonly WrittenList[]; readonly comparisons: readonly Comparison[] } {
  const program = parsed();
  return { lists: listsInCode(program), comparisons: comparisonsInCode(program) };
}

/**
 * The arrays of texts in the program and the demo, each under the name it is given; weighed pairs by their first; what words are keyed by;
 * types that are nothing but texts.
 */
function listsInCode(program: ReadonlyMap<string, ts.SourceFile>): readonly WrittenList[] {
  const named = new Map<string, ts.Expression>();
  for (const tree of program.values())
    each(tree, (node) => ts.isVariableDeclaration(node) && node.initializer && named.set(node.name.getText(), node.initializer));
  const found: WrittenList[] = [];
  for (const [path, tree] of program) {
    const keep = (as: WrittenList["as"], node: ts.Node, codes: readonly string[] | undefined) => {
      if (codes && new Set(codes).size >= fewest) found.push({ place: `${path}: ${nameOf(node)}`, codes, as });
    };
    each(tree, (node) => {
      if (ts.isArrayLiteralExpression(node)) {
        const texts = textsIn(node, named);
        keep(texts ? "list" : "keys", node, texts ?? firstsIn(node));
      } else if (ts.isObjectLiteralExpression(node)) keep("keys", node, keysOf(node));
      else if (ts.isUnionTypeNode(node)) keep("type", node, textsOfType(node));
    });
  }
  return found;
}

/** A text that is compared with a column: "kind" and "utredning" of `p.kind = 'utredning'` or of `p.kind in ('utredning', …)`. */
export type Comparison = { readonly place: string; readonly column: string; readonly text: string };

const compared =
  /\b([a-z_]+)(?:::text)?\s*(?:=|<>|!=|is (?:not )?distinct from|(?:not )?in|= any|<> all)\s*\(?(?:array\[)?((?:'[^']*'(?:::text)?,?\s*)+)/gi;

function comparisonsIn(place: string, text: string): Comparison[] {
  return [...text.matchAll(compared)].flatMap(([, column = "", texts = ""]) =>
    [...texts.matchAll(/'([^']*)'/g)].map(([, one = ""]) => ({ place, column, text: one })),
  );
}

/** What the SQL in the program and the demo compares columns with: every text that selects or writes something. */
function comparisonsInCode(program: ReadonlyMap<string, ts.SourceFile>): readonly Comparison[] {
  const found: Comparison[] = [];
  for (const [path, tree] of program) {
    each(tree, (node) => {
      if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isStringLiteral(node)) {
        if (/\b(select|where|join|update|when|and)\b/.test(node.getText())) found.push(...comparisonsIn(path, node.getText()));
      }
    });
  }
  return found;
}

/** What the views and functions of the database compare columns with. */
export async function comparisonsInDatabase(db: Kysely<Database>): Promise<readonly Comparison[]> {
  const { rows } = await sql<{ place: string; text: string }>`
    select v.oid::regclass::text as place, pg_get_viewdef(v.oid) as text from pg_class v join pg_namespace n on n.oid = v.relnamespace
      where v.relkind = 'v' and n.nspname !~ '^pg_|information_schema|graphile'
    union all
    select f.oid::regprocedure::text, f.prosrc from pg_proc f join pg_namespace n on n.oid = f.pronamespace
      where n.nspname !~ '^pg_|information_schema|graphile' and f.prokind = 'f'
        and not exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')`.execute(db);
  return rows.flatMap(({ place, text }) => comparisonsIn(place, text));
}

function each(node: ts.Node, visit: (node: ts.Node) => unknown): void {
  visit(node);
  ts.forEachChild(node, (child) => each(child, visit));
}

/** The texts of an array of nothing but texts, with what is spread into it out of a named one. */
function textsIn(node: ts.Expression, named: ReadonlyMap<string, ts.Expression>): readonly string[] | undefined {
  const bare = ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? node.expression : node;
  if (!ts.isArrayLiteralExpression(bare)) return undefined;
  const texts: string[] = [];
  for (const one of bare.elements) {
    const name = ts.isSpreadElement(one) ? one.expression : one;
    if (ts.isStringLiteral(one)) texts.push(one.text);
    else if (ts.isIdentifier(name)) {
      const other = named.get(name.text);
      const more = other && (ts.isSpreadElement(one) ? textsIn(other, named) : ts.isStringLiteral(other) ? [other.text] : undefined);
      if (!more) return undefined;
      texts.push(...more);
    } else return undefined;
  }
  return texts;
}

function firstsIn(node: ts.ArrayLiteralExpression): readonly string[] | undefined {
  const firsts = node.elements.map((one) => (ts.isArrayLiteralExpression(one) ? one.elements[0] : undefined));
  return firsts.every((one) => one !== undefined && ts.isStringLiteral(one))
    ? firsts.map((one) => (one as ts.StringLiteral).text)
    : undefined;
}

function textsOfType(node: ts.UnionTypeNode): readonly string[] | undefined {
  const texts = node.types.map((one) => (ts.isLiteralTypeNode(one) && ts.isStringLiteral(one.literal) ? one.literal.text : undefined));
  return texts.every((one) => one !== undefined) ? texts : undefined;
}

function keysOf(node: ts.ObjectLiteralExpression): readonly string[] | undefined {
  const keys = node.properties.map((one) =>
    ts.isPropertyAssignment(one) && (ts.isIdentifier(one.name) || ts.isStringLiteral(one.name)) ? one.name.text : undefined,
  );
  // The names of fields are no codes: at least one key is a word that no field could be called.
  return keys.every((one) => one !== undefined) && keys.some((one) => /[^\w]/.test(one ?? "")) ? (keys as string[]) : undefined;
}

/** What a list is called: the variable, the property or the first texts of the call that it stands in. */
function nameOf(node: ts.Node): string {
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) {
    if (ts.isVariableDeclaration(at) || ts.isPropertyAssignment(at) || ts.isTypeAliasDeclaration(at) || ts.isPropertySignature(at))
      return at.name.getText();
    if (ts.isCallExpression(at)) {
      const [, name] = at.arguments;
      return name && ts.isStringLiteral(name) ? name.text : at.expression.getText().slice(0, 40);
    }
  }
  return "?";
}

/** The lists in the database: of each check, and those that views sort by. */
export async function listsInDatabase(db: Kysely<Database>): Promise<readonly CodeList[]> {
  const { rows } = await sql<{ place: string; text: string; is_view: boolean }>`
    select c.conrelid::regclass || ': ' || c.conname as place, pg_get_constraintdef(c.oid) as text, false as is_view from pg_constraint c
      join pg_namespace n on n.oid = c.connamespace where c.contype = 'c' and n.nspname !~ '^pg_|information_schema'
    union all
    select v.oid::regclass::text, pg_get_viewdef(v.oid), true from pg_class v join pg_namespace n on n.oid = v.relnamespace
      where v.relkind = 'v' and n.nspname !~ '^pg_|information_schema'`.execute(db);
  return rows.flatMap(({ place, text }) =>
    [...text.matchAll(/\((\w+(?:\.\w+)?)(?:\)::text)? (?:=|<>) (?:ANY|ALL) \(+ARRAY\[(.*?)\]/gs)].flatMap(
      ([, column = "", list = ""]): CodeList[] => {
        const codes = [...list.matchAll(/'((?:[^']|'')*)'/g)].map(([, code = ""]) => code.replaceAll("''", "'"));
        return codes.length < fewest ? [] : [{ place: `${place.split(": ")[0] ?? ""}.${column.split(".").at(-1) ?? ""}`, codes }];
      },
    ),
  );
}

/** The lists of the API's document: what each operation lets in. */
export async function listsInApi(): Promise<readonly CodeList[]> {
  const found: CodeList[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== "object" || value === null) return;
    if ("enum" in value && Array.isArray(value.enum) && value.enum.length >= fewest) {
      const names = path.filter(
        (one) => !["schema", "properties", "items", "anyOf", "content", "requestBody", "post", "get"].includes(one) && !/^\d+$/.test(one),
      );
      found.push({
        place: `API ${names.filter((one) => one !== "paths" && one !== "application/json").join(" ")}`,
        codes: value.enum.map(String),
      });
    }
    for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
  };
  walk(openApiOf(await loadOperations(), routes, "http://localhost"), []);
  return found;
}

/** The lists that suppliers read: the code cells of docs/open-extract.md. */
export function listsInFormat(): readonly CodeList[] {
  const lines = readFileSync(join(root, "docs", "open-extract.md"), "utf8").split("\n");
  return lines.flatMap((line): CodeList[] => {
    const [, name = "", codes = ""] = line.split("|");
    const list = [...codes.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
    return list.length < fewest ? [] : [{ place: `docs/open-extract.md: ${name.trim()}`, codes: list }];
  });
}
