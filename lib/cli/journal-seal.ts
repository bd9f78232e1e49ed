import { withInstance } from "./instance";
import { words } from "./words";

/** `npm run journal:seal`: seals every journal now, as the job does each month, and says where the files are. */
await withInstance(async () => {
  const { makeSeals } = await import("@/lib/journal/make-seals");
  for (const { seal, path } of await makeSeals()) console.log(words.sealMade(seal.workspace, seal.chains, path));
});
