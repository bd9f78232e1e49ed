// Preloaded in every process that another of ours started: when that one is killed outright, this one stops as if it had
// been asked to, so that the next start finds folder and ports free. GUICHET_PARENT is the number of the one to follow:
// a process that a library starts inherits this preload and must not touch the channel that the library needs.
if (process.channel && process.env.GUICHET_PARENT === String(process.ppid)) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(0), 20_000).unref();
  });
  process.channel.unref();
}
