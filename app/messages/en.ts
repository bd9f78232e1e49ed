import account from "./en/account.json";
import accounts from "./en/accounts.json";
import administration from "./en/administration.json";
import api from "./en/api.json";
import approvals from "./en/approvals.json";
import deposits from "./en/deposits.json";
import desk from "./en/desk.json";
import exports from "./en/exports.json";
import files from "./en/files.json";
import forms from "./en/forms.json";
import itemImports from "./en/item-imports.json";
import items from "./en/items.json";
import live from "./en/live.json";
import mail from "./en/mail.json";
import mailboxes from "./en/mailboxes.json";
import planning from "./en/planning.json";
import portal from "./en/portal.json";
import problems from "./en/problems.json";
import refusals from "./en/refusals.json";
import shell from "./en/shell.json";
import signIn from "./en/sign-in.json";
import statistics from "./en/statistics.json";
import ticketForms from "./en/ticket-forms.json";
import tickets from "./en/tickets.json";
import timesheets from "./en/timesheets.json";
import ui from "./en/ui.json";
import workflows from "./en/workflows.json";
import workspaces from "./en/workspaces.json";

/** The English catalogue: one area, one file, one top-level name. */
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
