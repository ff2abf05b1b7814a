/** What personal links to surveys are made with in tests: the same in the web, at the door and in jobs. */
export const testLinkKey = Buffer.alloc(32, "a key of tests alone");
/** The same with the address that links lead to. */
export const testLinks = { key: testLinkKey, origin: "https://enkat.example.se" };
