import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { sql } from "kysely";
import { SMTPServer } from "smtp-server";
import type { SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openHouse } from "../../../tests/support/casework.ts";
import type { House } from "../../../tests/support/casework.ts";
import { localhost } from "../../../tests/support/localhost-certificate.ts";
import type { Context } from "../core/door.ts";
import { taskOf } from "../core/job.ts";
import type { JobContext } from "../core/job.ts";
import type { Carried, Carrier, Post } from "../core/post.ts";
import { inMunicipality } from "../database/connect.ts";
import type { Tx } from "../database/connect.ts";
import { startJobs } from "../jobs/runner.ts";
import type { RunningJobs } from "../jobs/runner.ts";
import { listJobs } from "../jobs/store.ts";
import { makeSmtp } from "./carriers/smtp.ts";
import type { SmtpSettings } from "./carriers/smtp.ts";
import { makeWebhook, signatureOf } from "./carriers/webhook.ts";
import { sendMessage } from "./jobs/send.ts";
import { most, planMessage, withdrawMessage } from "./plan.ts";
import type { Planned } from "./plan.ts";

// Real servers on free ports and a real database; nothing waits for a time.

let house: House;
const closing: (() => Promise<unknown> | void)[] = [];
const logged: unknown[] = [];

beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await sql`delete from graphile_worker._private_jobs`.execute(house.database.owner);
  logged.length = 0;
});
afterAll(() => house.database.drop());

const now = new Date("2026-03-02T10:00:00+01:00");
const planned: Planned = {
  template: "notice",
  channel: "e-post",
  address: "anna@example.se",
  isProtected: false,
  clearedBecause: undefined,
};

function contextOf(from: House = house, given: Partial<Context> = {}): Context {
  const nothing = () => undefined;
  const whatever = { touch: nothing, inCase: nothing, confirmed: () => false, whenRefused: nothing };
  return {
    actor: from.staff.caseworker,
    now,
    today: "2026-03-02",
    channels: ["e-post", "sms"],
    linkKey: null,
    signingKeys: null,
    ...whatever,
    ...given,
  };
}

/** Plans a message to an address of its own. */
async function plan(given: Partial<Planned> = {}, from: House = house): Promise<string> {
  const address = given.channel === "sms" ? "0701234567" : `${randomUUID()}@example.se`;
  return inMunicipality(from.database.app, from.municipalityId, async (tx) => {
    const result = await planMessage(tx, contextOf(from), { ...planned, address, ...given });
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  });
}

const within = <T>(work: (tx: Tx) => Promise<T>, from: House = house) => inMunicipality(from.database.app, from.municipalityId, work);
const withdraw = (id: string) => within((tx) => withdrawMessage(tx, contextOf(), id));

async function standing(id: string): Promise<{ state: string; attempts: number; fault: string | null }> {
  const { rows } = await within((tx) =>
    sql<{
      state: string;
      attempts: number;
      fault: string | null;
    }>`select state, attempts, fault from messages.standing where id = ${id}::uuid`.execute(tx),
  );
  const [row] = rows;
  if (!row) throw new Error("no message");
  return row;
}

function jobContext(post: Post | null, clock = () => now): JobContext {
  return {
    db: house.database.app,
    clock,
    signal: new AbortController().signal,
    log: (line) => logged.push(line),
    runCommand: () => Promise.resolve({ code: 0, output: "" }),
    heads: null,
    post,
  };
}
const postOf = (carrier: Carrier): Post => ({ carriers: { "e-post": carrier, sms: carrier }, outbox: null, phone: "0123-45 60 00" });
const send = (messageId: string, carrier: Carrier, clock?: () => Date) =>
  sendMessage.run({ municipalityId: house.municipalityId, messageId }, jobContext(postOf(carrier), clock));

/** A way out that says what it is told, and counts. */
function scripted(isIdempotent: boolean, ...script: (Carried | (() => Promise<Carried>))[]): Carrier & { readonly carried: string[] } {
  const carried: string[] = [];
  return {
    isIdempotent,
    carried,
    carry({ id }) {
      carried.push(id);
      const next = script[carried.length - 1] ?? { outcome: "skickat", fault: null };
      return typeof next === "function" ? next() : Promise.resolve(next);
    },
  };
}

type Received = { from: string; to: string[]; text: string; secure: boolean };

/** A real mail server; `given` says what it does otherwise. */
async function startSmtp(given: SMTPServerOptions = {}): Promise<{ received: Received[]; settings: SmtpSettings; breakLines: () => void }> {
  const received: Received[] = [];
  const lines = new Set<Socket>();
  const server = new SMTPServer({
    ...localhost,
    logger: false,
    authOptional: true,
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(parts).toString("utf8"),
          secure: session.secure,
        });
        callback();
      });
    },
    ...given,
  });
  server.on("error", () => undefined);
  const listening = server.listen(0, "127.0.0.1");
  listening.on("connection", (line: Socket) => lines.add(line));
  await once(listening, "listening");
  closing.push(() => new Promise<void>((done) => void server.close(() => done())));
  const { port } = listening.address() as AddressInfo;
  const settings = { host: "127.0.0.1", port, tls: "required", account: null, from: "no-reply@example.se", ca: localhost.cert } as const;
  return { received, settings, breakLines: () => lines.forEach((line) => line.destroy()) };
}

const decoded = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=\r\n/gu, "").replaceAll(/=([0-9A-F]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

describe("a message by SMTP", () => {
  it("goes over TLS, says who it is from and how to reach them, and nothing else", async () => {
    const { received, settings } = await startSmtp();
    const id = await plan({ address: "anna@example.se" });
    await send(id, makeSmtp(settings));
    expect(await standing(id)).toMatchObject({ state: "skickat", attempts: 1, fault: null });
    expect(received).toHaveLength(1);
    const [{ text, ...about } = { text: "" }] = received;
    expect(about).toEqual({ from: "no-reply@example.se", to: ["anna@example.se"], secure: true });
    const [head = "", body = ""] = text.split("\r\n\r\n", 2);
    expect(head).toContain("To: anna@example.se");
    expect(head).toContain(`Message-ID: <${id}@example.se>`);
    expect(head).toContain("Auto-Submitted: auto-generated");
    expect(decoded(text)).toContain("Du har ett meddelande från Kommun 0114.");
    expect(decoded(text)).toContain("Ring 0123-45 60 00 så berättar vi mer.");
    expect(head.toLowerCase()).not.toMatch(/^(?:b?cc|reply-to):/m);
    expect(body).not.toBe("");
  });

  it("signs in where there is an account", async () => {
    const seen: unknown[] = [];
    const { received, settings } = await startSmtp({
      authOptional: false,
      onAuth({ username, password }, _session, callback) {
        seen.push([username, password]);
        callback(null, password === "right" ? { user: "one" } : {});
      },
    });
    const wrong = await plan();
    await expect(send(wrong, makeSmtp({ ...settings, account: { user: "program", password: "wrong" } }))).rejects.toThrow("not sent");
    expect(await standing(wrong)).toMatchObject({ state: "försöks igen", fault: "EAUTH 535" });
    await send(wrong, makeSmtp({ ...settings, account: { user: "program", password: "right" } }));
    expect(seen).toEqual([
      ["program", "wrong"],
      ["program", "right"],
    ]);
    expect(received).toHaveLength(1);
  });

  it("is not sent in the clear, nor to a server whose certificate nobody vouches for", async () => {
    const clear = await startSmtp({ disabledCommands: ["STARTTLS"] });
    const id = await plan();
    await expect(send(id, makeSmtp(clear.settings))).rejects.toThrow("not sent");
    const unknown = await startSmtp();
    await expect(send(id, makeSmtp({ ...unknown.settings, ca: null }))).rejects.toThrow("not sent");
    expect(await standing(id)).toMatchObject({ state: "försöks igen", attempts: 2 });
    expect([...clear.received, ...unknown.received]).toEqual([]);
    // Unless the operator says so.
    await send(id, makeSmtp({ ...clear.settings, tls: "none" }));
    expect(clear.received).toMatchObject([{ secure: false }]);
  });

  it("goes to letters of every alphabet, and to nobody else", async () => {
    const { received, settings } = await startSmtp();
    const id = await plan({ address: "åsa@räksmörgås.example" });
    await send(id, makeSmtp(settings));
    expect(received.map(({ to }) => to)).toEqual([["åsa@räksmörgås.example"]]);
  });

  // Where an address came in another way than by `planMessage`, and whatever a name may hold.
  const parcel = { id: randomUUID(), sender: 'K"\r\nBcc: b@example.se', subject: "Ämne\r\nBcc: c@example.se", text: "Text" };

  it("goes to the one address that it has, whatever the names hold", async () => {
    const { received, settings } = await startSmtp();
    expect(await makeSmtp(settings).carry({ ...parcel, to: "f@example.se" }, now)).toMatchObject({ outcome: "skickat" });
    expect(received.map(({ to }) => to)).toEqual([["f@example.se"]]);
    expect(received[0]?.text.split("\r\n\r\n", 1)[0]).not.toMatch(/^bcc:/im);
  });

  it.each(["a@example.se\r\nBcc: d@example.se", "a@example.se, e@example.se", "A <a@example.se>"])("does not go to %j", async (to) => {
    const { received, settings } = await startSmtp();
    expect(await makeSmtp(settings).carry({ ...parcel, to }, now)).toEqual({ outcome: "nekat", fault: "no address" });
    expect(received).toEqual([]);
  });

  it("is tried again where the server says not now, and not where it refuses the address", async () => {
    let code = 451;
    const refusal = () => Object.assign(new Error("quotes anna@example.se"), { responseCode: code });
    const { received, settings } = await startSmtp({
      onRcptTo: (_address, _session, callback) => callback(code === 250 ? null : refusal()),
    });
    const id = await plan();
    await expect(send(id, makeSmtp(settings))).rejects.toThrow("not sent");
    expect(await standing(id)).toMatchObject({ state: "försöks igen", fault: "EENVELOPE 451" });
    code = 250;
    await send(id, makeSmtp(settings));
    expect(await standing(id)).toMatchObject({ state: "skickat", attempts: 2 });
    code = 550;
    const refused = await plan();
    await send(refused, makeSmtp(settings));
    await send(refused, makeSmtp(settings));
    expect(await standing(refused)).toMatchObject({ state: "nekat", attempts: 1, fault: "EENVELOPE 550" });
    expect(received).toHaveLength(1);
    expect(JSON.stringify(logged)).toContain("EENVELOPE 550");
    expect(JSON.stringify(logged)).not.toContain("@");
  });

  it("waits where the server is down, and goes when it is up again", async () => {
    const { received, settings } = await startSmtp();
    const nobody = createServer().listen(0, "127.0.0.1");
    await once(nobody, "listening");
    const { port } = nobody.address() as AddressInfo;
    await new Promise((done) => nobody.close(done));
    const id = await plan();
    await expect(send(id, makeSmtp({ ...settings, port }))).rejects.toThrow("not sent");
    expect(await standing(id)).toMatchObject({ state: "försöks igen", attempts: 1 });
    await send(id, makeSmtp(settings));
    expect(await standing(id)).toMatchObject({ state: "skickat", attempts: 2 });
    expect(received).toHaveLength(1);
  });

  it("is not tried again where the line broke after the server had begun to take it", async () => {
    const mail = await startSmtp({
      onData(stream) {
        stream.resume();
        stream.on("end", () => mail.breakLines());
      },
    });
    const id = await plan();
    await send(id, makeSmtp(mail.settings));
    expect(await standing(id)).toMatchObject({ state: "oklart", attempts: 1 });
    await send(id, makeSmtp(mail.settings));
    expect(await standing(id)).toMatchObject({ state: "oklart", attempts: 1 });
    expect(await withdraw(id)).toMatchObject({ ok: false, error: { code: "message-sent" } });
  });

  it("is not waited for without end where the server never comes to an end", async () => {
    const dripping: NodeJS.Timeout[] = [];
    const lines: Socket[] = [];
    const server = createServer((line) => {
      lines.push(line);
      line.on("error", () => undefined);
      line.write("220 slow\r\n");
      line.once("data", () => dripping.push(setInterval(() => line.write("250-more\r\n"), 20)));
    }).listen(0, "127.0.0.1");
    closing.push(() => {
      dripping.forEach((one) => clearInterval(one));
      lines.forEach((line) => line.destroy());
      return new Promise((done) => server.close(done));
    });
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const settings = { host: "127.0.0.1", port, tls: "none", account: null, from: "no-reply@example.se", ca: null } as const;
    const parcel = { id: randomUUID(), to: "anna@example.se", sender: "K", subject: "S", text: "T" };
    expect(await makeSmtp(settings, 200).carry(parcel, now)).toMatchObject({ outcome: "inte nu" });
  });

  it("is tried again where the line broke before", async () => {
    const mail = await startSmtp({ onRcptTo: () => mail.breakLines() });
    const { received, settings } = await startSmtp();
    const id = await plan();
    await expect(send(id, makeSmtp(mail.settings))).rejects.toThrow("not sent");
    await send(id, makeSmtp(settings));
    expect(await standing(id)).toMatchObject({ state: "skickat", attempts: 2 });
    expect(received).toHaveLength(1);
  });
});

describe("a message by a service for SMS", () => {
  type Request = { headers: IncomingHttpHeaders; body: string };

  async function startReceiver(...statuses: number[]): Promise<{ requests: Request[]; url: URL }> {
    const requests: Request[] = [];
    const server = createHttpServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (part: string) => (body += part));
      request.on("end", () => {
        requests.push({ headers: request.headers, body });
        const status = statuses[requests.length - 1] ?? 200;
        response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end("what it says");
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    closing.push(() => new Promise((done) => server.close(done)));
    return { requests, url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/out`) };
  }
  const secret = "a secret of the operator's, long enough";

  it("is handed over signed, with the message's identifier to know it again by", async () => {
    const { requests, url } = await startReceiver();
    const id = await plan({ channel: "sms", address: "070-111 22 33" });
    await send(id, makeWebhook({ url, secret }));
    expect(await standing(id)).toMatchObject({ state: "skickat" });
    const [{ headers, body } = { headers: {}, body: "" }] = requests;
    expect(JSON.parse(body)).toEqual({
      id,
      to: "+46701112233",
      text: expect.stringContaining("Du har ett meddelande från Kommun 0114.") as string,
    });
    expect(headers["idempotency-key"]).toBe(id);
    expect(headers["fortrogen-signature"]).toBe(signatureOf(secret, String(headers["fortrogen-moment"]), body));
    expect(headers["fortrogen-signature"]).not.toBe(signatureOf("another secret", String(headers["fortrogen-moment"]), body));
    expect(JSON.stringify(headers)).not.toContain(secret);
  });

  it("is given again where it was not taken, by the same identifier, and not where it was refused", async () => {
    const { requests, url } = await startReceiver(503, 429, 302, 401, 200, 422);
    const carrier = makeWebhook({ url, secret });
    const id = await plan({ channel: "sms", address: "070-111 22 44" });
    for (const fault of ["http 503", "http 429", "http 302", "http 401"]) {
      await expect(send(id, carrier)).rejects.toThrow("not sent");
      expect(await standing(id)).toMatchObject({ state: "försöks igen", fault });
    }
    await send(id, carrier);
    expect(await standing(id)).toMatchObject({ state: "skickat", attempts: 5 });
    const refused = await plan({ channel: "sms", address: "070-111 22 55" });
    await send(refused, carrier);
    expect(await standing(refused)).toMatchObject({ state: "nekat", fault: "http 422" });
    expect(new Set(requests.slice(0, 5).map(({ headers }) => headers["idempotency-key"]))).toEqual(new Set([id]));
  });

  it("waits where nobody answers", async () => {
    const nobody = createServer((line) => line.destroy()).listen(0, "127.0.0.1");
    await once(nobody, "listening");
    closing.push(() => new Promise((done) => nobody.close(done)));
    const url = new URL(`http://127.0.0.1:${(nobody.address() as AddressInfo).port}/out`);
    expect(
      await makeWebhook({ url, secret }).carry({ id: randomUUID(), to: "+46701112233", sender: "K", subject: "", text: "" }, now),
    ).toEqual({
      outcome: "inte nu",
      fault: "unreachable",
    });
  });
});

describe("at most once", () => {
  it("is not sent when what it comes of is not saved", async () => {
    const before = await within((tx) => tx.selectFrom("messages.message").select("id").execute());
    const cause = new Error("taken back");
    await expect(
      within(async (tx) => {
        await planMessage(tx, contextOf(), planned);
        throw cause;
      }),
    ).rejects.toBe(cause);
    expect(await within((tx) => tx.selectFrom("messages.message").select("id").execute())).toEqual(before);
    expect(await listJobs(house.database.app, 10)).toEqual([]);
  });

  it("leaves a job that holds identifiers alone", async () => {
    const id = await plan();
    const { rows } = await sql`select payload from graphile_worker._private_jobs`.execute(house.database.owner);
    expect(rows).toEqual([{ payload: { messageId: id, municipalityId: house.municipalityId } }]);
  });

  it("does not send again what was sent", async () => {
    const carrier = scripted(false);
    const id = await plan();
    for (let time = 0; time < 3; time++) await send(id, carrier);
    expect(carrier.carried).toEqual([id]);
  });

  it("gives two who take it at once to one of them", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((done) => (release = done));
    const slow = scripted(false, async () => {
      await held;
      return { outcome: "skickat", fault: null };
    });
    const other = scripted(false);
    const id = await plan();
    const first = send(id, slow);
    while (slow.carried.length === 0) await new Promise((done) => setImmediate(done));
    await expect(send(id, other)).rejects.toThrow("not sent");
    expect(await withdraw(id)).toMatchObject({ ok: false, error: { code: "message-sent" } });
    release();
    await first;
    await send(id, other);
    expect([slow.carried, other.carried]).toEqual([[id], []]);
    // And those that begin in the same moment.
    const together = await plan();
    const both = [scripted(false), scripted(false), scripted(false)];
    await Promise.allSettled(both.map((one) => send(together, one)));
    expect(both.flatMap(({ carried }) => carried)).toEqual([together]);
  });

  it("calls unknown what a lost process had begun by SMTP, and says so once it is sure that nobody is at it", async () => {
    const id = await plan();
    await lose(id);
    const carrier = scripted(false);
    await expect(send(id, carrier)).rejects.toThrow("not sent");
    expect(await standing(id)).toMatchObject({ state: "skickas" });
    await send(id, carrier, later);
    await send(id, carrier, later);
    expect(await standing(id)).toMatchObject({ state: "oklart", fault: "interrupted" });
    expect(carrier.carried).toEqual([]);
    expect(logged).toEqual([{ level: "warn", message: "message not sent", id, outcome: "oklart", fault: "interrupted" }]);
  });

  it("gives what a lost process had begun again where the other side knows it again", async () => {
    const id = await plan();
    await lose(id);
    const carrier = scripted(true);
    await send(id, carrier, later);
    expect(await standing(id)).toMatchObject({ state: "skickat", attempts: 2 });
    expect(carrier.carried).toEqual([id]);
  });

  const later = () => new Date(now.getTime() + 3_600_000);
  /** What a process leaves behind that is killed while it sends. */
  const lose = (id: string) =>
    within((tx) =>
      tx
        .insertInto("messages.attempt")
        .values({ municipality_id: house.municipalityId, message_id: id, number: 1, kind: "försök", recorded_by: null, recorded_at: now })
        .execute(),
    );

  it("is a rule of the database: no try follows one whose outcome is not that nothing was sent", async () => {
    const row = { municipality_id: house.municipalityId, kind: "försök" as const, recorded_by: null, recorded_at: now };
    const id = await plan();
    await lose(id);
    const again = () =>
      within((tx) =>
        tx
          .insertInto("messages.attempt")
          .values({ ...row, message_id: id, number: 2 })
          .execute(),
      );
    await expect(again()).rejects.toThrow("attempt_after_one_that_sent_nothing");
    const outcome = (number: number, word: "oklart" | "inte nu") =>
      within((tx) =>
        tx
          .insertInto("messages.outcome")
          .values({ municipality_id: house.municipalityId, message_id: id, number, outcome: word, fault: null, recorded_at: now })
          .execute(),
      );
    await outcome(1, "oklart");
    await expect(again()).rejects.toThrow("attempt_after_one_that_sent_nothing");
    await expect(outcome(1, "inte nu")).rejects.toThrow("outcome_pkey");
    await expect(within((tx) => sql`update messages.outcome set outcome = 'inte nu'`.execute(tx))).rejects.toThrow("permission denied");
    await expect(within((tx) => sql`delete from messages.attempt`.execute(tx))).rejects.toThrow("permission denied");
  });

  it("is sent by the workers of the queue, once, however many there are", async () => {
    const carrier = scripted(false);
    const runners: RunningJobs[] = [];
    closing.push(() => Promise.all(runners.map((one) => one.stop())));
    const ids = await Promise.all(Array.from({ length: 6 }, () => plan()));
    for (let process = 0; process < 2; process++) {
      const { appUrl } = house.database;
      runners.push(startJobs({ ...jobContext(postOf(carrier)), appUrl, onEnd: () => undefined, jobs: [sendMessage] }));
    }
    while ((await listJobs(house.database.app, 10)).length > 0) await new Promise((done) => setTimeout(done, 25));
    expect([...carrier.carried].sort()).toEqual([...ids].sort());
  });

  it("is left to the operator with the code of its fault when it has been tried for long", async () => {
    const id = await plan();
    const { appUrl } = house.database;
    const queue = sql`update graphile_worker._private_jobs set attempts = max_attempts - 1`;
    await queue.execute(house.database.owner);
    const carrier = scripted(false, { outcome: "inte nu", fault: "EDNS" });
    const runner = startJobs({ ...jobContext(postOf(carrier)), appUrl, onEnd: () => undefined, jobs: [sendMessage] });
    closing.push(() => runner.stop());
    let jobs = await listJobs(house.database.app, 10);
    while (jobs[0]?.state !== "failed") {
      await new Promise((done) => setTimeout(done, 25));
      jobs = await listJobs(house.database.app, 10);
    }
    expect(jobs).toMatchObject([{ name: taskOf(sendMessage), lastFault: "NotSent EDNS" }]);
    expect(await standing(id)).toMatchObject({ state: "försöks igen", fault: "EDNS" });
  });
});

describe("what is refused", () => {
  const refusal = (given: Partial<Planned>, context: Partial<Context> = {}) =>
    within(async (tx) => planMessage(tx, contextOf(house, context), { ...planned, ...given }));

  it("is an address for somebody whose identity is protected, unless it is said why it is safe", async () => {
    expect(await refusal({ isProtected: true })).toMatchObject({ ok: false, error: { code: "address-not-cleared" } });
    const id = await plan({ isProtected: true, clearedBecause: "Personen har själv lämnat adressen och läser den ensam." });
    const kept = await within((tx) => tx.selectFrom("messages.message").selectAll().where("id", "=", id).executeTakeFirstOrThrow());
    expect(kept).toMatchObject({ recipient_protected: true, cleared_because: "Personen har själv lämnat adressen och läser den ensam." });
    const row = { ...kept, id: randomUUID(), cleared_because: null };
    await expect(within((tx) => tx.insertInto("messages.message").values(row).execute())).rejects.toThrow(
      "protected_recipient_has_cleared_address",
    );
  });

  it("is a way that the operator has not set up, and an address that is none", async () => {
    expect(await refusal({}, { channels: ["sms"] })).toMatchObject({ ok: false, error: { code: "channel-not-offered" } });
    expect(await refusal({ address: "anna@example.se\r\nBcc: b@example.se" })).toMatchObject({
      ok: false,
      error: { code: "invalid-address" },
    });
  });

  it("is the seventh to one address in a day", async () => {
    const address = "often@example.se";
    for (let time = 0; time < most.toOneAddress; time++) await plan({ address });
    expect(await refusal({ address })).toMatchObject({ ok: false, error: { code: "too-many-messages" } });
    const tomorrow = new Date(now.getTime() + 25 * 3_600_000);
    expect(await refusal({ address }, { now: tomorrow })).toMatchObject({ ok: true });
  });

  it("is sending where nothing is set up: it waits, and the operator sees why", async () => {
    const id = await plan();
    const run = sendMessage.run({ municipalityId: house.municipalityId, messageId: id }, jobContext(null));
    await expect(run).rejects.toMatchObject({ code: "channel not set up" });
    expect(await standing(id)).toMatchObject({ state: "försöks igen", attempts: 1, fault: "channel not set up" });
    const carrier = scripted(false);
    await send(id, carrier);
    expect([carrier.carried, (await standing(id)).state]).toEqual([[id], "skickat"]);
  });

  it("is sending for a made-up municipality by another way than the outbox", async () => {
    const demo = await openHouse({ database: house.database, code: "0115" });
    await sql`update core.municipality set is_demo = true where id = ${demo.municipalityId}`.execute(house.database.owner);
    const [outside, outbox] = [scripted(false), scripted(true)];
    const id = await plan({}, demo);
    const about = { municipalityId: demo.municipalityId, messageId: id };
    await expect(sendMessage.run(about, jobContext(postOf(outside)))).rejects.toThrow("not sent");
    await sendMessage.run(about, jobContext({ ...postOf(outside), outbox }));
    expect([outside.carried, outbox.carried]).toEqual([[], [id]]);
  });
});

describe("a message of another municipality", () => {
  it("is neither seen, sent nor withdrawn", async () => {
    const other = await openHouse({ database: house.database, code: "0116" });
    const id = await plan();
    const carrier = scripted(false);
    await sendMessage.run({ municipalityId: other.municipalityId, messageId: id }, jobContext(postOf(carrier)));
    expect(carrier.carried).toEqual([]);
    const seen = await within((tx) => tx.selectFrom("messages.standing").select("id").where("id", "=", id).execute(), other);
    expect(seen).toEqual([]);
    expect(await within((tx) => withdrawMessage(tx, contextOf(other), id), other)).toMatchObject({
      ok: false,
      error: { code: "not-found" },
    });
    await send(id, carrier);
    expect(carrier.carried).toEqual([id]);
  });
});

describe("a message that is withdrawn", () => {
  it("is not sent, whether it waited or had not got through", async () => {
    const carrier = scripted(false, { outcome: "inte nu", fault: "ECONNECTION" });
    const waiting = await plan();
    expect(await withdraw(waiting)).toEqual({ ok: true, value: undefined });
    expect(await withdraw(waiting)).toEqual({ ok: true, value: undefined });
    await send(waiting, carrier);
    expect(carrier.carried).toEqual([]);
    const tried = await plan();
    await expect(send(tried, carrier)).rejects.toThrow("not sent");
    expect(await withdraw(tried)).toMatchObject({ ok: true });
    await send(tried, carrier);
    expect(carrier.carried).toEqual([tried]);
    expect(await standing(tried)).toMatchObject({ state: "återtaget", attempts: 2 });
  });

  it("is too late when it was sent", async () => {
    const id = await plan();
    await send(id, scripted(false));
    expect(await withdraw(id)).toMatchObject({ ok: false, error: { code: "message-sent" } });
  });
});

describe("the log", () => {
  it("has every outcome by the message's identifier, and no address", async () => {
    const id = await plan({ address: "logged@example.se" });
    const carrier = scripted(false, { outcome: "inte nu", fault: "ECONNECTION" });
    await expect(send(id, carrier)).rejects.toThrow("not sent");
    await send(id, carrier);
    const { rows } = await sql<{ action: string; kind: string; outcome: string }>`select action, kind, outcome from audit.event
      where subject_ids = array[${id}::uuid] order by at, id`.execute(house.database.owner);
    expect(rows.map(({ outcome }) => outcome).sort()).toEqual(["not-sent", "ok"]);
    expect(rows[0]).toMatchObject({ action: "messages.send", kind: "system" });
    const all = await sql<{ line: string }>`select e::text as line from audit.event e`.execute(house.database.owner);
    expect(all.rows.filter(({ line }) => line.includes("@"))).toEqual([]);
  });
});
