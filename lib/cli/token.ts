import { withInstance } from "./instance";
import { Trouble } from "./trouble";

// `npm run -s token -- <mail>`: prints a new access token of that account, alone, on standard output.
await withInstance(async () => {
  const [address] = process.argv.slice(2);
  if (!address) throw new Trouble("Donnez l'adresse d'un compte : npm run -s token -- ines@culture.example");
  const { createTokenFor } = await import("@/lib/accounts/create-token-for");
  const token = await createTokenFor(address);
  if (!token) throw new Trouble(`Aucun compte actif n'a l'adresse ${address}.`);
  process.stdout.write(`${token}\n`);
});
