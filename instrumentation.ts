/** Called once by Next as a server process starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { watchIncomingRequests } = await import("@/app/_doors/incoming-requests");
  watchIncomingRequests();
}
