import type { FC } from "hono/jsx";
import { raw } from "../../../ui/jsx-runtime.ts";
import type { Questionnaire } from "../questionnaire.ts";
import { QuestionsRead } from "../reading-view.tsx";
import { readingVersionOf } from "./reading-version.ts";
import type { ReadingVersion } from "./reading-version.ts";

/** The reading version as one page that stands alone: no other file, no script. Errors: none. */
export function readingHtml(form: Questionnaire): string {
  return `<!doctype html>${String(<Whole version={readingVersionOf(form)} language={form.language} />)}\n`;
}

const style = String.raw`
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1d2b30; background: #fff; }
  h1, h2, h3, h4 { line-height: 1.25; } h2 { margin-top: 2.5rem; } section { margin-block: 1.5rem; }
  table { border-collapse: collapse; width: 100%; } th, td { border-block: 1px solid #8a979c; padding: 0.4rem; text-align: left; font-weight: normal; }
  .f-subtle { color: #4a5a60; } .ds-sr-only { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  @media print { details > * { display: block; } details::details-content { content-visibility: visible; } }
`;

const Whole: FC<{ version: ReadingVersion; language: string }> = ({ version, language }) => (
  <html lang={language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{version.title}</title>
      <style>{raw(style)}</style>
    </head>
    <body>
      <main>
        <h1>{version.title}</h1>
        <p>{version.about}</p>
        {version.source === null ? null : <p class="f-subtle">{version.source}</p>}
        {version.pages.map((page) => (
          <>
            <h2>{page.title}</h2>
            {page.text.map((text) => (
              <p>{text}</p>
            ))}
            <QuestionsRead questions={page.questions} level={3} />
          </>
        ))}
        {version.closing === null ? null : <p>{version.closing}</p>}
      </main>
    </body>
  </html>
);
