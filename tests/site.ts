import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { startInstance } from "./instance";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the running demonstration, without a slash at the end. */
    siteUrl: string;
    /** Port of its mail listener on 127.0.0.1. */
    mailPort: number;
    /** Its data folder, where instance.json and the written mails are. */
    siteFolder: string;
  }
}

/** The demonstration, built and run as a user runs it, for the tests that need a browser. */
export default async function setup(project: TestProject) {
  const instance = await startInstance();
  project.provide("siteUrl", instance.facts().url);
  project.provide("mailPort", instance.mailPort);
  project.provide("siteFolder", instance.folder);
  return async () => {
    await instance.end();
    rmSync(instance.folder, { recursive: true, force: true });
  };
}
