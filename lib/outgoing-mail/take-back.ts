/** Seconds during which what was written on the web or by the API waits before it leaves, so that its author can take it back. */
export const takeBackSeconds = 10;
