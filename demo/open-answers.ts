// What made-up units write with their own words. Nobody has said any of it.
import type { Random } from "./random.ts";

/** By what a question asks for, the first that fits. */
const sentences: readonly (readonly [question: RegExp, answers: readonly string[]])[] = [
  [
    /begränsning/u,
    [
      "Rutinen gäller inte de yngsta barnen.",
      "Samtal erbjuds när barnet är sex år eller äldre.",
      "Vi erbjuder inte samtal när vårdnadshavaren säger nej.",
      "Det beror på hur mycket tid handläggaren har.",
    ],
  ],
  [
    /stöd ni skulle behöva|förslag/u,
    [
      "Utbildning i samtal med små barn.",
      "Material med bilder som barnen kan ta med sig hem.",
      "Färre ärenden på varje handläggare, så att tiden räcker till samtal.",
      "Handledning av någon som är van att tala med barn.",
      "En mall för hur barnets åsikter dokumenteras.",
    ],
  ],
  [
    /hinder|utmaning/u,
    [
      "Tiden räcker inte till mer än ett samtal.",
      "Vårdnadshavare vill inte att vi talar med barnet ensamt.",
      "Det är svårt att få tag på tolk.",
      "Många handläggare är nya i arbetet.",
      "Vi saknar ett rum som är ordnat för barn.",
    ],
  ],
  [
    /./u,
    [
      "Vi talar med barnet, och frågar hur det vill ha det.",
      "Vi använder bilder och nallekort i samtalen.",
      "Vi frågar förskolan eller skolan hur barnet har det.",
      "Vi träffar barnet hemma och leker en stund först.",
      "Vi går igenom det vid varje uppföljning.",
      "Handläggaren skriver ner vad barnet har sagt, och läser upp det för barnet.",
    ],
  ],
];

/** An answer to a question in the words of somebody at a unit; nothing from one unit of three. */
export function openAnswer(question: string, random: Random): string | undefined {
  if (random.next() % 3 === 0) return undefined;
  const fitting = sentences.find(([asked]) => asked.test(question))?.[1] ?? [];
  return random.pick(fitting);
}
