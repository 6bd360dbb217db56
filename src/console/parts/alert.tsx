/** A message that stands out, with a word for its kind: colour alone says nothing (WCAG 1.4.1). */
import type { Child } from 'hono/jsx'

type Props = {
  readonly kind: 'info' | 'ok' | 'warning' | 'error'
  readonly title?: string
  /** What just happened, and is to be read out first. */
  readonly focus?: boolean
  readonly children: Child
}

export function Alert({ kind, title, focus, children }: Props) {
  return (
    <div class={`utrecht-alert utrecht-alert--${kind}`} role={focus ? 'alert' : undefined}>
      <div class="utrecht-alert__content">
        {title ? <h2 class="nl-heading nl-heading--level-3">{title}</h2> : null}
        {children}
      </div>
    </div>
  )
}
