import account from "./fr/account.json";
import accounts from "./fr/accounts.json";
import administration from "./fr/administration.json";
import api from "./fr/api.json";
import approvals from "./fr/approvals.json";
import deposits from "./fr/deposits.json";
import desk from "./fr/desk.json";
import exports from "./fr/exports.json";
import files from "./fr/files.json";
import forms from "./fr/forms.json";
import itemImports from "./fr/item-imports.json";
import items from "./fr/items.json";
import live from "./fr/live.json";
import mail from "./fr/mail.json";
import mailboxes from "./fr/mailboxes.json";
import planning from "./fr/planning.json";
import portal from "./fr/portal.json";
import problems from "./fr/problems.json";
import refusals from "./fr/refusals.json";
import shell from "./fr/shell.json";
import signIn from "./fr/sign-in.json";
import statistics from "./fr/statistics.json";
import ticketForms from "./fr/ticket-forms.json";
import tickets from "./fr/tickets.json";
import timesheets from "./fr/timesheets.json";
import ui from "./fr/ui.json";
import workflows from "./fr/workflows.json";
import workspaces from "./fr/workspaces.json";

/** The French catalogue: one area, one file, one top-level name. */
export default {
  account,
  accounts,
  administration,
  api,
  approvals,
  deposits,
  desk,
  exports,
  files,
  forms,
  itemImports,
  items,
  live,
  mail,
  mailboxes,
  planning,
  portal,
  problems,
  refusals,
  shell,
  signIn,
  statistics,
  ticketForms,
  tickets,
  timesheets,
  ui,
  workflows,
  workspaces,
};
