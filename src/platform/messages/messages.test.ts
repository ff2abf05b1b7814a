import fc from "fast-check";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { valueOf } from "../basics/result.ts";
import { makeOutbox } from "./carriers/outbox.ts";
import { channels, readAddress } from "./channels.ts";
import { channelsOf, openPost, readMessageSettings } from "./settings.ts";
import { compose, templateSchema, templates } from "./templates.ts";

describe("an address", () => {
  it.each([
    ["e-post", " anna.test@example.se ", "anna.test@example.se"],
    ["e-post", "Anna+barn@Example.SE", "Anna+barn@example.se"],
    ["e-post", "anna@häst.se", "anna@xn--hst-qla.se"],
    ["e-post", "åsa.öberg@example.se", "åsa.öberg@example.se"],
    ["e-post", "o'neill@example.co.uk", "o'neill@example.co.uk"],
    ["sms", "070-123 45 67", "+46701234567"],
    ["sms", "+46 70 123 45 67", "+46701234567"],
    ["sms", "0047 912 34 567", "+4791234567"],
    ["sms", "+4791234567", "+4791234567"],
  ] as const)("%s %j is %s", (channel, text, address) => {
    expect(readAddress(channel, text)).toEqual({ ok: true, value: address });
  });

  it.each([
    ["e-post", ""],
    ["e-post", "anna"],
    ["e-post", "anna@"],
    ["e-post", "@example.se"],
    ["e-post", "anna@localhost"],
    ["e-post", "anna@127.0.0.1"],
    ["e-post", "anna@[127.0.0.1]"],
    ["e-post", "a..b@example.se"],
    ["e-post", ".a@example.se"],
    ["e-post", "a@exa mple.se"],
    ["e-post", "a@b@example.se"],
    ["e-post", "anna@example.se, other@example.se"],
    ["e-post", "anna@example.se\r\nBcc: other@example.se"],
    ["e-post", "anna@example.se\nRCPT TO:<other@example.se>"],
    ["e-post", "anna\0@example.se"],
    ["e-post", "Anna <anna@example.se>"],
    ["e-post", '"anna@other.se"@example.se'],
    ["e-post", "anna;other@example.se"],
    ["e-post", "an\u202ena@example.se"],
    ["e-post", "anna@exam\u00adple.se\u202e"],
    ["e-post", `${"a".repeat(65)}@example.se`],
    ["e-post", `a@${"b".repeat(64)}.se`],
    ["e-post", `a@${"bcdefghi.".repeat(30)}se`],
    ["sms", ""],
    ["sms", "12345"],
    ["sms", "anna@example.se"],
    ["sms", "070-123 45 67\r\n0701234568"],
    ["sms", "+0701234567"],
    ["sms", "0701234567 0701234568 070"],
    ["sms", "７０１２３４５６７"],
  ] as const)("%s %j is refused, and not quoted", (channel, text) => {
    const read = readAddress(channel, text);
    expect(read).toMatchObject({ ok: false, error: { code: "invalid-address" } });
    if (!read.ok && text.length > 12) expect(JSON.stringify(read.error)).not.toContain(text);
  });

  it("is one address without blanks, control signs or what sets addresses apart, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...channels),
        fc.oneof(fc.emailAddress(), fc.string({ unit: "binary" }), fc.string()),
        (channel, text) => {
          const read = readAddress(channel, text);
          if (!read.ok) return;
          expect(read.value).not.toMatch(/[\p{C}\s<>,;"\\()[\]]/u);
          expect(read.value.split("@")).toHaveLength(channel === "e-post" ? 2 : 1);
          // What is read is read again as the same.
          expect(readAddress(channel, read.value)).toEqual(read);
        },
      ),
    );
  });
});

describe("a template", () => {
  it.each(Object.values(templates))("says nothing but who it is from and how to reach them: $name", (template) => {
    expect(templates[template.name as keyof typeof templates]).toBe(template);
    const said = JSON.stringify(template.languages).toLowerCase();
    for (const word of ["social", "barn", "ärende", "möte", "kallel", "utredning", "oro", "anmäl", "vårdnad", "familj"])
      expect(said, word).not.toContain(word);
  });

  it("cannot ask for anything else", () => {
    const template = templates.notice;
    const asking = structuredClone(template);
    asking.languages.sv.text += " {child}";
    expect(templateSchema.safeParse(asking).success).toBe(false);
    const headed = structuredClone(template);
    headed.languages.sv.subject += "\nBcc: other@example.se";
    expect(templateSchema.safeParse(headed).success).toBe(false);
  });

  it("is short enough for an SMS, with the number to ring or the switchboard", () => {
    const sender = "Östra Småköping";
    const sms = compose("notice", "sms", { sender, phone: "0123-45 60 00" });
    expect(sms?.text).toBe(
      "Du har ett meddelande från Östra Småköping. Ring 0123-45 60 00 så berättar vi mer. Det går inte att svara på detta sms.",
    );
    expect(compose("notice", "e-post", { sender, phone: null })?.text).toContain("Ring kommunens växel");
    expect(compose("gone", "sms", { sender, phone: null })).toBeUndefined();
  });

  it("takes what it is given as it stands", () => {
    const sender = "{phone} $& {text}";
    expect(compose("notice", "e-post", { sender, phone: null })?.subject).toBe(`Du har ett meddelande från ${sender}`);
  });
});

describe("the settings", () => {
  const read = (env: Record<string, string>, allowsDemo = false) => readMessageSettings(env, { allowsDemo });
  const mail = { SMTP_HOST: "mail.example.se", SMTP_FROM: "no-reply@example.se" };
  const text = { SMS_URL: "https://sms.example.se/out", SMS_SECRET: "s".repeat(32) };

  const letters = { DIGITAL_POST_URL: "https://brev.example.se/in", DIGITAL_POST_SECRET: "d".repeat(32) };

  it("send nothing anywhere unless told", () => {
    expect(channelsOf(openPost(valueOf(read({}))))).toEqual([]);
    expect(valueOf(read({ FORTROGEN_DATA: "data" })).outbox).toBeNull();
  });

  it("have an outbox in the data folder where the demo may be shown", () => {
    const settings = valueOf(read({ FORTROGEN_DATA: "data" }, true));
    expect(settings.outbox).toBe(join("data", "outbox"));
    expect(channelsOf(openPost(settings))).toEqual(["e-post", "sms", "digital post"]);
  });

  it("ask for TLS before anything is said, on the port for it", () => {
    expect(valueOf(read(mail)).smtp).toMatchObject({ port: 587, tls: "required", account: null, ca: null });
    expect(valueOf(read({ ...mail, SMTP_TLS: "implicit" })).smtp).toMatchObject({ port: 465 });
    expect(channelsOf(openPost(valueOf(read(mail))))).toEqual(["e-post"]);
    expect(channelsOf(openPost(valueOf(read(text))))).toEqual(["sms"]);
    expect(channelsOf(openPost(valueOf(read(letters))))).toEqual(["digital post"]);
  });

  it.each<[string, Record<string, string>]>([
    ["SMTP_HOST", { SMTP_FROM: "no-reply@example.se" }],
    ["SMTP_HOST", { ...mail, SMTP_HOST: "mail.example.se/x y" }],
    ["SMTP_FROM", { SMTP_HOST: "mail.example.se" }],
    ["SMTP_FROM", { ...mail, SMTP_FROM: "a@example.se\r\nBcc: b@example.se" }],
    ["SMTP_PORT", { ...mail, SMTP_PORT: "0" }],
    ["SMTP_PORT", { ...mail, SMTP_PORT: "25x" }],
    ["SMTP_TLS", { ...mail, SMTP_TLS: "maybe" }],
    ["SMTP_PASSWORD", { ...mail, SMTP_USER: "user" }],
    ["SMTP_PASSWORD", { ...mail, SMTP_TLS: "none", SMTP_USER: "user", SMTP_PASSWORD: "hemligt-ord" }],
    ["SMTP_CA", { ...mail, SMTP_CA: "/no/such/file" }],
    ["SMS_SECRET", { SMS_URL: "https://sms.example.se" }],
    ["SMS_SECRET", { ...text, SMS_SECRET: "kort" }],
    ["SMS_URL", { ...text, SMS_URL: "http://sms.example.se" }],
    ["SMS_URL", { ...text, SMS_URL: "https://user:hemligt-ord@sms.example.se" }],
    ["SMS_URL", { ...text, SMS_URL: "file:///etc/passwd" }],
    ["DIGITAL_POST_SECRET", { DIGITAL_POST_URL: "https://brev.example.se" }],
    ["DIGITAL_POST_URL", { DIGITAL_POST_SECRET: "d".repeat(32) }],
    ["DIGITAL_POST_SECRET", { ...letters, DIGITAL_POST_SECRET: "kort" }],
    ["DIGITAL_POST_URL", { ...letters, DIGITAL_POST_URL: "https://user:hemligt-ord@brev.example.se" }],
    ["MESSAGE_PHONE", { MESSAGE_PHONE: "ring oss" }],
  ])("that are wrong are named and not quoted: %s %j", (name, env) => {
    const settings = read(env);
    expect(settings).toMatchObject({ ok: false, error: { code: "settings-invalid" } });
    if (settings.ok) return;
    expect(settings.error.message).toContain(name);
    expect(settings.error.message).not.toContain("hemligt-ord");
  });

  it("trust certificates of the operator's own beside the usual ones", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "ca-")), "ca.pem");
    await writeFile(file, "-----BEGIN CERTIFICATE-----\n");
    expect(valueOf(read({ ...mail, SMTP_CA: file })).smtp?.ca).toContain("BEGIN CERTIFICATE");
  });
});

describe("the outbox", () => {
  const parcel = {
    id: "018f0000-0000-7000-8000-000000000001",
    to: "anna@example.se",
    sender: "Kommun",
    subject: "Ämne",
    text: "Text\nhär",
  };
  const at = new Date("2026-03-02T10:00:00Z");

  it("keeps each message as one file that only the program can read, however often it is given", async () => {
    const folder = join(await mkdtemp(join(tmpdir(), "outbox-")), "inner");
    const outbox = makeOutbox(folder);
    const sent = { outcome: "skickat", fault: null };
    expect(await Promise.all([1, 2, 3].map(() => outbox.carry(parcel, at)))).toEqual([sent, sent, sent]);
    expect(await outbox.carry({ ...parcel, text: "another" }, at)).toEqual({ outcome: "skickat", fault: null });
    expect(await readdir(folder)).toEqual([`${parcel.id}.json`]);
    expect(JSON.parse(await readFile(join(folder, `${parcel.id}.json`), "utf8"))).toEqual({ ...parcel, at: at.toISOString() });
    if (process.platform !== "win32") expect((await stat(join(folder, `${parcel.id}.json`))).mode & 0o077).toBe(0);
  });

  it("says that nothing was sent where the folder cannot be made", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "outbox-")), "file");
    await writeFile(file, "");
    expect(await makeOutbox(join(file, "folder")).carry(parcel, at)).toMatchObject({ outcome: "inte nu", fault: "ENOTDIR" });
  });

  it.skipIf(process.platform === "win32")("leaves nothing of a message that the disk does not take", async () => {
    const folder = await mkdtemp(join(tmpdir(), "outbox-"));
    const outbox = new URL("carriers/outbox.ts", import.meta.url).href;
    const program = `const { makeOutbox } = await import(${JSON.stringify(outbox)});
      console.log(JSON.stringify(await makeOutbox(${JSON.stringify(folder)}).carry(${JSON.stringify(parcel)}, new Date(0))));`;
    // No file may be longer than nothing: as a disk that is full.
    const node = [process.execPath, "--input-type=module", "-e", program];
    const { stdout } = await promisify(execFile)("sh", ["-c", 'ulimit -f 0 && exec "$@"', "sh", ...node]);
    expect(JSON.parse(stdout)).toEqual({ outcome: "inte nu", fault: "EFBIG" });
    expect(await readdir(folder)).toEqual([]);
  });
});
