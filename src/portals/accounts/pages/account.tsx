import { formatDateTime } from "../../../platform/basics/dates.ts";
import { PostButton } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Heading, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { definePage, definePost } from "../../../ui/page.tsx";
import { closeAccount, endAccountSessions, openAccount } from "../../../platform/access/actions/change-account.ts";
import { getAccount } from "../../../platform/access/queries/get-account.ts";
import { accountsPath, rolesOf } from "./accounts.tsx";
import { placeOf } from "./session-words.ts";

const path = "/konton/:accountId";

/** One account: what the directory says, where the person is signed on, and what may be done about it. For the operator. */
export const accountPage = definePage({
  path,
  title: "Konto",
  asks: getAccount,
  load: ({ ask, params }) => ask(getAccount, { accountId: params.accountId }),
  view: ({ data: { account, sessions }, tokens }) => {
    const here = `${accountsPath}/${account.id}`;
    const open = sessions.filter((one) => one.endedAt === null);
    return (
      <>
        <PageHead heading={account.name} back={{ href: accountsPath, text: "Till kontona" }} lead={account.title || undefined} />
        {account.isNumberKnown ? null : (
          <Alert tone="warning" heading="Personnummer saknas">
            Förtrogen kan inte hindra personen från att se sitt eget eller en närståendes ärende. Lägg in personnumret i kommunens katalog.
          </Alert>
        )}
        <SummaryList
          rows={[
            { term: "Läge", value: <Tag tone={account.active ? "success" : "neutral"}>{account.active ? "Öppet" : "Stängt"}</Tag> },
            { term: "Roller", value: rolesOf(account) },
            { term: "Enhet", value: account.unit },
            { term: "Senast inloggad", value: account.signedOnAt ? formatDateTime(account.signedOnAt) : "Aldrig" },
          ]}
        />
        <Paragraph subtle>
          Roller och enhet kommer från kommunens katalog och ändras där. De gäller från personens nästa inloggning.
        </Paragraph>
        <Heading level={2}>Inloggningar</Heading>
        <Table
          caption="Inloggningar det senaste dygnet"
          empty="Ingen inloggning det senaste dygnet."
          rows={sessions}
          columns={[
            { heading: "Varifrån", cell: (one) => placeOf(one) },
            { heading: "Sedan", cell: (one) => formatDateTime(one.startedAt) },
            { heading: "Senast använd", cell: (one) => formatDateTime(one.lastSeenAt) },
            { heading: "Avslutad", cell: (one) => (one.endedAt ? formatDateTime(one.endedAt) : "Nej") },
          ]}
        />
        <ButtonRow>
          {open.length > 0 ? (
            <PostButton tokens={tokens} to={`${here}/avsluta`}>
              Avsluta inloggningarna
            </PostButton>
          ) : null}
          {account.active && !account.isOwn ? (
            <PostButton tokens={tokens} to={`${here}/stang`} danger>
              Stäng kontot
            </PostButton>
          ) : null}
          {account.active ? null : (
            <PostButton tokens={tokens} to={`${here}/oppna`}>
              Öppna kontot
            </PostButton>
          )}
        </ButtonRow>
        <Paragraph subtle>
          Den som får kontot stängt loggas ut genast och kommer inte in igen förrän du öppnar det. Du kan inte stänga ditt eget konto.
        </Paragraph>
      </>
    );
  },
});

export const closeAccountPost = definePost({
  path: "/konton/:accountId/stang",
  title: "Konto",
  action: closeAccount,
  done: (_out, { params }) => `${accountsPath}/${params.accountId}`,
  notice: "Kontot är stängt och inloggningarna avslutade.",
});

export const openAccountPost = definePost({
  path: "/konton/:accountId/oppna",
  title: "Konto",
  action: openAccount,
  done: (_out, { params }) => `${accountsPath}/${params.accountId}`,
  notice: "Kontot är öppet. Rollerna skrivs om när personen loggar in.",
});

export const endAccountSessionsPost = definePost({
  path: "/konton/:accountId/avsluta",
  title: "Konto",
  action: endAccountSessions,
  done: (_out, { params }) => `${accountsPath}/${params.accountId}`,
  notice: "Inloggningarna är avslutade.",
});
