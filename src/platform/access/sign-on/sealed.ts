import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from "node:crypto";

/** Seals and opens small values kept for minutes in the person's own browser (AES-256-GCM, key from the client's secret by HKDF). */
export type Sealer = { seal(value: unknown, until: Date): string; open(sealed: string | undefined, now: Date): unknown };

/** Makes the sealer of one secret and one purpose; a value sealed for one purpose cannot be opened for another. */
export function makeSealer(secret: string, purpose: string): Sealer {
  const key = createSecretKey(Buffer.from(hkdfSync("sha256", secret, "fortrogen", purpose, 32)));
  return {
    seal(value, until) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      const body = Buffer.concat([cipher.update(JSON.stringify({ value, until: until.getTime() }), "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed, now) {
      try {
        const bytes = Buffer.from(sealed ?? "", "base64url");
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(12, 28));
        const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
        const { value, until } = JSON.parse(text) as { value: unknown; until: number };
        return until > now.getTime() ? value : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
