import { notFound } from "../../../ui/page.tsx";
import type { PageContext } from "../../../ui/page.tsx";
import type { Publication } from "../../tables/output/publication.ts";
import type { Table } from "../../tables/table.ts";
import { readMade } from "../make.ts";
import { getPublication } from "../queries/get-publication.ts";
import type { PublicationShown } from "../queries/get-publication.ts";

export type ShownMade = { readonly shown: PublicationShown; readonly made: Publication };

/** A publication that is made; ends the request where there is none. */
export async function loadMade({ ask }: Pick<PageContext<string>, "ask">, publicationId: string): Promise<ShownMade> {
  const shown = await ask(getPublication, { publicationId });
  if (shown.kept === null) notFound();
  return { shown, made: readMade(shown.kept) };
}

/** The tables of one number: of all units, and of each group. */
export type TableFamily = {
  readonly id: string;
  readonly title: string;
  readonly whole: Table | undefined;
  readonly groups: readonly Table[];
};

/** The tables of a publication, one entry for each number, in the order of the publication. */
export function familiesIn({ tables }: Publication): TableFamily[] {
  return [...Map.groupBy(tables, ({ id }) => id)].map(([id, same]) => ({
    id,
    title: same[0]?.title ?? "",
    whole: same.find(({ group }) => group === null),
    groups: same.filter(({ group }) => group !== null),
  }));
}
