import account from "./fr/account.json";
import administration from "./fr/administration.json";
import mail from "./fr/mail.json";
import shell from "./fr/shell.json";
import signIn from "./fr/sign-in.json";
import tickets from "./fr/tickets.json";
import ui from "./fr/ui.json";

/** The French catalogue: one area, one file, one top-level name. */
export default { account, administration, mail, shell, signIn, tickets, ui };
