/** A page that cannot be shown says why, in the words of the API, and what one can do. */
import type { ApiProblem } from '../api.ts'
import type { Visit } from '../page.ts'
import { Alert } from '../parts/alert.tsx'
import { Layout } from '../parts/layout.tsx'
import { Link } from '../parts/show.tsx'

export function ProblemPage({ v, problem }: { readonly v: Visit; readonly problem: ApiProblem }) {
  const { t } = v
  const titles: Record<number, string> = {
    403: t('Dit is niet voor u', 'This is not open to you'),
    404: t('Hier is niets voor u', 'There is nothing here for you'),
    429: t('Te veel verzoeken', 'Too many requests'),
    503: t('Sluis kan dit nu niet', 'Sluis cannot do this now'),
  }
  return (
    <Layout v={v} title={titles[problem.status] ?? problem.title}>
      <Alert kind="error" focus>
        <p class="nl-paragraph">{problem.title}</p>
        {problem.detail === problem.title ? null : <p class="nl-paragraph">{problem.detail}</p>}
      </Alert>
      <p class="nl-paragraph">
        <Link href="/console">{t('Naar het begin', 'To the start')}</Link>
      </p>
    </Layout>
  )
}
