import type { Child, FC } from "hono/jsx";

export type Column<Row> = {
  heading: string;
  cell: (row: Row) => Child;
  /** Numbers stand to the right with digits of equal width. */
  numeric?: boolean;
  /** Name of this column in the address (`?sortera=…`), when the list can be sorted by it. */
  sort?: string;
};

type TableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Words when there are no rows. */
  empty?: string;
  /** Present address with its search part, for the links that sort. */
  address?: URL;
  hideCaption?: boolean;
};

/**
 * A table. In a narrow window each row becomes a card with the headings in front of the values.
 * The first column is the heading of its row.
 */
export function Table<Row>(p: TableProps<Row>) {
  if (p.rows.length === 0) return <p class="ds-paragraph f-subtle">{p.empty ?? "Inget att visa."}</p>;
  const current = p.address?.searchParams.get("sortera") ?? "";
  return (
    <div class="f-table-frame">
      <table class="ds-table f-table" data-size="sm" data-border>
        <caption class={p.hideCaption ? "ds-sr-only" : ""}>{p.caption}</caption>
        <thead>
          <tr>
            {p.columns.map((c) => (
              <HeadingCell column={c} current={current} address={p.address} />
            ))}
          </tr>
        </thead>
        <tbody>
          {p.rows.map((row) => (
            <tr>
              {p.columns.map((c, i) =>
                i === 0 ? (
                  <th scope="row" data-heading={c.heading}>
                    {c.cell(row)}
                  </th>
                ) : (
                  <td data-heading={c.heading} class={c.numeric ? "f-number" : undefined}>
                    {c.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const HeadingCell: FC<{ column: Pick<Column<never>, "heading" | "sort" | "numeric">; current: string; address?: URL | undefined }> = ({
  column,
  current,
  address,
}) => {
  const look = column.numeric ? "f-number" : undefined;
  if (!column.sort || !address)
    return (
      <th scope="col" class={look}>
        {column.heading}
      </th>
    );
  const direction = current === column.sort ? "ascending" : current === `-${column.sort}` ? "descending" : undefined;
  const target = new URL(address);
  target.searchParams.set("sortera", direction === "ascending" ? `-${column.sort}` : column.sort);
  // Another order begins with its first rows.
  for (const place of ["sida", "efter"]) target.searchParams.delete(place);
  return (
    <th scope="col" class={look} aria-sort={direction}>
      <a class="f-sort" href={target.pathname + target.search}>
        {column.heading}
        <span aria-hidden="true">{direction === "ascending" ? " ▲" : direction === "descending" ? " ▼" : " ⇅"}</span>
      </a>
    </th>
  );
};

/** Links to the other pages of a long list. `page` counts from 1. */
export const Pagination: FC<{ page: number; pages: number; address: URL }> = ({ page, pages, address }) => {
  if (pages <= 1) return null;
  const href = (n: number) => {
    const u = new URL(address);
    u.searchParams.set("sida", String(n));
    return u.pathname + u.search;
  };
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((n) => n >= 1 && n <= pages);
  return (
    <nav class="f-pages" aria-label="Sidor">
      {page > 1 ? (
        <a class="ds-button" data-variant="tertiary" data-size="sm" rel="prev" href={href(page - 1)}>
          Föregående
        </a>
      ) : null}
      <ol>
        {shown.map((n, i) => (
          <>
            {i > 0 && n - (shown[i - 1] ?? n) > 1 ? <li aria-hidden="true">…</li> : null}
            <li>
              <a
                class="ds-button"
                data-variant={n === page ? "primary" : "tertiary"}
                data-size="sm"
                aria-current={n === page ? "page" : undefined}
                aria-label={`Sida ${n} av ${pages}`}
                href={href(n)}
              >
                {n}
              </a>
            </li>
          </>
        ))}
      </ol>
      {page < pages ? (
        <a class="ds-button" data-variant="tertiary" data-size="sm" rel="next" href={href(page + 1)}>
          Nästa
        </a>
      ) : null}
    </nav>
  );
};
