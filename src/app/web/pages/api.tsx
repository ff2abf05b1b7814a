import type { FC } from "hono/jsx";
import type { Operation } from "../../../platform/core/door.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Details, Link, Paragraph } from "../../../ui/components/text.tsx";
import { apiPath } from "../openapi.ts";

/** Every action and query, for those who build something beside Förtrogen. */
export const ApiPage: FC<{ operations: readonly Operation[] }> = ({ operations }) => (
  <>
    <PageHead
      heading="Gränssnitt för program"
      lead="Allt som går att göra på sidorna går att göra av ett program, genom samma dörr: samma behörighet, samma kontroller och samma logg."
    />
    <Paragraph>
      Hela beskrivningen finns som <Link href="/api/openapi.json">OpenAPI 3.1</Link>. Anropet görs med sessionen från inloggningen. Fel
      kommer som <code>application/problem+json</code>.
    </Paragraph>
    <Folded caption="Åtgärder" rows={operations.filter((o) => o.kind === "action")} />
    <Folded caption="Frågor" rows={operations.filter((o) => o.kind === "query")} />
  </>
);

/** Hundreds of rows, opened by whoever looks for one. */
const Folded: FC<{ caption: string; rows: readonly Operation[] }> = ({ caption, rows }) => (
  <Details summary={`${caption} (${rows.length})`}>
    <Table caption={caption} hideCaption rows={rows} empty="Inget finns än." columns={columns} />
  </Details>
);

const columns = [
  { heading: "Vad", cell: (o: Operation) => o.title },
  {
    heading: "Adress",
    cell: (o: Operation) => (
      <code>
        {o.kind === "action" ? "POST" : "GET"} {apiPath(o)}
      </code>
    ),
  },
  { heading: "Vem", cell: (o: Operation) => [...new Set(o.permit.map((p) => p.who))].join("; ") },
];
