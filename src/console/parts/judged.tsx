/** What a judgement came to, by the name that its type gives the outcome: a code says nothing to who reads. */
import type { AttestationTypeDocument } from '../../api/documents-judging.ts'
import type { Visit } from '../page.ts'
import { said } from '../words.ts'
import { Badge } from './show.tsx'

const TONE = { met: 'positive', refused: 'negative', pending: 'warning' } as const
type Type = AttestationTypeDocument | undefined

export function outcomeName(v: Visit, type: Type, outcome: string): string {
  const words = type?.words.outcomes[outcome]
  return words ? said(v, words) : outcome
}

type Props = { readonly v: Visit; readonly type: Type; readonly outcome: string; readonly over?: boolean }

/** Colour says what it means for the norms; `over`: it does not count any more. */
export function Judged({ v, type, outcome, over = false }: Props) {
  const meaning = type?.outcomes[outcome]
  return <Badge tone={over || meaning === undefined ? 'neutral' : TONE[meaning]}>{outcomeName(v, type, outcome)}</Badge>
}
