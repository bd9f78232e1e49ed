/** Every job, with its payload: ids only, never content. The worker's table of verbs must name each one. */
export interface JobPayloads {
  "handle-incoming-mail": { incomingMailId: string };
  "send-outgoing-mail": { workspaceId: string; outgoingMailId: string };
  "remove-expired-uploads": Record<string, never>;
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
  }
> = {
  "handle-incoming-mail": {
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 3600,
    notify: true,
    expireInSeconds: 120,
  },
  "send-outgoing-mail": {
    retryLimit: 60,
    retryDelay: 10,
    retryBackoff: true,
    retryDelayMax: 7200,
    notify: true,
    expireInSeconds: 120,
  },
  "remove-expired-uploads": { retryLimit: 2, retryDelay: 60, retryBackoff: false, notify: false },
};
