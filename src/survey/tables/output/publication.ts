import type { PublicationAudit } from "../protection/protect.ts";
import type { QualitySection } from "../quality-declaration.ts";
import type { Table } from "../table.ts";
import type { MadeText } from "../texts.ts";

/** Everything that a publication holds, whatever form it is written in. */
export type Publication = {
  readonly survey: string;
  readonly title: string;
  readonly source: string;
  readonly tables: readonly Table[];
  readonly texts: readonly MadeText[];
  readonly quality: readonly QualitySection[];
  /** Null in the official form, which hides nothing. */
  readonly audit: PublicationAudit | null;
  /** When the figures were made. */
  readonly made: Date;
  /** The program's version. */
  readonly version: string;
};

/** What ".." means, in words; the audit's rule where there is one. */
export function hiddenMeans(audit: PublicationAudit | null): string {
  return audit === null
    ? ".. = ingen har svarat."
    : `.. = uppgiften visas inte (1–${audit.minimum - 1} enheter, eller dold för att skydda en annan uppgift), eller ingen har svarat.`;
}
