/** Addresses of the pages where questionnaires are written. */
export const ownForms = "/formular/egna";
const of = (form: string): string => `${ownForms}/${form}`;
export const editorLinks = {
  new: `${ownForms}/nytt`,
  form: of,
  text: (form: string): string => `${of(form)}/fil`,
  about: (form: string): string => `${of(form)}/om`,
  try: (form: string, language: string | null = null): string =>
    `${of(form)}/prova${language === null ? "" : `?sprak=${encodeURIComponent(language)}`}`,
  publish: (form: string): string => `${of(form)}/publicera`,
  version: (form: string): string => `${of(form)}/ny-version`,
  withdraw: (form: string): string => `${of(form)}/dra-tillbaka`,
  page: (form: string, page: string): string => `${of(form)}/sida/${page}`,
  newPage: (form: string): string => `${of(form)}/ny-sida`,
  question: (form: string, question: string): string => `${of(form)}/fraga/${question}`,
  newQuestion: (form: string, page: string): string => `${of(form)}/sida/${page}/ny-fraga`,
  move: (form: string): string => `${of(form)}/flytta`,
  remove: (form: string, question: string): string => `${of(form)}/fraga/${question}/ta-bort`,
  texts: (form: string): string => `${of(form)}/sprak`,
  textsCsv: (form: string, language: string): string => `${of(form)}/texter.csv?sprak=${language}`,
} as const;
