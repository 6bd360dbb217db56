/** Why somebody found a question needed, in their own words: the three grounds, each under the test that it is for. */
import type { z } from 'zod'
import type { groundsSchema } from '../../domain/inquiry.ts'
import type { Visit } from '../page.ts'

type Props = { readonly v: Pick<Visit, 't'>; readonly grounds: z.infer<typeof groundsSchema> }

export function Grounds({ v: { t }, grounds }: Props) {
  return (
    <>
      <h3 class="nl-heading nl-heading--level-4">{t('Noodzaak', 'Necessity')}</h3>
      <p class="nl-paragraph sluis-words">{grounds.necessity || '–'}</p>
      <h3 class="nl-heading nl-heading--level-4">{t('Het doel weegt op tegen de inbreuk', 'Proportionality')}</h3>
      <p class="nl-paragraph sluis-words">{grounds.proportionality || '–'}</p>
      <h3 class="nl-heading nl-heading--level-4">{t('Het kan niet lichter', 'Subsidiarity')}</h3>
      <p class="nl-paragraph sluis-words">{grounds.subsidiarity || '–'}</p>
    </>
  )
}
