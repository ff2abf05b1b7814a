import type { Child, FC } from "hono/jsx";
import { raw } from "../jsx-runtime.ts";
import { Mark } from "./icons.tsx";

export type NavigationItem = { href: string; text: string; current: boolean };

export type LayoutProps = {
  /** The page's name. Never personal data: it stands in the browser's history. */
  title: string;
  /** True when a form came back with faults. */
  failed?: boolean;
  /** How often a browser without JavaScript loads the page anew. */
  refreshSeconds?: number | undefined;
  municipality: { name: string; isDemo: boolean } | null;
  viewer: { name: string; title: string } | null;
  /** False for who has no account here: their sign-on is ended, and there is no list of them. */
  isStaff?: boolean;
  navigation: readonly NavigationItem[];
  csrf: string;
  assets: { css: string; script: string };
  /** Seconds until the person is signed out when nothing happens; null when nobody is signed in. */
  idleSeconds: number | null;
  children?: Child;
};

const DemoBand: FC = () => (
  <aside class="f-demo" aria-label="Demo">
    <strong>Demo:</strong> alla uppgifter är påhittade
  </aside>
);

const Header: FC<LayoutProps> = (p) => (
  <header class="f-header">
    <div class="f-wide f-header-row">
      <a class="f-brand" href="/">
        <Mark />
        <span>Förtrogen</span>
      </a>
      {p.municipality ? <span class="f-municipality">{p.municipality.name}</span> : null}
      {p.viewer ? (
        <form class="f-who" method="post" action={p.isStaff === false ? "/svara/avsluta" : "/logga-ut"} data-sign-out>
          <span>
            <strong>{p.viewer.name}</strong>
            {p.viewer.title ? <span class="f-who-title">{p.viewer.title}</span> : null}
            {p.isStaff === false ? null : (
              <a class="ds-link f-who-sessions" href="/mina-inloggningar">
                Mina inloggningar
              </a>
            )}
          </span>
          <input type="hidden" name="_csrf" value={p.csrf} />
          <button type="submit" class="ds-button" data-variant="secondary" data-size="sm">
            {p.isStaff === false ? "Avsluta" : "Logga ut"}
          </button>
        </form>
      ) : null}
    </div>
    {p.navigation.length > 0 ? (
      <nav class="f-nav" aria-label="Huvudmeny">
        <ul class="f-wide">
          {p.navigation.map((n) => (
            <li>
              <a href={n.href} aria-current={n.current ? "page" : undefined}>
                {n.text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    ) : null}
  </header>
);

const Footer: FC = () => (
  <footer class="f-footer">
    <div class="f-wide">
      <p>
        <strong>Förtrogen</strong> är ett öppet system för socialtjänstens arbete med barn, unga och familjer.
      </p>
      <p>
        <a class="ds-link" href="/om">
          Om Förtrogen
        </a>{" "}
        <a class="ds-link" href="/om/tillganglighet">
          Tillgänglighet
        </a>{" "}
        <a class="ds-link" href="/api">
          Gränssnitt för program
        </a>
      </p>
    </div>
  </footer>
);

const TimeoutDialog: FC<{ seconds: number }> = ({ seconds }) => (
  <dialog class="f-timeout" data-idle={seconds} aria-labelledby="timeout-heading">
    <h2 class="ds-heading" data-size="xs" id="timeout-heading">
      Du loggas snart ut
    </h2>
    <p class="ds-paragraph">
      Du har inte gjort något på en stund. Av säkerhetsskäl loggas du ut om <strong data-left>två minuter</strong>. Det du har skrivit finns
      kvar.
    </p>
    <button type="button" class="ds-button" data-continue>
      Fortsätt arbeta
    </button>
  </dialog>
);

/** The whole page around what a view gives. */
export const Layout: FC<LayoutProps> = (p) => (
  <>
    {raw("<!doctype html>")}
    <html lang="sv" data-color-scheme="light" data-size="sm">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{`${p.failed ? "Fel: " : ""}${p.title} – Förtrogen`}</title>
        <link rel="stylesheet" href={p.assets.css} />
        {p.refreshSeconds ? raw(`<noscript><meta http-equiv="refresh" content="${p.refreshSeconds}"></noscript>`) : null}
        <script type="module" src={p.assets.script} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="ds-skip-link" href="#innehall">
          Hoppa till innehållet
        </a>
        {p.municipality?.isDemo ? <DemoBand /> : null}
        <Header {...p} />
        <main id="innehall" class="f-main f-wide" tabindex={-1}>
          {p.children}
        </main>
        <Footer />
        {p.idleSeconds ? <TimeoutDialog seconds={p.idleSeconds} /> : null}
      </body>
    </html>
  </>
);

/** Two columns in a wide window: the main thing and what stands beside it. */
export const Columns: FC<{ aside: Child; contextFirst?: boolean; children?: Child }> = ({ aside, contextFirst, children }) =>
  contextFirst ? (
    <div class="f-columns f-columns--context-first">
      <aside>{aside}</aside>
      <div>{children}</div>
    </div>
  ) : (
    <div class="f-columns">
      <div>{children}</div>
      <aside>{aside}</aside>
    </div>
  );

/** The top of a page: heading, a line of facts under it and what can be done. */
export const PageHead: FC<{ heading: Child; lead?: Child; back?: { href: string; text: Child }; actions?: Child }> = ({
  heading,
  lead,
  back,
  actions,
}) => (
  <div class="f-page-head">
    {back ? (
      <a class="ds-link f-back" href={back.href}>
        {back.text}
      </a>
    ) : null}
    <h1 class="ds-heading" data-size="md">
      {heading}
    </h1>
    {lead ? <div class="f-lead">{lead}</div> : null}
    {actions ? <div class="f-buttons">{actions}</div> : null}
  </div>
);
