/** The language of who looks: what they chose, or Dutch. */
import type { Context } from 'hono'
import { LANGUAGES, type Language } from '../words.ts'
import { cookieOf } from './cookies.ts'

export function languageOf(c: Context): Language {
  return LANGUAGES.find((language) => language === cookieOf(c, 'language')) ?? 'nl'
}
