import { listenForStop } from "./listen-for-stop";
import { say } from "./progress";
import { add, summary } from "./suite/outcome";
import { runChecks } from "./suite/run-checks";
import { inWords } from "./trouble";

await inWords(async () => {
  const result = add(await runChecks(listenForStop()));
  say(summary(result));
  process.exitCode = result.failed > 0 ? 1 : 0;
});
process.exit();
