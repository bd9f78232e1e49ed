/** A request that the door itself turns away, before any verb. `code` is a key of the catalogue area `refusals`. */
export class DoorRefusal extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 422 | 503,
    readonly code: string,
    readonly more: { headers?: Record<string, string>; details?: Record<string, string | number>; field?: string } = {},
  ) {
    super(code);
    this.name = "DoorRefusal";
  }
}
