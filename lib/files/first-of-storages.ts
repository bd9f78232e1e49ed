import { NotFound } from "@/lib/access/refusals";
import type { Storage } from "./store";

/** Writes in the first one, reads from whichever has it: files are served while they are moved from one to the other. */
export function firstOf(first: Storage, second: Storage): Storage {
  async function* list(prefix: string) {
    yield* first.list(prefix);
    yield* second.list(prefix);
  }
  return {
    ...first,
    open: (key, ...how) => fromEither(first, second, (store) => store.open(key, ...how)),
    read: (key) => fromEither(first, second, (store) => store.read(key)),
    remove: async (key) => void (await Promise.all([first.remove(key), second.remove(key)])),
    list,
  };
}

/** The first one is asked again at the end: the file may have been moved between two questions. */
async function fromEither<T>(first: Storage, second: Storage, ask: (store: Storage) => Promise<T>): Promise<T> {
  for (const store of [first, second]) {
    try {
      return await ask(store);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }
  return ask(first);
}
