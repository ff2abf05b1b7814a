/** The only place that asks what time it is. The door hands the answer on; everybody else is given `now` and `today`. */
export type Clock = () => Date;

/** The machine's clock. */
export const systemClock: Clock = () => new Date(Date.now());
