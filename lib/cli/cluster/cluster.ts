export type ClusterPasswords = { superuser: string; owner: string };

export type Cluster = {
  pid: number;
  port: number;
  /** The folder that holds the cluster: the data folder, or a place outside it when its user cannot get there. */
  home: string;
  version: string;
  ownerUrl: string;
  superuserUrl: string;
  /** Resolves when PostgreSQL has ended, whoever ended it. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

export type ClusterOptions = {
  /** An existing folder; the caller holds its lock. */
  dataFolder: string;
  passwords: ClusterPasswords;
  /** The only port that will do; by default the one of last time, or another when it is busy. */
  port?: number;
  /** False only for tests: a power cut may then cost the data. */
  durable?: boolean;
  signal?: AbortSignal;
};
