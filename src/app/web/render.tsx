import type { Child } from "hono/jsx";
import { csrfToken } from "../../platform/access/sign-on/csrf.ts";
import type { Said } from "../../platform/basics/languages.ts";
import { hasRole } from "../../platform/core/actor.ts";
import type { Assets } from "../../ui/assets.ts";
import { Layout } from "../../ui/components/layout.tsx";
import { Alert, Words } from "../../ui/components/text.tsx";
import type { Route } from "../../ui/page.tsx";
import type { Municipality, PageActor } from "../../ui/request.ts";
import type { FoundSession } from "../../platform/access/sign-on/sessions.ts";
import { setTypography } from "../../ui/typography.ts";

/** Who is there: an active session and its municipality. */
type Visitor = { readonly session: FoundSession<PageActor>; readonly municipality: Municipality };

export type RenderParts = {
  readonly assets: Assets;
  readonly routes: readonly Route[];
  readonly idleSeconds: number;
  readonly path: string;
  readonly visitor: Visitor | null;
  /** For pages before anybody has signed in. */
  readonly municipality?: Municipality | null;
  readonly title: string;
  readonly failed?: boolean;
  readonly notice?: Said | undefined;
  readonly refreshSeconds?: number | undefined;
  readonly body: Child;
};

/** The whole page as HTML. */
export function renderPage(p: RenderParts): string {
  const { visitor } = p;
  const actor = visitor?.session.actor;
  const page = (
    <Layout
      title={p.title}
      failed={p.failed ?? false}
      refreshSeconds={p.refreshSeconds}
      assets={p.assets}
      municipality={visitor?.municipality ?? p.municipality ?? null}
      viewer={actor ? { name: actor.name, title: actor.title } : null}
      navigation={visitor ? menuOf(p.routes, visitor, p.path) : []}
      csrf={visitor ? csrfToken(visitor.session.csrfSecret) : ""}
      isStaff={actor?.kind === "staff"}
      idleSeconds={actor?.kind === "staff" ? p.idleSeconds : null}
    >
      {visitor && !visitor.session.isDemo && !visitor.session.isNumberKnown ? (
        <Alert tone="warning" heading="Förtrogen känner inte till ditt personnummer">
          Därför kan du inte hindras från att se ditt eget eller en närståendes ärende. Öppna inte ett sådant, och be systemförvaltaren att
          lägga in ditt personnummer i kommunens katalog.
        </Alert>
      ) : null}
      {p.notice ? (
        <Alert tone="success" status>
          <p class="ds-paragraph">
            <Words of={p.notice} />
          </p>
        </Alert>
      ) : null}
      {p.body}
    </Layout>
  );
  return setTypography(String(page));
}

/** The main menu of this person: pages that say they belong in it and that the person's roles may open. */
export function menuOf(routes: readonly Route[], visitor: Visitor, path: string): { href: string; text: string; current: boolean }[] {
  const items = routes
    .filter(({ navigation, roles }) => navigation && hasRole(visitor.session.actor, ...(navigation.roles ?? roles)))
    .sort((a, b) => (a.navigation?.order ?? 0) - (b.navigation?.order ?? 0))
    .map((route) => ({ href: route.path, text: route.navigation?.text ?? "", also: route.navigation?.also ?? [] }));
  // The item with the longest address that begins the present one is where we are.
  const here = items
    .flatMap(({ href, also }) => [href, ...also].map((begins) => ({ href, begins })))
    .filter(({ begins }) => path === begins || path.startsWith(`${begins}/`))
    .sort((a, b) => b.begins.length - a.begins.length)[0];
  return items.map(({ href, text }) => ({ href, text, current: href === here?.href }));
}
