/** Every way to say no over HTTP, and the one mapping from internal reason to public answer. Pure. */

export type Bilingual = { readonly nl: string; readonly en: string }

/** A refusal is a value. `problems` lists every fault of the input as a JSON pointer (RFC 6901). */
export type Problem = {
  readonly code: ProblemCode
  readonly detail?: Bilingual
  readonly problems?: readonly { readonly pointer: string; readonly message: string }[]
  /** An inquiry that the caller may look up (its own id only). */
  readonly inquiryId?: string
  /** The log has an entry of the request, by which it is counted. Never on the wire. */
  readonly entered?: true
  readonly retryAfterSeconds?: number
  readonly allow?: readonly string[]
}

/** Stable problem types, with the title of each in both languages; each becomes `https://sluis.example/problems/<code>` in RFC 9457 `type`. */
export const PROBLEMS = {
  'invalid-input': problem(400, 'De aanvraag klopt niet', 'The request is not valid'),
  unauthenticated: problem(401, 'Hiervoor is inloggen nodig', 'Authentication is required'),
  'unknown-department': problem(
    403,
    'Het token noemt een afdeling die hier niet bekend is',
    'The token names a department that is not known here',
  ),
  'unknown-role': problem(
    403,
    'Het token noemt een rol die hier niet bekend is',
    'The token names a role that is not known here',
  ),
  'unknown-organ': problem(
    403,
    'Het token noemt een orgaan dat hier niet bekend is',
    'The token names an organ that is not known here',
  ),
  forbidden: problem(403, 'Dit mag de vrager niet', 'This is not open to the caller'),
  'not-found': problem(404, 'Hier is niets voor deze vrager', 'There is nothing here for this caller'),
  'method-not-allowed': problem(405, 'Deze methode kan hier niet', 'This method is not supported here'),
  'not-acceptable': problem(406, 'Geen vorm die de vrager aanneemt', 'No acceptable representation'),
  'idempotency-in-flight': problem(
    409,
    'De eerste aanvraag met deze sleutel wordt nog beantwoord',
    'The first request with this key is still being answered',
  ),
  'idempotency-expired': problem(
    409,
    'Het antwoord bij deze sleutel is niet meer bewaard; zoek de vraag op',
    'The answer for this key is no longer kept; look up the inquiry',
  ),
  'inquiry-aborted': problem(
    409,
    'De vraag is afgebroken voordat er iets werd verstrekt; vraag opnieuw',
    'The inquiry was aborted before anything left; ask again',
  ),
  'inquiry-in-flight': problem(
    409,
    'De vraag wordt op dit moment beantwoord',
    'The inquiry is being answered at this moment',
  ),
  'inquiry-closed': problem(409, 'De vraag kan niet meer worden veranderd', 'The inquiry can no longer be changed'),
  'case-changed': problem(
    409,
    'De zaak is intussen veranderd; kijk opnieuw en herhaal',
    'The case changed meanwhile; look again and repeat',
  ),
  'processing-type-known': problem(
    409,
    'Deze soort verwerking is intussen vastgelegd; wat verandert krijgt een andere code',
    'This kind of processing was recorded meanwhile; what changes takes another code',
  ),
  'obligation-ended': problem(409, 'De verplichting is al afgedaan', 'The obligation was ended before'),
  'finding-closed': problem(409, 'De bevinding is al gesloten', 'The finding was closed before'),
  'body-too-large': problem(413, 'De aanvraag is te groot', 'The request body is too large'),
  'unsupported-media-type': problem(
    415,
    'De aanvraag moet application/json zijn',
    'The request body must be application/json',
  ),
  'idempotency-mismatch': problem(
    422,
    'Deze Idempotency-Key is bij een andere aanvraag gebruikt',
    'This Idempotency-Key was used with another request',
  ),
  'too-many-requests': problem(429, 'Te veel aanvragen van deze vrager', 'Too many requests from this caller'),
  'internal-error': problem(
    500,
    'Sluis weigerde door een eigen fout',
    'The broker refused because of an internal fault',
  ),
  'screening-fault': problem(
    500,
    'Sluis weigerde omdat het nakijken van de gegevens misging',
    'The broker refused because screening went wrong',
  ),
  'redaction-fault': problem(
    500,
    'Sluis weigerde omdat het antwoord niet kon worden behandeld zoals besloten',
    'The broker refused because the answer could not be treated as decided',
  ),
  'source-failed': problem(502, 'De bron gaf geen bruikbaar antwoord', 'The source did not give a usable answer'),
  'log-unavailable': problem(
    503,
    'Het logboek is niet beschikbaar; er is niets verstrekt',
    'The decision log is not available; nothing was released',
  ),
  'policy-unavailable': problem(
    503,
    'Het beleid kon niet worden toegepast; er is niets verstrekt',
    'The policy could not be evaluated; nothing was released',
  ),
  'source-unavailable': problem(
    503,
    'De bron is op dit moment niet beschikbaar',
    'The source is not available at the moment',
  ),
  'keys-unavailable': problem(
    503,
    'De sleutels om tokens mee te controleren zijn niet beschikbaar',
    'The keys for verifying tokens are not available',
  ),
  overloaded: problem(
    503,
    'Sluis heeft het te druk; probeer het straks opnieuw',
    'The broker is too busy; try again shortly',
  ),
}
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

function problem<S extends number>(status: S, nl: string, en: string): { readonly status: S } & Bilingual {
  return { status, nl, en }
}
