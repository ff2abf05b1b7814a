/** Cookies are HttpOnly and SameSite=Lax; over https they are Secure and carry the `__Host-` prefix, which binds them to this host alone. */
export type CookieKind = "session" | "respondent" | "sign-on" | "choice" | "notice" | "language";

const names: Readonly<Record<CookieKind, string>> = {
  session: "fortrogen",
  respondent: "fortrogen-svar",
  "sign-on": "fortrogen-inloggning",
  choice: "fortrogen-val",
  notice: "fortrogen-besked",
  language: "fortrogen-sprak",
};

/** The cookie's name, which depends on whether the address is https. */
export function cookieName(kind: CookieKind, secure: boolean): string {
  return secure ? `__Host-${names[kind]}` : names[kind];
}

/** The value of a `Set-Cookie` header. Without `maxAge` (seconds) the cookie ends with the browser; with 0 it is taken away. */
export function setCookie(kind: CookieKind, value: string, secure: boolean, maxAge?: number): string {
  const parts = [`${cookieName(kind, secure)}=${value}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  if (secure) parts.push("Secure");
  if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`);
  return parts.join("; ");
}

/** The value of one cookie of a `Cookie` header; nothing when it is missing or sent twice (a planted one may be among them). */
export function readCookie(header: string | null | undefined, kind: CookieKind, secure: boolean): string | undefined {
  const found = readCookies(header, kind, secure);
  return found.length === 1 ? found[0] : undefined;
}

/** Every value of the name, planted ones too: for what must be ended, never for what is believed. */
export function readCookies(header: string | null | undefined, kind: CookieKind, secure: boolean): string[] {
  const name = `${cookieName(kind, secure)}=`;
  return (header ?? "")
    .split(/;\s*/u)
    .filter((part) => part.startsWith(name))
    .map((part) => part.slice(name.length));
}
