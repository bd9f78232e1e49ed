/** Every job, with its payload: ids only, never content. The worker's table of verbs must name each one. */
export interface JobPayloads {
  "handle-incoming-mail": { incomingMailId: string };
  "deliver-released-mail": {
    workspaceId: string;
    incomingMailId: string;
    accountId: string;
    projectId?: string;
    ticketId?: string;
  };
  "move-incoming-mail": { incomingMailId: string; workspaceId: string };
  "send-outgoing-mail": { workspaceId: string; outgoingMailId: string };
  "run-bulk-edit": { accountId: string; batchId: string };
  "undo-bulk-edit": { accountId: string; batchId: string };
  "settle-approval": { workspaceId: string; approvalId: string; eventId: string };
  "remind-approvers": Record<string, never>;
  "make-digests": Record<string, never>;
  "remove-expired-uploads": Record<string, never>;
  "forget-answers": Record<string, never>;
  "make-seals": Record<string, never>;
  "run-export": { accountId: string; exportId: string };
  "prepare-package": { workspaceId: string; packageId: string };
  "run-export-schedules": Record<string, never>;
  "remove-expired-exports": Record<string, never>;
  "remind-item-expiries": Record<string, never>;
  "erase-expired-packages": Record<string, never>;
  "scan-attachment": { workspaceId: string; attachmentId: string };
  "scan-package": { workspaceId: string; packageId: string };
  "scan-waiting-packages": Record<string, never>;
  "scan-waiting-files": Record<string, never>;
  "read-item-import": { accountId: string; importId: string };
  "judge-item-import": { accountId: string; importId: string };
  "apply-item-import": { accountId: string; importId: string };
  "remove-expired-item-imports": Record<string, never>;
}

export type JobName = keyof JobPayloads;

/** How each queue retries: in seconds; `notify` wakes a worker at once. */
export const queues: Record<
  JobName,
  {
    retryLimit: number;
    retryDelay: number;
    retryBackoff: boolean;
    retryDelayMax?: number;
    notify: boolean;
    expireInSeconds?: number;
    heartbeatSeconds?: number;
    deleteAfterSeconds?: number;
  }
> = {
  "handle-incoming-mail": {
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 3600,
    notify: true,
    expireInSeconds: 120,
    heartbeatSeconds: 15,
    deleteAfterSeconds: 3600,
  },
  "deliver-released-mail": {
    retryLimit: 10,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 600,
    notify: true,
    expireInSeconds: 120,
    heartbeatSeconds: 15,
  },
  "move-incoming-mail": { retryLimit: 10, retryDelay: 2, retryBackoff: true, retryDelayMax: 600, notify: true },
  // A mail that a server does not take queues its own next try (retry-pace.ts): this is for crashes and for a database that is away.
  "send-outgoing-mail": {
    retryLimit: 60,
    retryDelay: 10,
    retryBackoff: true,
    retryDelayMax: 7200,
    notify: true,
    expireInSeconds: 120,
    heartbeatSeconds: 15,
    deleteAfterSeconds: 3600,
  },
  // Each batch is committed on its own: whoever takes the job again goes on from there.
  "run-bulk-edit": {
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 600,
    notify: true,
    expireInSeconds: 900,
    heartbeatSeconds: 15,
  },
  "undo-bulk-edit": {
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 600,
    notify: true,
    expireInSeconds: 900,
    heartbeatSeconds: 15,
  },
  "settle-approval": { retryLimit: 10, retryDelay: 2, retryBackoff: true, retryDelayMax: 600, notify: true },
  "remind-approvers": { retryLimit: 2, retryDelay: 60, retryBackoff: false, notify: false },
  "make-digests": { retryLimit: 2, retryDelay: 60, retryBackoff: false, notify: false },
  "remove-expired-uploads": { retryLimit: 2, retryDelay: 60, retryBackoff: false, notify: false },
  "forget-answers": { retryLimit: 2, retryDelay: 60, retryBackoff: false, notify: false },
  "make-seals": { retryLimit: 5, retryDelay: 600, retryBackoff: false, notify: false, expireInSeconds: 3600 },
  "run-export": {
    retryLimit: 3,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 120,
    notify: true,
    expireInSeconds: 7200,
    heartbeatSeconds: 15,
  },
  // Twenty gigabytes take their time; whoever takes the job again begins again.
  "prepare-package": {
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 600,
    notify: true,
    expireInSeconds: 14_400,
    heartbeatSeconds: 15,
  },
  "run-export-schedules": { retryLimit: 2, retryDelay: 60, retryBackoff: false, notify: false },
  "remove-expired-exports": { retryLimit: 2, retryDelay: 60, retryBackoff: false, notify: false },
  "remind-item-expiries": { retryLimit: 2, retryDelay: 60, retryBackoff: false, notify: false },
  "erase-expired-packages": { retryLimit: 2, retryDelay: 60, retryBackoff: false, notify: false },
  // What still waits after that is asked for again by the next one.
  "scan-attachment": {
    retryLimit: 6,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
    notify: true,
    expireInSeconds: 7200,
    heartbeatSeconds: 15,
    deleteAfterSeconds: 3600,
  },
  "scan-package": {
    retryLimit: 6,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
    notify: true,
    expireInSeconds: 7200,
    heartbeatSeconds: 15,
    deleteAfterSeconds: 3600,
  },
  "scan-waiting-files": { retryLimit: 0, retryDelay: 60, retryBackoff: false, notify: false },
  "scan-waiting-packages": { retryLimit: 0, retryDelay: 60, retryBackoff: false, notify: false },
  "read-item-import": {
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 120,
    notify: true,
    expireInSeconds: 1800,
    heartbeatSeconds: 15,
  },
  "judge-item-import": {
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 120,
    notify: true,
    expireInSeconds: 1800,
    heartbeatSeconds: 15,
  },
  "apply-item-import": {
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 120,
    notify: true,
    expireInSeconds: 1800,
    heartbeatSeconds: 15,
  },
  "remove-expired-item-imports": { retryLimit: 2, retryDelay: 60, retryBackoff: false, notify: false },
};

/** How many of a queue's jobs one worker process has in hand: `localConcurrency` hands, each of a batch. */
export const atOnce: Record<JobName, { localConcurrency: number; batchSize: number }> = {
  "handle-incoming-mail": { localConcurrency: 2, batchSize: 16 },
  "deliver-released-mail": { localConcurrency: 1, batchSize: 1 },
  "move-incoming-mail": { localConcurrency: 1, batchSize: 1 },
  "send-outgoing-mail": { localConcurrency: 1, batchSize: 8 },
  "run-bulk-edit": { localConcurrency: 2, batchSize: 1 },
  "undo-bulk-edit": { localConcurrency: 1, batchSize: 1 },
  "settle-approval": { localConcurrency: 1, batchSize: 4 },
  "remind-approvers": { localConcurrency: 1, batchSize: 1 },
  "make-digests": { localConcurrency: 1, batchSize: 1 },
  "remove-expired-uploads": { localConcurrency: 1, batchSize: 1 },
  "forget-answers": { localConcurrency: 1, batchSize: 1 },
  "make-seals": { localConcurrency: 1, batchSize: 1 },
  "run-export": { localConcurrency: 2, batchSize: 1 },
  "prepare-package": { localConcurrency: 2, batchSize: 1 },
  "run-export-schedules": { localConcurrency: 1, batchSize: 1 },
  "remove-expired-exports": { localConcurrency: 1, batchSize: 1 },
  "remind-item-expiries": { localConcurrency: 1, batchSize: 1 },
  "erase-expired-packages": { localConcurrency: 1, batchSize: 1 },
  "scan-attachment": { localConcurrency: 2, batchSize: 1 },
  "scan-package": { localConcurrency: 2, batchSize: 1 },
  "scan-waiting-packages": { localConcurrency: 1, batchSize: 1 },
  "scan-waiting-files": { localConcurrency: 1, batchSize: 1 },
  "read-item-import": { localConcurrency: 1, batchSize: 1 },
  "judge-item-import": { localConcurrency: 1, batchSize: 1 },
  "apply-item-import": { localConcurrency: 1, batchSize: 1 },
  "remove-expired-item-imports": { localConcurrency: 1, batchSize: 1 },
};

/** Seconds between two looks for jobs that were queued for later, where the usual ten are too many. */
export const looksEvery: Partial<Record<JobName, number>> = { "send-outgoing-mail": 2 };

/** When the jobs that nobody asks for are run (cron, UTC). */
export const schedules: Partial<Record<JobName, string>> = {
  "make-digests": "*/15 * * * *",
  "scan-waiting-files": "*/5 * * * *",
  "scan-waiting-packages": "*/5 * * * *",
  "remind-approvers": "7 * * * *",
  "remove-expired-uploads": "17 * * * *",
  "forget-answers": "37 3 * * *",
  "make-seals": "30 1 1 * *",
  "run-export-schedules": "*/5 * * * *",
  "remove-expired-exports": "47 * * * *",
  "remind-item-expiries": "5 5 * * *",
  "erase-expired-packages": "35 2 * * *",
  "remove-expired-item-imports": "23 4 * * *",
};

/** A job that lets another one pass while there is some: who wrote waits for his number, who is told can wait a moment. */
export const givesWayTo: Partial<Record<JobName, JobName>> = { "send-outgoing-mail": "handle-incoming-mail" };
