/** Called once by Next as a server process starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { guardRequests } = await import("./app/_http/guard-requests");
  guardRequests();
}
