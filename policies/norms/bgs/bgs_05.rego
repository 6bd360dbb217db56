# METADATA
# title: Geen nationaliteit
# description: No nationality, unless the person cannot be identified without it.
# custom:
#   id: BGS-05
#   act: BGS
#   article: BGS 1.9
#   tier: 2
#   certainty: V1
#   effect: mask
#   absence: deny
#   inferred: >-
#     That identification cannot do without it is judged by the privacy officer or the provider, for one source and one
#     subject. A dataset of nationalities does not tell whether it knows somebody either (I).
#   title:
#     nl: Geen nationaliteit
#     en: No nationality
#   text:
#     nl: >-
#       In een RIEC blijft de nationaliteit weg. Dat is alleen anders als is vastgesteld dat de persoon zonder die
#       informatie niet te herkennen is.
#     en: >-
#       In a RIEC nationality is left out. That differs only if it was established that the person cannot be identified
#       without it.
#   remedies: [ASK_PRIVACY_OFFICER]
package norms.bgs.bgs_05

import data.lib

findings contains {"norm": "BGS-05", "effect": "treat", "treatment": "withhold", "fields": sort(names)} if {
	lib.wgs
	names := lib.fields_by_flag.NAT
	not unavoidable
}

findings contains {"norm": "BGS-05", "effect": "treat", "treatment": "withhold", "category": category} if {
	lib.wgs
	lib.about_existence
	some category, flags in lib.flags_by_category
	"NAT" in flags
	not unavoidable
}

unavoidable if ["IDENTIFICATION", null] in lib.upheld
