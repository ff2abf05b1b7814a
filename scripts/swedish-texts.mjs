// Finds the Swedish words that people read: in string literals and JSX of the program, and in the definition files.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

/** Attributes and fields that a person never reads. */
const silent = new Set([
  "class",
  "className",
  "d",
  "viewBox",
  "style",
  "transform",
  "rel",
  "href",
  "src",
  "type",
  "sizes",
  "media",
  "pattern",
  "points",
]);
/** What is thrown in these is for developers, and English. */
const developerWords = /^(Error|RangeError|TypeError|SyntaxError|RegExp)$/;
/** Templates of these tags, and arguments of these functions, are for machines. */
const machineTags = /^(sql|css|String\.raw|html)/;
const machineCalls =
  /(?:^super$|^log$|(?<!console)\.log$|^sql\.raw|\.query|\.header|\.raw|\.selectFrom|^selectFrom|\.insertInto|\.updateTable|\.(?:inner|left)Join|querySelector(?:All)?|\.startsWith|\.endsWith|\.includes)$/;
/** Statements, markup and policies that stand in plain strings. */
const machineText =
  /^\s*(?:(?:select|insert|update|delete|with|create|alter|begin|set|copy|grant|revoke|reset|drop|truncate|analyze|from|where|order by|on conflict)\s|and \(|<[?!a-z]|[a-z-]+-src\s|sandbox;)/i;

/**
 * Every text in the files below `folders` of the clone, as `{ file, line, text }`; of those in `only` where it is given. Tests and what
 * stands in a folder `test` for them are left out: their names are English.
 */
export function findTexts(root, folders, only) {
  return folders
    .flatMap((folder) => listFiles(join(root, folder)))
    .filter((path) => only === undefined || only.has(relative(root, path)))
    .flatMap((path) => textsOf(path, readFileSync(path, "utf8"), relative(root, path)));
}

/** The texts of one file; the ending of `path` tells how it is read. */
export function textsOf(path, source, name = path) {
  return path.endsWith(".json") ? textsOfJson(source, name) : textsOfCode(path, source, name);
}

function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => /\.tsx?$/.test(path) || /[/\\]definitions[/\\][^/\\]+\.json$/.test(path))
    .filter((path) => !/\.test\.tsx?$|[/\\](?:test|node_modules)[/\\]|[/\\]generated\.ts$/.test(path));
}

function textsOfCode(path, source, file) {
  const tree = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found = [];
  const keep = (node, text, isOnPage = false) => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
    const words = plain(text);
    if (words !== "") found.push({ file, line, text: words, isOnPage });
  };
  const visit = (node) => {
    if (isForMachines(node)) return;
    if (ts.isJsxText(node)) keep(node, node.text, true);
    else if (ts.isStringLiteralLike(node) && looksLikeWords(node.text)) keep(node, node.text);
    else if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
      // A value stands between the parts: what touches it is no whole word.
      if (looksLikeWords(parts.join(" "))) keep(node, parts.map((part, i) => trimTouching(part, i > 0, i < parts.length - 1)).join(" "));
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function isForMachines(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isTaggedTemplateExpression(node)) return machineTags.test(node.tag.getText());
  if (ts.isCallExpression(node) && machineCalls.test(node.expression.getText())) return true;
  if (ts.isNewExpression(node) && developerWords.test(node.expression.getText())) return true;
  if (ts.isPropertyAssignment(node)) return node.name.getText() === "application_name";
  return ts.isJsxAttribute(node) && silent.has(node.name.getText());
}

/** Words for people have a space, or a letter that only Swedish has, or begin like a sentence. */
function looksLikeWords(text) {
  if (machineText.test(text)) return false;
  return (
    /\p{L}{2}/u.test(text) && (/[åäöÅÄÖ]/.test(text) || /\p{L}[^\n]* [^\n]*\p{L}/u.test(text) || /^[A-ZÅÄÖ][a-zåäö]{2,}/.test(text.trim()))
  );
}

function trimTouching(part, isTouchedBefore, isTouchedAfter) {
  const headless = isTouchedBefore ? part.replace(/^[\p{L}\p{N}_-]+/u, "") : part;
  return isTouchedAfter ? headless.replace(/[\p{L}\p{N}_-]+$/u, "") : headless;
}

/** Without addresses, commands, code and names that are no words. */
function plain(text) {
  return text
    .replace(
      /[a-z]+:\/\/\S+|[\w.-]+@[\w.-]+|(?<!\p{L})\.{0,2}\/[\w./-]+|[?&]\w+=\w*|--[\w-]+|(?<!\p{L})[\w-]+\.(?:ts|tsx|md|csv|sql|json|log|xlsx|zip|se)\b/gu,
      " ",
    )
    .replace(/[\p{L}\p{N}]*_[\p{L}\p{N}_]*|(?<!\p{L})\p{Ll}+\p{Lu}[\p{L}\p{N}]*/gu, " ")
    .replace(/\u00ad/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function textsOfJson(source, file) {
  const found = [];
  source.split("\n").forEach((row, i) => {
    for (const [, raw] of row.matchAll(/(?<=[:[,]\s*|^\s*)"((?:[^"\\]|\\.)*)"(?!\s*:)/g)) {
      const text = JSON.parse(`"${raw}"`);
      if (looksLikeWords(text)) found.push({ file, line: i + 1, text: plain(text) });
    }
  });
  return found.filter(({ text }) => text !== "");
}
