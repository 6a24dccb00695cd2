/** The command was called in a way it does not know; the message says which is right. */
export class UsageError extends Error {}
