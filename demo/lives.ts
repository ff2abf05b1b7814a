// A child's life in the social services, made from (seed, municipality, child's number) alone: no order, no memory, no clock.
import { birthday } from "./calendar.ts";
import { hasEnded, investigate } from "./lives/investigations.ts";
import { receive } from "./lives/intakes.ts";
import { makeChild } from "./lives/child.ts";
import { showcaseLife, showcaseSize } from "./lives/showcase.ts";
import type { Life } from "./lives/types.ts";
import type { DemoMunicipality } from "./municipality.ts";
import { Random } from "./random.ts";

const mostIntakes = 6;
/** Days between two reports of the same child, on average. */
const meanGap = 520;
const yearsBack = 10;

/** The life of child `number` (1, 2, …): at least one intake, over at most ten years up to the reference day. */
export function lifeOf(municipality: DemoMunicipality, number: number, random: Random = new Random()): Life {
  random.reseed(municipality.seed, municipality.key, number);
  if (municipality.showcase && number <= showcaseSize) return showcaseLife(municipality, number, random);
  const life = makeChild(municipality, number, random, yearsBack);
  const last = Math.min(municipality.referenceDay, birthday(life.birth, 18) - 1);
  let day = firstContact(life.birth, last, municipality.referenceDay, random);
  while (day <= last && life.intakes.length < mostIntakes) {
    const opened = receive(municipality, life, day, random);
    if (opened !== undefined) investigate(municipality, life, opened, random);
    day += random.wait(meanGap);
  }
  return life;
}

/** True while something in the life is open on the reference day. */
export function isOpen(life: Life): boolean {
  return !hasEnded(life);
}

/** Most children came in the last four years; the rest spread over the six before. */
function firstContact(birth: number, last: number, reference: number, random: Random): number {
  const first = Math.max(birth, reference - Math.round(yearsBack * 365.25));
  for (let attempt = 0; attempt < 6; attempt++) {
    const back = random.chance(0.78) ? random.between(0, 1461) : random.between(1461, yearsBack * 365.25);
    const day = Math.floor(reference - back);
    if (day >= first && day <= last) return day;
  }
  return random.whole(first, last);
}
