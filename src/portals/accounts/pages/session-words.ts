/** Where a sign-on came from: "Firefox på Windows, 192.0.2.7". */
export function placeOf({ browser, address }: { browser: string; address: string | null }): string {
  const known = [browser, address ?? ""].filter((part) => part !== "");
  return known.length > 0 ? known.join(", ") : "okänd plats";
}
