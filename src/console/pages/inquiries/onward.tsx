/** How own requests go on: which can, what came of what they waited for, and asking again as the next thing to do. */
import type { z } from 'zod'
import type { inquiryDetailSchema, inquirySummarySchema } from '../../../api/documents.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { statusWord } from '../../parts/codes.ts'
import { Csrf, Submit } from '../../parts/form.tsx'
import { Badge, Link, Section } from '../../parts/show.tsx'
import { momentOf, said } from '../../words.ts'
import { newKey } from '../ask/answered.tsx'

type Summary = z.infer<typeof inquirySummarySchema>
type Detail = z.infer<typeof inquiryDetailSchema>

/** What can be done next, before the list: those that can go on may be on a later page of it. */
export function Ready({ v }: { readonly v: Visit }) {
  const { t, me } = v
  if (me.ready === 0) return null
  return (
    <Alert
      kind="ok"
      title={
        me.ready === 1
          ? t('1 verzoek kan verder', '1 request can go on')
          : t(`${me.ready} verzoeken kunnen verder`, `${me.ready} requests can go on`)
      }
    >
      <p class="nl-paragraph">
        {t(
          'Het oordeel waarop u wachtte, is er. Vraag opnieuw.',
          'The judgement that you waited for is there. Ask again.',
        )}{' '}
        <Link href="/console/inquiries?ready=true">{t('Toon wat verder kan', 'Show what can go on')}</Link>
      </p>
    </Alert>
  )
}

const TONES = {
  settled: 'positive',
  waiting: 'warning',
  refused: 'negative',
  expired: 'neutral',
  withdrawn: 'neutral',
  aborted: 'neutral',
} as const

export function Stand({ v, item }: { readonly v: Visit; readonly item: Summary }) {
  const { t } = v
  if (!item.ready) return <Badge tone={TONES[item.status]}>{statusWord(v, item.status)}</Badge>
  if (isRefused(item)) return <Badge tone="warning">{t('Oordeel geweigerd', 'Judgement refused')}</Badge>
  return <Badge tone="positive">{t('Kan verder', 'Can go on')}</Badge>
}

const isRefused = ({ missing }: Pick<Summary, 'missing'>) => missing.some(({ refusedAt }) => refusedAt !== null)

/** What it waits for, and what to do where that came. */
export function WaitsFor({ v, item }: { readonly v: Visit; readonly item: Summary }) {
  return (
    <>
      <Awaited v={v} missing={item.missing} />
      {item.ready ? <Again v={v} id={item.id} kind="secondary" /> : null}
    </>
  )
}

/** Each judgement that is missing, by whom, and whether it came: never in the words of who judged. */
function Awaited({ v, missing }: { readonly v: Visit; readonly missing: Summary['missing'] }) {
  if (missing.length === 0) return <>–</>
  return (
    <ul class="utrecht-unordered-list">
      {missing.map((one) => (
        <li class="utrecht-unordered-list__item">
          {said(v, one.title)} ({said(v, one.givenBy)})
          {came(v, one).map((word) => (
            <div>
              <strong>{word}</strong>
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}

function came(v: Visit, { givenAt, refusedAt }: Summary['missing'][number]): string[] {
  const { t } = v
  return [
    ...(givenAt ? [t(`gegeven op ${momentOf(v, givenAt)}`, `given on ${momentOf(v, givenAt)}`)] : []),
    ...(refusedAt ? [t(`geweigerd op ${momentOf(v, refusedAt)}`, `refused on ${momentOf(v, refusedAt)}`)] : []),
  ]
}

/** What was missing came: asking again is the next thing to do. */
export function CanGoOn({ v, inquiry }: { readonly v: Visit; readonly inquiry: Detail }) {
  const { t } = v
  const refused = isRefused(inquiry)
  return (
    <Alert
      kind={refused ? 'warning' : 'ok'}
      title={
        refused
          ? t('Een oordeel is geweigerd', 'A judgement was refused')
          : t('Dit verzoek kan verder', 'This request can go on')
      }
    >
      <Awaited v={v} missing={inquiry.missing} />
      <p class="nl-paragraph">
        {refused
          ? t(
              'Vraag opnieuw om te zien wat dat betekent, en wat u wel kunt doen.',
              'Ask again to see what that means, and what you can do.',
            )
          : t(
              'Vraag opnieuw: alles wordt nog eens beoordeeld, nu met dit oordeel.',
              'Ask again: all of it is judged once more, now with this judgement.',
            )}
      </p>
      <div class="sluis-actions">
        <Again v={v} id={inquiry.id} />
        <Withdraw v={v} inquiry={inquiry} />
      </div>
    </Alert>
  )
}

/**
 * What was decided then, as far as it still says something: without what came since, and where the request can go on without
 * what one could do then, for asking again tells that anew.
 */
export function sinceDecided(inquiry: Detail, decision: NonNullable<Detail['decision']>) {
  return {
    ...decision,
    missing: stillMissing(inquiry, decision),
    remedies: inquiry.ready ? [] : decision.remedies,
    judged: inquiry.ready,
  }
}

/** Of what a decision missed then: what did not come since, as it stands above. */
function stillMissing<M extends { readonly attestation: string; readonly scope: Readonly<Record<string, unknown>> }>(
  { missing }: Detail,
  decision: { readonly missing: readonly M[] },
): M[] {
  const came = missing.filter(({ givenAt, refusedAt }) => givenAt !== null || refusedAt !== null)
  const isAbout = (one: M, scope: Readonly<Record<string, unknown>>) =>
    Object.entries(scope).every(([key, code]) => one.scope[key] === code)
  return decision.missing.filter(
    (one) => !came.some(({ attestation, scope }) => attestation === one.attestation && isAbout(one, scope)),
  )
}

type AgainProps = { readonly v: Visit; readonly id: string; readonly kind?: 'secondary' }

/** Its key says when the form was made: sent twice it asks once. */
function Again({ v, id, kind }: AgainProps) {
  return (
    <form method="post" action={`/console/inquiries/${id}/again`}>
      <Csrf v={v} />
      <input type="hidden" name="key" value={newKey(v)} />
      <Submit {...(kind ? { kind } : {})}>{v.t('Opnieuw vragen', 'Ask again')}</Submit>
    </form>
  )
}

function Withdraw({ v, inquiry: { id, status } }: { readonly v: Visit; readonly inquiry: Detail }) {
  if (status === 'refused') return null
  return (
    <form method="post" action={`/console/inquiries/${id}/withdraw`}>
      <Csrf v={v} />
      <Submit kind="danger">{v.t('Intrekken', 'Withdraw')}</Submit>
    </form>
  )
}

export function Acts({ v, inquiry }: { readonly v: Visit; readonly inquiry: Detail }) {
  const { t } = v
  const { id, status } = inquiry
  const open = ['waiting', 'aborted', 'refused'].includes(status)
  if (!open) {
    return (
      <p class="nl-paragraph">
        {t(
          'Dit verzoek is klaar. Heeft u de gegevens weer nodig, doe dan een nieuwe vraag.',
          'This request is done. If you need the data again, ask a new question.',
        )}{' '}
        <Link href="/console/ask">{t('Nieuwe vraag', 'New question')}</Link>
      </p>
    )
  }
  return (
    <Section title={t('Verder met dit verzoek', 'Going on with this request')}>
      <p class="nl-paragraph">
        {t(
          'Is er intussen een oordeel, of lag een bron eruit? Vraag dan opnieuw: alles wordt nog eens beoordeeld.',
          'Is there a judgement by now, or was a source down? Then ask again: all of it is judged once more.',
        )}
      </p>
      <div class="sluis-actions">
        <Again v={v} id={id} />
        <Withdraw v={v} inquiry={inquiry} />
      </div>
    </Section>
  )
}
