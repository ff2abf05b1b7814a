import type { FC } from "hono/jsx";

/** The ways on in a list that is read from a row on: the next rows, and back to the first. `first` is the address of the first rows. */
export const Onward: FC<{ first: string; nextAfter: string | null; isFirst: boolean }> = ({ first, nextAfter, isFirst }) => {
  if (nextAfter === null && isFirst) return null;
  return (
    <nav class="f-pages" aria-label="Sidor">
      {isFirst ? null : (
        <a class="ds-button" data-variant="tertiary" data-size="sm" href={first}>
          Från början
        </a>
      )}
      {nextAfter === null ? null : (
        <a
          class="ds-button"
          data-variant="tertiary"
          data-size="sm"
          rel="next"
          href={`${first}${first.includes("?") ? "&" : "?"}efter=${nextAfter}`}
        >
          Nästa
        </a>
      )}
    </nav>
  );
};
