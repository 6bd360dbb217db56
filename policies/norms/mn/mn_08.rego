# METADATA
# title: Weigering wijst de weg
# description: Denials return the norms and the lawful alternative route.
# custom:
#   id: MN-08
#   act: Werkafspraak
#   article: Ontwerpafspraak over weigeringen
#   tier: 5
#   certainty: I
#   effect: obligation
#   absence: null
#   inferred: >-
#     A norm cannot see what the others say, so the duty is recorded with every decision and bears on what is refused
#     in it (I).
#   title:
#     nl: Weigering wijst de weg
#     en: A refusal shows the way
#   text:
#     nl: >-
#       Wie nee krijgt, hoort welke norm dat bepaalt en welke weg wel mag.
#     en: >-
#       Who is refused hears which norm decided and which route is lawful.
#   remedies: []
package norms.mn.mn_08

findings contains {"norm": "MN-08", "effect": "oblige", "obligation": "SHOW_REMEDY"} if not is_null(input.inquiry)

acts contains {"norm": "MN-08", "effect": "oblige", "obligation": "SHOW_REMEDY"} if not is_null(input.act)
