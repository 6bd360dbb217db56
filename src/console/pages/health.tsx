/** How the broker fares: what asks for attention first, then each part with its numbers. About nobody, and no look in the log. */
import { healthSchema } from '../../api/documents-health.ts'
import type { PageModule, Visit } from '../page.ts'
import { Alert } from '../parts/alert.tsx'
import { Layout } from '../parts/layout.tsx'
import { Code, Moment, Pairs, Section, Table } from '../parts/show.tsx'
import { counted, dayOf, namesOf, numberOf } from '../words.ts'
import { log, refused, retention, Stands, sources, witnesses } from './health/sections.tsx'
import {
  type Health,
  PARTS,
  type PartName,
  type Standing,
  sourceStanding,
  standings,
  worst,
} from './health/standing.ts'

export const healthPage: PageModule = {
  right: 'health',
  path: '/health',
  routes: { 'GET /': shown },
}

const PART_WORDS: Readonly<Record<PartName, readonly [nl: string, en: string]>> = {
  log: ['Logboek', 'Log'],
  witnesses: ['Getuigen', 'Witnesses'],
  sources: ['Bronnen', 'Sources'],
  retention: ['Bewaren en wissen', 'Retention and erasure'],
  obligations: ['Verplichtingen', 'Obligations'],
  logins: ['Mislukte aanmeldingen', 'Failed logins'],
  faults: ['Fouten van Sluis', 'Faults of Sluis'],
  stops: ['Stops', 'Stops'],
}
async function shown(v: Visit) {
  const { t } = v
  const health = await v.api.get('/health', healthSchema)
  const each = standings(health)
  const [source, obligation, stop, purpose, role] = await Promise.all([
    namesOf(v, 'sources'),
    namesOf(v, 'obligation-types'),
    namesOf(v, 'attestation-types'),
    namesOf(v, 'purposes'),
    namesOf(v, 'roles'),
  ])
  return (
    <Layout
      v={v}
      title={t('Toestand', 'Health')}
      lead={t(
        'Hoe Sluis het nu doet, en waar iemand naar moet kijken.',
        'How Sluis fares now, and where somebody should look.',
      )}
    >
      <Overall v={v} standing={worst(Object.values(each))} />
      <Section title={t('In één oogopslag', 'At a glance')}>
        <Table
          caption={t('Onderdelen van Sluis', 'Parts of Sluis')}
          head={[t('Onderdeel', 'Part'), t('Stand', 'Standing'), t('Toelichting', 'Explanation')]}
          rows={PARTS.map((part) => [
            t(...PART_WORDS[part]),
            <Stands v={v} standing={each[part]} />,
            explained(v, health, part),
          ])}
          empty=""
        />
      </Section>
      <Section title={t('Logboek', 'Log')}>{log(v, health)}</Section>
      <Section title={t('Getuigen', 'Witnesses')}>{witnesses(v, health)}</Section>
      <Section title={t('Bronnen', 'Sources')}>{sources(v, health, source)}</Section>
      <Section title={t('Bewaren en wissen', 'Retention and erasure')}>{retention(v, health)}</Section>
      <Section title={t('Verplichtingen die te laat zijn', 'Obligations that are overdue')}>
        <Table
          caption={t('Te laat, per soort', 'Overdue, per kind')}
          head={[t('Verplichting', 'Obligation'), t('Aantal', 'Number')]}
          rows={health.obligations.map((one) => [obligation(one.obligation), numberOf(v, one.overdue)])}
          numbers={[1]}
          empty={t('Niets is te laat.', 'Nothing is overdue.')}
        />
      </Section>
      <Section title={t('Stops', 'Stops')}>
        <Table
          caption={t('Stops die nu gelden', 'Stops in force now')}
          head={[t('Stop', 'Stop'), t('Sinds', 'Since'), t('Door rol', 'By role'), t('Van', 'Of'), t('Tot', 'Until')]}
          rows={health.stops.map((one) => [
            stop(one.type),
            <Moment v={v} at={one.at} ago />,
            role(one.role),
            [one.source && source(one.source), one.purpose && purpose(one.purpose)].filter(Boolean).join('; ') || '–',
            one.validUntil ? dayOf(v, one.validUntil) : t('tot zij wordt opgeheven', 'until it is lifted'),
          ])}
          empty={t('Er is niets gestopt.', 'Nothing is stopped.')}
        />
      </Section>
      <Section title={t('Geweigerd zonder regel in het logboek', 'Refused without an entry in the log')}>
        {refused(v, health)}
      </Section>
      <Section title={t('Versie', 'Version')}>
        <Pairs
          pairs={[
            [t('Beleidsversie', 'Policy revision'), <Code>{health.policy.revision}</Code>],
            [
              t('Voor het eerst van kracht', 'First in force'),
              health.policy.firstInForceAt && <Moment v={v} at={health.policy.firstInForceAt} ago />,
            ],
            [t('Draait sinds', 'Runs since'), health.startedAt && <Moment v={v} at={health.startedAt} ago />],
            [t('Klok van Sluis', 'Clock of Sluis'), <Moment v={v} at={health.now} />],
          ]}
        />
      </Section>
    </Layout>
  )
}

function Overall({ v: { t }, standing }: { readonly v: Visit; readonly standing: Standing }) {
  const words = {
    good: t('Alles werkt zoals het hoort.', 'Everything works as it should.'),
    attention: t('Sluis werkt. Er is iets waar iemand naar moet kijken.', 'Sluis works. Something asks for attention.'),
    alarm: t('Er is iets mis dat nu moet worden opgelost.', 'Something is wrong that must be solved now.'),
  }
  const kind = { good: 'ok', attention: 'warning', alarm: 'error' } as const
  return (
    <Alert kind={kind[standing]}>
      <p class="nl-paragraph">{words[standing]}</p>
    </Alert>
  )
}

function explained(v: Visit, health: Health, part: PartName): string {
  const { t } = v
  const many = (count: number) => numberOf(v, count)
  const asked = (count: number) => counted(v, count, ['verzoek', 'verzoeken'], ['request', 'requests'])
  const { byStatus } = health.refused
  const bad = health.sources.filter((one) => sourceStanding(one) !== 'good').length
  const connected = health.sources.filter((one) => one.connected).length
  const due = (health.retention?.classes ?? []).reduce((sum, one) => sum + one.due, 0)
  const late = health.obligations.reduce((sum, one) => sum + one.overdue, 0)
  const words: Readonly<Record<PartName, string>> = {
    log: `${counted(v, health.log.sequenced, ['regel', 'regels'], ['entry', 'entries'])}, ${t(
      `${many(health.log.lag)} nog zonder bewijs`,
      `${many(health.log.lag)} without proof yet`,
    )}`,
    witnesses:
      health.log.witnessed === null
        ? t(
            'Er zijn geen getuigen: niemand buiten de organisatie ziet het logboek',
            'There are no witnesses: nobody outside sees the log',
          )
        : `${counted(v, health.witnesses.length, ['getuige', 'getuigen'], ['witness', 'witnesses'])}, ${t(
            `${many(health.quorum)} nodig`,
            `${many(health.quorum)} needed`,
          )}`,
    sources: t(
      `${many(connected)} aangesloten, ${many(bad)} met een storing`,
      `${many(connected)} connected, ${many(bad)} with a fault`,
    ),
    retention: t(`${many(due)} te wissen`, `${many(due)} to be erased`),
    obligations: t(`${many(late)} te laat`, `${many(late)} overdue`),
    logins: `${asked(byStatus['401'])} ${t('zonder geldig bewijs van aanmelden', 'without a valid token')}`,
    faults: counted(
      v,
      byStatus['5xx'],
      ['verzoek mislukte', 'verzoeken mislukten'],
      ['request failed', 'requests failed'],
    ),
    stops: t(`${many(health.stops.length)} van kracht`, `${many(health.stops.length)} in force`),
  }
  return words[part]
}
