/** A page that cannot be shown says why, in the words of the API where they say more than its status, and what one can do. */
import type { ApiProblem } from '../api.ts'
import type { Visit } from '../page.ts'
import { Alert } from '../parts/alert.tsx'
import { Layout } from '../parts/layout.tsx'
import { Link } from '../parts/show.tsx'
import { isOwn } from '../problems.ts'

export function ProblemPage({ v, problem }: { readonly v: Visit; readonly problem: ApiProblem }) {
  const { t } = v
  const titles: Record<number, string> = {
    403: t('Dit is niet voor u', 'This is not open to you'),
    404: t('Deze bladzijde is er niet, of niet voor u', 'This page is not there, or not for you'),
    429: t('Te veel verzoeken', 'Too many requests'),
    503: t('Sluis kan dit nu niet', 'Sluis cannot do this now'),
  }
  const title = titles[problem.status]
  const said = [problem.title, problem.detail].filter((text, i, all) => all.indexOf(text) === i)
  // Of these the API says no more than that, to programs: whether it is there is not told on purpose.
  const plain = problem.status === 404 && said.length === 1 && !isOwn(problem)
  return (
    <Layout v={v} title={title ?? problem.title}>
      <Alert kind="error" focus>
        {plain ? (
          <p class="nl-paragraph">
            {t(
              'Wat u zoekt is er niet, of het is niet voor u. Welke van de twee het is, zegt Sluis niet.',
              'What you look for is not there, or not for you. Which of the two it is, Sluis does not say.',
            )}
          </p>
        ) : (
          said.map((text) => <p class="nl-paragraph">{text}</p>)
        )}
      </Alert>
      <p class="nl-paragraph">
        <Link href="/console">{t('Naar het begin', 'To the start')}</Link>
      </p>
    </Layout>
  )
}
