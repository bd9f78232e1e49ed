/** Tables that hold no client content: row security without FORCE, since the functions of the wall read them as the owner. */
export const directoryTables: Record<string, string> = {
  beneficiary: "names of ministries and agencies",
  workspace: "keys and names, needed before anybody enters one",
  project: "keys, names and inbound addresses: mail is routed by them",
  project_counter: "the last number given",
  account: "who exists: sign-in and routing need it before a workspace is known",
  account_alias: "other addresses of an account",
  credential: "hashes of passwords: only the functions of sign-in read them",
  session: "who is signed in",
  access_token: "hashes of tokens",
  calendar_feed: "who has a private calendar address; its token is not stored",
  single_use_link: "invitations and resets; their tokens are not stored",
  sign_in_attempt: "what throttling counts",
  profile: "sets of permissions: the wall's functions read them",
  membership: "who belongs where: the wall's functions read it",
  project_grant: "who may what: the wall's functions read it",
  setting: "settings of the whole instance",
  mail_thread: "hashes of Message-IDs: a reply is routed by them before its workspace is known",
  chain: "heads of the journal: identifiers and hashes",
  heartbeat: "which process lives",
  item_share: "which workspaces an item of the platform serves: the wall's functions read it",
  mailbox: "how mailboxes are reached, for administrators and the worker; it holds no message",
};

/** Functions that read as the owner. Each one is a hole in the wall, so each one says why it is there and what it gives. */
export const definerFunctions: Record<string, string> = {
  am_platform_administrator: "a yes or no about the asking account",
  i_hold: "a yes or no about the asking account",
  my_reach: "identifiers that the asking account reaches",
  keep_reach: "keeps what the asking account reaches for the transaction; returns nothing",
  my_workspace_ids: "identifiers that the asking account reaches",
  my_workspace_ids_with: "identifiers that the asking account reaches",
  my_project_ids: "identifiers that the asking account reaches",
  my_writable_project_ids: "identifiers that the asking account reaches",
  my_ticket_ids: "identifiers that the asking account reaches",
  my_directory_workspace_ids: "identifiers that the asking account reaches",
  my_tickets_elsewhere: "identifiers that the asking account reaches",
  my_givable_profile_ids: "profiles that the asking account may give",
  search_ticket_ids: "applies the policies' own rights to documents that nobody may select, gives identifiers",
  index_ticket_words: "a trigger: writes the documents that nobody may select",
  index_message_words: "a trigger: writes the documents that nobody may select",
  has_manager: "a yes or no about a workspace of the asking account",
  find_account_id: "an identifier, before anybody is known",
  begin_sign_in: "the hash to compare with: the password is verified in the process",
  accept_sign_in: "turns one attempt of this minute into an accepted one",
  my_password_hash: "the asking account's own hash",
  set_my_password_hash: "writes the asking account's own hash",
  find_session_account: "what one unguessable session identifier stands for",
  find_token_account: "what the hash of one token stands for",
  find_feed_account: "what one unguessable calendar address stands for",
  find_single_use_link: "what one unguessable link stands for",
  use_single_use_link: "uses a link once",
  create_reset_link: "makes a link that goes to the account's own address",
  offer_first_administrator: "does nothing once an administrator exists",
  create_first_administrator: "does nothing once an administrator exists",
  set_platform_administrator: "does nothing unless an administrator asks it of somebody else",
  lock_mail_address: "a yes or no about one address, asked by those who are about to give it",
  find_mail_delivery: "for jobs: which row the bytes of a message have already, to take the same delivery once",
  find_mail_twins:
    "for jobs: identifiers of the messages with one Message-ID, to know a copy wherever the first one ended",
  find_sent_mails: "for jobs: which mail of ours a delivery report is about, as identifiers",
  count_recent_mails: "for jobs: two counts, so that two machines cannot answer each other without end",
  count_recent_acknowledgements: "for jobs: one count, for the same",
  count_quarantine_answers: "for jobs: two counts, so that strangers cannot make Guichet send without end",
  search_mail_ids: "applies the policy's own rights to patterns that row security would not let an index answer",
  find_spam_quarantines: "for jobs: the workspaces whose agents declared one address unwanted",
  forget_message_words: "a trigger: writes anew the documents of a ticket from which a message was taken back",
  find_waiting_digests: "for jobs: whose notices wait for a summary, and since when, in whatever workspaces",
  gather_digest: "for jobs: ties the waiting rows of one account to its summary, gives their number",
  find_digest_rows: "for jobs: identifiers of what one summary carries; what they say is read as its reader",
  settle_digest: "for jobs: gives the rows of one summary its fate",
  deciders_of: "identifiers of who may decide in a workspace of the asking account, or of the job",
  read_ticket_words: "writes anew the documents of a ticket whose messages came or went; returns nothing",
  put_on_ticket:
    "puts messages on another ticket, both being the asking account's to write and to read whole; gives a number",
  readers_by_grant: "identifiers of who reads a project that the asking account writes",
  move_relations: "a trigger: keeps on relations the projects of their ends",
  carry_impact: "a trigger: keeps on relations the impact of their type",
  my_shared_item_ids: "identifiers that the asking account reaches",
  may_write_platform_item: "a yes or no about the asking account and one item",
  keep_reopenings: "a trigger: keeps what a ticket was before it was taken up again, which nobody else writes",
  published_workarounds: "the words published for one incident that the asking account reads",
  keep_mail_addresses_apart: "a trigger: an address belongs to one account",
};

/** Rows that are never changed nor removed once written: what happened, and what was said. */
export const appendOnlyTables = [
  "event",
  "message",
  "attachment",
  "ticket_alias",
  "approver",
  "decision",
  "stage_step",
  "verification",
  "item_version_ticket",
  "package_step",
  "package_entry",
];

/** The columns of those that may be written once, each with who does and when. */
export const writtenOnceColumns: Record<string, string> = {
  "message.taken_back_at UPDATE guichet_web":
    "by its author within fifteen seconds; no policy lets it be written again",
  "attachment.scanned_at UPDATE guichet_worker": "what the scanner said, once: the policy sees no scanned row",
  "attachment.verdict UPDATE guichet_worker": "with it",
  "attachment.scan_engine UPDATE guichet_worker": "with it",
  "attachment.threat UPDATE guichet_worker": "with it",
  "attachment.taken_back_at UPDATE guichet_web": "with its message",
  "verification.outcome UPDATE guichet_web": "by who decides, while there is none; no policy lets it be written again",
  "verification.reason UPDATE guichet_web": "with its outcome",
  "verification.decided_at UPDATE guichet_web": "with its outcome",
  "verification.decided_by UPDATE guichet_web": "with its outcome",
};

/**
 * Unique keys of content that span workspaces: a collision would tell that a hidden row exists. Each holds a value that its
 * writer cannot choose, or that routing needs to be unique and that tells nothing.
 */
export const uniqueAcrossWorkspaces: Record<string, string> = {
  "ticket (reference)": "made of the project's own key and number, never given by a person",
  "ticket (project_id, number)": "a project is of one workspace",
  "ticket_alias (reference)": "former references, never given by a person",
  "package (project_id, environment, kind, version)": "a project is of one workspace",
  "dashboard (id)": "drawn by the server",
  "export_job (id)": "drawn by the server",
  "export_schedule (id)": "drawn by the server",
  "dump (id)": "drawn by the server",
  "upload (id)": "drawn at random by the server",
  "incoming_mail (id)": "drawn by the server",
  "incoming_mail (delivery_key)": "a hash of the bytes received; the sender hears the same answer",
  "outgoing_mail (header_message_id)": "drawn by the server",
  "idempotency_key (account_id, key)": "each account has its own keys",
};

/** Policies by which the owner itself passes through forced row security, for its functions and triggers. */
export const ownersPolicies: Record<string, string> = {
  "participant.of_the_asking_account": "my_ticket_ids reads the asking account's own rows",
  "incoming_mail.routed":
    "find_mail_delivery, find_mail_twins, find_spam_quarantines and search_mail_ids give identifiers",
  "outgoing_mail.answered": "find_sent_mails and count_recent_acknowledgements give identifiers and a number, to jobs",
  "outgoing_mail.counted": "count_quarantine_answers counts, for jobs",
  "outgoing_mail.gathered_in_digests": "the functions of summaries read what waits for one",
  "outgoing_mail.settled_with_digests": "the functions of summaries tie and settle what waits for one",
  "message.read_anew_for_search": "forget_message_words reads what is left of a ticket once a message was taken back",
  "ticket.worked_on_by_who_asks": "put_on_ticket sees the tickets that the asking account may write, and no others",
  "message.put_on_another_ticket": "put_on_ticket, between two such tickets",
  "attachment.put_on_another_ticket": "put_on_ticket, between two such tickets",
  "attachment.put_on_another_ticket_seen": "put_on_ticket, between two such tickets",
  "item_relation.follow_their_ends": "the triggers keep on relations what stands on their ends and their type",
  "item_relation.follow_their_ends_seen": "the same triggers find them",
  "ticket_reopening.through_triggers": "the trigger keeps what a ticket had been before it was taken up again",
  "known_error.published": "published_workarounds reads what was published",
  "ticket_link.causes_of_incidents": "published_workarounds goes from an incident to what causes it",
  "search_document.through_triggers_and_search":
    "the triggers write them and search_ticket_ids reads them; nobody else may",
};
