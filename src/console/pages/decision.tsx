/** One decision: what was asked and why, which norms spoke, what became of each field, and that it stands in the log. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { replaySchema } from '../../api/documents-decision.ts'
import { type WhyNotDocument, whyNotDocumentSchema } from '../../api/documents-why-not.ts'
import { isHoldingSource } from '../../domain/holding.ts'
import { readAdl } from '../adl.ts'
import { sent } from '../form.ts'
import type { PageModule, Visit } from '../page.ts'
import { Alert } from '../parts/alert.tsx'
import { Csrf, Submit } from '../parts/form.tsx'
import { Layout } from '../parts/layout.tsx'
import { Link, Section } from '../parts/show.tsx'
import { decisionAnswerSchema } from './decision/answer.ts'
import { content } from './decision/content.tsx'
import { proofFile, proofPart } from './decision/proof.tsx'
import { Settlement } from './decision/settlement.tsx'
import { stopping } from './decision/stopping.tsx'
import { supplied } from './decision/supplied.tsx'
import { Walks } from './decision/walks.tsx'
import { closedUnits, closingNorms, WhyNot } from './decision/why-not.tsx'
import { addressOf, type Filters, filtersIn } from './decisions/filters.tsx'

type Replay = z.infer<typeof replaySchema>
type Extra = { readonly replay?: Replay; readonly whyNot?: WhyNotDocument }

export const decisionPage: PageModule = {
  right: 'decision',
  path: '/decisions/:id',
  routes: {
    'GET /': (v, c) => shown(v, c),
    'GET /proof': (v, c) => proofFile(v, idIn(c), 'proof'),
    'GET /checkpoint': (v, c) => proofFile(v, idIn(c), 'checkpoint'),
    'POST /replay': async (v, c) => {
      const query = { readingPurpose: v.readingPurpose() }
      return shown(v, c, { replay: await v.api.get(`/decisions/${idIn(c)}/replay`, replaySchema, query) })
    },
    'POST /why-not': async (v, c) => {
      const query = { readingPurpose: v.readingPurpose(), field: (await sent(c)).text('field') }
      return shown(v, c, { whyNot: await v.api.get(`/decisions/${idIn(c)}/why-not`, whyNotDocumentSchema, query) })
    },
    // Who reloads or goes back: the answer has no address.
    'GET /replay': (_, c) => c.redirect(addressOf(filtersOf(c), `/console/decisions/${idIn(c)}`)),
    'GET /why-not': (_, c) => c.redirect(addressOf(filtersOf(c), `/console/decisions/${idIn(c)}`)),
  },
}

const idIn = (c: Context): string => encodeURIComponent(c.req.param('id') ?? '')
/** Of the list that it was found in: they go along, so that one comes back to it. */
const filtersOf = (c: Context): Filters => filtersIn(c.req.query())

async function shown(v: Visit, c: Context, extra: Extra = {}) {
  const { t } = v
  const from = filtersOf(c)
  const decision = await v.api.get(`/decisions/${idIn(c)}`, decisionAnswerSchema, {
    readingPurpose: v.readingPurpose(),
  })
  const lead = `${t('Nummer', 'Number')} ${decision.id}`
  const back = <Back v={v} from={from} />
  const under = (path: string) => addressOf(from, `/console/decisions/${decision.id}${path}`)
  if (!('record' in decision)) {
    return (
      <Layout v={v} title={t('Besluit van een andere organisatie', 'Decision of another organisation')} lead={lead}>
        {back}
        {await supplied(v, decision)}
      </Layout>
    )
  }
  const read = decision.record === null ? null : readAdl(decision.record)
  const units = read ? closedUnits(read.fields, read.outcome) : []
  const closing = read && extra.whyNot ? closingNorms(read, extra.whyNot.field) : []
  return (
    <Layout v={v} title={t('Besluit', 'Decision')} lead={lead}>
      {back}
      {read ? await content(v, decision, read) : <Erased v={v} />}
      {units.length > 0 ? (
        <Section title={t('Waarom niet', 'Why not')} id="waarom-niet">
          <WhyNot
            v={v}
            action={`${under('/why-not')}#waarom-niet`}
            units={units}
            norms={closing}
            found={extra.whyNot}
          />
        </Section>
      ) : null}
      {read?.question.source ? (
        <Section title={t('Wat is verstrekt', 'What left')} id="verstrekt">
          <Settlement v={v} decision={decision} outcome={read.outcome} />
        </Section>
      ) : null}
      {decision.walks.length > 1 ? (
        <Section title={t('Eerder en later gevraagd', 'Asked earlier and later')} id="keren">
          <Walks v={v} decision={decision} from={from} />
        </Section>
      ) : null}
      <Section title={t('Bewijs', 'Proof')} id="bewijs">
        {await proofPart(v, decision)}
      </Section>
      {v.me.pages.review ? (
        <Section title={t('Verder met dit besluit', 'Going on with this decision')} id="verder">
          <p class="nl-paragraph">
            <Link href={`/console/review/findings/new?decision=${decision.id}`}>
              {t('Een bevinding over dit besluit schrijven', 'Write a finding about this decision')}
            </Link>
          </p>
          {read
            ? await stopping(v, { person: read.asker?.person ?? null, source: catalogued(read.question.source) })
            : null}
        </Section>
      ) : null}
      <Section title={t('Opnieuw beoordelen', 'Judge again')} id="opnieuw">
        <Replayed v={v} replay={extra.replay} />
        <form method="post" action={`${under('/replay')}#opnieuw`}>
          <Csrf v={v} />
          <Submit kind="secondary">{t('Opnieuw beoordelen', 'Judge again')}</Submit>
        </form>
      </Section>
    </Layout>
  )
}

function Back({ v, from }: { readonly v: Visit; readonly from: Filters }) {
  if (!v.me.pages.decisions) return null
  const filtered = Object.keys(from).length > 0
  return (
    <p class="nl-paragraph">
      <Link href={addressOf(from)}>
        {filtered
          ? v.t('Terug naar de besluiten met uw filters', 'Back to the decisions with your filters')
          : v.t('Naar alle besluiten', 'To all decisions')}
      </Link>
    </p>
  )
}

/** What is held is no source that others ask as well: it is not stopped here. */
function catalogued(source: string | null): string | null {
  return source === null || isHoldingSource(source) ? null : source
}

function Erased({ v }: { readonly v: Visit }) {
  return (
    <Alert kind="info">
      <p class="nl-paragraph">
        {v.t(
          'De inhoud is vergeten omdat de bewaartermijn voorbij is. Dat er een besluit was, blijft te bewijzen.',
          'Its content was forgotten because its term is over. That there was a decision can still be proven.',
        )}
      </p>
    </Alert>
  )
}

const RESULTS: Readonly<Record<Replay['result'], readonly [nl: string, en: string]>> = {
  same: ['Er komt precies hetzelfde uit.', 'Exactly the same comes out.'],
  differs: [
    'Er komt iets anders uit dan is vastgelegd. Waarschuw de beheerder van Sluis.',
    'Something else comes out than was recorded. Warn the operator of Sluis.',
  ],
  erased: [
    'De feiten zijn gewist na hun bewaartermijn: opnieuw beoordelen kan niet meer.',
    'The facts were erased after their term: judging again is no longer possible.',
  ],
  'policy-unknown': [
    'Het beleid van toen is hier niet bewaard: opnieuw beoordelen kan niet.',
    'The policy of then is not kept here: judging again is not possible.',
  ],
  altered: [
    'De regel of het bewaarde beleid is veranderd. Waarschuw de beheerder van Sluis.',
    'The entry or the kept policy was altered. Warn the operator of Sluis.',
  ],
}
const KIND = { same: 'ok', erased: 'info', 'policy-unknown': 'warning', differs: 'error', altered: 'error' } as const

function Replayed({ v, replay }: { readonly v: Visit; readonly replay?: Replay | undefined }) {
  if (!replay) {
    return (
      <p class="nl-paragraph">
        {v.t(
          'Sluis beoordeelt wat toen is vastgelegd nog eens met het beleid van toen, en kijkt of er precies hetzelfde uitkomt.',
          'Sluis judges what was recorded then once more, under the policy of then, and looks whether exactly the same comes out.',
        )}
      </p>
    )
  }
  return (
    <Alert kind={KIND[replay.result]} focus>
      <p class="nl-paragraph">{v.t(...RESULTS[replay.result])}</p>
    </Alert>
  )
}
