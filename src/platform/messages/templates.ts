import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Channel } from "./channels.ts";

/** What a template may ask for; nothing else can be said in a message, so that none can tell what it is about. */
const slots = ["sender", "reach", "phone"] as const;
const slot = /\{([^}]*)\}/gu;

const words = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => [...text.matchAll(slot)].every(([, name]) => slots.some((known) => known === name)), "an unknown slot");

/** A template of messages as data. `subject` and `text` are for e-mail and digital post, `short` for SMS; `reach` is what `phone` or `switchboard` says. */
export const templateSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]{0,39}$/),
  about: z.string().min(1),
  languages: z.strictObject({
    sv: z.strictObject({
      subject: words(100).refine((text) => !text.includes("\n")),
      text: words(2000),
      short: words(300),
      phone: words(200),
      switchboard: words(200),
    }),
  }),
});
export type MessageTemplate = z.output<typeof templateSchema>;

const read = (name: string): MessageTemplate =>
  templateSchema.parse(JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")));

/**
 * Templates whose words the room that plans the message gives when it is sent (`messageWords`): an agency's, to those whom it asks. What a
 * municipality sends to people is neutral, and none of these.
 */
export const roomTemplates = ["survey-link"] as const;

/** Every template of neutral words, by name. A name is never changed once it is used: messages that wait are written by it. */
export const templates = {
  notice: read("notice"),
  letter: read("letter"),
  "survey-receipt": read("survey-receipt"),
  "review-reminder": read("review-reminder"),
} as const;
export type TemplateName = keyof typeof templates | (typeof roomTemplates)[number];

/** The words of a message: neutral, because a template can say nothing but who it is from and how to reach them. */
export function compose(
  name: string,
  channel: Channel,
  { sender, phone }: { readonly sender: string; readonly phone: string | null },
): { readonly subject: string; readonly text: string } | undefined {
  const template = Object.values(templates).find((one) => one.name === name);
  if (!template) return undefined;
  const { sv } = template.languages;
  const reach = phone === null ? sv.switchboard : fill(sv.phone, { phone });
  return { subject: fill(sv.subject, { sender }), text: fill(channel === "sms" ? sv.short : sv.text, { sender, reach }) };
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(slot, (whole, name: string) => values[name] ?? whole);
}
