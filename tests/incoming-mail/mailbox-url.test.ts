import { expect, test } from "vitest";
import { ZodError } from "zod";
import { parseMailboxUrl } from "@/lib/incoming-mail/mailbox-url";

test("an address says all of a mailbox", () => {
  expect(
    parseMailboxUrl(
      "imaps://guichet%40min.fr:p%3A%2F%40ss@IMAP.exemple.fr:1993/Support/Entr%C3%A9e?done=trait%C3%A9&project=portail&trust=results&authserv=mx.exemple.fr",
    ),
  ).toEqual({
    name: "guichet@min.fr (IMAP_URL)",
    ...{ host: "imap.exemple.fr", port: 1993, security: "tls" },
    ...{ userName: "guichet@min.fr", password: "p:/@ss", folder: "Support/Entrée", doneFolder: "traité" },
    ...{ project: "portail", senderTrust: "results", authservId: "mx.exemple.fr" },
  });
});

test("what it does not say is the usual", () => {
  const usual = { folder: "INBOX", doneFolder: "traité", project: null, senderTrust: "believed", authservId: null };
  expect(parseMailboxUrl("imaps://u:p@imap.exemple.fr")).toMatchObject({ ...usual, port: 993, security: "tls" });
  expect(parseMailboxUrl("imap://u:p@imap.exemple.fr")).toMatchObject({ ...usual, port: 143, security: "starttls" });
  expect(parseMailboxUrl("imap://u:p@127.0.0.1:1143/INBOX")).toMatchObject({ security: "none", port: 1143 });
  expect(parseMailboxUrl("imap://u:p@[::1]:1143")).toMatchObject({ host: "::1", security: "none" });
});

test.each([
  ["no user", "imaps://imap.exemple.fr"],
  ["no password", "imaps://u@imap.exemple.fr"],
  ["a word that nobody knows", "imaps://u:p@imap.exemple.fr?dones=x"],
  ["another trust", "imaps://u:p@imap.exemple.fr?trust=blind"],
  ["results without a name", "imaps://u:p@imap.exemple.fr?trust=results"],
  ["one folder for both", "imaps://u:p@imap.exemple.fr/INBOX?done=INBOX"],
  ["a line feed in a folder", "imaps://u:p@imap.exemple.fr/INBOX%0D%0AA1%20LOGOUT"],
])("%s is refused, and the setting is named", (_what, url) => {
  try {
    parseMailboxUrl(url);
  } catch (error) {
    expect(error).toBeInstanceOf(ZodError);
    expect((error as ZodError).issues[0]!.path[0]).toBe("IMAP_URL");
    return;
  }
  throw new Error(`${url} was taken`);
});
