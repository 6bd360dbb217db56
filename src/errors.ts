/** Every way to say no over HTTP, and the one mapping from internal reason to public answer. Pure. */

/** A refusal is a value. `problems` lists every fault of the input as a JSON pointer (RFC 6901). */
export type Problem = {
  readonly code: ProblemCode
  readonly detail?: string
  readonly problems?: readonly { readonly pointer: string; readonly message: string }[]
  /** An inquiry that the caller may look up (its own id only). */
  readonly inquiryId?: string
  /** The log has an entry of the request, by which it is counted. Never on the wire. */
  readonly entered?: true
  readonly retryAfterSeconds?: number
  readonly allow?: readonly string[]
}

/** Stable problem types; each becomes `https://sluis.example/problems/<code>` in RFC 9457 `type`. */
export const PROBLEMS = {
  'invalid-input': [400, 'The request is not valid'],
  unauthenticated: [401, 'Authentication is required'],
  'unknown-department': [403, 'The token names a department that is not known here'],
  'unknown-role': [403, 'The token names a role that is not known here'],
  'unknown-organ': [403, 'The token names an organ that is not known here'],
  forbidden: [403, 'This is not open to the caller'],
  'not-found': [404, 'There is nothing here for this caller'],
  'method-not-allowed': [405, 'This method is not supported here'],
  'not-acceptable': [406, 'No acceptable representation'],
  'idempotency-in-flight': [409, 'The first request with this key is still being answered'],
  'idempotency-expired': [409, 'The answer for this key is no longer kept; look up the inquiry'],
  'inquiry-aborted': [409, 'The inquiry was aborted before anything left; ask again'],
  'inquiry-in-flight': [409, 'The inquiry is being answered at this moment'],
  'inquiry-closed': [409, 'The inquiry can no longer be changed'],
  'case-changed': [409, 'The case changed meanwhile; look again and repeat'],
  'processing-type-known': [409, 'This kind of processing was recorded meanwhile; what changes takes another code'],
  'obligation-ended': [409, 'The obligation was ended before'],
  'finding-closed': [409, 'The finding was closed before'],
  'body-too-large': [413, 'The request body is too large'],
  'unsupported-media-type': [415, 'The request body must be application/json'],
  'idempotency-mismatch': [422, 'This Idempotency-Key was used with another request'],
  'too-many-requests': [429, 'Too many requests from this caller'],
  'internal-error': [500, 'The broker refused because of an internal fault'],
  'screening-fault': [500, 'The broker refused because screening went wrong'],
  'redaction-fault': [500, 'The broker refused because the answer could not be treated as decided'],
  'source-failed': [502, 'The source did not give a usable answer'],
  'log-unavailable': [503, 'The decision log is not available; nothing was released'],
  'policy-unavailable': [503, 'The policy could not be evaluated; nothing was released'],
  'source-unavailable': [503, 'The source is not available at the moment'],
  'keys-unavailable': [503, 'The keys for verifying tokens are not available'],
  overloaded: [503, 'The broker is too busy; try again shortly'],
} as const satisfies Record<string, readonly [number, string]>
export type ProblemCode = keyof typeof PROBLEMS

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function no(
  code: ProblemCode,
  more: Omit<Problem, 'code'> = {},
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code, ...more } }
}
