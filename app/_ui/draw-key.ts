/** A key for one sending, so that the server knows it again. Over plain http browsers hide randomUUID, not getRandomValues. */
export function drawKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
