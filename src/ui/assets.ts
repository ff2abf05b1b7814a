import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

type Asset = { readonly type: string; readonly body: Buffer; readonly gzip: Buffer; readonly brotli: Buffer };

/** Style and script of all pages, made at the start and kept in memory; the address holds a hash of the content. */
export type Assets = { readonly css: string; readonly script: string; readonly files: ReadonlyMap<string, Asset> };

const stylesFirst = ["theme.css", "frame.css", "components.css"];
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the style sheet (Designsystemet and our own) and bundles `client/main.ts`. */
export function buildAssets(): Assets {
  const require = createRequire(import.meta.url);
  const designSystem = ["@digdir/designsystemet-css", "@digdir/designsystemet-css/theme.css"].map((name) =>
    readFileSync(require.resolve(name), "utf8"),
  );
  const own = styleSheets().map((name) => readFileSync(here(`styles/${name}`), "utf8"));
  const bundle = buildSync({
    entryPoints: [here("client/main.ts")],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const css = assetOf("text/css; charset=utf-8", [...designSystem, ...own].join("\n"));
  const script = assetOf("text/javascript; charset=utf-8", bundle.outputFiles[0]?.text ?? "");
  const cssName = `${hashOf(css.body)}.css`;
  const scriptName = `${hashOf(script.body)}.js`;
  return {
    css: `/tillgangar/${cssName}`,
    script: `/tillgangar/${scriptName}`,
    files: new Map([
      [cssName, css],
      [scriptName, script],
    ]),
  };
}

/** Our own style sheets in order: the ground, then what the rooms have added, and last how it is printed. */
function styleSheets(): string[] {
  const others = readdirSync(here("styles")).filter((name) => name.endsWith(".css") && name !== "print.css" && !stylesFirst.includes(name));
  return [...stylesFirst, ...others.sort(), "print.css"];
}

function assetOf(type: string, text: string): Asset {
  const body = Buffer.from(text);
  return { type, body, gzip: gzipSync(body), brotli: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }) };
}

function hashOf(body: Buffer): string {
  return createHash("sha256").update(body).digest("hex").slice(0, 16);
}

/** The answer to a request for an asset, in the form the browser prefers. Nothing when there is no such file. */
export function assetResponse(assets: Assets, name: string, acceptEncoding: string): Response | undefined {
  const asset = assets.files.get(name);
  if (!asset) return undefined;
  const encoding = /\bbr\b/u.test(acceptEncoding) ? "br" : /\bgzip\b/u.test(acceptEncoding) ? "gzip" : undefined;
  const body = encoding === "br" ? asset.brotli : encoding === "gzip" ? asset.gzip : asset.body;
  const headers = new Headers({
    "content-type": asset.type,
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  if (encoding) headers.set("content-encoding", encoding);
  return new Response(new Uint8Array(body), { headers });
}

/** The mark in the browser's tab. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#fffdf9"/><path d="M6 20a10 10 0 0 1 20 0" fill="none" stroke="#1b615a" stroke-width="3.5" stroke-linecap="round"/><path d="M11 21.500a5.200 5.200 0 0 0 10 0" fill="none" stroke="#c8663c" stroke-width="3.5" stroke-linecap="round"/><circle cx="16" cy="14.500" r="2.400" fill="#c8663c"/></svg>`;
