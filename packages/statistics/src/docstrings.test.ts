// Every function the package exports says what comes back, in which units, by which formula, from which source, and what it refuses.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const here = import.meta.dirname;
/** The plan's package refuses with the same error, and its functions are described in the same way. */
const plan = join(here, "../../analysis-plan/src");

/**
 * What only carries, reads or writes data: it says what comes back and what it refuses, but there is no formula to give and nobody to cite.
 * A function that counts, estimates, weights, tests or protects does not belong here.
 */
const PLUMBING = new Set([
  ..."createTable withColumn column numericColumn factorColumn factorFromCodes numeric factor crossFactors missingMask".split(" "),
  ..."withWeights activeRows parseExpression evaluateRows parseFormula toFormula newRows".split(" "),
  ..."buildPublication compilePublication useSolver parsePlan planSchema renderPage renderCsv readTable runPlan".split(" "),
]);

type Exported = { readonly name: string; readonly file: string; readonly declaration: ts.FunctionDeclaration; readonly doc: string };

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

const files = new Map<string, ts.SourceFile>();
function sourceOf(file: string): ts.SourceFile {
  const found = files.get(file) ?? parse(file);
  files.set(file, found);
  return found;
}

function functionsOf(source: ts.SourceFile): Map<string, ts.FunctionDeclaration> {
  const found = new Map<string, ts.FunctionDeclaration>();
  source.forEachChild((node) => {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) found.set(node.name.text, node);
  });
  return found;
}

/** The text of the docstring on one line; "" without one. */
function docOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return comments
    .map((one) => ts.getTextOfJSDocComment(one.comment) ?? "")
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The values that `index.ts` exports by name, followed to the file that declares them. */
function exportedFunctions(index: string): { functions: Exported[]; others: string[] } {
  const functions: Exported[] = [];
  const others: string[] = [];
  sourceOf(index).forEachChild((node) => {
    if (!ts.isExportDeclaration(node) || node.isTypeOnly) return;
    if (node.moduleSpecifier === undefined || !ts.isStringLiteral(node.moduleSpecifier)) return;
    if (node.exportClause === undefined || !ts.isNamedExports(node.exportClause))
      throw new Error("index.ts exports everything of a module.");
    const file = join(dirname(index), node.moduleSpecifier.text);
    for (const element of node.exportClause.elements) {
      if (element.isTypeOnly) continue;
      const own = (element.propertyName ?? element.name).text;
      const declaration = functionsOf(sourceOf(file)).get(own);
      if (declaration === undefined) others.push(element.name.text);
      else functions.push({ name: element.name.text, file, declaration, doc: docOf(declaration) });
    }
  });
  return { functions, others };
}

/** The members of the union of codes in `errors.ts`. */
function errorCodes(): Set<string> {
  const codes = new Set<string>();
  sourceOf(join(here, "errors.ts")).forEachChild((node) => {
    if (!ts.isTypeAliasDeclaration(node) || node.name.text !== "StatisticsErrorCode" || !ts.isUnionTypeNode(node.type)) return;
    for (const one of node.type.types) if (ts.isLiteralTypeNode(one) && ts.isStringLiteral(one.literal)) codes.add(one.literal.text);
  });
  return codes;
}

/** The codes of the errors thrown in a function and in what it calls of the same file. */
function thrownIn(start: ts.FunctionDeclaration): Set<string> {
  const siblings = functionsOf(start.getSourceFile());
  const codes = new Set<string>();
  const done = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === "StatisticsError") {
      const code = node.arguments?.[0];
      if (code !== undefined && ts.isStringLiteral(code)) codes.add(code.text);
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const called = siblings.get(node.expression.text);
      if (called !== undefined && !done.has(called)) {
        done.add(called);
        visit(called);
      }
    }
    node.forEachChild(visit);
  };
  done.add(start);
  visit(start);
  return codes;
}

const exported = [join(here, "index.ts"), join(plan, "index.ts")].map(exportedFunctions);
const functions = exported.flatMap((one) => one.functions);
const others = exported.flatMap((one) => one.others);
const codes = errorCodes();

const UNITS =
  /\bunits?\b|\bscale\b|\bshares?\b|between 0 and|0…1|\bwhole numbers?\b|± ?∞|≥ 0|> 0|0 or more|without unit|\bcounts?\b|\bnumber of\b|any number|\bcells\b/i;
const FORMULA = /\b(Formula|Method)\b[^.]*[:.]/;
/** An author with a year, a function of R by name, or a standard with its section. */
const REFERENCE = /Reference: .*?(\p{Lu}[\p{L}'’–-]+[^(]*\((19|20)\d\d\b|R's `[\w.:<=" ()-]+`|§ ?\d)/u;

/** What the docstring leaves unsaid. */
function missing({ name, doc, declaration }: Exported): string[] {
  const gaps: string[] = [];
  if (doc === "") return ["a docstring"];
  const first = doc.split(/[.](?:\s|$)/)[0] ?? "";
  if (first.split(" ").length < 4) gaps.push("a first sentence that says what comes back");
  if (!PLUMBING.has(name)) {
    if (!UNITS.test(doc)) gaps.push("units or a range");
    if (!FORMULA.test(doc)) gaps.push("a formula or method");
    if (!REFERENCE.test(doc)) gaps.push("a reference");
  }
  const errors = /Errors: (.*)$/.exec(doc)?.[1];
  if (errors === undefined) return [...gaps, 'a sentence "Errors: …"'];
  const named = [...errors.matchAll(/`([a-z]+(?:-[a-z]+)*)`/g)].map((one) => one[1] ?? "").filter((one) => codes.has(one));
  const thrown = [...thrownIn(declaration)];
  if (named.length === 0 && !errors.startsWith("none")) gaps.push("the code of an error, or that there are none");
  if (named.length > 0 && errors.startsWith("none")) gaps.push("either errors or none");
  for (const code of thrown) if (!named.includes(code)) gaps.push(`the error "${code}", which it throws`);
  return gaps;
}

describe("docstrings of the exported functions", () => {
  it("are looked for in what the package exports", () => {
    expect(functions.length).toBeGreaterThan(80);
    expect(codes.has("lonely-psu")).toBe(true);
    // What is exported and is no function: the error's class alone. A function kept in a constant would escape the test.
    expect(others).toEqual(["StatisticsError"]);
    for (const { file } of functions) expect(existsSync(file)).toBe(true);
  });

  it.each(functions.map((one) => [one.name, one] as const))("%s", (_, one) => {
    expect(missing(one).join("; ")).toBe("");
  });

  it("name codes that exist", () => {
    const unknown = functions.flatMap(({ name, doc }) =>
      [...(/Errors: (.*)$/.exec(doc)?.[1] ?? "").matchAll(/`([a-z]+-[a-z]+(?:-[a-z]+)*)`/g)]
        .map((one) => one[1] ?? "")
        .filter((code) => !codes.has(code))
        .map((code) => `${name}: ${code}`),
    );
    expect(unknown).toEqual([]);
  });

  it("can name no code that nothing throws", () => {
    const sources = [here, plan].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /(?<!\.test)\.ts$/.test(file) && file !== "errors.ts")
        .map((file) => join(folder, file)),
    );
    const text = sources.map((file) => readFileSync(file, "utf8"));
    expect([...codes].filter((code) => !text.some((one) => one.includes(`"${code}"`)))).toEqual([]);
  });

  it("call plumbing only what is exported", () => {
    const names = new Set(functions.map((one) => one.name));
    expect([...PLUMBING].filter((name) => !names.has(name))).toEqual([]);
  });
});
