/** Stops: what is stopped now, stopping a caller, a source, a purpose or everything with grounds, and lifting it. */
import type { Context } from 'hono'
import { sent } from '../../form.ts'
import type { Visit } from '../../page.ts'
import { Layout } from '../../parts/layout.tsx'
import { Link, Section } from '../../parts/show.tsx'
import { judgementForm } from '../judging/form.tsx'
import { emptyForm, judged } from '../judging/giving.tsx'
import { pathOf, standingOf, standingOne, standingTable } from '../judging/standing.tsx'
import { type JudgementType, judgementTypes, nothingHere } from '../judging/types.ts'
import { doneWord, REVIEW, reviewMenu } from './menu.tsx'

const AT = `${REVIEW}/stops`
/** The form that stops something of this kind. */
export const stopPath = (code: (typeof STOPS)[number]): string => `${AT}/new?type=${code}`
const STOPS = ['STOP_ALL', 'STOP_CALLER', 'STOP_SOURCE', 'STOP_PURPOSE'] as const

export async function stops(v: Visit, c: Context) {
  const { t } = v
  const types = await judgementTypes(v)
  const mine = STOPS.flatMap((code) => types.get(code) ?? []).filter((type) => type.mine)
  return (
    <Layout v={v} title={t('Stops', 'Stops')} lead={atOnce(v)}>
      {reviewMenu(v)}
      {doneWord(v, c.req.query('done'))}
      <Section title={t('Wat nu stilstaat', 'What is stopped now')}>{await stopped(v, types)}</Section>
      <Section title={t('Stopzetten', 'Stop')}>
        {mine.length > 0 ? (
          <ul class="utrecht-unordered-list">
            {mine.map(({ code }) => (
              <li class="utrecht-unordered-list__item">
                <Link href={`${AT}/new?type=${code}`}>{stopWord(v, code)}</Link>
              </li>
            ))}
          </ul>
        ) : (
          <p class="nl-paragraph">{t('Uw rol kan niets stopzetten.', 'Your role can stop nothing.')}</p>
        )}
      </Section>
    </Layout>
  )
}

/** A table of what is stopped, each with the way to lift it. */
export async function stopped(v: Visit, types: ReadonlyMap<string, JudgementType>) {
  const items = await standingOf(v, undefined, STOPS.join(','))
  if (items.length === 0) return <p class="nl-paragraph">{v.t('Er is niets stopgezet.', 'Nothing is stopped.')}</p>
  return (
    <>
      {await standingTable(v, items, types, (one) => pathOf(AT, one), v.t('Stops die gelden', 'Stops in force'))}
      <p class="nl-paragraph sluis-small">
        {v.t(
          'Open een stop om te zien waarom. Wie haar kan zetten, kan haar daar ook opheffen.',
          'Open a stop to see why. Who can set it can lift it there as well.',
        )}
      </p>
    </>
  )
}

function stopWord({ t }: Visit, code: string): string {
  const words: Readonly<Record<string, string>> = {
    STOP_ALL: t('Alles stopzetten', 'Stop everything'),
    STOP_CALLER: t('Een vrager stopzetten', 'Stop an asker'),
    STOP_SOURCE: t('Een bron stopzetten', 'Stop a source'),
    STOP_PURPOSE: t('Een doel stopzetten', 'Stop a purpose'),
  }
  return words[code] ?? code
}

function atOnce({ t }: Visit): string {
  return t(
    'Een stop geldt meteen, ook voor vragen die onderweg zijn.',
    'A stop is in force at once, also for questions that are on their way.',
  )
}

export async function stopForm(v: Visit, c: Context) {
  const code = STOPS.find((one) => one === c.req.query('type')) ?? nothingHere(v)
  const type = (await judgementTypes(v)).get(code) ?? nothingHere(v)
  const form = { type, action: stopPath(code), caseId: null }
  const given = c.req.method === 'POST' ? await sent(c) : null
  // Another page began it, and says what it is about: nothing is looked at or given yet.
  const begun = given?.text('act') === 'begin'
  const made = given && !begun ? await judged(v, c, form) : null
  if (made?.done) return c.redirect(`${AT}?done=stopped`, 303)
  return (
    <Layout v={v} title={stopWord(v, code)} lead={atOnce(v)}>
      {reviewMenu(v)}
      {made?.word ?? null}
      <Section title={v.t('Uw stop', 'Your stop')}>
        {made
          ? await made.form()
          : begun && given
            ? await judgementForm(v, { type, action: form.action, given })
            : await emptyForm(v, form)}
      </Section>
    </Layout>
  )
}

export function lift(v: Visit, c: Context) {
  return standingOne(v, c, { base: AT, back: `${AT}?done=lifted`, menu: reviewMenu, verb: ['Opheffen', 'Lift'] })
}
