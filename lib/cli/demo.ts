import { runInstance } from "./run-instance";

await runInstance("demo");
