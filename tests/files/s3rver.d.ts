declare module "s3rver" {
  import type { AddressInfo } from "node:net";
  /** An S3-compatible server in this process, over a folder. */
  export default class S3rver {
    constructor(options: Record<string, unknown>);
    run(): Promise<AddressInfo>;
    close(): Promise<void>;
  }
}
