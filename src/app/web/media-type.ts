/** A content type in its parts (RFC 9110 § 8.3.1), all in lower case but the values of parameters. */
export type MediaType = { readonly name: string; readonly parameters: ReadonlyMap<string, string> };

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const whole = new RegExp(`^(${token}/${token})((?:[ \\t]*;(?:[ \\t]*${token}=(?:${token}|"[^"\\\\\\r\\n]*"))?)*)[ \\t]*$`);
const parameter = new RegExp(`;[ \\t]*(${token})=(?:(${token})|"([^"]*)")`, "g");

/** Reads the header `Content-Type`; undefined where it is missing, malformed, or says one thing twice. */
export function readMediaType(header: string | undefined): MediaType | undefined {
  const [, name, rest = ""] = whole.exec(header ?? "") ?? [];
  if (name === undefined) return undefined;
  const parameters = new Map<string, string>();
  for (const [, key = "", plain, quoted] of rest.matchAll(parameter)) {
    if (parameters.has(key.toLowerCase())) return undefined;
    parameters.set(key.toLowerCase(), plain ?? quoted ?? "");
  }
  return { name: name.toLowerCase(), parameters };
}

/** True when it is text of exactly this type in UTF-8, which is what every browser and program sends. */
export function isTextOf(type: MediaType | undefined, name: string): boolean {
  return type?.name === name && /^utf-?8$/i.test(type.parameters.get("charset") ?? "utf-8");
}

/** The boundary of `multipart/form-data` (RFC 2046 § 5.1.1), undefined for any other type. */
export function boundaryOf(type: MediaType | undefined): string | undefined {
  const boundary = type?.name === "multipart/form-data" ? type.parameters.get("boundary") : undefined;
  return boundary !== undefined && /^[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]$/.test(boundary) ? boundary : undefined;
}
