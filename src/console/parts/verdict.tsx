/** What a decision says to who asked: why, which judgements are missing and who gives them, and what else is possible. */
import type { z } from 'zod'
import type { actDocumentSchema } from '../../api/documents.ts'
import type { Visit } from '../page.ts'
import { dayOf, said } from '../words.ts'
import { Alert } from './alert.tsx'
import { Article, articleLinks } from './article.tsx'
import { sureSentence } from './certainty.ts'
import { scopeNames, scopeText } from './scope.ts'
import { Link, Section, Table } from './show.tsx'

export type Verdict = Pick<z.infer<typeof actDocumentSchema>, 'outcome' | 'reasons' | 'missing' | 'remedies'>
type Part<K extends keyof Verdict> = { readonly v: Visit } & { readonly [N in K]: Verdict[N] }

/** The norms that decided, in plain words. */
export async function Reasons({ v, reasons }: Part<'reasons'>) {
  const linksOf = await articleLinks(v)
  return (
    <ul class="sluis-norms">
      {reasons.map(({ norm, title, text, article, certainty }) => (
        <li class="sluis-norms__norm">
          <h3 class="nl-heading nl-heading--level-4">
            <Link href={`/console/policy/norms/${norm}`}>{norm}</Link> {said(v, title)}
          </h3>
          <p class="nl-paragraph">{said(v, text)}</p>
          <p class="nl-paragraph sluis-small">
            <Article v={v} article={article} links={linksOf(norm)} /> <br />
            {sureSentence(v, certainty)} ({certainty}).
          </p>
        </li>
      ))}
    </ul>
  )
}

/** Each with what it is about, as who gives it reads it; who that is has no name here. */
export async function Missing({ v, missing }: Part<'missing'>) {
  const { t } = v
  const names = await scopeNames(v)
  return (
    <Table
      caption={t('Oordelen die er nog niet zijn', 'Judgements that are not there yet')}
      head={[t('Oordeel', 'Judgement'), t('Waarover', 'About'), t('Wie het kan geven', 'Who can give it')]}
      rows={missing.map(({ title, scope, givenBy }) => {
        const { subject, person, ...named } = scope
        const about = Object.keys(named).length > 0 ? [scopeText(names, named)] : []
        if (subject || person) about.push(t('deze betrokkene', 'this subject'))
        return [said(v, title), about.join('; ') || t('de hele vraag', 'the whole question'), said(v, givenBy)]
      })}
      empty={t('Er ontbreekt geen oordeel.', 'No judgement is missing.')}
    />
  )
}

export function Remedies({ v, remedies }: Part<'remedies'>) {
  return (
    <ul class="utrecht-unordered-list">
      {remedies.map(({ text, reference }) => (
        <li class="utrecht-unordered-list__item">
          {said(v, text)} <span class="sluis-small">({reference})</span>
        </li>
      ))}
    </ul>
  )
}

/** An act that did not go through: nothing was changed, and why. */
export function ActRefused({ v, verdict }: { readonly v: Visit; readonly verdict: Verdict }) {
  const { t } = v
  const waits = verdict.outcome === 'review'
  return (
    <>
      <Alert kind={waits ? 'warning' : 'error'} focus>
        <p class="nl-paragraph">
          {waits
            ? t('Er is niets veranderd: eerst is een oordeel nodig.', 'Nothing changed: a judgement is needed first.')
            : t(
                'Er is niets veranderd: het beleid laat dit niet toe.',
                'Nothing changed: the policy does not allow it.',
              )}
        </p>
      </Alert>
      <Section title={t('Waarom niet', 'Why not')}>
        <Reasons v={v} reasons={verdict.reasons} />
        {verdict.missing.length > 0 ? <Missing v={v} missing={verdict.missing} /> : null}
        {verdict.remedies.length > 0 ? <Remedies v={v} remedies={verdict.remedies} /> : null}
      </Section>
    </>
  )
}

/** The last day of something, or that there is none. */
export function until(v: Visit, day: string | null): string {
  return day === null ? v.t('geen vaste dag', 'no fixed day') : dayOf(v, day)
}
