// Turns `.tsx` into JavaScript as Node loads it, for the web server only: `node --import ./src/app/web/tsx-hook.mjs …` or an import
// before the first page. What has been turned is kept in `.build/`, named by a hash of its content.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync, version } from "esbuild";

const cache = fileURLToPath(new URL("../../../.build/tsx/", import.meta.url));

const options = {
  loader: "tsx",
  format: "esm",
  target: "node24",
  jsx: "automatic",
  jsxImportSource: "#jsx",
  sourcemap: "inline",
};

function javascriptOf(path) {
  const source = readFileSync(path, "utf8");
  const name = join(
    cache,
    `${createHash("sha256").update(version).update(JSON.stringify(options)).update(path).update(source).digest("hex").slice(0, 32)}.js`,
  );
  try {
    return readFileSync(name, "utf8");
  } catch {
    // Not turned before.
  }
  const { code } = transformSync(source, { ...options, sourcefile: path });
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(`${name}.${process.pid}`, code);
    renameSync(`${name}.${process.pid}`, name);
  } catch {
    // A read-only folder: it is turned again at the next start.
  }
  return code;
}

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith("file:") || !new URL(url).pathname.endsWith(".tsx")) return nextLoad(url, context);
    return { format: "module", source: javascriptOf(fileURLToPath(url)), shortCircuit: true };
  },
});
