import type { FC } from "hono/jsx";
import { directionOf } from "../../../platform/basics/languages.ts";
import { Words } from "../../../ui/components/text.tsx";
import { raw } from "../../../ui/jsx-runtime.ts";
import type { Questionnaire } from "../questionnaire.ts";
import { House, QuestionsRead, TextsRead } from "../reading-view.tsx";
import type { ShownForm } from "../shown.ts";
import { readingVersionOf } from "./reading-version.ts";
import type { ReadingVersion } from "./reading-version.ts";

/** The reading version as one page that stands alone: no other file, no script. Its own words are Swedish, those of the questionnaire say their language. Errors: none. */
export function readingHtml(form: Questionnaire, words?: ShownForm): string {
  const version = readingVersionOf(form, words);
  return `<!doctype html>${String(<Whole version={version} own={form.language} />)}\n`;
}

const style = String.raw`
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1d2b30; background: #fff; }
  h1, h2, h3, h4 { line-height: 1.25; } h2 { margin-top: 2.5rem; } section { margin-block: 1.5rem; }
  table { border-collapse: collapse; width: 100%; } th, td { border-block: 1px solid #8a979c; padding: 0.4rem; text-align: start; font-weight: normal; }
  .f-subtle { color: #4a5a60; } .ds-sr-only { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  @media print { details > * { display: block; } details::details-content { content-visibility: visible; } }
`;

const Whole: FC<{ version: ReadingVersion; own: string }> = ({ version, own }) => (
  <html lang={own}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{version.title.text}</title>
      <style>{raw(style)}</style>
    </head>
    <body>
      <main dir={version.language === own ? undefined : directionOf(version.language)}>
        <h1>
          <Words of={version.title} />
        </h1>
        <p>
          <House>{version.about}</House>
        </p>
        <TextsRead texts={version.translation} />
        {version.source === null ? null : (
          <p class="f-subtle">
            <House>{version.source}</House>
          </p>
        )}
        {version.pages.map((page) => (
          <>
            <h2>
              <Words of={page.title} />
            </h2>
            <TextsRead texts={page.text} />
            {page.asked === null ? null : (
              <p>
                <House>{page.asked}</House>
              </p>
            )}
            <QuestionsRead questions={page.questions} level={3} />
          </>
        ))}
        {version.closing === null ? null : <TextsRead texts={[version.closing]} />}
      </main>
    </body>
  </html>
);
