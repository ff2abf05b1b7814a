/** What every investigation says, whatever its areas: the headings, their addresses and what they are asked with. */
import type { CodeOf } from "../../platform/database/generated.ts";

export type Section = CodeOf<"investigation.passage.section">;
export type HeadingSection = Exclude<Section, "område">;

export type HeadingWords = {
  readonly section: HeadingSection;
  /** Its name in an address. */
  readonly slug: string;
  readonly label: string;
  readonly help: string;
  /** An investigation is not signed without it. */
  readonly isNeeded: boolean;
};

/** In the order in which an investigation is read. */
export const headings: readonly HeadingWords[] = [
  {
    section: "barnets åsikt",
    slug: "barnets-asikt",
    label: "Barnets åsikt",
    help: "Vad barnet tycker i det som utredningen gäller. Det som barnet har sagt i samtalen är hämtat hit.",
    isNeeded: true,
  },
  {
    section: "hur åsikten vägs",
    slug: "hur-asikten-vags",
    label: "Hur barnets åsikt vägs in",
    help: "Vilken betydelse åsikten får utifrån barnets ålder och mognad, också när det inte blir som barnet vill.",
    isNeeded: true,
  },
  {
    section: "barnets bästa",
    slug: "barnets-basta",
    label: "Barnets bästa",
    help: "Vad som är bäst för barnet på kort och lång sikt, och varför.",
    isNeeded: true,
  },
  {
    section: "konsekvenser",
    slug: "konsekvenser",
    label: "Konsekvenser för barnet",
    help: "Vad som händer för barnet med det som föreslås, och vad som händer om inget görs.",
    isNeeded: true,
  },
  {
    section: "analys",
    slug: "analys",
    label: "Analys och samlad bedömning",
    help: "Vad uppgifterna betyder tillsammans: barnets behov, risker och skydd. Kryssa för vad analysen vilar på.",
    isNeeded: true,
  },
  {
    section: "förslag",
    slug: "forslag",
    label: "Förslag till beslut, med skäl",
    help: "Skälen så att barnet och vårdnadshavarna förstår dem. Texten följer med till beslutet.",
    isNeeded: false,
  },
];

const areaPrefix = "omrade-";

/** A place for a text: an area of the structure, or a heading that every investigation has. */
export type TextPlace = { readonly section: Section; readonly areaCode: string | null };

/** A place as addresses have it: "omrade-skola", "analys". */
export const slugOf = ({ section, areaCode }: TextPlace): string =>
  areaCode === null ? (headings.find((one) => one.section === section)?.slug ?? "") : areaPrefix + areaCode;

/** The place that an address names, or nothing. */
export function placeOfSlug(slug: string): TextPlace | undefined {
  if (slug.startsWith(areaPrefix)) return { section: "område", areaCode: slug.slice(areaPrefix.length) };
  const found = headings.find((one) => one.slug === slug);
  return found && { section: found.section, areaCode: null };
}
