/** What became of an act that the policy did not permit: which norms refused it, in plain words. A refusal is in the log too. */
import type { z } from 'zod'
import type { actDocumentSchema } from '../../api/documents.ts'
import type { Visit } from '../page.ts'
import { said } from '../words.ts'
import { Alert } from './alert.tsx'
import { Link } from './show.tsx'

type Acted = Pick<z.infer<typeof actDocumentSchema>, 'outcome' | 'reasons' | 'remedies'>

export function NotPermitted({ v, acted }: { readonly v: Visit; readonly acted: Acted }) {
  if (acted.outcome === 'permit') return null
  const { t } = v
  return (
    <Alert kind="error" title={t('Dit mag niet', 'This may not be done')} focus>
      <ul class="utrecht-unordered-list">
        {acted.reasons.map(({ norm, title, text }) => (
          <li class="utrecht-unordered-list__item">
            <Link href={`/console/policy/norms/${norm}`}>{norm}</Link> {said(v, title)}. {said(v, text)}
          </li>
        ))}
      </ul>
      {acted.remedies.map(({ text }) => (
        <p class="nl-paragraph">{said(v, text)}</p>
      ))}
    </Alert>
  )
}

/** After a redirect: what was just recorded. */
export function Done({ words }: { readonly words: string | null | undefined }) {
  return words ? (
    <Alert kind="ok" focus>
      <p class="nl-paragraph">{words}</p>
    </Alert>
  ) : null
}
