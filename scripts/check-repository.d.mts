/** The faults of one text file of the clone, as "file:line: what is wrong". `exists` tells whether a path of the clone is there. */
export declare function faultsOf(file: string, text: string, exists: (path: string) => boolean): string[];
