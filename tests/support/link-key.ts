/** What personal links to surveys are made with in tests: the same in the web, at the door and in jobs. */
export const testLinkKey = Buffer.alloc(32, "a key of tests alone");
