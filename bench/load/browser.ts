// A browser without a screen: one keep-alive connection, cookies, forms sent as a person's browser sends them. node:http, because
// Node's fetch costs more than the pages that it would measure.
import { Agent, request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";

/** What came back, and how long it took from the first byte sent to the last byte read. */
export type Reply = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly milliseconds: number;
  readonly bytes: number;
  /** The page as text; unpacked only when asked for. */
  text(): string;
};

export type Request = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One person's browser. Rejects when the connection breaks; `close()` gives its connections back. */
export class Browser {
  readonly #origin: URL;
  readonly #agent: Agent;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string, connections = 1) {
    this.#origin = new URL(origin);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  get(path: string): Promise<Reply> {
    return this.send({ method: "GET", path });
  }

  /** Sends a form as the browser does: url-encoded, with the page's own origin. */
  submit(path: string, fields: Iterable<readonly [string, string]>): Promise<Reply> {
    const body = new URLSearchParams([...fields].map(([name, value]) => [name, value])).toString();
    return this.send({ method: "POST", path, type: "application/x-www-form-urlencoded", body });
  }

  send({ method, path, type, body, headers: extra }: Request): Promise<Reply> {
    const started = performance.now();
    const headers: Record<string, string> = { accept: "text/html", "accept-encoding": "gzip", ...extra };
    if (this.#cookies.size > 0) headers["cookie"] = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (method === "POST") {
      headers["origin"] = this.#origin.origin;
      headers["sec-fetch-site"] = "same-origin";
      headers["content-type"] = type ?? "application/octet-stream";
      headers["content-length"] = String(Buffer.byteLength(body ?? ""));
    }
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.#origin;
      const sent = request({ agent: this.#agent, hostname, port, method, path, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          // A server that was killed ends the connection in the middle of an answer: that is no answer.
          if (!answer.complete) return reject(new Error("The connection was cut."));
          this.#keepCookies(answer.headers["set-cookie"] ?? []);
          const packed = Buffer.concat(parts);
          const text = () => (answer.headers["content-encoding"] === "gzip" ? gunzipSync(packed) : packed).toString("utf8");
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            milliseconds: performance.now() - started,
            bytes: packed.length,
            text,
          });
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #keepCookies(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      if (/max-age=0/i.test(line)) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }
}

/** Signs in as one of the demo's staff, as the button on the first page does. @throws Error when refused. */
export async function signIn(browser: Browser, municipality: string, staffId: string): Promise<void> {
  const reply = await browser.submit("/logga-in/demo", [
    ["municipality", municipality],
    ["person", staffId],
    ["back", "/"],
  ]);
  if (reply.status !== 303) throw new Error(`Sign-in as ${staffId} gave ${reply.status}.`);
}
