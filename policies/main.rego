# METADATA
# title: Entrypoints
# description: >-
#   Gather what the norms say, resolve precedence field by field, answer in one shape.
#   Precedence: deny > unmet require > treat > permit; obligations always accumulate. What no permit covers is withheld.
package sluis

# METADATA
# entrypoint: true
decide := data.sluis.inquiry.verdict

# METADATA
# entrypoint: true
screen := data.sluis.screening.verdict

# METADATA
# entrypoint: true
act := data.sluis.acting.verdict
