import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { CreateTokenInput, createToken } from "@/lib/accounts/create-token";
import { revokeToken } from "@/lib/accounts/revoke-token";
import { listOwnTokens } from "@/lib/accounts/token-queries";
import { listOf, Moment, momentOrNull } from "./shapes";

const tag = "tokens";

const TokenShape = z
  .strictObject({
    id: z.guid(),
    name: z.string(),
    createdAt: Moment,
    expiresAt: Moment.nullable(),
    lastUsedAt: Moment.nullable(),
  })
  .meta({ id: "Token" });

export const list = operation({
  method: "GET",
  path: "/tokens",
  tag,
  summary: { fr: "Lister ses jetons d’accès", en: "List one’s access tokens" },
  answer: listOf(TokenShape),
  run: async ({ actor }) => ({ items: (await actor.transaction(listOwnTokens)).map(presentToken), after: null }),
});

export const create = operation({
  method: "POST",
  path: "/tokens",
  tag,
  summary: {
    fr: "Créer un jeton d’accès, qui n’est montré qu’ici",
    en: "Create an access token, which is shown here only",
  },
  body: CreateTokenInput.required({ password: true }),
  answer: TokenShape.extend({ token: z.string() }).meta({ id: "NewToken" }),
  status: 201,
  // A wrong password must leave its mark, and no table may keep the token.
  repeatable: false,
  run: async ({ actor, peer, body }) => {
    const created = await createToken(actor, body, peer);
    return { ...presentToken({ ...created, lastUsedAt: null }), token: created.token };
  },
});

export const revoke = operation({
  method: "DELETE",
  path: "/tokens/{id}",
  tag,
  summary: { fr: "Révoquer un jeton d’accès", en: "Revoke an access token" },
  params: z.strictObject({ id: z.uuid() }),
  run: async ({ actor, params: { id } }) => void (await revokeToken(actor, { token: id })),
});

type Row = { id: string; name: string; createdAt: Date; expiresAt: Date | null; lastUsedAt: Date | null };

function presentToken({ id, name, createdAt, expiresAt, lastUsedAt }: Row): z.input<typeof TokenShape> {
  return {
    id,
    name,
    createdAt: createdAt.toISOString(),
    expiresAt: momentOrNull(expiresAt),
    lastUsedAt: momentOrNull(lastUsedAt),
  };
}
