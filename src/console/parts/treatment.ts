/** What a treatment does to a field, in words. Pure. */
import type { Treatment } from '../../domain/codes.ts'
import type { Visit } from '../page.ts'

const WORDS: Readonly<Record<Treatment, readonly [nl: string, en: string]>> = {
  release: ['gegeven', 'given'],
  mask: ['deels afgeschermd', 'partly masked'],
  generalise: ['vergroofd', 'made coarser'],
  pseudonymise: ['vervangen door een pseudoniem', 'replaced by a pseudonym'],
  existence: ['alleen of het er is', 'only whether it is there'],
  withhold: ['niet gegeven', 'not given'],
}

export function treatmentWord({ t }: Pick<Visit, 't'>, treatment: Treatment): string {
  const [nl, en] = WORDS[treatment]
  return t(nl, en)
}
