/** Sections of the page of health: each part of the broker with its numbers. */
import type { Visit } from '../../page.ts'
import { retainedText } from '../../parts/retained.ts'
import { Badge, Code, Link, Moment, Pairs, Table } from '../../parts/show.tsx'
import { counted, numberOf } from '../../words.ts'
import { type Health, type Standing, sourceStanding } from './standing.ts'

const STANDING = {
  good: ['goed', 'good', 'positive'],
  attention: ['let op', 'attention', 'warning'],
  alarm: ['alarm', 'alarm', 'negative'],
} as const

export function Stands({ v, standing }: { readonly v: Visit; readonly standing: Standing }) {
  const [nl, en, tone] = STANDING[standing]
  return <Badge tone={tone}>{v.t(nl, en)}</Badge>
}

export function log(v: Visit, { log }: Health) {
  const { t } = v
  return (
    <>
      <Pairs
        pairs={[
          [t('Regels', 'Entries'), numberOf(v, log.sequenced)],
          [t('Met bewijs (onder een controlepunt)', 'With proof (under a checkpoint)'), numberOf(v, log.integrated)],
          [t('Achterstand', 'Lag'), counted(v, log.lag, ['regel', 'regels'], ['entry', 'entries'])],
          [t('Door getuigen gezien', 'Seen by witnesses'), log.witnessed === null ? null : numberOf(v, log.witnessed)],
          [
            t('Nieuwste regel met bewijs', 'Newest entry with proof'),
            log.newestAt && <Moment v={v} at={log.newestAt} ago />,
          ],
        ]}
      />
      {log.checkpoint === null ? (
        <p class="nl-paragraph">{t('Er is nog geen controlepunt.', 'There is no checkpoint yet.')}</p>
      ) : (
        <details class="sluis-disclosure">
          <summary>{t('Het controlepunt dat anderen nu zien', 'The checkpoint that others see now')}</summary>
          <pre class="nl-code-block">
            <code class="nl-code-block__code">{log.checkpoint}</code>
          </pre>
        </details>
      )}
    </>
  )
}

export function witnesses(v: Visit, { witnesses }: Health) {
  const { t } = v
  return (
    <Table
      caption={t('Getuigen die controlepunten medeondertekenen', 'Witnesses that cosign checkpoints')}
      head={[t('Getuige', 'Witness'), t('Tot regel', 'Up to entry'), t('Laatst', 'Last'), t('Storing', 'Fault')]}
      rows={witnesses.map(({ name, size, cosignedAt, fault }) => [
        name,
        size === null ? '–' : numberOf(v, size),
        cosignedAt ? <Moment v={v} at={cosignedAt} ago /> : '–',
        fault ? faultOf(v, fault) : t('geen', 'none'),
      ])}
      empty={t('Er zijn geen getuigen ingesteld.', 'No witnesses are set.')}
    />
  )
}

export function sources(v: Visit, health: Health, name: (code: string) => string) {
  const { t } = v
  const connected = health.sources.filter((one) => one.connected)
  const others = health.sources.filter((one) => !one.connected)
  return (
    <>
      <Table
        caption={t('Aangesloten bronnen', 'Connected sources')}
        head={[t('Bron', 'Source'), t('Stand', 'Standing'), t('Laatst goed', 'Last good'), t('Storing', 'Fault')]}
        rows={connected.map((one) => [
          name(one.source),
          <Stands v={v} standing={sourceStanding(one)} />,
          one.goodAt ? (
            <Moment v={v} at={one.goodAt} ago />
          ) : (
            t('nog niet gevraagd sinds de start', 'not asked since the start')
          ),
          one.fault ? faultOf(v, one.fault) : t('geen', 'none'),
        ])}
        empty={t('Er is geen bron aangesloten.', 'No source is connected.')}
      />
      {others.length > 0 ? (
        <p class="nl-paragraph sluis-small">
          {`${t('Niet aangesloten', 'Not connected')}: ${others.map((one) => name(one.source)).join('; ')}.`}
        </p>
      ) : null}
    </>
  )
}

function faultOf(v: Visit, { code, at }: { readonly code: string; readonly at: string }) {
  return (
    <>
      <Code>{code}</Code> <Moment v={v} at={at} ago />
    </>
  )
}

export function retention(v: Visit, { retention }: Health) {
  const { t } = v
  if (retention === null) {
    return (
      <p class="nl-paragraph">{t('Dit platform houdt dat niet bij.', 'This platform does not keep track of that.')}</p>
    )
  }
  return (
    <>
      <Pairs
        pairs={[
          [
            t('Laatst gekeken', 'Last looked'),
            retention.lookedAt ? (
              <Moment v={v} at={retention.lookedAt} ago />
            ) : (
              t('nog niet sinds de start', 'not since the start')
            ),
          ],
          [t('Kijkt weer', 'Looks again'), <Moment v={v} at={retention.nextLookAt} ago />],
        ]}
      />
      <Table
        caption={t('Wat weg moet, per regel van de bewaartabel', 'What must go, by rule of the retention table')}
        head={[t('Regel', 'Rule'), t('Te wissen', 'To be erased'), t('Vastgehouden', 'Held')]}
        rows={retention.classes.map(({ ground, text, due, held }) => [
          text ? retainedText(v, text) : ground,
          numberOf(v, due),
          numberOf(v, held),
        ])}
        numbers={[1, 2]}
        empty={t('Er hoeft niets weg.', 'Nothing must go.')}
      />
    </>
  )
}

export function refused(v: Visit, { refused }: Health) {
  const { t } = v
  const words: Readonly<Record<string, string>> = {
    '400': t('Onleesbaar of onvolledig', 'Unreadable or incomplete'),
    '401': t('Niet of ongeldig aangemeld', 'Not signed in, or not validly'),
    '403': t('Niet toegestaan', 'Not allowed'),
    '413': t('Te groot', 'Too large'),
    '429': t('Te veel verzoeken', 'Too many requests'),
    '4xx': t('Anders geweigerd', 'Refused otherwise'),
    '5xx': t('Mislukt in Sluis', 'Failed in Sluis'),
  }
  return (
    <>
      <Table
        caption={t('Verzoeken, van alle organisaties samen', 'Requests, of all organisations together')}
        head={[t('Waarom', 'Why'), t('Aantal', 'Number')]}
        rows={Object.entries(refused.byStatus).map(([status, count]) => [
          `${words[status] ?? status} (${status})`,
          numberOf(v, count),
        ])}
        numbers={[1]}
        empty=""
      />
      <p class="nl-paragraph">
        <Link href="/console/decisions?outcome=deny">
          {t('Geweigerde besluiten in het logboek', 'Refused decisions in the log')}
        </Link>
      </p>
    </>
  )
}
