/** In this order: nearly every browser also says that it is Chrome or Safari. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//u, "Edge"],
  [/\bOPR\//u, "Opera"],
  [/\bSamsungBrowser\//u, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//u, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\//u, "Chrome"],
  [/\bSafari\//u, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/u, "iPhone"],
  [/\biPad\b/u, "iPad"],
  [/\bAndroid\b/u, "Android"],
  [/\bWindows\b/u, "Windows"],
  [/\bCrOS\b/u, "ChromeOS"],
  [/\bMacintosh\b/u, "Mac"],
  [/\bLinux\b/u, "Linux"],
];

/** What kind of browser a `User-Agent` stands for, in Swedish: "Firefox på Windows". Never the header's own words; "" where it says nothing known. */
export function browserName(userAgent: string | undefined): string {
  const of = (kinds: readonly (readonly [RegExp, string])[]) => kinds.find(([sign]) => sign.test(userAgent ?? ""))?.[1];
  const [browser, system] = [of(browsers), of(systems)];
  if (browser && system) return `${browser} på ${system}`;
  return browser ?? system ?? "";
}
