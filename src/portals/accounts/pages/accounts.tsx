import { roleNames, roles } from "../../../platform/core/actor.ts";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Link, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { accountsAtATime, findAccounts } from "../../../platform/access/queries/find-accounts.ts";
import type { AccountLine } from "../../../platform/access/queries/find-accounts.ts";

export const accountsPath = "/konton";

/** The municipality's accounts: who may what, who is signed on, what must be looked at. For the operator. */
export const accountsPage = definePage({
  path: accountsPath,
  title: "Konton och inloggningar",
  navigation: { text: "Konton", order: 14 },
  asks: findAccounts,
  load: ({ ask, search }) => {
    const chosen = (name: string) => search.get(name) || undefined;
    return ask(findAccounts, { role: chosen("roll") as never, state: chosen("lage") as never, page: chosen("sida") ?? 1 });
  },
  view: ({ data: { accounts, total, page }, search }) => (
    <>
      <PageHead
        heading="Konton och inloggningar"
        lead="Vem som är vad bestäms av kommunens katalog och skrivs om vid varje inloggning. Här ser du kontona, stänger dem som inte ska användas och avslutar inloggningar."
      />
      <Filters role={search.get("roll") ?? ""} state={search.get("lage") ?? ""} />
      <Paragraph subtle>{total === 1 ? "1 konto" : `${total} konton`}</Paragraph>
      <Table
        caption="Konton"
        hideCaption
        empty="Inget konto finns här. Ett konto blir till när personen loggar in första gången."
        rows={accounts}
        columns={[
          { heading: "Namn", cell: (one) => <Link href={`${accountsPath}/${one.id}`}>{one.name}</Link> },
          { heading: "Titel", cell: (one) => one.title || "–" },
          { heading: "Enhet", cell: (one) => one.unit ?? "–" },
          { heading: "Roller", cell: (one) => rolesOf(one) },
          { heading: "Senast inloggad", cell: (one) => (one.signedOnAt ? formatDateTime(one.signedOnAt) : "Aldrig") },
          { heading: "Inloggningar nu", numeric: true, cell: (one) => String(one.openSessions) },
          { heading: "Läge", cell: (one) => <State account={one} /> },
        ]}
      />
      <Pages page={page} total={total} search={search} />
    </>
  ),
});

/** The roles in words; "ingen" for none. */
export function rolesOf({ roles: held }: Pick<AccountLine, "roles">): string {
  return held.length === 0 ? "ingen" : held.map((role) => roleNames[role]).join(", ");
}

const State = ({ account }: { account: AccountLine }) => (
  <span>
    <Tag tone={account.active ? "success" : "neutral"}>{account.active ? "Öppet" : "Stängt"}</Tag>{" "}
    {account.active && !account.isNumberKnown ? <Tag tone="warning">Personnummer saknas</Tag> : null}{" "}
    {account.sharesNumber ? <Tag tone="danger">Samma personnummer som ett annat konto</Tag> : null}
  </span>
);

const Filters = ({ role, state }: { role: string; state: string }) => (
  <form method="get" action={accountsPath} class="f-filter">
    <div class="ds-field">
      <label class="ds-label" for="roll">
        Roll
      </label>
      <select class="ds-input" id="roll" name="roll" data-width="auto">
        <option value="">Alla</option>
        {roles.map((one) => (
          <option value={one} selected={one === role}>
            {roleNames[one]}
          </option>
        ))}
        <option value="none" selected={role === "none"}>
          ingen roll
        </option>
      </select>
    </div>
    <div class="ds-field">
      <label class="ds-label" for="lage">
        Läge
      </label>
      <select class="ds-input" id="lage" name="lage" data-width="auto">
        <option value="">Alla</option>
        <option value="active" selected={state === "active"}>
          öppna
        </option>
        <option value="closed" selected={state === "closed"}>
          stängda
        </option>
      </select>
    </div>
    <button class="ds-button" data-variant="secondary" type="submit">
      Visa
    </button>
  </form>
);

const Pages = ({ page, total, search }: { page: number; total: number; search: URLSearchParams }) => {
  const last = Math.max(1, Math.ceil(total / accountsAtATime));
  if (last === 1) return null;
  const to = (number: number) => {
    const next = new URLSearchParams(search);
    next.set("sida", String(number));
    return `${accountsPath}?${next}`;
  };
  return (
    <nav aria-label="Sidor">
      {page > 1 ? <Link href={to(page - 1)}>Föregående</Link> : null}{" "}
      <span class="f-subtle">
        Sida {page} av {last}
      </span>{" "}
      {page < last ? <Link href={to(page + 1)}>Nästa</Link> : null}
    </nav>
  );
};
