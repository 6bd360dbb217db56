/**
 * A refusal as problem details (RFC 9457), in the language that the client asked for: title, detail and what is wrong with each
 * member. Who asks for none gets English, as before there was a choice. Pure.
 */
import { parseAccept } from 'hono/utils/accept'
import { type Bilingual, PROBLEMS, type Problem } from '../errors.ts'
import { dutchFault } from './fault-words.ts'

export type ProblemLanguage = keyof Bilingual

const PROBLEM_BASE = 'https://sluis.example/problems/'

/** Accept-Language (RFC 9110, 12.5.4): the most wanted of the two; `nl-BE` is Dutch, and a weight of 0 is none. */
export function languageOf(accepted: string | undefined): ProblemLanguage {
  for (const { type, q } of parseAccept(accepted ?? '').sort((a, b) => b.q - a.q)) {
    const [language] = type.trim().toLowerCase().split('-')
    if (q > 0 && (language === 'nl' || language === 'en')) return language
  }
  return 'en'
}

export function problemDocument(problem: Problem, language: ProblemLanguage) {
  const { status, ...titles } = PROBLEMS[problem.code]
  const title = titles[language]
  return {
    type: `${PROBLEM_BASE}${problem.code}`,
    title,
    status,
    detail: problem.detail?.[language] ?? title,
    ...(problem.problems ? { errors: problem.problems.map((one) => told(one, language)) } : {}),
    ...(problem.inquiryId ? { inquiry: `/v1/inquiries/${problem.inquiryId}` } : {}),
  }
}

/** What language it is in stands with it, and that it depends on who asks. */
export function languageHeaders(language: ProblemLanguage): Readonly<Record<string, string>> {
  return { 'content-language': language, vary: 'Accept-Language' }
}

function told<F extends { readonly message: string }>(fault: F, language: ProblemLanguage): F {
  return language === 'nl' ? { ...fault, message: dutchFault(fault.message) ?? fault.message } : fault
}
