/**
 * From a decision to what one may do about it: stop who asked, or the source that was asked. What is stopped is sent in the body
 * of a POST, so that no address has a pseudonym; the form that it opens still has to be given grounds and sent.
 */
import type { Visit } from '../../page.ts'
import { Csrf, Submit } from '../../parts/form.tsx'
import { judgementTypes } from '../judging/types.ts'
import { stopPath } from '../reviewing/stops.tsx'

type About = { readonly person: string | null; readonly source: string | null }

/** null: these roles can stop nothing of it. Whether they may, the policy decides when it is given. */
export async function stopping(v: Visit, { person, source }: About) {
  const { t } = v
  const types = await judgementTypes(v)
  const ways = [
    ['STOP_CALLER', 'scope-person', person, t('Houd deze vrager tegen', 'Stop this caller')],
    ['STOP_SOURCE', 'scope-source', source, t('Houd deze bron tegen', 'Stop this source')],
  ] as const
  const open = v.me.pages.review ? ways.filter(([code, , value]) => value !== null && types.get(code)?.mine) : []
  if (open.length === 0) return null
  return (
    <div class="sluis-actions">
      {open.map(([code, field, value, label]) => (
        <form method="post" action={stopPath(code)}>
          <Csrf v={v} />
          <input type="hidden" name={field} value={value ?? ''} />
          <Submit kind="secondary" name="act" value="begin">
            {label}
          </Submit>
        </form>
      ))}
    </div>
  )
}
