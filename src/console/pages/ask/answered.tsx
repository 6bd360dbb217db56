/**
 * The answer to a question, shown once: it is in no cache, and leaves the screen by itself for the page of the inquiry, which
 * has no data. Its form is used up by that: who reloads, or goes back and sends it again, comes to that page, and asks nothing.
 */
import type { Context } from 'hono'
import { LIMITS } from '../../../limits.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { type Answer, amountsOf, Data, Decided } from '../../parts/answer.tsx'
import { furtherStatus } from '../../parts/codes.ts'
import { Grounds } from '../../parts/grounds.tsx'
import { Layout } from '../../parts/layout.tsx'
import { type Question, questionPairs } from '../../parts/question.tsx'
import { Code, Link, Moment, Outcome, Pairs, Section } from '../../parts/show.tsx'

/** An Idempotency-Key that says when its form was made. */
export function newKey({ now, word }: Pick<Visit, 'now' | 'word'>): string {
  return `${now.getTime()}-${word()}`
}

/** The API remembers a key at least as long as this after the first question under it: so a reload never asks twice. */
export function keyIsFresh(key: string, now: Date): boolean {
  const [, made] = /^(\d{13})-[0-9a-f]{32}$/.exec(key) ?? []
  if (made === undefined) return false
  const age = now.getTime() - Number(made)
  return age >= 0 && age < LIMITS.idempotencyMinutes * 60_000
}

/** Where a form leads whose data were shown before; null: they were not, or a moment ago, and it may be one sending yet. */
export function ownPageOf({ session, now }: Pick<Visit, 'session' | 'now'>, key: string): string | null {
  const before = session.shown.get(key)
  return before && now.getTime() - before.since > LIMITS.answerAgainSeconds * 1_000 ? before.own : null
}

function remember({ session: { shown }, now }: Pick<Visit, 'session' | 'now'>, key: string, own: string): void {
  if (shown.has(key)) return
  for (const [oldest] of shown) {
    if (shown.size < LIMITS.formsRemembered) break
    shown.delete(oldest)
  }
  shown.set(key, { since: now.getTime(), own })
}

type Answered = { readonly asked: Question; readonly answer: Answer; readonly key: string }

export async function answerPage(v: Visit, c: Context, { asked, answer, key }: Answered) {
  const { t } = v
  const { disclosure } = answer
  const own = `/console/inquiries/${answer.id}`
  const left = secondsLeft(v, answer)
  if (disclosure && left <= 0) return c.redirect(own, 303)
  const amounts = await amountsOf(v, asked.source)
  if (disclosure) {
    remember(v, key, own)
    c.header('refresh', `${left}; url=${own}`)
  }
  return (
    <Layout v={v} title={t('Antwoord op uw vraag', 'Answer to your question')}>
      <p class="nl-paragraph" role="status">
        <Outcome v={v} outcome={answer.outcome} /> {furtherStatus(v, answer.status)}{' '}
        <Moment v={v} at={answer.decidedAt} />
      </p>
      {disclosure ? <Leaves v={v} /> : <NothingYet v={v} answer={answer} />}
      {disclosure ? <Data v={v} disclosure={disclosure} fields={answer.fields} amounts={amounts} /> : null}
      <Decided v={v} decision={answer} />
      <Section title={t('Uw vraag', 'Your question')}>
        <Pairs pairs={await questionPairs(v, asked)} />
        {asked.question ? <Grounds v={v} grounds={asked.question.grounds} /> : null}
      </Section>
      <Section title={t('Bewijs', 'Receipt')}>
        <p class="nl-paragraph">
          {disclosure
            ? t(
                'Hiermee toont u aan wat is besloten en wat u kreeg.',
                'With this you show what was decided and what you received.',
              )
            : t('Hiermee toont u aan wat is besloten.', 'With this you show what was decided.')}{' '}
          {t('Er staan geen gegevens over de betrokkene in.', 'It holds no data about the subject.')}
        </p>
        <Pairs
          pairs={[
            [t('Nummer', 'Number'), <Code>{answer.id}</Code>],
            [t('Regel in het logboek', 'Entry in the log'), String(answer.receipt.decision.index)],
          ]}
        />
        <p class="nl-paragraph sluis-screen-only">
          <a class="nl-link" download={`bewijs-${answer.id}.json`} href={jsonLink(answer.receipt)}>
            {t('Bewijs downloaden (JSON)', 'Download receipt (JSON)')}
          </a>
        </p>
      </Section>
      <p class="nl-paragraph sluis-screen-only">
        <Link href={own}>
          {disclosure
            ? t('Naar dit verzoek, zonder de gegevens', 'To this request, without the data')
            : t('Naar dit verzoek', 'To this request')}
        </Link>
      </p>
    </Layout>
  )
}

/** Of the time that data stay on a screen: it begins with the decision, however often the answer is asked for again. */
function secondsLeft({ now }: Visit, { decidedAt }: Answer): number {
  const age = Math.max(0, Math.floor((now.getTime() - Date.parse(decidedAt)) / 1_000))
  return LIMITS.answerShownSeconds - age
}

function Leaves({ v }: { readonly v: Visit }) {
  const minutes = LIMITS.answerShownSeconds / 60
  return (
    <div class="sluis-screen-only">
      <Alert kind="info">
        <p class="nl-paragraph">
          {v.t(
            `De gegevens verdwijnen na ${minutes} minuten van uw scherm. Zij worden nergens bewaard: herlaadt u deze bladzijde of gaat u terug, dan zijn zij er niet meer. Afdrukken kan met de knop van uw browser.`,
            `The data leave your screen after ${minutes} minutes. They are kept nowhere: when you reload this page or go back they are gone. You can print them with your browser.`,
          )}
        </p>
      </Alert>
    </div>
  )
}

/** Without data: what that means, and what to do now. */
function NothingYet({ v, answer: { outcome } }: { readonly v: Visit; readonly answer: Answer }) {
  const { t } = v
  if (outcome === 'permit') return null
  return (
    <p class="nl-paragraph">
      {outcome === 'review'
        ? t(
            'U krijgt nog geen gegevens. Is het oordeel er, dan ziet u dat bij Mijn verzoeken. Vraag daar opnieuw.',
            'You get no data yet. When the judgement is there, My requests shows it. Ask again there.',
          )
        : t(
            'U krijgt geen gegevens. Hieronder staat waarom, en wat u wel kunt doen.',
            'You get no data. Below stands why, and what you can do.',
          )}
    </p>
  )
}

/** In the page itself: a receipt takes no request, and no place where it would lie. */
function jsonLink(document: unknown): string {
  return `data:application/json,${encodeURIComponent(`${JSON.stringify(document, null, 2)}\n`)}`
}
