import { ZodError } from "zod";
import { withInstance } from "./instance";
import { Trouble } from "./trouble";
import { words } from "./words";

/** `npm run journal:verify [-- --seal <file>]`: recomputes the journal, or holds it against a seal; exits 1 when it is broken. */
await withInstance(async () => {
  const seal = sealNamed();
  if (seal) return verifyAgainst(seal);
  const { verifyJournal } = await import("@/lib/journal/verify-journal");
  const { chains, lines, broken } = await verifyJournal((journal, verified) => {
    if (!verified.broken) console.log(words.journalHolds(journal.key, verified.chains, verified.lines));
  });
  if (broken) throw new Trouble(words.journalBroken(broken));
  console.log(words.journalWhole(chains, lines));
});

function sealNamed(): string | undefined {
  const place = process.argv.indexOf("--seal");
  if (place < 0) return undefined;
  const file = process.argv[place + 1];
  if (!file) throw new Trouble(words.sealFileMissing);
  return file;
}

async function verifyAgainst(file: string): Promise<void> {
  const { verifySeal } = await import("@/lib/journal/verify-seal");
  const { seal, fingerprint, fault } = await verifySeal(file).catch((error) => {
    const unreadable = error instanceof SyntaxError || error instanceof ZodError || error.code === "ENOENT";
    throw unreadable ? new Trouble(words.sealUnreadable(file)) : error;
  });
  if (fault) throw new Trouble(words.sealBroken(file, fault));
  console.log(words.sealHolds(seal.workspace, seal.at, seal.chains, fingerprint));
}
