/** What each status says that the API answers a problem with; a test holds it against the statuses that problems have. */
export const whatHappened: Readonly<Record<number, string>> = {
  400: "Anropet går inte att läsa: ingen JSON, eller en trasig nyckel.",
  401: "Ingen är inloggad.",
  403: "Behörighet saknas, det finns inte, eller anropet kommer från fel ställe.",
  404: "Det finns inte.",
  405: "Fritext skickas inte i adressen. Skicka frågan med POST och JSON.",
  408: "Innehållet kom för långsamt.",
  409: "Det går inte som läget är: något är redan gjort, eller någon annan hann före.",
  413: "Innehållet är för stort.",
  415: "Innehållet är inte JSON.",
  422: "Något behöver rättas. `errors` säger vilka fält, `questions` vad som ska bekräftas.",
  429: "För många försök. Vänta så länge som `Retry-After` säger.",
  500: "Ett fel hos oss. `detail` har en referens till loggen.",
  503: "Det gick inte just nu. Försök igen när `Retry-After` säger.",
};
