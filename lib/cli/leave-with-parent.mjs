// Preloaded in every process that another of ours started: when that one is killed outright, this one stops as if it had
// been asked to, so that the next start finds folder and ports free.
if (process.channel) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(0), 20_000).unref();
  });
  process.channel.unref();
}
