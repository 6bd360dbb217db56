/** What every page is given, and what it gives back. */
import type { Context } from 'hono'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { z } from 'zod'
import type { meDocumentSchema } from '../api/documents-judging.ts'
import type { NoteCrypto } from '../log/tree/note.ts'
import type { Api } from './api.ts'
import type { Printed } from './pdf/document.ts'
import type { Session } from './session/sessions.ts'
import type { Language, Tongue } from './words.ts'

export type Me = z.infer<typeof meDocumentSchema>
/** What the policy opens to roles, by its name in /v1/me. */
export type Right = keyof Me['pages']

/** One visit to one page: who looks, in which language, and the API as it answers them. */
export type Visit = {
  readonly language: Language
  /** The Dutch text or the English one. */
  readonly t: Tongue
  readonly me: Me
  readonly api: Api
  /** A list that is alike for everybody of the organisation, such as /norms. Throws ApiRefusal. */
  readonly vocabulary: <S extends z.ZodType>(path: string, answer: S) => Promise<z.output<S>>
  readonly session: Session
  readonly now: Date
  /** A word that nobody can guess, another each time. */
  readonly word: () => string
  /** To check proofs with: as anybody would, without trust in what was asked. */
  readonly noteCrypto: NoteCrypto
  /** On paper. Throws ApiRefusal while another is being made for them. */
  readonly print: (printed: Printed) => Promise<Uint8Array<ArrayBuffer>>
  /** Path and query of this page: what it was asked with, never a person. */
  readonly here: string
  /** Whether it can be asked for again by that: not what answers a form. */
  readonly hasAddress: boolean
  /** Why the log is read; asks for it first where it was not chosen yet (by throwing PurposeNeeded). */
  readonly readingPurpose: () => string
}

export type View = HtmlEscapedString | Promise<HtmlEscapedString>
export type Handler = (visit: Visit, c: Context) => View | Response | Promise<View | Response>

/** One page with all that belongs to it; `routes` are below its path. */
export type PageModule = {
  /** Pages of one right open together: asking, and what was asked. */
  readonly right: Right
  /** Below /console. */
  readonly path: string
  readonly routes: Readonly<Record<`${'GET' | 'POST'} /${string}`, Handler>>
}

export class PurposeNeeded extends Error {
  override readonly name = 'PurposeNeeded'
}
