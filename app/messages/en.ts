import account from "./en/account.json";
import administration from "./en/administration.json";
import mail from "./en/mail.json";
import shell from "./en/shell.json";
import signIn from "./en/sign-in.json";
import tickets from "./en/tickets.json";
import ui from "./en/ui.json";

/** The English catalogue: one area, one file, one top-level name. */
export default { account, administration, mail, shell, signIn, tickets, ui };
