import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { AddAliasInput, addAlias } from "@/lib/accounts/add-alias";
import { removeAlias } from "@/lib/accounts/remove-alias";

const tag = "accounts";
const params = z.strictObject({ mail: z.string().max(1_000) });

const AliasShape = z.strictObject({ account: z.string(), mail: z.string() }).meta({ id: "Alias" });

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
