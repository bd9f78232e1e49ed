export type Command = "demo" | "start" | "dev" | "web" | "worker";

/** One run of Guichet: what each step needs, and what it leaves behind to be closed, last opened first. */
export type Run = { command: Command; stop: AbortSignal; closers: (() => unknown)[] };
