/** How long an extract can be fetched after it was made, in minutes: the file is not kept. */
export const FETCHED_WITHIN_MINUTES = 60;
