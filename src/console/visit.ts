/** A visit: who looks, as the API knows them, in their language, and what a page may ask in their name. */
import type { Context } from 'hono'
import { meDocumentSchema } from '../api/documents-judging.ts'
import { hex } from '../domain/trace.ts'
import { ApiRefusal, apiFor } from './api.ts'
import type { ConsolePorts } from './console.tsx'
import { PurposeNeeded, type Visit } from './page.ts'
import { createPrinter } from './pdf/printer.ts'
import { busyPrinting } from './problems.ts'
import { languageChosen, languageOf } from './session/language.ts'
import type { Session } from './session/sessions.ts'
import { createVocabularies } from './vocabulary.ts'
import { tongue } from './words.ts'

type Ports = Pick<ConsolePorts, 'clock' | 'crypto' | 'noteCrypto' | 'fetchApi' | 'fonts'>
/** Throws ApiRefusal: the API does not take who it is, or not now. */
export type VisitOf = (c: Context, session: Session) => Promise<Visit>

export function createVisits({ clock, crypto, noteCrypto, fetchApi, fonts }: Ports): VisitOf {
  const vocabularies = createVocabularies(clock)
  const printer = createPrinter(fonts)
  return async (c, session) => {
    const now = clock()
    const isPost = c.req.method === 'POST'
    const language = (isPost ? await languageChosen(c) : undefined) ?? languageOf(c)
    const t = tongue(language)
    const api = apiFor(fetchApi, session.grant.accessToken, language)
    const me = await api.get('/me', meDocumentSchema)
    return {
      language,
      t,
      me,
      api,
      vocabulary: (path, answer) => vocabularies.get(api, me, path, answer),
      session,
      now,
      word: () => hex(crypto.random(16)),
      noteCrypto,
      async print(printed) {
        const made = await printer(`${me.organisation.oin} ${me.person}`, printed)
        if (made === null) throw new ApiRefusal(busyPrinting({ t }))
        return made
      },
      here: hereOf(c),
      hasAddress: !isPost,
      readingPurpose() {
        if (session.readingPurpose === null) throw new PurposeNeeded()
        return session.readingPurpose
      },
    }
  }
}

/** Path and query. */
export function hereOf(c: Context): string {
  const { pathname, search } = new URL(c.req.url)
  return `${pathname}${search}`
}
