/** The language of who looks: what they chose, or Dutch. */
import type { Context } from 'hono'
import { LIMITS } from '../../limits.ts'
import { LANGUAGES, type Language } from '../words.ts'
import { cookieOf, giveCookie } from './cookies.ts'

/** What a form of ours chose, kept from now on: the page that it leads to is in it already. undefined: it chose none. */
export async function languageChosen(c: Context): Promise<Language | undefined> {
  const { language } = await c.req.parseBody()
  const chosen = LANGUAGES.find((one) => one === language)
  if (chosen) giveCookie(c, 'language', chosen, LIMITS.languageKeptSeconds)
  return chosen
}

export function languageOf(c: Context): Language {
  return LANGUAGES.find((language) => language === cookieOf(c, 'language')) ?? 'nl'
}
