/** A long list of what waits, made shorter: of one case, of one kind of judgement, or what expires first. */
import { ID } from '../../../api/paging.ts'
import { caseReferenceIn } from '../../../cases/reference.ts'
import type { Query } from '../../api.ts'
import type { Visit } from '../../page.ts'
import { caseHint } from '../../parts/case.tsx'
import type { Unfit } from '../../parts/filter.ts'
import { Csrf, FormProblem, faultsOf, SelectField, Submit, TextField } from '../../parts/form.tsx'
import { Link } from '../../parts/show.tsx'
import { said } from '../../words.ts'
import { judgementTypes } from './types.ts'

/** Days before it expires in which it is marked, and found by that. */
export const SOON_DAYS = 7
const SOON = 'soon'

export type Narrowed = { readonly case?: string; readonly type?: string; readonly expires?: typeof SOON }

/** Only what is a filter: what else stands in an address is not passed on. */
export function narrowedBy(given: Readonly<Record<string, string>>): Narrowed {
  const { case: named = '', type = '', expires } = given
  return {
    ...(ID.test(named) || caseReferenceIn(named) ? { case: named } : {}),
    ...(/^[A-Z0-9_]{1,64}$/.test(type) ? { type } : {}),
    ...(expires === SOON ? { expires } : {}),
  }
}

export function queryOf({ now }: Pick<Visit, 'now'>, { case: named, type, expires }: Narrowed): Query {
  const soon = new Date(now.getTime() + SOON_DAYS * 86_400_000)
  return {
    type,
    ...(named && (ID.test(named) ? { caseId: named } : { reference: named })),
    ...(expires ? { expiresBefore: soon.toISOString() } : {}),
  }
}

export async function narrowing(v: Visit, narrowed: Narrowed, unfit?: Unfit) {
  const { t } = v
  const types = [...(await judgementTypes(v)).values()].filter(({ mine }) => mine)
  const label = t('Zaak', 'Case')
  const given = unfit?.given ?? narrowed
  const isNarrowed = Object.keys(narrowed).length > 0
  return (
    <>
      {unfit ? <FormProblem v={v} problem={unfit.problem} named={() => label} /> : null}
      <details class="sluis-disclosure" open={unfit || isNarrowed ? true : undefined}>
        <summary>{t('Filteren', 'Filter')}</summary>
        <form method="post" action="/console/judgements" class="sluis-form sluis-form--columns" autocomplete="off">
          <Csrf v={v} />
          <TextField
            name="case"
            label={label}
            hint={caseHint(v)}
            value={given.case}
            error={faultsOf(v, unfit?.problem ?? null).case}
          />
          <SelectField
            name="type"
            label={t('Welk oordeel', 'Which judgement')}
            choices={types.map((one) => [one.code, said(v, one)])}
            value={given.type}
            none={t('Alle', 'All')}
          />
          <SelectField
            name="expires"
            label={t('Vervalt', 'Expires')}
            choices={[[SOON, t(`binnen ${SOON_DAYS} dagen`, `within ${SOON_DAYS} days`)]]}
            value={given.expires}
            none={t('Maakt niet uit', 'No matter when')}
          />
          <div class="sluis-actions">
            <Submit>{t('Tonen', 'Show')}</Submit>
          </div>
        </form>
        {isNarrowed ? (
          <p class="nl-paragraph">
            <Link href="/console/judgements">{t('Alle filters weghalen', 'Remove all filters')}</Link>
          </p>
        ) : null}
      </details>
    </>
  )
}
