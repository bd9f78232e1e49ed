import type { Translator } from "@/app/_ui/translator";
import { mailboxSecurities, mailboxTrusts } from "@/lib/incoming-mail/mailbox";
import type { ListedMailbox } from "@/lib/incoming-mail/mailbox-queries";
import type { Question } from "../../_ui/form-dialog";

type Project = { key: string; name: string };

/** What is asked about a mailbox, answered as it stands when there is one. */
export function mailboxQuestions(t: Translator<"mailboxes">, projects: Project[], stands?: ListedMailbox): Question[] {
  const choice = (name: "security" | "project" | "senderTrust") => ({ name, label: t(`fields.${name}`) });
  const line = (name: keyof typeof longest) => ({ name, label: t(`fields.${name}`), maxLength: longest[name] });
  return [
    { ...line("name"), hint: t("fields.nameHint"), value: stands?.name },
    { ...line("host"), value: stands?.host },
    {
      ...choice("security"),
      value: stands?.security ?? "tls",
      options: mailboxSecurities.map((value) => ({ value, label: t(`securities.${value}`) })),
    },
    { ...line("port"), value: String(stands?.port ?? 993) },
    { ...line("userName"), value: stands?.userName },
    {
      ...line("password"),
      type: "password",
      optional: stands !== undefined,
      hint: t(stands ? "fields.passwordKept" : "fields.passwordHint"),
    },
    { ...line("folder"), value: stands?.folder ?? "INBOX" },
    { ...line("doneFolder"), hint: t("fields.doneFolderHint"), value: stands?.doneFolder ?? "traité" },
    {
      ...choice("project"),
      hint: t("fields.projectHint"),
      optional: true,
      value: stands?.project ?? "",
      options: [
        { value: "", label: t("fields.noProject") },
        ...projects.map(({ key, name }) => ({ value: key, label: `${key} · ${name}` })),
      ],
    },
    {
      ...choice("senderTrust"),
      value: stands?.senderTrust ?? "believed",
      options: mailboxTrusts.map((value) => ({ value, label: t(`trusts.${value}`) })),
    },
    {
      ...line("authservId"),
      hint: t("fields.authservIdHint"),
      optional: true,
      value: stands?.authservId ?? "",
    },
  ];
}

/** The longest answer to each line. */
const longest = {
  ...{ name: 120, host: 250, port: 5, userName: 250, password: 1_000 },
  ...{ folder: 250, doneFolder: 250, authservId: 250 },
};
