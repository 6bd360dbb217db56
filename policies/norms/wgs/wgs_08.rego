# METADATA
# title: Alleen gegevens die op de lijst staan
# description: The list of categories is exhaustive; what is not listed does not enter a RIEC, its existence included.
# custom:
#   id: WGS-08
#   act: WGS
#   article: WGS 2.22 lid 1; BGS 2.15
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   title:
#     nl: Alleen gegevens die op de lijst staan
#     en: Only data on the list
#   text:
#     nl: >-
#       De wet noemt alle soorten gegevens die in een RIEC gedeeld mogen worden. Deze soort staat er niet bij. Ook
#       of er iets bekend is, mag u niet vragen.
#     en: >-
#       The act lists all categories that may be shared in a RIEC. This category is not among them. Whether
#       anything is known may not be asked either.
#   remedies: [OWN_POWER]
package norms.wgs.wgs_08

import data.lib

findings contains {"norm": "WGS-08", "effect": "deny", "category": category} if {
	lib.wgs
	some category in (lib.categories - listed)
}

# Neither as information that somebody brings in.
acts contains {"norm": "WGS-08", "effect": "deny"} if {
	some part in lib.entering_riec
	not on_the_list(part.category)
}

on_the_list(category) if data.facts.categories[category].phase in {"F1", "F2", "F3", "n/a"}

listed contains category if {
	some category in lib.categories
	on_the_list(category)
}
