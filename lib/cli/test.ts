import { buildSite } from "./build-site";
import { listenForStop } from "./listen-for-stop";
import { say } from "./progress";
import { add, failure, part, success, summary } from "./suite/outcome";
import { runChecks } from "./suite/run-checks";
import { runTests } from "./suite/run-tests";
import { explain, inWords, Stopped } from "./trouble";

await inWords(async () => {
  const stop = listenForStop();
  const outcomes = await runChecks(stop);
  say("Construction");
  const built = await part("site", () => buildOnce(stop));
  outcomes.push(built);
  say("Tests, sur un vrai PostgreSQL");
  outcomes.push(await part("tests", () => runTests("node", stop)));
  if (built.failed === 0) {
    say("Tests dans un vrai navigateur");
    outcomes.push(await part("navigateur", () => runTests("browser", stop)));
  }
  const result = add(outcomes);
  say(summary(result));
  process.exitCode = result.failed > 0 ? 1 : 0;
});
process.exit();

async function buildOnce(stop: AbortSignal) {
  try {
    (await buildSite(stop))();
    return success;
  } catch (error) {
    if (error instanceof Stopped) throw error;
    return failure(explain(error));
  }
}
