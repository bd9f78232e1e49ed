import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { noticeChoices } from "@/lib/accounts/account";
import { AccountFilter, type ListedAccount, listAccounts } from "@/lib/accounts/account-list-queries";
import { type Account, getAccount, getOwnAccount } from "@/lib/accounts/account-queries";
import { ChangeNoticesInput, changeNotices } from "@/lib/accounts/change-notices";
import { ChangePreferencesInput, changePreferences } from "@/lib/accounts/change-preferences";
import { InviteAccountInput, inviteAccount } from "@/lib/accounts/invite-account";
import { getOwnNotices } from "@/lib/accounts/preference-queries";
import { RenameAccountInput, renameAccount } from "@/lib/accounts/rename-account";
import { restoreAccount } from "@/lib/accounts/restore-account";
import { suspendAccount } from "@/lib/accounts/suspend-account";
import { listOf, Moment, momentOrNull } from "./shapes";

const tag = "accounts";
const params = z.strictObject({ mail: z.string().max(1_000) });

const ListedAccountShape = z
  .strictObject({
    mail: z.string(),
    name: z.string(),
    platformAdministrator: z.boolean(),
    createdAt: Moment,
    suspendedAt: Moment.nullable(),
  })
  .meta({ id: "ListedAccount" });

const AccountShape = ListedAccountShape.extend({ locale: z.string(), timeZone: z.string() }).meta({ id: "Account" });

export const list = operation({
  method: "GET",
  path: "/accounts",
  tag,
  summary: {
    fr: "Lister les comptes que l’on peut connaître, par nom",
    en: "List the accounts one may know of, by name",
  },
  query: z.strictObject({
    q: AccountFilter.shape.words,
    state: AccountFilter.shape.state,
    after: z.guid().optional(),
  }),
  answer: listOf(ListedAccountShape),
  run: ({ actor, query: { q: words, state, after } }) =>
    actor.transaction(async (tx) => {
      const found = await listAccounts(tx, { words, state }, after);
      return { items: found.items.map(presentListed), after: found.after };
    }),
});

export const invite = operation({
  method: "POST",
  path: "/accounts",
  tag,
  summary: {
    fr: "Créer un compte, et inviter sa personne par courriel",
    en: "Create an account, and invite its person by mail",
  },
  body: InviteAccountInput,
  answer: AccountShape,
  status: 201,
  run: async ({ actor, body }) => presentAccount(await inviteAccount(actor, body)),
  location: ({ mail }) => `/accounts/${encodeURIComponent(mail)}`,
});

export const own = operation({
  method: "GET",
  path: "/accounts/me",
  tag,
  summary: { fr: "Lire son compte", en: "Read one’s account" },
  answer: AccountShape,
  run: async ({ actor }) => presentAccount(await actor.transaction(getOwnAccount)),
});

export const prefer = operation({
  method: "PATCH",
  path: "/accounts/me",
  tag,
  summary: { fr: "Changer sa langue ou son fuseau horaire", en: "Change one’s language or time zone" },
  body: ChangePreferencesInput,
  answer: AccountShape,
  run: async ({ actor, body }) => presentAccount(await changePreferences(actor, body)),
});

const NoticesShape = z
  .strictObject({
    notices: z.enum(noticeChoices).meta({ description: "All that one follows, what is one’s own, or one mail a day." }),
    digestHour: z.int().meta({ description: "The hour of that mail, in one’s own time zone." }),
  })
  .meta({ id: "Notices" });

export const ownNotices = operation({
  method: "GET",
  path: "/accounts/me/notices",
  tag,
  summary: { fr: "Lire de quoi l’on est prévenu par courriel", en: "Read what one is told of by mail" },
  answer: NoticesShape,
  run: async ({ actor }) => actor.transaction(getOwnNotices),
});

export const notify = operation({
  method: "PATCH",
  path: "/accounts/me/notices",
  tag,
  summary: { fr: "Choisir de quoi l’on est prévenu par courriel", en: "Choose what one is told of by mail" },
  body: ChangeNoticesInput,
  answer: NoticesShape,
  run: async ({ actor, body }) => changeNotices(actor, body),
});

export const get = operation({
  method: "GET",
  path: "/accounts/{mail}",
  tag,
  summary: {
    fr: "Lire un compte, par son adresse ou l’un de ses alias",
    en: "Read an account, by its address or an alias",
  },
  params,
  answer: AccountShape,
  run: async ({ actor, params: { mail } }) => presentAccount(await actor.transaction((tx) => getAccount(tx, mail))),
});

export const rename = operation({
  method: "PATCH",
  path: "/accounts/{mail}",
  tag,
  summary: { fr: "Changer le nom d’une personne", en: "Change a person’s name" },
  params,
  body: RenameAccountInput.pick({ name: true }),
  answer: AccountShape,
  run: async ({ actor, params: { mail }, body }) =>
    presentAccount(await renameAccount(actor, { ...body, account: mail })),
});

export const suspend = operation({
  method: "POST",
  path: "/accounts/{mail}/suspend",
  tag,
  summary: { fr: "Suspendre un compte : toutes ses portes se ferment", en: "Suspend an account: all its doors close" },
  params,
  answer: AccountShape,
  run: async ({ actor, params: { mail } }) => presentAccount(await suspendAccount(actor, { account: mail })),
});

export const restore = operation({
  method: "POST",
  path: "/accounts/{mail}/restore",
  tag,
  summary: { fr: "Rétablir un compte suspendu", en: "Restore a suspended account" },
  params,
  answer: AccountShape,
  run: async ({ actor, params: { mail } }) => presentAccount(await restoreAccount(actor, { account: mail })),
});

function presentAccount(account: Account): z.input<typeof AccountShape> {
  const { locale, timeZone } = account;
  return { ...presentListed(account), locale, timeZone };
}

function presentListed(account: Omit<ListedAccount, "activeSince">): z.input<typeof ListedAccountShape> {
  const { mail, name, platformAdministrator, createdAt, suspendedAt } = account;
  return {
    mail,
    name,
    platformAdministrator,
    createdAt: createdAt.toISOString(),
    suspendedAt: momentOrNull(suspendedAt),
  };
}
