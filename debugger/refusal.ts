/** A request that can't be fulfilled, for a reason that the user should read. Only the session catches it. */
export class Refusal extends Error {
  /** Further facts for clients: `{ cases: '["A","B"]' }`. */
  readonly facts: { readonly [name: string]: string } | undefined;

  constructor(message: string, facts?: { readonly [name: string]: string }) {
    super(message);
    this.facts = facts;
  }
}

/** The protocol's own word for a request that needs an execution that stands. */
export class NotStopped extends Refusal {
  constructor() {
    super("notStopped");
  }
}
