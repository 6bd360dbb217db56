/** Which decision a finding is about, in short. It is read from the log as its own page is, which is a look in the log. */
import { isHoldingSource } from '../../../domain/holding.ts'
import { readAdl } from '../../adl.ts'
import type { Visit } from '../../page.ts'
import { entryWord } from '../../parts/entry.ts'
import { Link, Moment, Outcome, Pairs } from '../../parts/show.tsx'
import { namesOf } from '../../words.ts'
import { type DecisionAnswer, decisionAnswerSchema } from '../decision/answer.ts'

/** To who may not open a decision it says nothing of it. */
export async function aboutDecision(v: Visit, id: string) {
  if (id === '' || !v.me.pages.decision) return null
  const query = { readingPurpose: v.readingPurpose() }
  const decision = await v.api.get(`/decisions/${encodeURIComponent(id)}`, decisionAnswerSchema, query)
  const { t } = v
  const told = shortOf(decision)
  const [source, purpose] = await Promise.all([namesOf(v, 'sources'), namesOf(v, 'purposes')])
  const held = told.source !== null && isHoldingSource(told.source)
  return (
    <>
      <Pairs
        pairs={[
          [t('Wanneer', 'When'), <Moment v={v} at={decision.at} ago />],
          [t('Wat', 'What'), told.entry && entryWord(v, told.entry)],
          [
            t('Uitkomst', 'Outcome'),
            told.entry ? (
              <Outcome v={v} outcome={told.entry.outcome} />
            ) : (
              t('vergeten: de bewaartermijn is voorbij', 'forgotten: its term is over')
            ),
          ],
          [
            t('Bron', 'Source'),
            told.source && (held ? t('Stuk dat wordt gehouden', 'Held document') : source(told.source)),
          ],
          [t('Doel', 'Purpose'), told.purpose && purpose(told.purpose)],
        ]}
      />
      <p class="nl-paragraph">
        <Link href={`/console/decisions/${decision.id}`}>{t('Bekijk het besluit', 'Look at the decision')}</Link>
      </p>
    </>
  )
}

/** `entry` null: its content was erased. */
function shortOf(decision: DecisionAnswer) {
  if (!('record' in decision)) {
    const { outcome, source, purpose } = decision
    return { entry: { type: 'decision', outcome }, source, purpose }
  }
  if (decision.record === null) return { entry: null, source: null, purpose: null }
  const { outcome, act, question } = readAdl(decision.record)
  const entry = { type: decision.type, outcome, act: act?.kind, onAccountOf: question.onAccountOf?.act }
  return { entry, source: question.source, purpose: question.purpose }
}
