import { formatDateTime } from "../../../platform/basics/dates.ts";
import { PostButton } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Paragraph, Tag } from "../../../ui/components/text.tsx";
import { definePage, definePost } from "../../../ui/page.tsx";
import { endOwnSessions } from "../../../platform/access/actions/end-own-sessions.ts";
import { findOwnSessions } from "../../../platform/access/queries/find-own-sessions.ts";
import { placeOf } from "./session-words.ts";

const path = "/mina-inloggningar";

/** Where one is signed on oneself, and the way to end what one does not know. For everybody. */
export const ownSessionsPage = definePage({
  path,
  title: "Mina inloggningar",
  asks: findOwnSessions,
  load: ({ ask }) => ask(findOwnSessions, {}),
  view: ({ data: { sessions }, tokens }) => {
    const others = sessions.filter((one) => !one.isThis);
    const places = new Set(sessions.map((one) => one.municipality));
    return (
      <>
        <PageHead
          heading="Mina inloggningar"
          lead="Här är du inloggad just nu. Känner du inte igen en inloggning: avsluta den och berätta för din chef och systemförvaltaren."
          actions={
            others.length > 0 ? (
              <PostButton tokens={tokens} to={`${path}/avsluta`} variant="primary">
                {others.length === 1 ? "Avsluta den andra inloggningen" : `Avsluta de ${others.length} andra`}
              </PostButton>
            ) : undefined
          }
        />
        <Table
          caption="Mina inloggningar"
          hideCaption
          rows={sessions}
          columns={[
            { heading: "Varifrån", cell: (one) => placeOf(one) },
            ...(places.size > 1 ? [{ heading: "Kommun", cell: (one: (typeof sessions)[number]) => one.municipality }] : []),
            { heading: "Sedan", cell: (one) => formatDateTime(one.startedAt) },
            { heading: "Senast använd", cell: (one) => formatDateTime(one.lastSeenAt) },
            {
              heading: "Avsluta",
              cell: (one) =>
                one.isThis ? (
                  <Tag tone="info">Den här</Tag>
                ) : (
                  <PostButton tokens={tokens} to={`${path}/avsluta`} values={{ sessionId: one.id }}>
                    Avsluta
                    <span class="ds-sr-only"> inloggningen {placeOf(one)}</span>
                  </PostButton>
                ),
            },
          ]}
        />
        <Paragraph subtle>En inloggning upphör av sig själv när den inte har använts på en stund, och senast efter en arbetsdag.</Paragraph>
      </>
    );
  },
});

export const endOwnSessionsPost = definePost({
  path: `${path}/avsluta`,
  title: "Mina inloggningar",
  action: endOwnSessions,
  done: () => path,
  notice: "Det är avslutat. Den som satt där kommer inte längre in.",
});
