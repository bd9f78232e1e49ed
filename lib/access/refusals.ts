/** Why a verb refused. `code` is a key of the catalogue area `refusals`; `details` fill its blanks. */
export abstract class Refusal extends Error {
  abstract readonly status: 400 | 403 | 404 | 409 | 413 | 429 | 503 | 507;
  constructor(
    readonly code: string,
    readonly details: Record<string, string | number> = {},
  ) {
    super(code);
    this.name = this.constructor.name;
  }
}

/** It does not exist for this person: absent and invisible are the same answer. */
export class NotFound extends Refusal {
  readonly status = 404;
  constructor(code = "not-found", details: Record<string, string | number> = {}) {
    super(code, details);
  }
}

/** It exists for this person, who may not do that to it. */
export class Forbidden extends Refusal {
  readonly status = 403;
  constructor(code = "forbidden", details: Record<string, string | number> = {}) {
    super(code, details);
  }
}

/** It changed since it was read, or its state does not allow that; `current` is what stands now. */
export class Conflict extends Refusal {
  readonly status = 409;
  constructor(
    code = "conflict",
    readonly current: unknown = null,
    details: Record<string, string | number> = {},
  ) {
    super(code, details);
  }
}

/** The input breaks a rule that a schema cannot express; `field` is the input's name. */
export class Invalid extends Refusal {
  readonly status = 400;
  constructor(
    code: string,
    readonly field: string | null = null,
    details: Record<string, string | number> = {},
  ) {
    super(code, details);
  }
}

/** Too many of those: try again after `details.seconds`. */
export class TooMany extends Refusal {
  readonly status = 429;
}

/** More than the limit in `details`. */
export class TooLarge extends Refusal {
  readonly status = 413;
}

/** The disk has no room for it; nothing was kept. */
export class NoRoom extends Refusal {
  readonly status = 507;
}

/** Where files are kept does not answer, or not as it should: nothing was kept, and what was asked may be asked again. */
export class StorageAway extends Refusal {
  readonly status = 503;
  constructor() {
    super("storage-away");
  }
}
