import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { getAccountDetails } from "@/lib/accounts/account-list-queries";
import { getAccount } from "@/lib/accounts/account-queries";
import { AddAliasInput, addAlias } from "@/lib/accounts/add-alias";
import { removeAlias } from "@/lib/accounts/remove-alias";
import { listOf } from "./shapes";

const tag = "accounts";
const params = z.strictObject({ mail: z.string().max(1_000) });

const AliasShape = z.strictObject({ account: z.string(), mail: z.string() }).meta({ id: "Alias" });

export const list = operation({
  method: "GET",
  path: "/accounts/{mail}/aliases",
  tag,
  summary: { fr: "Lister les autres adresses d’un compte", en: "List the other addresses of an account" },
  params,
  answer: listOf(AliasShape),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const { id, mail: account } = await getAccount(tx, params.mail);
      const aliases = (await getAccountDetails(tx, id))?.aliases ?? [];
      return { items: aliases.map(({ mail }) => ({ account, mail })), after: null };
    }),
});

export const add = operation({
  method: "POST",
  path: "/accounts/{mail}/aliases",
  tag,
  summary: { fr: "Donner une autre adresse à un compte", en: "Give an account another address" },
  params,
  body: AddAliasInput.pick({ mail: true }),
  answer: AliasShape,
  status: 201,
  run: ({ actor, params: { mail: account }, body }) => addAlias(actor, { ...body, account }),
});

export const remove = operation({
  method: "DELETE",
  path: "/accounts/{mail}/aliases/{alias}",
  tag,
  summary: { fr: "Reprendre une adresse à un compte", en: "Take an address back from an account" },
  params: params.extend({ alias: z.string().max(1_000) }),
  run: async ({ actor, params: { mail: account, alias } }) => void (await removeAlias(actor, { account, mail: alias })),
});
