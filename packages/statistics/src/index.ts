/** Design-based survey statistics and statistical disclosure control. */
export {};
